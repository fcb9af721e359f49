"""The picture of a fund: what came in, what goes out month by month, forecast and lights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.calendar import elapsed_year
from udp_core.domain import allocation
from udp_core.domain.equilibrium import DataQuality, FundPosition, fund_status
from udp_core.domain.forecast import FundForecast, expected_by_month
from udp_core.domain.pictures.fund import FundPicture, Movement, VoceValue
from udp_core.money import ZERO, Money, total
from udp_core.service.pictures.fund_voci import Ledger, YearOfVoci, forecast_of, read_ledger, voce_values
from udp_core.store.queries import fund as queries
from udp_core.store.queries.fund import FundYearRow, MovementRow

FRNA = "frna"


@dataclass(frozen=True, slots=True)
class _Income:
    """What came into each fund year, by its id."""

    allocations: dict[str, list[allocation.AllocationRow]]
    carry_overs: dict[str, list[allocation.CarryOverRow]]
    variations: dict[str, list[Movement]]
    cofinancings: dict[str, list[Movement]]
    returns: dict[str, list[Movement]]
    sources: dict[str, list[str]]


def fund_picture(connection: Connection, district: str, year: int, today: date, source: str = FRNA) -> FundPicture | None:
    """The fund of the year, judged on the day of its data; None where the district has no such fund year."""
    years = queries.fund_years(connection, district, source)
    row = next((one for one in years if one.year == year), None)
    if row is None:
        return None
    income = _read_income(connection, tuple(one.id for one in years))
    ledger = read_ledger(connection, {one.id: one.year for one in years})
    forecast = forecast_of(ledger, row.year)
    voci = voce_values(connection, row.id, YearOfVoci(ledger, row.year, forecast, today))
    past = tuple(_position(one, income, ledger, None) for one in years if one.year < year)
    return _picture(row, income, _Outgo(ledger, forecast, voci), past, today)


def _read_income(connection: Connection, ids: tuple[str, ...]) -> _Income:
    allocations: defaultdict[str, list[allocation.AllocationRow]] = defaultdict(list)
    carry: defaultdict[str, list[allocation.CarryOverRow]] = defaultdict(list)
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for row in queries.allocations(connection, ids):
        allocations[row.fund_year_id].append(allocation.AllocationRow(row.line, row.status, Money(row.amount_cents), row.as_of, row.act))
        sources[row.fund_year_id].append(row.source)
    for brought in queries.carry_overs(connection, ids):
        carry[brought.fund_year_id].append(allocation.CarryOverRow(brought.from_year, brought.status, Money(brought.amount_cents), brought.as_of))
    added = _by_year(queries.variations(connection, ids)), _by_year(queries.cofinancings(connection, ids))
    return _Income(allocations, carry, *added, returns=_by_year(queries.returns(connection, ids)), sources=sources)


def _by_year(rows: Sequence[MovementRow]) -> dict[str, list[Movement]]:
    found: defaultdict[str, list[Movement]] = defaultdict(list)
    for row in rows:
        found[row.fund_year_id].append(Movement(Money(row.amount_cents), row.day, row.what, row.source))
    return found


def _position(row: FundYearRow, income: _Income, ledger: Ledger, expected_rest: Money | None) -> FundPosition:
    used = ledger.used(row.year)
    return FundPosition(
        year=row.year,
        assigned=allocation.assigned(income.allocations.get(row.id, ())),
        carried_in=allocation.carried_in(income.carry_overs.get(row.id, ())),
        variations=total(one.amount for one in income.variations.get(row.id, ())),
        cofinancing=total(one.amount for one in income.cofinancings.get(row.id, ())),
        programmed=ledger.programmed(row.year),
        used=used or ZERO,
        expected_rest=ZERO if expected_rest is None and used is not None else expected_rest,
        returned=total(one.amount for one in income.returns.get(row.id, ())),
    )


@dataclass(frozen=True, slots=True)
class _Outgo:
    """What goes out: the entries of all years, the forecast of this one, its voci."""

    ledger: Ledger
    forecast: FundForecast
    voci: tuple[VoceValue, ...]

    @property
    def day(self) -> date | None:
        """The latest day of the data."""
        return max((voce.as_of for voce in self.voci if voce.as_of), default=None)

    @property
    def expected_to_date(self) -> Money | None:
        """What the programme expected of the months that each voce has reported."""
        known = [voce.expected for voce in self.voci if voce.expected is not None]
        return total(known) if known else None


def _picture(row: FundYearRow, income: _Income, outgo: _Outgo, past: tuple[FundPosition, ...], today: date) -> FundPicture:
    ledger, forecast, day = outgo.ledger, outgo.forecast, outgo.day
    position = _position(row, income, ledger, forecast.expected_rest)
    elapsed = elapsed_year(row.year, min(today, day)) if day else Fraction(0)
    status = fund_status(position, elapsed, DataQuality(day, today), expected_to_date=outgo.expected_to_date)
    return FundPicture(
        id=row.id, year=row.year, manager=row.manager, regime=row.regime, origin=row.origin, day=day,
        position=position, status=status,
        allocations=allocation.history(income.allocations.get(row.id, ())),
        carry_overs=allocation.history(income.carry_overs.get(row.id, ())),
        variations=tuple(income.variations.get(row.id, ())), cofinancings=tuple(income.cofinancings.get(row.id, ())),
        voci=outgo.voci, spent=ledger.spent_by_month(row.year), expected=_expected(ledger, row.year), forecast=forecast.by_month,
        band=forecast.band, band_reason=forecast.band_reason, past=past,
        unvalidated=ledger.unvalidated(row.year), source=_source(income, row.id),
    )  # fmt: skip


def _expected(ledger: Ledger, year: int) -> tuple[Money, ...]:
    """The programme month by month, each voce with its own seasonality; twelve amounts, not cumulated."""
    cumulated = [expected_by_month(amount, ledger.past(voce, year)) for voce, amount in ledger.budget(year).items()]
    months = [total(parts) for parts in zip(*cumulated, strict=True)]
    return tuple(month - before for month, before in zip(months, [ZERO, *months[:-1]], strict=True))


def _source(income: _Income, fund_year: str) -> str:
    sources = income.sources.get(fund_year, [])
    return sources[-1] if sources else ""
