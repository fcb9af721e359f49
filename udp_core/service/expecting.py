"""Which months of a fund are expected.

Every month of what is programmed, in every Comune, whoever has to give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from udp_core.calendar import MONTHS_PER_YEAR
from udp_core.domain.pictures.closing import MissingMonth
from udp_core.service.pictures.fund_activity import months_of
from udp_core.store.queries import lateness as store
from udp_core.store.queries.lateness import GivenRow, ProgrammedRow
from udp_core.store.queries.territory import municipality_names

WHOLE_DISTRICT = "Intero distretto"
Month = tuple[str, str | None, str, str, int]
"""Fund year, Comune, voce, source, month (1-12)."""
MONTHS = range(1, MONTHS_PER_YEAR + 1)


def given_months(rows: Iterable[GivenRow]) -> dict[Month, GivenRow]:
    """What was given of each month; a quarter or a year is given of all its months."""
    found: dict[Month, GivenRow] = {}
    for row in rows:
        for place in months_of(row.period, row.period_no):
            key = (row.fund_year_id, row.municipality_id, row.voce_id, row.source_id, place + 1)
            if key not in found or found[key].as_of < row.as_of:
                found[key] = row
    return found


def month_of(row: ProgrammedRow, month: int) -> Month:
    """A month of what is programmed."""
    return (row.fund_year_id, row.municipality_id, row.voce_id, row.source_id, month)


def missing_months(connection: Connection, fund_year: str) -> tuple[MissingMonth, ...]:
    """The months of a fund year of which nothing is there, the Comuni in order of name."""
    district, _, year = fund_year.split(":")
    names = municipality_names(connection, district)
    given = given_months(store.given(connection, district, int(year)))
    found = _missing(store.programmed(connection, district, int(year)), given, fund_year, names)
    return tuple(sorted(found, key=lambda one: (one.place, one.voce_id, one.source_id, one.month)))


def _missing(
    rows: Iterable[ProgrammedRow],
    given: dict[Month, GivenRow],
    fund_year: str,
    names: dict[str, str],
) -> Iterator[MissingMonth]:
    for row in rows:
        place = row.municipality_id
        name = WHOLE_DISTRICT if place is None else names.get(place, place)
        for month in MONTHS if row.fund_year_id == fund_year else ():
            if month_of(row, month) not in given:
                yield MissingMonth(place, name, row.voce_id, row.voce, row.source_id, month)
