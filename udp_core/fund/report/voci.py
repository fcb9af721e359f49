"""The voci of a fund: monthly series, forecast, activity, lights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil

from sqlalchemy import Connection

from udp_core.fund.queries.fund import ActivityRow, EntrySumRow, VoceRow, activity, entry_sums, voci
from udp_core.fund.report.fund import Activity, VoceValue
from udp_core.fund.rules.forecast import (
    Forecast,
    FundForecast,
    MonthlySeries,
    expected_to_date,
    fund_forecast,
)
from udp_core.fund.rules.voci import VoceAmounts, voce_status
from udp_core.kernel.calendar import MONTHS_PER_YEAR, Period, is_stale
from udp_core.kernel.grouping import grouped
from udp_core.kernel.italian import day as day_words
from udp_core.kernel.money import ZERO, Money, of_cents, total
from udp_core.kernel.small_numbers import THRESHOLD, Hidden, is_small
from udp_core.kernel.vocabulary import ActivityUnit, PeriodKind, Phase
from udp_core.thresholds.rules import Thresholds


@dataclass(slots=True)
class VoceLedger:
    """The entries of a voce in a year.

    Budget, preconsuntivo, twelve months of confirmed spending, drafts, the latest day.

    `in_draft` and `unvalidated` are months (places from 0) with entries that wait for someone.
    """

    budget: Money | None = None
    budget_drafts: Money = ZERO
    preconsuntivo: Money | None = None
    months: list[Money | None] = field(default_factory=lambda: [None] * MONTHS_PER_YEAR)
    drafts: Money = ZERO
    as_of: date | None = None
    in_draft: set[int] = field(default_factory=set)
    unvalidated: set[int] = field(default_factory=set)

    @property
    def used(self) -> Money | None:
        """What is confirmed so far; None where nothing is."""
        known = [amount for amount in self.months if amount is not None]
        return total(known) if known else None

    def add(self, row: EntrySumRow) -> None:
        """Take in a sum: quarters and years are spread evenly over their months, to the cent."""
        amount = of_cents(row.amount_cents)
        if row.phase is Phase.BUDGET:
            self.budget_drafts += Money(row.draft_cents)
            self.budget = _more(self.budget, amount)
        if row.phase is Phase.FORECAST:
            self.preconsuntivo = _more(self.preconsuntivo, amount)
        if row.phase is Phase.FINAL:
            self._add_final(row, amount, months_of(row.period, row.period_no))

    def _add_final(self, row: EntrySumRow, amount: Money | None, months: range) -> None:
        if row.draft_cents:
            self.drafts += Money(row.draft_cents)
            self.in_draft.update(months)
        if row.unvalidated:
            self.unvalidated.update(months)
        if row.as_of and (self.as_of is None or row.as_of > self.as_of):
            self.as_of = row.as_of
        if amount is not None:
            self._spread(amount, months)

    def _spread(self, amount: Money, months: range) -> None:
        """Over the months; the amount of one, as nearly all are, is not divided, which is slow."""
        parts = amount.split([1] * len(months)) if len(months) > 1 else (amount,)
        for month, part in zip(months, parts, strict=True):
            self.months[month] = _more(self.months[month], part)

    def series(self, year: int) -> MonthlySeries:
        """The months that set the rhythm.

        One that is partly in draft would make it too slow, so it counts as missing.
        """
        return MonthlySeries(
            year,
            tuple(
                None if place in self.in_draft else amount
                for place, amount in enumerate(self.months)
            ),
        )

    @property
    def partly_confirmed(self) -> Money:
        """What is confirmed of months that are partly in draft."""
        return total(
            amount
            for place, amount in enumerate(self.months)
            if place in self.in_draft and amount is not None
        )

    def completed(self, forecast: Forecast | None) -> tuple[Money, ...]:
        """Twelve amounts, confirmed or estimated, a month never below what is confirmed.

        Empty without a forecast.
        """
        return self.at_least(forecast.by_month) if forecast else ()

    def at_least(self, by_month: Sequence[Money]) -> tuple[Money, ...]:
        """Twelve amounts, a month never below what is confirmed of it."""
        pairs = zip(by_month, self.months, strict=True)
        return tuple(max(estimated, confirmed or ZERO) for estimated, confirmed in pairs)

    def estimated(self, by_month: Sequence[Money]) -> tuple[Money, ...]:
        """What of each month is estimated, beyond what is confirmed; empty without a forecast."""
        pairs = zip(by_month, self.months, strict=True) if by_month else ()
        return tuple(whole - (confirmed or ZERO) for whole, confirmed in pairs)


def _more(known: Money | None, more: Money | None) -> Money | None:
    """Their sum; None where neither is known."""
    if known is None or more is None:
        return more if known is None else known
    return known + more


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of a fund's years, by year and voce."""

    years: Mapping[int, Mapping[str, VoceLedger]]

    def of(self, year: int) -> Mapping[str, VoceLedger]:
        """The voci of a year."""
        return self.years.get(year, {})

    def budget(self, year: int) -> dict[str, Money]:
        """The programme by voce."""
        return {
            voce: found.budget for voce, found in self.of(year).items() if found.budget is not None
        }

    def programmed(self, year: int) -> Money | None:
        """The whole programme; None where there is none."""
        return total(self.budget(year).values()) if self.budget(year) else None

    def budget_drafts(self, year: int) -> Money:
        """What of the programme nobody has confirmed yet: it is not counted."""
        return total(found.budget_drafts for found in self.of(year).values())

    def used(self, year: int) -> Money | None:
        """What all voci used; None where none has data."""
        known = [found.used for found in self.of(year).values() if found.used is not None]
        return total(known) if known else None

    def series(self, year: int) -> dict[str, MonthlySeries]:
        """Twelve months of every voce that has a programme or data."""
        return {voce: found.series(year) for voce, found in self.of(year).items()}

    def past(self, voce: str, year: int) -> list[MonthlySeries]:
        """The series of a voce in the years before."""
        return [
            voci[voce].series(one)
            for one, voci in sorted(self.years.items())
            if one < year and voce in voci
        ]

    def spent_by_month(self, year: int) -> tuple[Money | None, ...]:
        """Twelve amounts, None where no voce has data."""
        months = zip(*(found.months for found in self.of(year).values()), strict=True)
        sums = [[amount for amount in month if amount is not None] for month in months]
        return tuple(total(known) if known else None for known in sums) or (None,) * MONTHS_PER_YEAR

    def unvalidated_months(self, year: int) -> tuple[int, ...]:
        """The months (1-12) with figures that are confirmed but not yet validated."""
        return tuple(
            sorted({place + 1 for found in self.of(year).values() for place in found.unvalidated})
        )

    def expected_rest(self, year: int, forecast: FundForecast) -> Money | None:
        """What the forecast adds to what is confirmed; None where no voce can be forecast."""
        rests = [
            total(self.of(year)[voce].completed(one)) - (self.of(year)[voce].used or ZERO)
            for voce, one in forecast.by_voce.items()
        ]
        return total(rests) if rests else None


def read_ledger(connection: Connection, years: Mapping[str, int]) -> Ledger:
    """The entries of some fund years (id to year)."""
    return ledger_of(entry_sums(connection, tuple(years)), years)


def ledger_of(rows: Iterable[EntrySumRow], years: Mapping[str, int]) -> Ledger:
    """The sums of the entries of a fund, by year and voce."""
    found: defaultdict[int, defaultdict[str, VoceLedger]] = defaultdict(
        lambda: defaultdict(VoceLedger)
    )
    for row in rows:
        found[years[row.fund_year_id]][row.voce].add(row)
    return Ledger(found)


def rest_of_past(ledger: Ledger, year: int) -> Money | None:
    """What a past year still lacks: nothing where every voce is whole, as nearly always.

    Else what is estimated.
    """
    series = ledger.series(year)
    whole = series and all(one.is_complete for one in series.values())
    return ZERO if whole else ledger.expected_rest(year, forecast_of(ledger, year))


def forecast_of(ledger: Ledger, year: int) -> FundForecast:
    """The forecast of a year with the seasonality of the years before it."""
    return fund_forecast(
        ledger.series(year), {voce: ledger.past(voce, year) for voce in ledger.of(year)}
    )


@dataclass(frozen=True, slots=True)
class YearOfVoci:
    """A year of the ledger, its forecast, the day it is looked at, and where lights change."""

    ledger: Ledger
    year: int
    forecast: FundForecast
    today: date
    limits: Thresholds


def voce_values(connection: Connection, fund_year: str, year: YearOfVoci) -> tuple[VoceValue, ...]:
    """The voci with figures in a year, in the order of the tree."""
    done = grouped(activity(connection, fund_year), lambda row: row.voce)
    known = year.ledger.of(year.year)
    return tuple(
        _voce(row, known[row.code], year, done[row.code])
        for row in voci(connection)
        if row.code in known
    )


def _voce(
    row: VoceRow, found: VoceLedger, year: YearOfVoci, rows: Sequence[ActivityRow]
) -> VoceValue:
    forecast = year.forecast.by_voce.get(row.code)
    reported = forecast.series.reported if forecast else ()
    stale = (
        is_stale(found.as_of, year.today, year.limits.stale_days)
        and len(reported) < MONTHS_PER_YEAR
    )
    expected = _expected(found, reported, year.ledger.past(row.code, year.year))
    by_month = found.completed(forecast)
    amounts = VoceAmounts(found.used, expected, total(by_month) if by_month else None, found.budget)
    reasons = _reasons(found, year.limits.stale_days) if stale else ()
    status = voce_status(amounts, reasons, year.limits.voce)
    return VoceValue(
        row.code,
        row.name,
        row.short_name,
        row.area,
        row.macro,
        found.budget,
        found.used,
        expected,
        forecast,
        by_month,
        found.drafts,
        found.as_of,
        stale,
        status,
        VoceActivity(row.unit, rows, found.months, year.limits.people_min).measures(),
        found.estimated(by_month),
        found.preconsuntivo,
    )


def _expected(
    found: VoceLedger, reported: Sequence[int], past: Sequence[MonthlySeries]
) -> Money | None:
    """The programme of the reported months.

    Of months partly in draft, what is confirmed of them, so that they weigh nothing.
    """
    return (
        None
        if found.budget is None
        else expected_to_date(found.budget, reported, past) + found.partly_confirmed
    )


def _reasons(found: VoceLedger, stale_days: int) -> tuple[str, ...]:
    if found.as_of is None:
        return ("Nessun dato di spesa confermato.",)
    return (f"Dati fermi al {day_words(found.as_of)}, da oltre {stale_days} giorni.",)


STOCKS = frozenset({ActivityUnit.POSTS, ActivityUnit.BENEFICIARIES, ActivityUnit.PROJECTS})
"""Units that say how many there are, not how much was done.

Their periods are averaged, never summed.
"""


@cache
def months_of(kind: PeriodKind, number: int | None) -> range:
    """The months of a period, as places in a list of twelve (January is 0)."""
    months = Period(2000, kind, number).months
    return range(months.start - 1, months.stop - 1)


@dataclass(frozen=True, slots=True)
class VoceActivity:
    """The activity rows of a voce, its own unit, and its twelve months of spending (None: not
    reported).
    """

    unit: ActivityUnit
    rows: Sequence[ActivityRow]
    spent: Sequence[Money | None]
    people_min: int = THRESHOLD

    def measures(self) -> tuple[Activity, ...]:
        """Each unit, the voce's own first.

        Only that one measures what the money buys, so it alone has a unit cost.
        """
        known = sorted(
            {row.unit for row in self.rows},
            key=lambda one: (one is not self.unit, list(ActivityUnit).index(one)),
        )
        return tuple(self._measure(unit) for unit in known)

    def _measure(self, unit: ActivityUnit) -> Activity:
        planned, done = self._of(unit, Phase.BUDGET), self._of(unit, Phase.FINAL)
        cost = self._unit_cost(done) if unit is self.unit and unit not in STOCKS else None
        return Activity(unit, _whole(unit, planned), self._safe(unit, _whole(unit, done)), cost)

    def _safe(self, unit: ActivityUnit, done: Decimal | None) -> Decimal | Hidden | None:
        """Few people who are served are not counted in public; those planned for are nobody yet."""
        few = done is not None and is_small(ceil(done), self.people_min)
        return Hidden(f"<{self.people_min}") if few and unit.counts_people else done

    def _of(self, unit: ActivityUnit, phase: Phase) -> list[ActivityRow]:
        return [row for row in self.rows if row.unit is unit and row.phase is phase]

    def _unit_cost(self, done: Sequence[ActivityRow]) -> Money | None:
        """Money over activity of the same months.

        Figures of different months would make a cost that nobody pays.
        """
        both = [
            row
            for row in done
            if all(self.spent[month] is not None for month in months_of(row.period, row.period_no))
        ]
        activity = sum((row.total for row in both), Decimal(0))
        months = {month for row in both for month in months_of(row.period, row.period_no)}
        if not activity:
            return None
        money = total(
            amount
            for month, amount in enumerate(self.spent)
            if month in months and amount is not None
        )
        return Money.rounded(Fraction(money.cents, 100) / Fraction(activity))


def _whole(unit: ActivityUnit, rows: Sequence[ActivityRow]) -> Decimal | None:
    """The year so far: stocks as the average of their periods, the rest as a sum.

    None without rows.
    """
    if not rows:
        return None
    whole = sum((row.total for row in rows), Decimal(0))
    return whole / len(rows) if unit in STOCKS else whole
