"""A fund in a year as the screens need it: what it has, what it spends, what will be left.

Judged, not yet in words; its curves are running totals worked out once, which screen, wall and
paper only draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from udp_core.fund.rules.budgets import BudgetLife
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.rules.forecast import Band, Forecast
from udp_core.fund.rules.voci import HistoryStep, StatedAmount, StatedResidue
from udp_core.kernel.calendar import MONTHS_PER_YEAR
from udp_core.kernel.code_words import SOURCES
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.status import Status
from udp_core.kernel.vocabulary import (
    AccountingRegime,
    ActivityUnit,
    FrnaArea,
    MacroSection,
    Origin,
)
from udp_core.programme.report.programme import known_total


@dataclass(frozen=True, slots=True)
class SourcedAllocation(StatedAmount):
    """A statement of a line with the document that it was read in."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class SourcedCarryOver(StatedResidue):
    """A statement of a residue with the document that it was read in."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """What a voce does: planned for the year and done so far in `unit` (None: not known).

    Cost of one unit to the fund. Of few people served what is done is hidden.

    For stocks (posts, beneficiaries, projects) the figures are averages of the months, and there is
    no unit cost.
    """

    unit: ActivityUnit
    planned: Decimal | None
    done: Decimal | Hidden | None
    unit_cost: Money | None


@dataclass(frozen=True, slots=True)
class VoceValue:
    """A leaf of the tree in a year. None is missing. `drafts` is money that nobody has confirmed.

    Not in `used`.

    `by_month` has twelve amounts, confirmed or estimated, and is empty where no forecast can be
    made. A month that is
    partly in draft counts what is confirmed, or its estimate where that is more. `rest_by_month` is
    what of each
    of them is estimated, beyond what is confirmed. `preconsuntivo` is what the district wrote of
    the whole year before it was over: never the forecast, which is reckoned.
    """

    code: str
    name: str
    short_name: str
    area: FrnaArea
    macro: MacroSection
    programmed: Money | None
    used: Money | None
    expected: Money | None
    forecast: Forecast | None
    by_month: tuple[Money, ...]
    drafts: Money
    as_of: date | None
    is_stale: bool
    status: Status
    activities: tuple[Activity, ...]
    rest_by_month: tuple[Money, ...]
    preconsuntivo: Money | None

    @property
    def year_total(self) -> Money | None:
        """The forecast of the whole year."""
        return total(self.by_month) if self.by_month else None

    @property
    def variance(self) -> Money | None:
        """Forecast minus programmed."""
        if self.year_total is None or self.programmed is None:
            return None
        return self.year_total - self.programmed


@dataclass(frozen=True, slots=True)
class GroupValue:
    """The voci of an area or of a macro-section, added up; None where no voce has the figure."""

    name: str
    programmed: Money | None
    used: Money | None
    expected: Money | None
    forecast: Money | None

    @property
    def variance(self) -> Money | None:
        """Forecast minus programmed."""
        return (
            None
            if self.forecast is None or self.programmed is None
            else self.forecast - self.programmed
        )


@dataclass(frozen=True, slots=True)
class Movement:
    """A variation, a co-financing, money returned."""

    amount: Money
    day: date | None
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class FundName:
    """Which fund: its code, its whole name, what is written of its unused money."""

    code: str
    name: str
    expires: str | None

    @property
    def short(self) -> str:
        """«FRNA», «Dopo di noi»; the whole name of a fund that the product does not know."""
        return short_name(self.code, self.name)

    @property
    def of_the_fund(self) -> str:
        """«del FRNA», «del fondo «Dopo di noi»»."""
        return f"del {self.short}" if self.short.isupper() else f"del fondo «{self.short}»"

    @property
    def stem(self) -> str:
        """How the files of its tables begin."""
        return self.code.replace("-", "_")


def short_name(code: str, name: str) -> str:
    """A fund in a few words, the first letter large."""
    words = SOURCES.plain.get(code) or name
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class FundReport:
    """A fund year. Monthly amounts are twelve, not cumulated: `spent` (None: no data), `expected`,
    `forecast`.

    `day` is the latest day of the data; `past` the positions of the fund's earlier years, the
    earliest first;
    `unvalidated_months` (1-12) those with figures that are confirmed but not yet validated;
    `stale_days` the age
    at which a figure is old.
    """

    id: str
    fund: FundName
    year: int
    manager: str | None
    regime: AccountingRegime
    origin: Origin
    day: date | None
    position: FundPosition
    status: Status
    allocations: tuple[HistoryStep[SourcedAllocation], ...]
    carry_overs: tuple[HistoryStep[SourcedCarryOver], ...]
    variations: tuple[Movement, ...]
    cofinancings: tuple[Movement, ...]
    voci: tuple[VoceValue, ...]
    spent: tuple[Money | None, ...]
    expected: tuple[Money, ...]
    forecast: tuple[Money, ...]
    band: Band | None
    band_reason: str
    past: tuple[FundPosition, ...]
    unvalidated_months: tuple[int, ...]
    source: str
    stale_days: int
    budget_drafts: Money
    budget: BudgetLife

    @property
    def unvalidated(self) -> bool:
        """Whether some figures are confirmed but not yet validated."""
        return bool(self.unvalidated_months)

    @property
    def used(self) -> Money | None:
        """What is confirmed so far.

        None where no month has data (the position then counts zero).
        """
        return None if all(amount is None for amount in self.spent) else self.position.used

    @property
    def available(self) -> Money | None:
        """The available.

        None where nothing is stated to come in (the position then counts zero).
        """
        stated = self.allocations or self.carry_overs or self.variations or self.cofinancings
        return self.position.available if stated else None

    @property
    def spendable(self) -> Money | None:
        """The available without what was given back; None where nothing is stated to come in."""
        return None if self.available is None else self.position.spendable

    @property
    def curves(self) -> FundCurves:
        """The running totals of the year: the only ones that screen, wall and paper draw."""
        return fund_curves(self.spent, self.expected, self.forecast, self.spendable, self.band)

    @property
    def without_forecast(self) -> tuple[VoceValue, ...]:
        """The voci with a programme but no data to forecast from.

        Their money is not in the forecast.
        """
        return tuple(voce for voce in self.voci if voce.programmed and not voce.by_month)

    @property
    def drafts(self) -> Money:
        """Money entered but confirmed by nobody: shown apart, never counted as used."""
        return total(voce.drafts for voce in self.voci)

    @property
    def stale_voci(self) -> tuple[VoceValue, ...]:
        """The voci whose data are too old."""
        return tuple(voce for voce in self.voci if voce.is_stale)

    @property
    def by_area(self) -> tuple[GroupValue, ...]:
        """The areas with voci in this year."""
        return tuple(
            _group(area.label, [voce for voce in self.voci if voce.area is area])
            for area in FrnaArea
            if any(voce.area is area for voce in self.voci)
        )

    @property
    def by_macro(self) -> tuple[GroupValue, ...]:
        """The macro-sections with voci in this year."""
        return tuple(
            _group(macro.label, [voce for voce in self.voci if voce.macro is macro])
            for macro in MacroSection
            if any(voce.macro is macro for voce in self.voci)
        )


def _group(name: str, voci: list[VoceValue]) -> GroupValue:
    return GroupValue(
        name,
        known_total(voce.programmed for voce in voci),
        known_total(voce.used for voce in voci),
        known_total(voce.expected for voce in voci),
        known_total(voce.year_total for voce in voci),
    )


Amounts = tuple[Money | None, ...]
"""Twelve amounts, January first; None is not known."""
MONTHS = tuple(range(1, MONTHS_PER_YEAR + 1))
NOTHING: Amounts = (None,) * MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True)
class FundCurves:
    """Running totals at the end of each month; `months` are their numbers.

    `spent` has None in a month without data: later months stay in their own place. `expected` (the
    programme) and `forecast` (reported, else estimated) are all None where there is none.
    `spendable` is the line not to go beyond; None where nothing is stated to come in.
    `band_low` and `band_high` open from the last month with data; None before it, or without a
    band.
    """

    months: tuple[int, ...]
    spent: Amounts
    expected: Amounts
    forecast: Amounts
    spendable: Money | None
    band_low: Amounts
    band_high: Amounts

    @property
    def left(self) -> tuple[Amounts, Amounts]:
        """What is left at the end of each month: as it went, and as it is expected to go.

        None wherever nothing is stated to come in.
        """
        return _taken_from(self.spendable, self.spent), _taken_from(self.spendable, self.ahead)

    @property
    def ahead(self) -> Amounts:
        """The part of the forecast that is not yet spent, from the last month before any is
        missing.

        Its first point is the spending of that month, so that the two lines meet.
        """
        missing = [place for place, amount in enumerate(self.spent) if amount is None]
        if not missing:
            return NOTHING
        start = max(missing[0] - 1, 0)
        joined = self.spent[start] if self.spent[start] is not None else self.forecast[start]
        rest = self.forecast[start + 1 :]
        return (*NOTHING[:start], joined if self.forecast[start] is not None else None, *rest)


def running_total(amounts: Sequence[Money | None]) -> Amounts:
    """The sum so far at each place.

    None where the amount itself is missing, without moving the others.
    """
    known = [amount or ZERO for amount in amounts]
    sums = [total(known[: place + 1]) for place in range(len(known))]
    return tuple(
        None if amount is None else so_far for amount, so_far in zip(amounts, sums, strict=True)
    )


def fund_curves(
    spent: Sequence[Money | None],
    expected: Sequence[Money],
    forecast: Sequence[Money],
    spendable: Money | None,
    band: Band | None,
) -> FundCurves:
    """The curves from twelve amounts a series (`expected` and `forecast` may be empty)."""
    so_far = running_total(spent)
    low, high = (band.low, band.high) if band else (None, None)
    return FundCurves(
        MONTHS,
        so_far,
        running_total(expected) or NOTHING,
        running_total(forecast) or NOTHING,
        spendable,
        _edge(so_far, low),
        _edge(so_far, high),
    )


def _taken_from(whole: Money | None, spent: Amounts) -> Amounts:
    return tuple(None if whole is None or amount is None else whole - amount for amount in spent)


def _edge(spent: Amounts, end: Money | None) -> Amounts:
    """From the last month with data straight to the end of the year."""
    known = [place for place, amount in enumerate(spent) if amount is not None]
    if end is None or not known or known[-1] == MONTHS_PER_YEAR - 1:
        return NOTHING
    last = known[-1]
    start, steps = spent[last] or ZERO, MONTHS_PER_YEAR - 1 - last
    edge = [start + (end - start).times(Fraction(step, steps)) for step in range(steps + 1)]
    return (*NOTHING[:last], *edge)
