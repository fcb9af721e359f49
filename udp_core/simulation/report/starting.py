"""From where a simulation of the fund begins.

The programme of its year, or next year prepared from this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.fund.queries.fund import closed_years
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import FRNA, fund_report
from udp_core.fund.terms import BudgetState
from udp_core.kernel import italian
from udp_core.kernel.calendar import MONTHS_PER_YEAR, month_end
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.simulation.queries.simulation import DraftBudgetRow, draft_budget


@dataclass(frozen=True, slots=True)
class Start:
    """The year to simulate and the fund that it begins from, which is that of the year before where
    it is prepared.

    `available`, `residue`, `carried` and `months` are cents of the year simulated; `spent` cents by
    voce to date.
    """

    year: int
    report: FundReport
    first_month: int
    available: int
    residue: int
    carried: int
    months: tuple[int, ...]
    spent: dict[str, int]
    notes: tuple[str, ...]

    @property
    def prepared_from(self) -> int | None:
        """The year whose programme was copied; None where the year has its own."""
        return None if self.report.year == self.year else self.report.year


def start_of(connection: Connection, district: str, year: int, today: date) -> Start:
    """The start of a year that is not over. Raises RefusedError, in words."""
    if year < today.year or f"{district}:{FRNA}:{year}" in closed_years(connection):
        raise RefusedError([_closed(year, today)])
    report = fund_report(connection, district, year, today)
    if report is not None and report.position.programmed is not None:
        return _own(report, today)
    drafts = draft_budget(connection, district, year, FRNA)
    before = fund_report(connection, district, year - 1, today) if year - 1 <= today.year else None
    if before is None or before.position.programmed is None:
        raise RefusedError([_without_programme(year, drafts)])
    first = first_open_month(year, today, report.spent if report else ())
    if first > MONTHS_PER_YEAR:
        raise RefusedError([_closed(year, today)])
    return _prepared(before, year, first, _spent(report) if report else {}, drafts)


def first_open_month(year: int, today: date, spent: Sequence[Money | None]) -> int:
    """1-12: after the months that are over and those that have final figures.

    13 where none is open.
    """
    over = [month for month in range(1, MONTHS_PER_YEAR + 1) if month_end(year, month) <= today]
    reported = [month for month, amount in enumerate(spent, start=1) if amount is not None]
    return max([0, *over, *reported]) + 1


def _own(report: FundReport, today: date) -> Start:
    first = first_open_month(report.year, today, report.spent)
    if first > MONTHS_PER_YEAR:
        raise RefusedError([_closed(report.year, today)])
    position = report.position
    programmed = position.programmed or ZERO
    residue = position.residue if position.residue is not None else position.spendable - programmed
    months = tuple(amount.cents for amount in report.forecast)
    return Start(
        report.year,
        report,
        first,
        position.spendable.cents,
        residue.cents,
        position.carried_in.cents,
        months,
        _spent(report),
        _unapproved(report),
    )


def _unapproved(report: FundReport) -> tuple[str, ...]:
    """A programme that nobody approved yet, said to who begins from it; of one approved, nothing.

    Nothing either of one whose life was never written.
    """
    state = report.budget.state
    if state is None or report.budget.is_approved:
        return ()
    how = "in bozza" if state is BudgetState.DRAFT else state.label
    return (f"Il preventivo del {report.year} è {how}: non è ancora approvato.",)


def _spent(report: FundReport) -> dict[str, int]:
    """Cents by voce, confirmed; nothing where nothing is."""
    return {voce.code: voce.used.cents if voce.used else 0 for voce in report.voci}


def _prepared(
    before: FundReport, year: int, first: int, spent: dict[str, int], drafts: DraftBudgetRow
) -> Start:
    """What the year before brings each year, with what it is expected to leave.

    Its programme, not spent yet.
    """
    position = before.position
    left = max(ZERO, position.residue) if position.residue is not None else ZERO
    available = position.recurring + left
    programmed = position.programmed or ZERO
    origin = (
        f"{year} preparato dal {before.year}: cifre di partenza, non approvate. Disponibile"
        f" {italian.euro(available)}: {italian.euro(position.recurring)} come nel {before.year},"
        f" più il residuo previsto di {italian.euro(left)}."
    )
    notes = (origin, *((_draft_words(year, drafts),) if drafts.rows else ()))
    return Start(
        year,
        before,
        first,
        available.cents,
        (available - programmed).cents,
        left.cents,
        tuple(amount.cents for amount in before.expected),
        spent,
        notes,
    )


def _closed(year: int, today: date) -> Problem:
    sentence = f"Il {year} è chiuso: non si può simulare come se fosse aperto."
    open_year = today.year if year < today.year else year + 1
    other = (
        f"il {open_year}"
        if open_year > today.year
        else f"il {open_year}, o il {open_year + 1} preparato da quello"
    )
    return Problem(
        "L14",
        sentence,
        f"Scegliere {other}; come è andato il {year} si legge in «Fondi».",
        value=str(year),
    )


def _without_programme(year: int, drafts: DraftBudgetRow) -> Problem:
    if drafts.rows:
        remedy = (
            "Confermarlo in «Conferme e stati», o scegliere un anno con il preventivo confermato."
        )
        return Problem("L10", _draft_words(year, drafts), remedy, value=str(year))
    sentence = f"Per il {year} non c’è un programma del FRNA da cui partire."
    return Problem(
        "L10",
        sentence,
        "Scegliere un anno con il preventivo, o inserirlo nei Registri.",
        value=str(year),
    )


def _draft_words(year: int, drafts: DraftBudgetRow) -> str:
    rows = italian.plural(drafts.rows, "riga", "righe")
    amount = italian.euro(Money(drafts.cents))
    return (
        f"Il preventivo del {year} è ancora in bozza ({rows}, {amount}): nessuno lo ha confermato,"
        " e non è contato."
    )
