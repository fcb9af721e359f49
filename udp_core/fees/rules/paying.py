"""What a family pays in a year for a stated use of a service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from udp_core.fees.rules.bands import FeeBand, band_at
from udp_core.fees.terms import FeeUnit
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Place, Problem

REFERENCE = tuple(Money.from_euro(isee) for isee in (6_000, 12_000, 20_000, 30_000))
"""The families that are always compared, by their ISEE."""
LARGEST_ISEE = Money.from_euro(100_000_000)


@dataclass(frozen=True, slots=True)
class Use:
    """How much a family uses a service: so many units a month, for so many months."""

    unit: FeeUnit
    units: Decimal
    months: int


def yearly(bands: Sequence[FeeBand], isee: Money, use: Use) -> Money | None:
    """What a family pays in a year; None where the rule does not say.

    The fee of a unit to the cent, times the units of a month, within the cap of the month; times
    the months, within the cap of the year. A fee by the month is paid once a month.
    """
    band = band_at(bands, isee)
    fee = band.unit_fee(isee) if band else None
    if band is None or fee is None:
        return None
    if band.unit is use.unit:
        month = fee.times(use.units)
    elif band.unit is FeeUnit.MONTH:
        month = fee if use.units else ZERO
    else:
        return None
    return _capped(_capped(month, band.month_cap).times(use.months), band.year_cap)


def _capped(amount: Money, cap: Money | None) -> Money:
    return amount if cap is None else min(amount, cap)


@dataclass(frozen=True, slots=True)
class Distance:
    """Where a family pays least and most in a year, and the difference; `whole` where no place is
    left out.
    """

    cheapest: str
    dearest: str
    least: Money
    most: Money
    whole: bool

    @property
    def euro(self) -> Money:
        """How much more is paid a year in the dearest place."""
        return self.most - self.least


def distance(paid: Mapping[str, Money | None]) -> Distance | None:
    """Between the places of which it is known; None where they are fewer than two."""
    known = [(amount, place) for place, amount in paid.items() if amount is not None]
    if len(known) < 2:  # noqa: PLR2004 - two ends
        return None
    low, high = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    return Distance(low[1], high[1], low[0], high[0], len(known) == len(paid))


def read_isee(text: str) -> Money | Problem:
    """An ISEE as a hand types it: zero is one, what is below it is not."""
    found = italian.read_euro(text)
    if isinstance(found, Problem):
        return found.at(Place(column="ISEE"))
    where = Place(column="ISEE")
    if found < ZERO:
        sentence = f"Un ISEE non è negativo: è scritto {italian.euro(found)}."
        return Problem("Q01", sentence, "Scrivere un ISEE da 0 in su.", where, text[:40])
    if found > LARGEST_ISEE:
        sentence = f"{italian.euro(found)} supera ogni ISEE: al più {italian.euro(LARGEST_ISEE)}."
        return Problem("Q02", sentence, "Controllare gli zeri.", where, text[:40])
    return found


def use_of(usual: Use, units: Decimal) -> Use | Problem:
    """The usual use with as many units a month as were typed."""
    if units >= 0:
        return replace(usual, units=units)
    sentence = f"L’uso al mese non è negativo: è scritto {italian.number(units)}."
    return Problem("Q03", sentence, "Scrivere da 0 in su.", Place(column="Uso al mese"))
