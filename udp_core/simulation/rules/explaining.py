"""Why no position keeps what was asked: what clashes, what would do, how far each target goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from udp_core.simulation.rules.answer import Beside, Clash, Reach, Relaxed, SolverAnswer
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.model import Model, Position, RuleCheck
from udp_core.simulation.rules.program import FIRST, THEN, OutOfTimeError, Proof, SearchTime
from udp_core.simulation.rules.search import Search, program_of, row_of
from udp_core.simulation.rules.targets import WantedTarget, short_of


def explained(search: Search, answer: SolverAnswer, clock: SearchTime) -> SolverAnswer:
    """The smallest clash, what giving way would do, and the best of each target.

    As far as the time goes.
    """
    try:
        answer = replace(answer, clash=_clash(search, clock))
        answer = replace(answer, reach=_reaches(search, clock))
        enough, unlocked = _enough(search, answer.clash, clock)
        answer = replace(answer, enough=enough, unlocked=unlocked)
        return replace(answer, relaxed=enough[:1] or _relaxation(search, clock))
    except OutOfTimeError:
        return replace(answer, explained=False)


def _clash(search: Search, clock: SearchTime) -> Clash:
    """A smallest set that cannot hold together, by halves (QuickXplain).

    No part of it could be left out.
    """
    wanted = search.wanted
    parts: list[RuleCheck | int] = [*sorted(wanted.locked), *wanted.checks]

    def possible(chosen: Sequence[RuleCheck | int]) -> bool:
        checks = [one for one in chosen if isinstance(one, RuleCheck)]
        return search.possible(checks, [one for one in chosen if isinstance(one, int)], clock)

    def conflict(
        kept: list[RuleCheck | int], added: bool, left: list[RuleCheck | int]
    ) -> list[RuleCheck | int]:
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
        tuple(one for one in found if isinstance(one, RuleCheck)),
        tuple(one for one in found if isinstance(one, int)),
    )


def _reaches(search: Search, clock: SearchTime) -> tuple[Reach, ...]:
    """The best of each target: with all the rest asked, else within limits and locks alone."""
    wanted, found = search.wanted, []
    for target in wanted.targets:
        alone = not search.possible([target.check], wanted.locked, clock)
        rest = [check for check in wanted.checks if check is not target.check]
        for kept, must in ((Beside.ALL, rest), (Beside.RULES, wanted.must), (Beside.LIMITS, ())):
            best = search.best(target.check, must, wanted.locked, clock)
            if best.position is not None:
                found.append(
                    Reach(
                        target,
                        _value(search.model, target, best.position),
                        kept,
                        alone,
                        best.best,
                    )
                )
                break
    return tuple(found)


def _value(model: Model, target: WantedTarget, position: Position) -> Fraction:
    return target.asked - short_of(
        model, target.check, position, evaluate(model, position).accounts
    )


def _enough(
    search: Search, clash: Clash | None, clock: SearchTime
) -> tuple[tuple[Relaxed, ...], tuple[int, ...]]:
    """What of a clash, giving way alone with all the rest kept, would do; targets first."""
    wanted, relaxed = search.wanted, []
    targets = {one.check.name for one in wanted.targets}
    for check in sorted(clash.checks if clash else (), key=lambda one: one.name not in targets):
        rest = [one for one in wanted.checks if one is not check]
        found = None if check.still else search.best(check, rest, wanted.locked, clock)
        if found is not None and found.position is not None and found.best:
            accounts = evaluate(search.model, found.position).accounts
            relaxed.append(Relaxed(check, short_of(search.model, check, found.position, accounts)))
    free = [
        place
        for place in (clash.locked if clash else ())
        if search.possible(wanted.checks, wanted.locked - {place}, clock)
    ]
    return tuple(relaxed), tuple(free)


def _relaxation(search: Search, clock: SearchTime) -> tuple[Relaxed, ...]:
    """The least by which rules would have to give way together.

    The targets alone, where that would do.
    """
    wanted = search.wanted
    targets = [one.check for one in wanted.targets]
    for giving in (targets, [check for check in wanted.checks if not check.still]):
        found = _least(search, giving, clock) if giving else ()
        if found:
            return found
    return ()


def _least(search: Search, giving: Sequence[RuleCheck], clock: SearchTime) -> tuple[Relaxed, ...]:
    """The least by which some rules give way, each weighed by its own size, the others holding."""
    wanted = search.wanted
    work = search.lines(wanted.checks, wanted.locked)
    given = {check.name for check in giving}
    held = [
        *(one for one in wanted.checks if not one.still and one.name not in given),
        *search.model.floors,
    ]
    program = program_of(work, held, [0.0] * len(held))
    for check in giving:
        constant, row = row_of(work, check)
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
