"""Indicators counted on the archive's own rows, as measures like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.fees.report import homogeneity
from udp_core.fund.queries.fund import FundYearRow
from udp_core.fund.report.reading import FundBooks, fund_books
from udp_core.indicators.queries import counted as queries
from udp_core.indicators.queries.indicator import MeasurementRow
from udp_core.indicators.rules.counted import (
    Count,
    CountedIndicator,
    FundCount,
    fund_counts,
    per_resident,
)
from udp_core.kernel.calendar import MONTHS_PER_YEAR, month_end
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import (
    AgeBand,
    AllocationLine,
    DataState,
    FrnaArea,
    InterventionState,
    MacroSection,
    Origin,
    PeriodKind,
)
from udp_core.programme.queries.programme import programme
from udp_core.programme.report.reading import judged_schede
from udp_core.programme.rules.progress import done_share
from udp_core.territory.queries import is_demonstration, residents
from udp_core.thresholds.report import thresholds

SOURCE = "Contato sulle righe dell’archivio"
QUARTER = 3
DISABLED_LINES = (AllocationLine.DISABLED, AllocationLine.GRAD)
"""The lines assigned for disabled people (DOMAIN.md 4.2)."""
STARTED = (InterventionState.ACTIVE, InterventionState.COMPLETED)


def with_counted(
    connection: Connection,
    district: str,
    measured: tuple[MeasurementRow, ...],
    years: range,
    day: date,
) -> tuple[MeasurementRow, ...]:
    """The measures, with what can be counted in the place of what was typed for the same
    indicator and year.
    """
    origin = Origin.DEMO if is_demonstration(connection) else Origin.REAL
    rows = [_row(count, origin) for count in _counts(connection, district, years, day)]
    counted = {(row.indicator_id, row.year) for row in rows}
    kept = (one for one in measured if (one.indicator_id, one.year) not in counted)
    return (*kept, *rows)


def _counts(connection: Connection, district: str, years: range, day: date) -> Iterator[Count]:
    books = fund_books(connection, district)
    for row in books.years:
        if row.year in years and row.year <= day.year:
            yield from _of_fund(
                connection, district, _FundYear(books, row, queries.voce_places(connection)), day
            )
    for year in years:
        if year <= day.year:
            yield from _of_programme(connection, district, min(day, date(year, 12, 31)))
            yield from _of_fees(connection, district, min(day, date(year, 12, 31)))
    if day.year in years:
        yield from _of_staff(connection, district, day)


# The fund


@dataclass(frozen=True, slots=True)
class _FundYear:
    """A year of the fund with its voci, each with its area and macro-section."""

    books: FundBooks
    row: FundYearRow
    places: dict[str, tuple[FrnaArea, MacroSection]]

    @property
    def last_month(self) -> int:
        """The last month with spending; 0 without any."""
        months = self.books.ledger.spent_by_month(self.row.year)
        return max(
            (place + 1 for place, amount in enumerate(months) if amount is not None), default=0
        )

    @property
    def is_whole(self) -> bool:
        """Every month of every voce is there."""
        series = self.books.ledger.series(self.row.year).values()
        return bool(series) and all(one.is_complete for one in series)

    def used(
        self, until: int, *, area: FrnaArea | None = None, macro: MacroSection | None = None
    ) -> Money:
        """Confirmed spending of the months until one, of an area or a macro-section where given."""
        return total(
            amount
            for voce, found in self.books.ledger.of(self.row.year).items()
            if self._is_in(voce, area, macro)
            for amount in found.months[:until]
            if amount is not None
        )

    def _is_in(self, voce: str, area: FrnaArea | None, macro: MacroSection | None) -> bool:
        own = self.places.get(voce)
        return own is not None and area in {None, own[0]} and macro in {None, own[1]}


def _of_fund(
    connection: Connection, district: str, year: _FundYear, today: date
) -> Iterator[Count]:
    last, whole = year.last_month, year.is_whole
    if not last:
        return
    position, share = (
        year.books.position(year.row),
        queries.cross_cutting_share(connection, year.row.id, FrnaArea.DISABLED),
    )
    allotted = year.books.assigned_on(year.row, DISABLED_LINES)
    for month in [*(range(QUARTER, last, QUARTER) if not whole else ()), last]:
        cross = year.used(month, area=FrnaArea.CROSS).times(share)
        end = min(month_end(year.row.year, month), today)
        found = FundCount(
            day=end,
            quarter=None if month == last else month // QUARTER,
            used=year.used(month),
            domiciliary=year.used(month, macro=MacroSection.DOMICILIARY),
            disabled=year.used(month, area=FrnaArea.DISABLED) + cross,
            allotted=allotted,
            allotted_share=Fraction(month, MONTHS_PER_YEAR),
            assigned=position.assigned,
            available=position.available,
            residue=position.remaining,
            is_whole_year=whole,
        )
        yield from fund_counts(found)
    people = residents(connection, district, AgeBand.AGE_75_PLUS, year.row.year)
    spent = queries.spent_by_municipality(connection, year.row.id, FrnaArea.ELDERLY)
    end = min(month_end(year.row.year, last), today)
    yield from per_resident(
        end, spent, {one.municipality_id: one.residents for one in people}, whole=whole
    )


# The programme and the office


def _of_programme(connection: Connection, district: str, day: date) -> Iterator[Count]:
    """Schede started, work done weighed by money, schede with fresh data.

    On the day, as the screens say it.
    """
    of_year = programme(connection, district, day.year)
    schede = judged_schede(connection, of_year.id) if of_year else ()
    if not schede:
        return
    approved = [one for one in schede if one.state is not InterventionState.PROPOSED]
    yield _count(
        CountedIndicator.STARTED, day, sum(one.state in STARTED for one in approved), len(approved)
    )
    weighed = [(done_share(one), one.budget or ZERO) for one in schede]
    done = sum((share * budget.cents for share, budget in weighed), Fraction(0)) / 100
    yield _count(
        CountedIndicator.PROGRESS,
        day,
        done,
        Fraction(total(budget for _, budget in weighed).cents, 100),
    )
    active = [one for one in schede if one.state is InterventionState.ACTIVE]
    days = thresholds(connection, district, day).fresh_days
    fresh = sum(one.as_of is not None and (day - one.as_of).days < days for one in active)
    if active:
        yield _count(CountedIndicator.FRESH, day, fresh, len(active))


def _of_fees(connection: Connection, district: str, day: date) -> Iterable[Count]:
    """Services with one rule, of those that have rules on the day."""
    found = homogeneity(connection, district, day)
    if not found.services:
        return ()
    return (_count(CountedIndicator.ONE_RULE, day, found.one_rule, found.services),)


def _of_staff(connection: Connection, district: str, day: date) -> Iterable[Count]:
    filled, required = queries.positions(connection, district)
    return (_count(CountedIndicator.STAFF, day, filled, required),) if required else ()


def _count(
    indicator: CountedIndicator, day: date, numerator: Fraction | int, denominator: Fraction | int
) -> Count:
    return Count(indicator, day, Fraction(numerator), Fraction(denominator))


def _row(one: Count, origin: Origin) -> MeasurementRow:
    """As a stored measure, so that everything that reads measures reads it."""
    kind = PeriodKind.QUARTER if one.quarter else PeriodKind.YEAR
    place = one.municipality or "distretto"
    return MeasurementRow(
        f"contato:{one.indicator.value}:{place}:{one.day}",
        one.indicator.value,
        one.municipality,
        one.day.year,
        kind,
        one.quarter,
        _decimal(one.numerator),
        _decimal(one.denominator),
        None,
        DataState.CONFIRMED,
        one.note,
        one.day,
        SOURCE,
        origin,
    )


def _decimal(value: Fraction) -> Decimal:
    """To a millionth: amounts are exact, shares of work are weighed amounts."""
    return Decimal(round(value * 1_000_000)) / 1_000_000
