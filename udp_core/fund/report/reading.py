"""A fund read: what came in, what goes out by month, what the voci do, forecast, lights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.fund.queries import fund as queries
from udp_core.fund.queries.fund import FundYearRow, MovementRow
from udp_core.fund.report.fund import (
    FundName,
    FundReport,
    Movement,
    SourcedAllocation,
    SourcedCarryOver,
    VoceValue,
)
from udp_core.fund.report.voci import (
    Ledger,
    YearOfVoci,
    forecast_of,
    read_ledger,
    rest_of_past,
    voce_values,
)
from udp_core.fund.rules import voci as allocation
from udp_core.fund.rules.equilibrium import Coverage, DataQuality, FundPosition, fund_status
from udp_core.fund.rules.forecast import FundForecast, expected_by_month
from udp_core.kernel.calendar import elapsed_year
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.status import Judgement, Status
from udp_core.kernel.vocabulary import AllocationLine, StatusLevel
from udp_core.thresholds.report import thresholds
from udp_core.thresholds.rules import Thresholds

FRNA = "frna"
LINES = list(AllocationLine)


@dataclass(frozen=True, slots=True)
class _Income:
    """What came into each fund year, by its id."""

    allocations: dict[str, list[SourcedAllocation]]
    carry_overs: dict[str, list[SourcedCarryOver]]
    variations: dict[str, list[Movement]]
    cofinancings: dict[str, list[Movement]]
    returns: dict[str, list[Movement]]

    def source(self, fund_year: str) -> str:
        """The document of the latest assignment."""
        found = sorted(self.allocations.get(fund_year, ()), key=lambda one: one.as_of)
        return found[-1].source if found else ""


def fund_report(
    connection: Connection, district: str, year: int, today: date, source: str = FRNA
) -> FundReport | None:
    """The fund of the year, judged on the day of its data.

    None where the district has no such fund year.
    """
    years = queries.fund_years(connection, district, source)
    row = next((one for one in years if one.year == year), None)
    if row is None:
        return None
    income = _read_income(connection, tuple(one.id for one in years))
    ledger = read_ledger(connection, {one.id: one.year for one in years})
    forecast = forecast_of(ledger, row.year)
    limits = thresholds(connection, district, today)
    voci = voce_values(connection, row.id, YearOfVoci(ledger, row.year, forecast, today, limits))
    past = tuple(
        _position(one, income, ledger, rest_of_past(ledger, one.year))
        for one in years
        if one.year < year
    )
    return _report(row, income, _Outgo(ledger, forecast, voci, limits), past, today)


@dataclass(frozen=True, slots=True)
class FundBooks:
    """Every year of a fund: what came in and what went out."""

    years: tuple[FundYearRow, ...]
    income: _Income
    ledger: Ledger

    def position(self, row: FundYearRow) -> FundPosition:
        """The position of a year, without a forecast."""
        return _position(row, self.income, self.ledger, None)

    def assigned_on(self, row: FundYearRow, lines: Collection[AllocationLine]) -> Money:
        """What is assigned on some lines of a year."""
        own = self.income.allocations.get(row.id, ())
        return allocation.assigned([one for one in own if one.line in lines])


def fund_books(connection: Connection, district: str, source: str = FRNA) -> FundBooks:
    """All the years of a fund of a district."""
    years = queries.fund_years(connection, district, source)
    income = _read_income(connection, tuple(one.id for one in years))
    return FundBooks(years, income, read_ledger(connection, {one.id: one.year for one in years}))


def _read_income(connection: Connection, ids: tuple[str, ...]) -> _Income:
    allocations: defaultdict[str, list[SourcedAllocation]] = defaultdict(list)
    carry: defaultdict[str, list[SourcedCarryOver]] = defaultdict(list)
    for row in queries.allocations(connection, ids):
        allocations[row.fund_year_id].append(
            SourcedAllocation(
                row.line, row.status, Money(row.amount_cents), row.as_of, row.act, row.source
            )
        )
    for brought in queries.carry_overs(connection, ids):
        carry[brought.fund_year_id].append(
            SourcedCarryOver(
                brought.from_year,
                brought.status,
                Money(brought.amount_cents),
                brought.as_of,
                brought.source,
            )
        )
    added = (
        _by_year(queries.variations(connection, ids)),
        _by_year(queries.cofinancings(connection, ids)),
    )
    return _Income(allocations, carry, *added, returns=_by_year(queries.returns(connection, ids)))


def _by_year(rows: Sequence[MovementRow]) -> dict[str, list[Movement]]:
    found: defaultdict[str, list[Movement]] = defaultdict(list)
    for row in rows:
        found[row.fund_year_id].append(
            Movement(Money(row.amount_cents), row.day, row.what, row.source)
        )
    return found


def _position(
    row: FundYearRow, income: _Income, ledger: Ledger, expected_rest: Money | None
) -> FundPosition:
    return FundPosition(
        year=row.year,
        assigned=allocation.assigned(income.allocations.get(row.id, ())),
        carried_in=allocation.carried_in(income.carry_overs.get(row.id, ())),
        variations=total(one.amount for one in income.variations.get(row.id, ())),
        cofinancing=total(one.amount for one in income.cofinancings.get(row.id, ())),
        programmed=ledger.programmed(row.year),
        used=ledger.used(row.year) or ZERO,
        expected_rest=expected_rest,
        returned=total(one.amount for one in income.returns.get(row.id, ())),
    )


@dataclass(frozen=True, slots=True)
class _Outgo:
    """What goes out: the entries of all years, the forecast of this one, its voci."""

    ledger: Ledger
    forecast: FundForecast
    voci: tuple[VoceValue, ...]
    limits: Thresholds

    @property
    def coverage(self) -> Coverage | None:
        """How many voci have fresh spending, and how much of the programme they hold.

        None without voci.
        """
        if not self.voci:
            return None
        fresh = [voce for voce in self.voci if voce.used is not None and not voce.is_stale]
        share = _weight(fresh).share_of(_weight(self.voci))
        return Coverage(
            len(fresh),
            len(self.voci),
            Fraction(len(fresh), len(self.voci)) if share is None else share,
        )

    @property
    def day(self) -> date | None:
        """The latest day of the data."""
        return max((voce.as_of for voce in self.voci if voce.as_of), default=None)

    @property
    def expected_to_date(self) -> Money | None:
        """What the programme expected of the months that each voce has reported."""
        known = [voce.expected for voce in self.voci if voce.expected is not None]
        return total(known) if known else None


def _report(
    row: FundYearRow, income: _Income, outgo: _Outgo, past: tuple[FundPosition, ...], today: date
) -> FundReport:
    ledger, forecast = outgo.ledger, outgo.forecast
    position = _position(row, income, ledger, ledger.expected_rest(row.year, forecast))
    return FundReport(
        id=row.id,
        fund=FundName(row.source, row.name, row.expires),
        year=row.year,
        manager=row.manager,
        regime=row.regime,
        origin=row.origin,
        day=outgo.day,
        position=position,
        status=_status(position, outgo, today),
        allocations=allocation.history(
            sorted(income.allocations.get(row.id, ()), key=lambda one: LINES.index(one.line))
        ),
        carry_overs=allocation.history(income.carry_overs.get(row.id, ())),
        variations=tuple(income.variations.get(row.id, ())),
        cofinancings=tuple(income.cofinancings.get(row.id, ())),
        voci=outgo.voci,
        spent=ledger.spent_by_month(row.year),
        expected=_expected(ledger, row.year),
        forecast=_by_month(outgo.voci),
        band=forecast.band,
        band_reason=forecast.band_reason,
        past=past,
        unvalidated_months=ledger.unvalidated_months(row.year),
        source=income.source(row.id),
        stale_days=outgo.limits.stale_days,
        budget_drafts=ledger.budget_drafts(row.year),
        budget=row.budget,
    )


def _status(position: FundPosition, outgo: _Outgo, today: date) -> Status:
    """The lights of the fund on the day of its data.

    Nothing is said of today where nothing was reported.
    """
    day = outgo.day
    over = today.year > position.year and position.expected_rest == ZERO
    elapsed = (
        Fraction(1)
        if over
        else elapsed_year(position.year, min(today, day))
        if day
        else Fraction(0)
    )
    data = DataQuality(day, today, stale_days=outgo.limits.stale_days, coverage=outgo.coverage)
    status = fund_status(position, elapsed, data, outgo.limits.fund, outgo.expected_to_date)
    return (
        status
        if day
        else replace(
            status, now=Judgement(StatusLevel.STALE, ("Nessun dato di spesa comunicato.",))
        )
    )


def _weight(voci: Iterable[VoceValue]) -> Money:
    """What is programmed of some voci; of those without a programme, what is forecast."""
    return total(voce.programmed or voce.year_total or ZERO for voce in voci)


def _by_month(voci: Sequence[VoceValue]) -> tuple[Money, ...]:
    """Twelve amounts, confirmed or estimated; empty where no voce can be forecast."""
    known = [voce.by_month for voce in voci if voce.by_month]
    return tuple(total(month) for month in zip(*known, strict=True))


def _expected(ledger: Ledger, year: int) -> tuple[Money, ...]:
    """The programme month by month, each voce with its own seasonality.

    Twelve amounts, not cumulated; empty without one.
    """
    cumulated = [
        expected_by_month(amount, ledger.past(voce, year))
        for voce, amount in ledger.budget(year).items()
    ]
    months = [total(parts) for parts in zip(*cumulated, strict=True)]
    return tuple(month - before for month, before in zip(months, [ZERO, *months], strict=False))
