"""What a year is prepared with: how many rows of each register, and the money voce by voce."""

from __future__ import annotations

from dataclasses import dataclass

from udp_core.money import Money


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """Rows of a register that would be made, and those that are there already."""

    name: str
    new: int
    there: int


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A voce of a fund: this year's budget, next year's, and why."""

    fund: str
    voce: str
    before: Money
    after: Money
    why: str


@dataclass(frozen=True, slots=True)
class SchedaLine:
    """A scheda that is carried over: its code and title in the new year, its days, its money."""

    before: str
    after: str
    starts: str
    ends: str
    budget: Money


@dataclass(frozen=True, slots=True)
class NewYearPicture:
    """A year before it is made."""

    year: int
    registers: tuple[RegisterCount, ...]
    budget: tuple[BudgetLine, ...]
    schede: tuple[SchedaLine, ...]

    @property
    def rows(self) -> int:
        """How many rows would be made."""
        return sum(one.new for one in self.registers)
