"""The end of a fund's year before it is closed, from the same figures as the screen of the fund.

What is missing, what goes on, how it differs from what was thought; every month of what is
programmed is expected, in every Comune, whoever has to give it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.fund.queries import monthly as store
from udp_core.fund.queries.monthly import GivenRow, ProgrammedRow, unvalidated
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.fund.report.reading import fund_report
from udp_core.fund.report.voci import months_of
from udp_core.fund.rules.voci import StatedResidue, carried_in
from udp_core.kernel.calendar import MONTHS_PER_YEAR
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.money import ZERO, Money
from udp_core.territory.queries import municipality_names


@dataclass(frozen=True, slots=True)
class MissingMonth:
    """A month of a voce programmed in a Comune (None: the whole district) of which nobody said
    anything.
    """

    municipality_id: str | None
    place: str
    voce_id: str
    voce: str
    source_id: str
    month: int


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """What closing would do.

    The residue of now, beside the forecast and what the year after holds already.

    `forecast` is None where none can be made; `held` is None where the year after says nothing yet.
    """

    fund_year_id: str
    year: int
    available: Money
    used: Money
    returned: Money
    forecast: Money | None
    held: Money | None
    missing: tuple[MissingMonth, ...]
    unvalidated: int

    @property
    def residue(self) -> Money:
        """Available less what was used and given back; a deficit is below zero."""
        return self.available - self.used - self.returned

    @property
    def carried(self) -> Money:
        """What goes to the year after: a deficit is not carried over."""
        return max(self.residue, ZERO)

    @property
    def beyond_forecast(self) -> Money | None:
        """By how much the residue is above what was forecast; None where nothing was."""
        return None if self.forecast is None else self.residue - self.forecast

    @property
    def beyond_held(self) -> Money | None:
        """By how much what would be carried is above what the year after holds."""
        return None if self.held is None else self.carried - self.held


def following(fund_year: str) -> str:
    """The id of the same fund in the year after."""
    district, source, year = fund_year.split(":")
    return f"{district}:{source}:{int(year) + 1}"


def closing_report(connection: Connection, fund_year: str, today: date) -> ClosingReport | None:
    """The year as it would be closed; None where there is no such fund year."""
    after = following(fund_year)
    facts = fund_facts(connection, {fund_year, after})
    if fund_year not in facts:
        return None
    position = facts[fund_year].position
    district, source, year = fund_year.split(":")
    report = fund_report(connection, district, int(year), today, source)
    return ClosingReport(
        fund_year,
        int(year),
        position.available,
        position.used,
        position.returned,
        report.position.residue if report else None,
        _held(facts[after].carry_overs, int(year)) if after in facts else None,
        missing_months(connection, fund_year),
        unvalidated(connection, fund_year),
    )


def _held(rows: Sequence[StatedResidue], year: int) -> Money | None:
    own = [one for one in rows if one.from_year == year]
    return carried_in(own) if own else None


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
