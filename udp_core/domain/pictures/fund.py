"""A fund in a year as the screens need it: what it has, what it spends, what will be left.

Judged, not yet in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from udp_core.calendar import STALE_AFTER_DAYS
from udp_core.domain.allocation import AllocationRow, CarryOverRow, HistoryStep
from udp_core.domain.equilibrium import FundPosition
from udp_core.domain.forecast import Band, Forecast
from udp_core.domain.pictures.curves import FundCurves, fund_curves
from udp_core.domain.pictures.programme import known_total
from udp_core.domain.status import Status
from udp_core.money import ZERO, Money, total
from udp_core.vocabulary import AccountingRegime, ActivityUnit, FrnaArea, MacroSection, Origin


@dataclass(frozen=True, slots=True)
class SourcedAllocation(AllocationRow):
    """A statement of a line with the document that it was read in."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class SourcedCarryOver(CarryOverRow):
    """A statement of a residue with the document that it was read in."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """What a voce does: planned for the year and done so far in `unit` (None: not known).

    Cost of one unit to the fund.

    For stocks (posts, beneficiaries, projects) the figures are averages of the months, and there is
    no unit cost.
    """

    unit: ActivityUnit
    planned: Decimal | None
    done: Decimal | None
    unit_cost: Money | None


@dataclass(frozen=True, slots=True)
class VoceValue:
    """A leaf of the tree in a year. None is missing. `drafts` is money that nobody has confirmed.

    Not in `used`.

    `by_month` has twelve amounts, confirmed or estimated, and is empty where no forecast can be
    made. A month that is
    partly in draft counts what is confirmed, or its estimate where that is more. `rest_by_month` is
    what of each
    of them is estimated, beyond what is confirmed.
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
    rest_by_month: tuple[Money, ...] = ()

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
class FundPicture:
    """A fund year. Monthly amounts are twelve, not cumulated: `spent` (None: no data), `expected`,
    `forecast`.

    `day` is the latest day of the data; `past` the positions of the fund's earlier years, the
    earliest first;
    `unvalidated_months` (1-12) those with figures that are confirmed but not yet validated;
    `stale_days` the age
    at which a figure is old.
    """

    id: str
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
    stale_days: int = STALE_AFTER_DAYS
    budget_drafts: Money = ZERO

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
