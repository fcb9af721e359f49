"""What stands around the fund: the rows behind a voce, and the published regional figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from udp_core.fund.queries.fund import entries_of
from udp_core.kernel import italian
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Term
from udp_core.sources.queries.published import PublishedCells, table_rows
from udp_core.sources.queries.sources import discrepancies

PUBLISHED = ("frna_regional_totals", "frna_allocation_by_ausl")
EntryCells = tuple[str | Money | Term | date, ...]


def entry_cells(connection: Connection, fund_year: str, voce: str) -> tuple[EntryCells, ...]:
    """The entries of a voce, cell by cell.

    Id, phase, period in words, Comune, amount, state, day, source, origin.
    """
    return tuple(
        (
            row.id,
            row.phase,
            italian.period(row.period, row.period_no),
            row.municipality or OF_WHOLE_DISTRICT,
            Money(row.amount_cents),
            row.state,
            row.as_of,
            row.source,
            row.origin,
        )
        for row in entries_of(connection, fund_year, voce)
    )


def regional_rows(connection: Connection) -> list[PublishedCells]:
    """Published totals of the fund in the Region, then what was assigned to Ravenna and Romagna.

    By year.
    """
    region = [row for row in table_rows(connection, PUBLISHED[0]) if row["measure"] == "frna_total"]
    local = [
        row for row in table_rows(connection, PUBLISHED[1]) if row["area_code"] in {"RA", "ROM"}
    ]
    return [*sorted(region, key=_year), *sorted(local, key=_year)]


def regional_discrepancies(connection: Connection) -> tuple[tuple[str | Money, ...], ...]:
    """The discrepancies recorded on those tables, cell by cell.

    Place, check, stated, computed, difference, rounding, note.
    """
    found = (
        row
        for row in discrepancies(connection)
        if row.data_set_id in PUBLISHED and row.unit == "EUR"
    )
    return tuple(
        (
            row.place,
            row.title,
            _money(row.stated),
            _money(row.computed),
            _money(row.difference),
            "sì" if row.explained_by_rounding else "no",
            row.note,
        )
        for row in found
    )


def _money(euro: Decimal) -> Money:
    return Money.rounded(euro)


def _year(row: PublishedCells) -> str:
    return f"{row['year']} {row['area_name']}"
