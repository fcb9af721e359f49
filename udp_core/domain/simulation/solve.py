"""«Trova la ripartizione»: the least change that keeps every rule chosen; or which rules clash, and what would do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import floor
from typing import Any

from udp_core.domain.simulation.evaluate import Outcome, evaluate, value_of
from udp_core.domain.simulation.linear import Lines, lines
from udp_core.domain.simulation.model import ZERO, Check, Model, Position

MOST_SECONDS = 5.0
MARGIN = 1e-6
"""Of the largest number of a row: below it the solver's arithmetic is not believed, and the answer is judged exactly."""
FIRST, THEN = 1.0, 1e-4
"""Weights of what matters and of staying close, which breaks ties."""


class Aim(Enum):
    """What matters, once everything that must hold does."""

    CLOSE = "close"
    PEOPLE = "people"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must hold (rules of the model and targets), which levers do not move, what matters."""

    must: tuple[Check, ...]
    locked: frozenset[int] = frozenset()
    aim: Aim = Aim.CLOSE


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules and locks that cannot hold together; taking away any of them makes an answer possible."""

    checks: tuple[Check, ...]
    locked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """By how much a rule would have to give way, in its unit."""

    check: Check
    by: Fraction


@dataclass(frozen=True, slots=True)
class Answer:
    """A position and its outcome; or, where none exists, the clash and the smallest relaxation that would do."""

    position: Position | None
    outcome: Outcome | None
    clash: Clash | None = None
    relaxed: tuple[Relaxed, ...] = ()
    held: tuple[int, ...] = field(default=())


def solve(model: Model, position: Position, wanted: Wanted) -> Answer:
    """The answer, judged exactly. `held` are unlocked levers that were not moved because they multiply others."""
    frozen = wanted.locked | _still(wanted.must)
    work = lines(model, position, frozen)
    held = tuple(place for place in range(len(model.levers)) if place not in work.free and place not in wanted.locked)
    found = _exact(work, wanted)
    if found is not None:
        return Answer(found, evaluate(model, found), held=held)
    return Answer(None, None, _clash(model, position, wanted), _relaxation(work, wanted), held)


def _still(must: Sequence[Check]) -> frozenset[int]:
    """Levers that a rule wants where they started."""
    return frozenset(place for check in must if check.still for place, _ in check.levers)


def _rows(work: Lines, checks: Sequence[Check]) -> list[tuple[float, list[float]]]:
    """Constants and coefficients by step of the free levers."""
    steps = [work.model.levers[place].step for place in work.free]
    found = []
    for check in checks:
        constant, slopes = work.row(check)
        found.append((float(constant), [float(slope * step) for slope, step in zip(slopes, steps, strict=True)]))
    return found


def _exact(work: Lines, wanted: Wanted) -> Position | None:
    """A position that holds to the cent: asked again with a margin where the solver's rounding broke a rule."""
    for margin in (0.0, MARGIN, 100 * MARGIN):
        steps = _steps(work, wanted, margin)
        if steps is None:
            return None
        found = work.at(steps)
        accounts = evaluate(work.model, found).accounts
        if all(value_of(work.model, check, found, accounts) >= 0 for check in wanted.must if not check.still):
            return found
    return None


def _steps(work: Lines, wanted: Wanted, margin: float) -> list[int] | None:
    program = _Program(work)
    for constant, row in _rows(work, [check for check in wanted.must if not check.still]):
        program.at_least(row, -constant + margin * max(map(abs, [constant, *row])))
    program.stay_close(FIRST if wanted.aim is Aim.CLOSE else THEN)
    if wanted.aim is Aim.PEOPLE:
        program.serve_most()
    if wanted.aim is Aim.FAIR:
        program.be_fair()
    values = program.solved()
    return None if values is None else [round(value) for value in values[: len(work.free)]]


class _Program:
    """A mixed-integer program: first the steps of the free levers, then whatever helps to say the aim."""

    def __init__(self, work: Lines) -> None:
        self._work = work
        bounds = [work.steps(number) for number in range(len(work.free))]
        self._low: list[float] = [low for low, _, _ in bounds]
        self._high: list[float] = [high for _, high, _ in bounds]
        self._now = [now for _, _, now in bounds]
        self._cost = [0.0] * len(work.free)
        self._whole = [1] * len(work.free)
        self._rows: list[tuple[dict[int, float], float]] = []

    def at_least(self, row: Sequence[float], least: float, extra: tuple[int, float] | None = None) -> None:
        """A sum over the free levers, and one more variable where given, that is at least so much; scaled to one."""
        scale = max([abs(each) for each in row] + [abs(least), 1e-12])
        kept = {place: each / scale for place, each in enumerate(row) if each}
        if extra:
            kept[extra[0]] = extra[1] / scale
        self._rows.append((kept, least / scale))

    def variable(self, cost: float) -> int:
        """One more number from zero up."""
        self._low.append(0)
        self._high.append(float("inf"))
        self._cost.append(cost)
        self._whole.append(0)
        return len(self._cost) - 1

    def stay_close(self, weight: float) -> None:
        """Each lever's way from where it stands, as a part of the way it can go."""
        for number, now in enumerate(self._now):
            way = max(1.0, self._high[number] - self._low[number])
            far = self.variable(weight / way)
            self._rows.append(({far: 1, number: -1}, -now))
            self._rows.append(({far: 1, number: 1}, now))

    def serve_most(self) -> None:
        """Persons served."""
        levers = [self._work.model.levers[place] for place in self._work.free]
        people = [float(lever.people * lever.step) for lever in levers]
        most = max(map(abs, people), default=0) or 1
        for number, each in enumerate(people):
            self._cost[number] -= FIRST * each / most

    def be_fair(self) -> None:
        """Money of each municipality beside its part of the need."""
        model, work = self._work.model, self._work
        accounts = [place for place in model.costs if model.accounts[place].own]
        held = evaluate(model, work.held).accounts
        spent = [sum(_base(model, place, m) + held[place][m] for place in accounts) for m in range(len(model.need))]
        steps = [model.levers[place].step for place in work.free]
        by_lever = [[float(sum((work.slopes[place][m][number] for place in accounts), ZERO) * step) for number, step in enumerate(steps)] for m in range(len(model.need))]
        whole, whole_by_lever = sum(spent), [sum(each) for each in zip(*by_lever, strict=True)]
        for m, need in enumerate(model.need):
            gap = float(spent[m] - need * whole)
            row = [own - float(need) * every for own, every in zip(by_lever[m], whole_by_lever, strict=True)]
            off = self.variable(FIRST / max(1, whole) * 100)
            self.at_least([-each for each in row], gap, (off, 1))
            self.at_least(row, -gap, (off, 1))

    def solved(self) -> list[float] | None:
        """The numbers, or None where none will do."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_matrix

        if not self._cost:
            return [] if all(least <= 0 for _, least in self._rows) else None
        entries = [(number, place, value) for number, (row, _) in enumerate(self._rows) for place, value in row.items()]
        constraints: Any = ()
        if self._rows:
            numbers, places, values = zip(*entries, strict=True) if entries else ((), (), ())
            matrix = coo_matrix((values, (numbers, places)), shape=(len(self._rows), len(self._cost)))
            constraints = LinearConstraint(matrix.tocsr(), lb=np.array([least for _, least in self._rows]))
        answer = milp(np.array(self._cost), integrality=np.array(self._whole), bounds=Bounds(self._low, self._high), constraints=constraints, options={"time_limit": MOST_SECONDS})
        return None if answer.x is None else [float(each) for each in answer.x]


def _base(model: Model, account: int, municipality: int) -> int:
    base = model.accounts[account].base
    return 0 if base is None else base[municipality]


def _possible(model: Model, position: Position, must: Sequence[Check], locked: Collection[int]) -> bool:
    wanted = Wanted(tuple(must), frozenset(locked))
    return _exact(lines(model, position, wanted.locked | _still(must)), wanted) is not None


def _clash(model: Model, position: Position, wanted: Wanted) -> Clash:
    """A smallest set that cannot hold together, by halves (QuickXplain): no part of it could be left out."""
    parts: list[Check | int] = [*sorted(wanted.locked), *wanted.must]

    def possible(chosen: Sequence[Check | int]) -> bool:
        return _possible(model, position, [one for one in chosen if isinstance(one, Check)], [one for one in chosen if isinstance(one, int)])

    def conflict(kept: list[Check | int], added: bool, left: list[Check | int]) -> list[Check | int]:
        if added and not possible(kept):
            return []
        if len(left) == 1:
            return left
        half = floor(len(left) / 2)
        first, second = left[:half], left[half:]
        found_second = conflict(kept + first, bool(first), second)
        return conflict(kept + found_second, bool(found_second), first) + found_second

    found = conflict([], False, parts) if parts else []
    return Clash(tuple(one for one in found if isinstance(one, Check)), tuple(one for one in found if isinstance(one, int)))


def _relaxation(work: Lines, wanted: Wanted) -> tuple[Relaxed, ...]:
    """The least by which rules would have to give way, all else as wanted; each weighed by its own size."""
    program = _Program(work)
    checks = [check for check in wanted.must if not check.still]
    slack = []
    for (constant, row), _check in zip(_rows(work, checks), checks, strict=True):
        slack.append(program.variable(FIRST / max([abs(each) for each in row] + [1e-12])))
        program.at_least(row, -constant, (slack[-1], 1))
    program.stay_close(THEN)
    values = program.solved()
    if values is None:
        return ()
    found = work.at([round(value) for value in values[: len(work.free)]])
    accounts = evaluate(work.model, found).accounts
    short = ((check, -value_of(work.model, check, found, accounts)) for check in checks)
    return tuple(Relaxed(check, by) for check, by in short if by > 0)

