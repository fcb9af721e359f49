"""What is asked of the solver, and its answer.

Found, impossible with its reasons, or not finished.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from udp_core.simulation.rules.evaluate import Broken, SimulatedOutcome
from udp_core.simulation.rules.model import Position, RuleCheck
from udp_core.simulation.rules.targets import WantedTarget


class Aim(Enum):
    """What matters, once everything that must hold does."""

    CLOSE = "close"
    PEOPLE = "people"
    FAIR = "fair"


class Ending(Enum):
    """How a search ended. Only `IMPOSSIBLE` says that there is no answer."""

    FOUND = "found"
    IMPOSSIBLE = "impossible"
    OUT_OF_TIME = "out_of_time"
    TOO_CLOSE = "too_close"
    """Within the solver's rounding: nothing was found to the cent, and nothing is proved."""


class Beside(Enum):
    """What holds beside the best of a target."""

    ALL = "all"
    RULES = "rules"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class AskedOfSolver:
    """What must hold (rules of the model and targets), which levers do not move, what matters."""

    must: tuple[RuleCheck, ...]
    locked: frozenset[int] = frozenset()
    aim: Aim = Aim.CLOSE
    targets: tuple[WantedTarget, ...] = ()

    @property
    def checks(self) -> tuple[RuleCheck, ...]:
        """Everything that must hold."""
        return (*self.must, *(one.check for one in self.targets))


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules and locks that cannot hold together, none of which could be left out.

    Without any of them, they can.
    """

    checks: tuple[RuleCheck, ...]
    locked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """By how much a rule would have to give way, in its unit (a share in hundredths: 0,01 is a
    point).
    """

    check: RuleCheck
    by: Fraction


@dataclass(frozen=True, slots=True)
class Reach:
    """The best that a target can be, in its unit.

    `alone` where not even all the rest given up would do for what was asked.

    `kept` is what holds with it: all the rest, the rules without the other targets, or nothing but
    limits and locks.
    `best_proved` is False where the time was over before more was ruled out.
    """

    target: WantedTarget
    best: Fraction
    kept: Beside
    alone: bool
    best_proved: bool = True


@dataclass(frozen=True, slots=True)
class SolverAnswer:
    """A position and its outcome; or, where it is proved that there is none, why.

    `enough` are the rules of the clash of which one alone, giving way by so much, would do, and
    `unlocked` the levers of
    which one alone, let go, would do; `relaxed` what must give way together, where no one alone
    would do; `reach` the
    best of each target. `held` are unlocked levers that were not moved because they multiply
    others. `best` is False
    where the time was over before a nearer answer was ruled out; `explained` where it was over
    before the reasons were.
    """

    position: Position | None
    outcome: SimulatedOutcome | None
    clash: Clash | None = None
    relaxed: tuple[Relaxed, ...] = ()
    held: tuple[int, ...] = field(default=())
    ending: Ending = Ending.FOUND
    best: bool = True
    explained: bool = True
    enough: tuple[Relaxed, ...] = ()
    unlocked: tuple[int, ...] = ()
    reach: tuple[Reach, ...] = ()
    seconds: float = 0.0

    def not_asked(self, wanted: AskedOfSolver) -> tuple[Broken, ...]:
        """The rules that the answer leaves broken, because nobody asked for them."""
        asked = {check.name for check in wanted.checks}
        return tuple(
            one
            for one in (self.outcome.broken if self.outcome else ())
            if one.check.name not in asked
        )
