"""«Trova la ripartizione»: the least change that keeps every rule chosen.

Or which rules clash, and what would do.

The solver reckons with floating numbers: what it finds is judged exactly, and «there is none» is
said only where it has
proved it. Whoever finds the conflict has a clock of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from udp_core.domain.simulation.answer import (
    Aim,
    Answer,
    Beside,
    Clash,
    Ending,
    Reach,
    Relaxed,
    Wanted,
)
from udp_core.domain.simulation.evaluate import evaluate, value_of
from udp_core.domain.simulation.linear import Lines, lines
from udp_core.domain.simulation.model import Check, Model, Position
from udp_core.domain.simulation.program import (
    FIRST,
    THEN,
    Clock,
    OutOfTimeError,
    Program,
    Proof,
    Solved,
    ready,
    weights,
)
from udp_core.domain.simulation.targets import Target, part_of, short_of

MOST_SECONDS = 5.0
"""For an answer; and as many again to say why there is none."""
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
"""Steps towards the best share (each at least as good as the one before.

Three or four are usual).
"""


def solve(model: Model, position: Position, wanted: Wanted) -> Answer:
    """The answer, judged exactly; or that there is none, with what clashes.

    Or that it did not finish.
    """
    question = _Question(model, _at_rest(model, position, wanted), wanted)
    work = question.lines(wanted.checks, wanted.locked)
    held = tuple(
        place
        for place in range(len(model.levers))
        if place not in work.free and place not in wanted.locked
    )
    ready()
    clock = Clock(MOST_SECONDS)
    try:
        found = question.search(wanted.checks, wanted.locked, clock, wanted.aim)
    except OutOfTimeError:
        return Answer(None, None, held=held, ending=Ending.OUT_OF_TIME, seconds=clock.seconds)
    if found.position is not None:
        return Answer(
            found.position,
            evaluate(model, found.position),
            held=held,
            best=found.best,
            seconds=clock.seconds,
        )
    answer = Answer(None, None, held=held, ending=found.ending, seconds=clock.seconds)
    return _explained(question, answer) if found.ending is Ending.IMPOSSIBLE else answer


def _at_rest(model: Model, position: Position, wanted: Wanted) -> Position:
    """Levers that a rule wants where they started go back there, unless they are locked
    elsewhere.
    """
    back = _still(wanted.checks) - wanted.locked
    values = tuple(
        model.levers[place].start if place in back else value
        for place, value in enumerate(position.values)
    )
    return replace(position, values=values)


def _still(must: Sequence[Check]) -> frozenset[int]:
    """Levers that a rule wants where they started."""
    return frozenset(place for check in must if check.still for place, _ in check.levers)


@dataclass(frozen=True, slots=True)
class _Found:
    """A position that holds to the cent, or how the search ended without one."""

    position: Position | None
    ending: Ending
    best: bool = True


@dataclass(frozen=True)
class _Question:
    """A model, where its levers stand, and everything that was asked of it."""

    model: Model
    position: Position
    wanted: Wanted
    _made: dict[frozenset[int], Lines] = field(default_factory=dict)

    def lines(self, must: Sequence[Check], locked: Collection[int]) -> Lines:
        """The model as lines in the levers that are free, made once for each choice of them."""
        fixed = frozenset(locked) | _still(must)
        if fixed not in self._made:
            self._made[fixed] = lines(self.model, self.position, fixed)
        return self._made[fixed]

    def possible(self, must: Sequence[Check], locked: Collection[int], clock: Clock) -> bool:
        """Whether it is not proved that these cannot hold together.

        A lever let go may hold still another that it multiplies: then its own way of before is
        tried too, so that
        letting go never makes less possible.
        """
        ways = [frozenset(locked)]
        if beside := self._multiplied() - frozenset(locked):
            ways.append(frozenset(locked) | beside)
        return any(
            self.search(must, way, clock, None).ending is not Ending.IMPOSSIBLE for way in ways
        )

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

    def search(
        self, must: Sequence[Check], locked: Collection[int], clock: Clock, aim: Aim | None
    ) -> _Found:
        """A position that holds to the cent; without an aim, any."""
        if self._kept_elsewhere(must, locked):
            return _Found(None, Ending.IMPOSSIBLE)

        def solved(program: Program) -> Solved:
            if aim:
                _aim(program, aim)
            return program.solved(clock)

        return self._held(self.lines(must, locked), must, solved)

    def _held(
        self, work: Lines, must: Sequence[Check], solved: Callable[[Program], Solved]
    ) -> _Found:
        """What is found, when it holds to the cent.

        A row that rounding broke is asked again with a wider margin.
        """
        asked = [*(check for check in must if not check.still), *self.model.floors]
        margins = [0.0] * len(asked)
        for _ in range(TIGHTENED * max(1, len(asked))):
            found = solved(_program(work, asked, margins))
            if found.proof in {Proof.NONE, Proof.UNKNOWN}:
                proved = found.proof is Proof.NONE and not any(margins)
                return _Found(None, Ending.IMPOSSIBLE if proved else Ending.TOO_CLOSE)
            position = work.at(found.steps)
            wrong = _short(work.model, asked, position)
            if not wrong:
                return _Found(position, Ending.FOUND, found.proof is Proof.BEST)
            for number in wrong:
                margins[number] = MARGIN if not margins[number] else margins[number] * 10
        return _Found(None, Ending.TOO_CLOSE)

    def _kept_elsewhere(self, must: Sequence[Check], locked: Collection[int]) -> bool:
        """Whether a lever is locked away from where a rule wants it."""
        return any(
            place in locked and self.position.values[place] != self.model.levers[place].start
            for place in _still(must)
        )

    def best(
        self, check: Check, must: Sequence[Check], locked: Collection[int], clock: Clock
    ) -> _Found:
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
        self, check: Check, must: Sequence[Check], locked: Collection[int], clock: Clock
    ) -> _Found:
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


def _at_share(check: Check, share: Fraction, model: Model) -> Check:
    """The same rule with another threshold.

    Its sum is zero where the part is exactly that share.
    """
    sign = -1 if check.excess else 1
    accounts = tuple(
        (place, sign * ((1 if place in check.part else 0) - share)) for place in sorted(model.costs)
    )
    return replace(check, accounts=accounts, share=share)


def _gain(model: Model, check: Check, before: Position, after: Position) -> Fraction:
    """By how much a share is better."""
    return short_of(model, check, before, evaluate(model, before).accounts) - short_of(
        model, check, after, evaluate(model, after).accounts
    )


def _program(work: Lines, asked: Sequence[Check], margins: Sequence[float]) -> Program:
    """The rows of what must hold, each with its margin."""
    program = Program(work)
    for check, margin in zip(asked, margins, strict=True):
        constant, row = _row(work, check)
        program.at_least(row, -constant + margin * max(map(abs, [constant, *row])))
    return program


def _row(work: Lines, check: Check) -> tuple[float, list[float]]:
    """Constant and coefficients by step of the free levers."""
    constant, slopes = work.row(check)
    return float(constant), weights(work, slopes)


def _aim(program: Program, aim: Aim) -> None:
    program.stay_close(FIRST if aim is Aim.CLOSE else THEN)
    if aim is Aim.PEOPLE:
        program.serve_most()
    if aim is Aim.FAIR:
        program.be_fair()


def _short(model: Model, asked: Sequence[Check], position: Position) -> list[int]:
    """The numbers of the rules that a position breaks, judged exactly."""
    accounts = evaluate(model, position).accounts
    return [
        number
        for number, check in enumerate(asked)
        if value_of(model, check, position, accounts) < 0
    ]


# Why there is none


def _explained(question: _Question, answer: Answer) -> Answer:
    """The smallest clash, what giving way would do, and the best of each target.

    As far as the time goes.
    """
    clock = Clock(MOST_SECONDS)
    try:
        answer = replace(answer, clash=_clash(question, clock))
        answer = replace(answer, reach=_reaches(question, clock))
        enough, unlocked = _enough(question, answer.clash, clock)
        answer = replace(answer, enough=enough, unlocked=unlocked)
        return replace(answer, relaxed=enough[:1] or _relaxation(question, clock))
    except OutOfTimeError:
        return replace(answer, explained=False)


def _clash(question: _Question, clock: Clock) -> Clash:
    """A smallest set that cannot hold together, by halves (QuickXplain).

    No part of it could be left out.
    """
    wanted = question.wanted
    parts: list[Check | int] = [*sorted(wanted.locked), *wanted.checks]

    def possible(chosen: Sequence[Check | int]) -> bool:
        checks = [one for one in chosen if isinstance(one, Check)]
        return question.possible(checks, [one for one in chosen if isinstance(one, int)], clock)

    def conflict(
        kept: list[Check | int], added: bool, left: list[Check | int]
    ) -> list[Check | int]:
        if added and not possible(kept):
            return []
        if len(left) == 1:
            return left
        half = len(left) // 2
        first, second = left[:half], left[half:]
        found_second = conflict(kept + first, bool(first), second)
        return conflict(kept + found_second, bool(found_second), first) + found_second

    found = conflict([], False, parts) if parts else []
    return Clash(
        tuple(one for one in found if isinstance(one, Check)),
        tuple(one for one in found if isinstance(one, int)),
    )


def _reaches(question: _Question, clock: Clock) -> tuple[Reach, ...]:
    """The best of each target: with all the rest asked, else within limits and locks alone."""
    wanted, found = question.wanted, []
    for target in wanted.targets:
        alone = not question.possible([target.check], wanted.locked, clock)
        rest = [check for check in wanted.checks if check is not target.check]
        for kept, must in ((Beside.ALL, rest), (Beside.RULES, wanted.must), (Beside.LIMITS, ())):
            best = question.best(target.check, must, wanted.locked, clock)
            if best.position is not None:
                found.append(
                    Reach(
                        target,
                        _value(question.model, target, best.position),
                        kept,
                        alone,
                        best.best,
                    )
                )
                break
    return tuple(found)


def _value(model: Model, target: Target, position: Position) -> Fraction:
    return target.asked - short_of(
        model, target.check, position, evaluate(model, position).accounts
    )


def _enough(
    question: _Question, clash: Clash | None, clock: Clock
) -> tuple[tuple[Relaxed, ...], tuple[int, ...]]:
    """What of a clash, giving way alone with all the rest kept, would do; targets first."""
    wanted, relaxed = question.wanted, []
    targets = {one.check.name for one in wanted.targets}
    for check in sorted(clash.checks if clash else (), key=lambda one: one.name not in targets):
        rest = [one for one in wanted.checks if one is not check]
        found = None if check.still else question.best(check, rest, wanted.locked, clock)
        if found is not None and found.position is not None and found.best:
            accounts = evaluate(question.model, found.position).accounts
            relaxed.append(
                Relaxed(check, short_of(question.model, check, found.position, accounts))
            )
    free = [
        place
        for place in (clash.locked if clash else ())
        if question.possible(wanted.checks, wanted.locked - {place}, clock)
    ]
    return tuple(relaxed), tuple(free)


def _relaxation(question: _Question, clock: Clock) -> tuple[Relaxed, ...]:
    """The least by which rules would have to give way together.

    The targets alone, where that would do.
    """
    wanted = question.wanted
    targets = [one.check for one in wanted.targets]
    for giving in (targets, [check for check in wanted.checks if not check.still]):
        found = _least(question, giving, clock) if giving else ()
        if found:
            return found
    return ()


def _least(question: _Question, giving: Sequence[Check], clock: Clock) -> tuple[Relaxed, ...]:
    """The least by which some rules give way, each weighed by its own size, the others holding."""
    wanted = question.wanted
    work = question.lines(wanted.checks, wanted.locked)
    given = {check.name for check in giving}
    held = [
        *(one for one in wanted.checks if not one.still and one.name not in given),
        *question.model.floors,
    ]
    program = _program(work, held, [0.0] * len(held))
    for check in giving:
        constant, row = _row(work, check)
        slack = program.variable(FIRST / max([abs(each) for each in row] + [1e-12]))
        program.at_least(row, -constant, (slack, 1))
    program.stay_close(THEN)
    found = program.solved(clock)
    if found.proof in {Proof.NONE, Proof.UNKNOWN}:
        return ()
    position = work.at(found.steps)
    accounts = evaluate(work.model, position).accounts
    short = ((check, short_of(work.model, check, position, accounts)) for check in giving)
    return tuple(Relaxed(check, by) for check, by in short if by > 0)


__all__ = ["Aim", "Answer", "Beside", "Clash", "Ending", "Reach", "Relaxed", "Wanted", "solve"]
