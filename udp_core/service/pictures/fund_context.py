"""What stands around the fund: the rows behind a voce, and the published regional figures."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from udp_core.italian import month
from udp_core.money import Money
from udp_core.store.published import PublishedCells, table_rows
from udp_core.store.queries.frna import EntryRow, entries_of
from udp_core.vocabulary import PeriodKind, Term

EntryCells = tuple[str | Money | Term | date, ...]


def entry_cells(connection: Connection, fund_year: str, voce: str) -> tuple[EntryCells, ...]:
    """The entries of a voce, cell by cell: id, phase, period in words, Comune, amount, state, day, source, origin."""
    return tuple((row.id, row.phase, period_words(row), row.municipality or "intero distretto", Money(row.amount_cents), row.state, row.as_of, row.source, row.origin) for row in entries_of(connection, fund_year, voce))


def period_words(row: EntryRow) -> str:
    """«anno», «2° trimestre», «marzo»."""
    if row.period is PeriodKind.MONTH and row.period_no:
        return month(row.period_no)
    return f"{row.period_no}° trimestre" if row.period is PeriodKind.QUARTER else "anno"


def regional_rows(connection: Connection) -> list[PublishedCells]:
    """Published totals of the fund in the Region, then what was assigned to Ravenna and Romagna; by year."""
    region = [row for row in table_rows(connection, "frna_regional_totals") if row["measure"] == "frna_total"]
    local = [row for row in table_rows(connection, "frna_allocation_by_ausl") if row["area_code"] in {"RA", "ROM"}]
    return [*sorted(region, key=_year), *sorted(local, key=_year)]


def _year(row: PublishedCells) -> str:
    return f"{row['year']} {row['area_name']}"
