"""How far the preventivo of a fund has come: its state, the act that approves it, its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from udp_core.fund.terms import BudgetState
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActKind, ActState


@dataclass(frozen=True, slots=True)
class BudgetAct:
    """The act that approves a preventivo, as it stands today."""

    title: str
    kind: ActKind
    number: str | None
    day: date | None
    state: ActState


@dataclass(frozen=True, slots=True)
class BudgetLife:
    """The state of a preventivo (None: nobody recorded one), and what approves it."""

    state: BudgetState | None = None
    approved_on: date | None = None
    act: BudgetAct | None = None

    @property
    def is_approved(self) -> bool:
        """Whether the committee approved it."""
        return self.state is BudgetState.APPROVED


UNRECORDED = BudgetLife()
"""Of a preventivo whose state nobody wrote."""


@dataclass(frozen=True, slots=True)
class FundBudget:
    """The preventivo of one of the funds of a year: what is confirmed of it, and what is not."""

    fund_year_id: str
    fund: str
    life: BudgetLife
    programmed: Money | None
    drafts: Money
