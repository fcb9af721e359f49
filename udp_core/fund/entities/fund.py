"""Funds and what comes in.

Sources, fund years, assignments, variations, carry-over, co-financing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity, Image
from udp_core.archive.life import Step, Steps
from udp_core.archive.register import Shelf
from udp_core.fund.terms import BudgetState
from udp_core.kernel.vocabulary import (
    AccountingRegime,
    AllocationLine,
    AmountStatus,
    FrnaArea,
    Origin,
    Right,
    SourceKind,
)

BUDGET: Steps = {
    (BudgetState.DRAFT, BudgetState.AGREED): Step(Right.ARRANGE, guard="budget_written"),
    (BudgetState.AGREED, BudgetState.APPROVED): Step(
        Right.ARRANGE, needs_act=True, guard="budget_covered"
    ),
    (BudgetState.AGREED, BudgetState.DRAFT): Step(Right.ARRANGE, needs_reason=True),
    (BudgetState.APPROVED, BudgetState.DRAFT): Step(Right.ARRANGE, needs_reason=True),
}
"""A preventivo is agreed, and its rows are confirmed with it; the committee approves it by an act.

A row typed later makes it a draft again, with the reason of who typed it.
"""

DRAFT_AGAIN: Image = {
    "budget_state": BudgetState.DRAFT.value,
    "act_id": None,
    "approved_on": None,
}
"""A preventivo that begins, or begins again: no act approves it."""


class FundingSource(Entity, table=True):
    """Where money comes from."""

    key: ClassVar = ("code",)
    label: ClassVar = "fonte di finanziamento"
    labels: ClassVar = "fonti di finanziamento"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.FUND

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    kind: SourceKind = field.choice(SourceKind, "Tipo")
    earmarked: bool = field.flag("Vincolata")
    expires_rule: str | None = field.text("Regola di scadenza", required=False)
    sort: int = field.whole("Ordine", most=99)


class FundYear(Entity, table=True):
    """A fund of a district in one year: FRNA, or another source programmed as a fund.

    `budget_state` is how far its preventivo has come (empty: written before this was kept),
    `act_id` and `approved_on` the act that approves it and its day.
    """

    key: ClassVar = ("district_id", "source_id", "year")
    label: ClassVar = "anno del fondo"
    labels: ClassVar = "anni dei fondi"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.FUND
    life: ClassVar = BUDGET
    later: ClassVar = ("budget_state", "act_id", "approved_on")

    district_id: str = field.reference("district", "Distretto")
    source_id: str = field.reference("funding_source", "Fonte di finanziamento")
    year: int = field.whole("Anno", least=2000, most=2200)
    manager_id: str | None = field.reference("organisation", "Ente gestore", required=False)
    accounting_regime: AccountingRegime = field.choice(AccountingRegime, "Regime contabile")
    budget_state: BudgetState | None = field.choice(BudgetState, "Preventivo", required=False)
    act_id: str | None = field.reference("act", "Atto del preventivo", required=False, by_step=True)
    approved_on: date | None = field.day("Preventivo approvato il", required=False, by_step=True)
    origin: Origin = field.origin()


class Allocation(Entity, table=True):
    """The whole value of a line under an act.

    The current value is the latest official, else the latest estimated; older rows are history,
    never summed.
    """

    key: ClassVar = ("fund_year_id", "line", "status", "as_of")
    label: ClassVar = "assegnazione"
    labels: ClassVar = "assegnazioni"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    line: AllocationLine = field.choice(AllocationLine, "Quota")
    status: AmountStatus = field.choice(AmountStatus, "Assegnazione")
    amount_cents: int = field.cents("Importo")
    act_id: str | None = field.reference("act", "Atto", required=False)
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class Variation(Entity, table=True):
    """A signed change to the available money, with its act."""

    key: ClassVar = ("fund_year_id", "number")
    label: ClassVar = "variazione"
    labels: ClassVar = "variazioni"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    number: int = field.whole("Numero", least=1, most=999)
    line: AllocationLine = field.choice(AllocationLine, "Quota")
    amount_cents: int = field.cents("Importo", negative=True)
    variation_date: date = field.day("Data")
    act_id: str | None = field.reference("act", "Atto", required=False)
    reason: str = field.text("Motivo")
    source: str = field.source()
    origin: Origin = field.origin()


class CarryOver(Entity, table=True):
    """Residue of an earlier year brought in (trascinamento).

    Never negative: a deficit is a deficit, not a carry-over.
    """

    key: ClassVar = ("fund_year_id", "from_year", "status", "as_of")
    label: ClassVar = "trascinamento"
    labels: ClassVar = "trascinamenti"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    from_year: int = field.whole("Dall’anno", least=2000, most=2200)
    status: AmountStatus = field.choice(AmountStatus, "Stato")
    amount_cents: int = field.cents("Importo")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class Cofinancing(Entity, table=True):
    """Money that another body adds to the fund of the year."""

    key: ClassVar = ("fund_year_id", "organisation_id")
    label: ClassVar = "cofinanziamento"
    labels: ClassVar = "cofinanziamenti"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    organisation_id: str = field.reference("organisation", "Ente")
    amount_cents: int = field.cents("Importo")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class ReturnedFund(Entity, table=True):
    """Money of the year given back to who assigned it."""

    key: ClassVar = ("fund_year_id", "return_date")
    label: ClassVar = "restituzione"
    labels: ClassVar = "restituzioni"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    return_date: date = field.day("Data")
    amount_cents: int = field.cents("Importo")
    source: str = field.source()
    origin: Origin = field.origin()


class CrossCuttingShare(Entity, table=True):
    """How cross-cutting spending is attributed to the areas when they are compared.

    Shares of a year add up to 1.
    """

    key: ClassVar = ("fund_year_id", "area")
    label: ClassVar = "attribuzione delle attività trasversali"
    labels: ClassVar = "attribuzioni delle attività trasversali"
    belongs_to: ClassVar = ("fund_year_id",)
    shelf: ClassVar = Shelf.FUND

    fund_year_id: str = field.reference("fund_year", "Anno del fondo")
    area: FrnaArea = field.choice(FrnaArea, "Area")
    share: Decimal = field.share("Quota")
    source: str = field.source()
    origin: Origin = field.origin()
