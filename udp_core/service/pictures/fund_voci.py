"""The voci of a fund: monthly series, forecast, activity, lights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.calendar import MONTHS_PER_YEAR, STALE_AFTER_DAYS, Period, is_stale
from udp_core.domain.forecast import FundForecast, MonthlySeries, expected_to_date, fund_forecast
from udp_core.domain.pictures.fund import Activity, VoceValue
from udp_core.domain.voce_status import VoceAmounts, voce_status
from udp_core.italian import day as day_words
from udp_core.money import ZERO, Money, total
from udp_core.store.queries.frna import ActivityRow, EntrySumRow, VoceRow, activity, entry_sums, voci
from udp_core.vocabulary import ActivityUnit, PeriodKind, Phase

STOCKS = frozenset({ActivityUnit.POSTS, ActivityUnit.BENEFICIARIES, ActivityUnit.PROJECTS})
"""Units that say how many there are, not how much was done: their months are averaged, never summed."""


@dataclass(slots=True)
class VoceLedger:
    """The entries of a voce in a year: budget, twelve months of spending, drafts, the latest day, unvalidated entries."""

    budget: Money | None = None
    months: list[Money | None] = field(default_factory=lambda: [None] * MONTHS_PER_YEAR)
    drafts: Money = ZERO
    as_of: date | None = None
    unvalidated: int = 0

    @property
    def used(self) -> Money | None:
        """What is confirmed so far; None where nothing is."""
        known = [amount for amount in self.months if amount is not None]
        return total(known) if known else None

    def add(self, row: EntrySumRow) -> None:
        """Take in a sum: quarters and years are spread evenly over their months, to the cent."""
        amount = None if row.amount_cents is None else Money(row.amount_cents)
        if row.phase is Phase.BUDGET and amount is not None:
            self.budget = (self.budget or ZERO) + amount
        if row.phase is Phase.FINAL:
            self.drafts += Money(row.draft_cents)
            self.unvalidated += row.unvalidated
            self.as_of = max((one for one in (self.as_of, row.as_of) if one), default=None)
            if amount is not None:
                self._spread(amount, row.period, row.period_no)

    def _spread(self, amount: Money, kind: PeriodKind, number: int | None) -> None:
        last = Period(2000, kind, number).last_month
        length = {PeriodKind.YEAR: 12, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}[kind]
        for month, part in zip(range(last - length, last), amount.split([1] * length), strict=True):
            self.months[month] = (self.months[month] or ZERO) + part


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of a fund's years, by year and voce."""

    years: Mapping[int, Mapping[str, VoceLedger]]

    def of(self, year: int) -> Mapping[str, VoceLedger]:
        """The voci of a year."""
        return self.years.get(year, {})

    def budget(self, year: int) -> dict[str, Money]:
        """The programme by voce."""
        return {voce: found.budget for voce, found in self.of(year).items() if found.budget is not None}

    def programmed(self, year: int) -> Money | None:
        """The whole programme; None where there is none."""
        return total(self.budget(year).values()) if self.budget(year) else None

    def used(self, year: int) -> Money | None:
        """What all voci used; None where none has data."""
        known = [found.used for found in self.of(year).values() if found.used is not None]
        return total(known) if known else None

    def series(self, year: int) -> dict[str, MonthlySeries]:
        """Twelve months of every voce that has a programme or data."""
        return {voce: MonthlySeries(year, tuple(found.months)) for voce, found in self.of(year).items()}

    def past(self, voce: str, year: int) -> list[MonthlySeries]:
        """The series of a voce in the years before."""
        return [MonthlySeries(one, tuple(voci[voce].months)) for one, voci in sorted(self.years.items()) if one < year and voce in voci]

    def spent_by_month(self, year: int) -> tuple[Money | None, ...]:
        """Twelve amounts, None where no voce has data."""
        months = zip(*(found.months for found in self.of(year).values()), strict=True)
        sums = [[amount for amount in month if amount is not None] for month in months]
        return tuple(total(known) if known else None for known in sums) or (None,) * MONTHS_PER_YEAR

    def unvalidated(self, year: int) -> bool:
        """Whether some figures are confirmed but not yet validated."""
        return any(found.unvalidated for found in self.of(year).values())


def read_ledger(connection: Connection, years: Mapping[str, int]) -> Ledger:
    """The entries of some fund years (id to year)."""
    found: defaultdict[int, defaultdict[str, VoceLedger]] = defaultdict(lambda: defaultdict(VoceLedger))
    for row in entry_sums(connection, tuple(years)):
        found[years[row.fund_year_id]][row.voce].add(row)
    return Ledger(found)


def forecast_of(ledger: Ledger, year: int) -> FundForecast:
    """The forecast of a year with the seasonality of the years before it."""
    return fund_forecast(ledger.series(year), {voce: ledger.past(voce, year) for voce in ledger.of(year)})


@dataclass(frozen=True, slots=True)
class YearOfVoci:
    """A year of the ledger, its forecast, and the day it is looked at."""

    ledger: Ledger
    year: int
    forecast: FundForecast
    today: date


def voce_values(connection: Connection, fund_year: str, year: YearOfVoci) -> tuple[VoceValue, ...]:
    """The voci with figures in a year, in the order of the tree."""
    done = defaultdict(list)
    for row in activity(connection, fund_year):
        done[row.voce].append(row)
    known = year.ledger.of(year.year)
    return tuple(_voce(row, known[row.code], year, done[row.code]) for row in voci(connection) if row.code in known)


def _voce(row: VoceRow, found: VoceLedger, year: YearOfVoci, rows: Sequence[ActivityRow]) -> VoceValue:
    forecast = year.forecast.by_voce.get(row.code)
    reported = forecast.series.reported if forecast else ()
    stale = is_stale(found.as_of, year.today) and len(reported) < MONTHS_PER_YEAR
    expected = None if found.budget is None else expected_to_date(found.budget, reported, year.ledger.past(row.code, year.year))
    amounts = VoceAmounts(found.used, expected, forecast.total if forecast else None, found.budget)
    return VoceValue(
        row.code, row.name, row.short_name, row.area, row.macro, found.budget, found.used, expected, forecast, found.drafts,
        found.as_of, stale, voce_status(amounts, _reasons(found, stale=stale)), _activities(row.unit, rows, found.used),
    )  # fmt: skip


def _reasons(found: VoceLedger, *, stale: bool) -> tuple[str, ...]:
    if not stale:
        return ()
    if found.as_of is None:
        return ("Nessun dato di spesa confermato.",)
    return (f"Dati fermi al {day_words(found.as_of)}, da oltre {STALE_AFTER_DAYS} giorni.",)


def _activities(unit: ActivityUnit, rows: Sequence[ActivityRow], used: Money | None) -> tuple[Activity, ...]:
    """The voce's own unit first: only that one has a unit cost, for it alone measures what the money buys."""
    planned = {row.unit: _amount(row) for row in rows if row.phase is Phase.BUDGET}
    done = {row.unit: _amount(row) for row in rows if row.phase is Phase.FINAL}
    known = sorted(planned.keys() | done.keys(), key=lambda one: (one is not unit, list(ActivityUnit).index(one)))
    return tuple(Activity(one, planned.get(one), done.get(one), _unit_cost(done.get(one), used) if one is unit else None) for one in known)


def _amount(row: ActivityRow) -> Decimal:
    return row.total / row.periods if row.unit in STOCKS and row.periods else row.total


def _unit_cost(done: Decimal | None, used: Money | None) -> Money | None:
    return Money.rounded(Fraction(used.cents, 100) / Fraction(done)) if done and used is not None else None
