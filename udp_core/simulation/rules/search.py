"""The search for a position of the levers that keeps every rule asked.

The solver reckons with floating numbers: what it finds is judged exactly, and «there is none» is
said only where it has proved it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from udp_core.simulation.rules.answer import Aim, AskedOfSolver, Ending
from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.linear import Lines, lines
from udp_core.simulation.rules.model import Model, Position, RuleCheck
from udp_core.simulation.rules.program import (
    FIRST,
    THEN,
    Program,
    Proof,
    SearchTime,
    Solved,
    weights,
)
from udp_core.simulation.rules.targets import part_of, short_of

MARGIN = 1e-6
"""Of the largest number of a row.

Below it the solver's arithmetic is not believed, and the answer is judged exactly.
"""
GAP = 1e-6
"""How near to the best a best is, as a part of it: some euro of a whole fund."""
PART = 0.3
"""Of the time left, what one best may take: the others are to be said too."""
TIGHTENED = 3
"""Times that a row which broke by a cent is asked again with a wider margin."""
MOST_SHARES = 12
"""Steps towards the best share, each at least as good as the one before.

Three or four are usual.
"""


def still_levers(must: Sequence[RuleCheck]) -> frozenset[int]:
    """Levers that a rule wants where they started."""
    return frozenset(place for check in must if check.still for place, _ in check.levers)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A position that holds to the cent, or how the search ended without one."""

    position: Position | None
    ending: Ending
    best: bool = True


@dataclass(frozen=True)
class Search:
    """A model, where its levers stand, and everything that was asked of it."""

    model: Model
    position: Position
    wanted: AskedOfSolver
    _made: dict[frozenset[int], Lines] = field(default_factory=dict)

    def lines(self, must: Sequence[RuleCheck], locked: Collection[int]) -> Lines:
        """The model as lines in the levers that are free, made once for each choice of them."""
        fixed = frozenset(locked) | still_levers(must)
        if fixed not in self._made:
            self._made[fixed] = lines(self.model, self.position, fixed)
        return self._made[fixed]

    def possible(
        self, must: Sequence[RuleCheck], locked: Collection[int], clock: SearchTime
    ) -> bool:
        """Whether it is not proved that these cannot hold together.

        A lever let go may hold still another that it multiplies: then its own way of before is
        tried too, so that letting go never makes less possible.
        """
        ways = [frozenset(locked)]
        if beside := self._multiplied() - frozenset(locked):
            ways.append(frozenset(locked) | beside)
        return any(self.run(must, way, clock, None).ending is not Ending.IMPOSSIBLE for way in ways)

    def _multiplied(self) -> frozenset[int]:
        """The locked levers that multiply one which is free."""
        locked = self.wanted.locked
        return frozenset(
            place
            for term in self.model.terms
            if not locked.issuperset(term.levers)
            for place in term.levers
            if place in locked
        )

    def run(
        self, must: Sequence[RuleCheck], locked: Collection[int], clock: SearchTime, aim: Aim | None
    ) -> SearchResult:
        """A position that holds to the cent; without an aim, any."""
        if self._kept_elsewhere(must, locked):
            return SearchResult(None, Ending.IMPOSSIBLE)

        def solved(program: Program) -> Solved:
            if aim:
                _aim(program, aim)
            return program.solved(clock)

        return self._held(self.lines(must, locked), must, solved)

    def _held(
        self, work: Lines, must: Sequence[RuleCheck], solved: Callable[[Program], Solved]
    ) -> SearchResult:
        """What is found, when it holds to the cent.

        A row that rounding broke is asked again with a wider margin.
        """
        asked = [*(check for check in must if not check.still), *self.model.floors]
        margins = [0.0] * len(asked)
        for _ in range(TIGHTENED * max(1, len(asked))):
            found = solved(program_of(work, asked, margins))
            if found.proof in {Proof.NONE, Proof.UNKNOWN}:
                proved = found.proof is Proof.NONE and not any(margins)
                return SearchResult(None, Ending.IMPOSSIBLE if proved else Ending.TOO_CLOSE)
            position = work.at(found.steps)
            wrong = _short(work.model, asked, position)
            if not wrong:
                return SearchResult(position, Ending.FOUND, found.proof is Proof.BEST)
            for number in wrong:
                margins[number] = MARGIN if not margins[number] else margins[number] * 10
        return SearchResult(None, Ending.TOO_CLOSE)

    def _kept_elsewhere(self, must: Sequence[RuleCheck], locked: Collection[int]) -> bool:
        """Whether a lever is locked away from where a rule wants it."""
        return any(
            place in locked and self.position.values[place] != self.model.levers[place].start
            for place in still_levers(must)
        )

    def best(
        self,
        check: RuleCheck,
        must: Sequence[RuleCheck],
        locked: Collection[int],
        clock: SearchTime,
    ) -> SearchResult:
        """The position at which a rule is best, the others holding to the cent.

        None where they cannot.

        A share is the ratio of two sums: each step asks for more than the share just reached, until
        there is no more.
        """
        found = self._most(check, must, locked, clock)
        for _ in range(MOST_SHARES):
            if found.position is None or not found.best or check.share is None:
                return found
            reached = part_of(self.model, check.part, evaluate(self.model, found.position).accounts)
            better = self._most(_at_share(check, reached, self.model), must, locked, clock)
            if (
                better.position is None
                or _gain(self.model, check, found.position, better.position) <= 0
            ):
                return replace(found, best=better.best)
            found = better
        return replace(found, best=False)

    def _most(
        self,
        check: RuleCheck,
        must: Sequence[RuleCheck],
        locked: Collection[int],
        clock: SearchTime,
    ) -> SearchResult:
        """As much as possible of the sum of a rule.

        `best` where it is proved that there is no more.
        """
        work = self.lines(must, locked)
        _, slopes = work.row(check)
        beside = (
            float(sum(self.model.accounts[place].base_total for place in self.model.costs))
            if check.accounts
            else 0.0
        )

        def solved(program: Program) -> Solved:
            program.most_of(weights(work, slopes), beside)
            return program.solved(clock, gap=GAP, part=PART)

        return self._held(work, must, solved)


def _at_share(check: RuleCheck, share: Fraction, model: Model) -> RuleCheck:
    """The same rule with another threshold.

    Its sum is zero where the part is exactly that share.
    """
    sign = -1 if check.excess else 1
    accounts = tuple(
        (place, sign * ((1 if place in check.part else 0) - share)) for place in sorted(model.costs)
    )
    return replace(check, accounts=accounts, share=share)


def _gain(model: Model, check: RuleCheck, before: Position, after: Position) -> Fraction:
    """By how much a share is better."""
    return short_of(model, check, before, evaluate(model, before).accounts) - short_of(
        model, check, after, evaluate(model, after).accounts
    )


def program_of(work: Lines, asked: Sequence[RuleCheck], margins: Sequence[float]) -> Program:
    """The rows of what must hold, each with its margin."""
    program = Program(work)
    for check, margin in zip(asked, margins, strict=True):
        constant, row = row_of(work, check)
        program.at_least(row, -constant + margin * max(map(abs, [constant, *row])))
    return program


def row_of(work: Lines, check: RuleCheck) -> tuple[float, list[float]]:
    """Constant and coefficients by step of the free levers."""
    constant, slopes = work.row(check)
    return float(constant), weights(work, slopes)


def _aim(program: Program, aim: Aim) -> None:
    program.stay_close(FIRST if aim is Aim.CLOSE else THEN)
    if aim is Aim.PEOPLE:
        program.serve_most()
    if aim is Aim.FAIR:
        program.be_fair()


def _short(model: Model, asked: Sequence[RuleCheck], position: Position) -> list[int]:
    """The numbers of the rules that a position breaks, judged exactly."""
    accounts = evaluate(model, position).accounts
    return [
        number
        for number, check in enumerate(asked)
        if value_of(model, check, position, accounts) < 0
    ]
