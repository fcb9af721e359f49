"""A mixed-integer program over the steps of the free levers, and the clock that stops whoever
solves it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.linear import Lines
from udp_core.simulation.rules.model import ZERO, Model

FIRST, THEN = 1.0, 1e-4
"""Weights of what matters and of staying close, which breaks ties."""
OPTIMAL, LIMIT, INFEASIBLE = 0, 1, 2
"""What `scipy.optimize.milp` says of its answer."""


class OutOfTimeError(Exception):
    """The seconds given are over before anything is proved."""


def ready() -> None:
    """Load what solves.

    Its first loading takes longer than many answers, and is nobody's thinking time.
    """
    from scipy import optimize, sparse

    del optimize, sparse


class SearchTime:
    """Seconds that run from the moment it is made.

    Each question to the solver has those that are left.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises OutOfTimeError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left


class Proof(Enum):
    """What the solver knows when it stops."""

    BEST = "best"
    FOUND = "found"
    """It holds, but a better one may exist: the time was over."""
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Solved:
    """The steps of the free levers, empty without an answer, and what is proved of them."""

    steps: tuple[int, ...]
    proof: Proof


class Program:
    """First the steps of the free levers, then whatever helps to say the aim."""

    def __init__(self, work: Lines) -> None:
        self._work = work
        bounds = [work.steps(number) for number in range(len(work.free))]
        self._low: list[float] = [low for low, _, _ in bounds]
        self._high: list[float] = [high for _, high, _ in bounds]
        self._now = [now for _, _, now in bounds]
        self._cost = [0.0] * len(work.free)
        self._whole = [1] * len(work.free)
        self._rows: list[tuple[dict[int, float], float]] = []

    def at_least(
        self, row: Sequence[float], least: float, extra: tuple[int, float] | None = None
    ) -> None:
        """A sum over the free levers, and one more variable where given, that is at least so much.

        Scaled to one.
        """
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

    def most_of(self, row: Sequence[float], beside: float = 0.0) -> None:
        """As much as possible of a sum over the free levers.

        `beside` is an amount of its size: an answer is near enough when it is so beside both, where
        a sum that comes to
        nothing would ask for a proof without end.
        """
        scale = max([abs(each) for each in row] + [1e-12])
        if beside:
            fixed = self.variable(-abs(beside) / scale)
            self._low[fixed] = self._high[fixed] = 1.0
        for number, each in enumerate(row):
            self._cost[number] -= FIRST * each / scale

    def serve_most(self) -> None:
        """Persons served."""
        levers = [self._work.model.levers[place] for place in self._work.free]
        self.most_of([float(lever.people * lever.step) for lever in levers])

    def be_fair(self) -> None:
        """Money of each municipality beside its part of the need."""
        model, work = self._work.model, self._work
        accounts = [place for place in model.costs if model.accounts[place].own]
        held = evaluate(model, work.held).accounts
        spent = [
            sum(_base(model, place, m) + held[place][m] for place in accounts)
            for m in range(len(model.need))
        ]
        steps = [model.levers[place].step for place in work.free]
        by_lever = [
            [
                float(sum((work.slopes[place][m][number] for place in accounts), ZERO) * step)
                for number, step in enumerate(steps)
            ]
            for m in range(len(model.need))
        ]
        whole, whole_by_lever = sum(spent), [sum(each) for each in zip(*by_lever, strict=True)]
        for m, need in enumerate(model.need):
            gap = float(spent[m] - need * whole)
            row = [
                own - float(need) * every
                for own, every in zip(by_lever[m], whole_by_lever, strict=True)
            ]
            off = self.variable(FIRST / max(1, whole) * 100)
            self.at_least([-each for each in row], gap, (off, 1))
            self.at_least(row, -gap, (off, 1))

    def solved(self, clock: SearchTime, *, gap: float | None = None, part: float = 1.0) -> Solved:
        """The steps, or that there are none.

        `gap` is how far from the best an answer may be, as a part of it.

        It takes no more than a `part` of the time left. Raises OutOfTimeError where that is over
        with nothing found.
        """
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_matrix

        seconds = clock.left() * part
        if not self._cost:
            return Solved(
                (), Proof.BEST if all(least <= 0 for _, least in self._rows) else Proof.NONE
            )
        entries = [
            (number, place, value)
            for number, (row, _) in enumerate(self._rows)
            for place, value in row.items()
        ]
        constraints: Any = ()
        if self._rows:
            numbers, places, values = zip(*entries, strict=True) if entries else ((), (), ())
            matrix = coo_matrix(
                (values, (numbers, places)), shape=(len(self._rows), len(self._cost))
            )
            constraints = LinearConstraint(
                matrix.tocsr(), lb=np.array([least for _, least in self._rows])
            )
        options = (
            {"time_limit": seconds} if gap is None else {"time_limit": seconds, "mip_rel_gap": gap}
        )
        bounds = Bounds(self._low, self._high)
        answer = milp(
            np.array(self._cost),
            integrality=np.array(self._whole),
            bounds=bounds,
            constraints=constraints,
            options=options,
        )
        return self._read(answer.status, answer.x)

    def _read(self, status: int, numbers: Any) -> Solved:
        """What the solver's own word means.

        Without it, no answer would pass for a proof that there is none.
        """
        if numbers is not None:
            steps = tuple(round(float(each)) for each in numbers[: len(self._work.free)])
            return Solved(steps, Proof.BEST if status == OPTIMAL else Proof.FOUND)
        if status == LIMIT:
            raise OutOfTimeError
        return Solved((), Proof.NONE if status == INFEASIBLE else Proof.UNKNOWN)


def _base(model: Model, account: int, municipality: int) -> int:
    base = model.accounts[account].base
    return 0 if base is None else base[municipality]


def weights(work: Lines, row: Sequence[Fraction]) -> list[float]:
    """Coefficients by step of the free levers, of coefficients by unit."""
    return [
        float(slope * work.model.levers[place].step)
        for slope, place in zip(row, work.free, strict=True)
    ]
