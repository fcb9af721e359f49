"""Figures that are checked, as they are shown to who confirms or validates them.

A budget before it is confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from udp_core.money import ZERO, Money, total
from udp_core.vocabulary import DataState, PeriodKind, Phase


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """One figure: what it is, of whom, of when, how much, and how far it was checked.

    `amount` is money, `number` anything else with its `unit`; both None where the row has no one
    figure.
    """

    table: str
    id: str
    version: int
    what: str
    municipality_id: str | None
    place: str
    phase: Phase | None
    period: PeriodKind | None
    number_of_period: int | None
    when: str
    amount: Money | None
    number: Decimal | None
    unit: str
    state: DataState
    as_of: date
    owner: str = ""
    """The fund year that it is of, where it is of one."""

    @property
    def kind(self) -> str:
        """Figures checked together: those of a register, in a phase, of periods of one length."""
        return "/".join([self.table, self.phase or "", self.period or ""])


def amounts_of(figures: Sequence[CheckedFigure]) -> Money | None:
    """Their money, all together; None where none of them is money."""
    known = [one.amount for one in figures if one.amount is not None]
    return total(known) if known else None


@dataclass(frozen=True, slots=True)
class DraftBudget:
    """The programme of a fund of which something waits to be confirmed."""

    fund_year_id: str
    source: str
    year: int
    drafts: tuple[CheckedFigure, ...]
    confirmed: Money | None
    available: Money | None

    @property
    def waiting(self) -> Money:
        """What is in draft."""
        return amounts_of(self.drafts) or ZERO

    @property
    def after(self) -> Money:
        """The whole programme once it is confirmed."""
        return (self.confirmed or ZERO) + self.waiting

    @property
    def left(self) -> Money | None:
        """What is available beyond the programme; below zero where the programme is beyond it."""
        return None if self.available is None else self.available - self.after
