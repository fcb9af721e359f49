"""A rule is a list of bands of ISEE; it says what every family pays only where they join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from udp_core.fees.terms import FeeUnit
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money

CENT = Money(1)


@dataclass(frozen=True, slots=True)
class FeeBand:
    """From an ISEE to another, both included (None: every higher one), and what a unit costs.

    Either `fee`, growing in proportion to the ISEE up to `fee_to`, or `share` of `unit_cost`.
    """

    isee_from: Money
    isee_to: Money | None
    unit: FeeUnit
    fee: Money | None = None
    fee_to: Money | None = None
    share: Decimal | None = None
    unit_cost: Money | None = None
    month_cap: Money | None = None
    year_cap: Money | None = None

    def holds(self, isee: Money) -> bool:
        """Whether a family with this ISEE is in the band."""
        return self.isee_from <= isee and (self.isee_to is None or isee <= self.isee_to)

    def unit_fee(self, isee: Money) -> Money | None:
        """What a unit costs such a family, to the cent; None where the rule does not say."""
        if self.share is not None:
            return self.unit_cost.times(self.share) if self.unit_cost is not None else None
        if self.fee is None or self.fee_to is None or self.isee_to is None:
            return self.fee
        wide = self.isee_to - self.isee_from
        part = (isee - self.isee_from).share_of(wide) or Fraction(0)
        return self.fee + (self.fee_to - self.fee).times(part)

    def same_at(self, isee: Money) -> tuple[object, ...]:
        """What two rules have alike where a family pays the same by both."""
        return self.unit, self.unit_fee(isee), self.month_cap, self.year_cap


def band_at(bands: Sequence[FeeBand], isee: Money) -> FeeBand | None:
    """The band of a family; None where none is, or more than one: a rule that says two things
    says nothing.
    """
    found = [one for one in bands if one.holds(isee)]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of ISEE that no band has, or (`twice`) that two have; `to` None: no end."""

    start: Money
    to: Money | None
    twice: bool

    @property
    def words(self) -> str:
        """«tra 12.000,01 € e 15.000,00 €», «oltre 15.000,00 €»."""
        if self.to is None:
            return f"oltre {italian.euro(self.start - CENT)}"
        return f"tra {italian.euro(self.start)} e {italian.euro(self.to)}"


def gaps(bands: Sequence[FeeBand]) -> Iterator[Gap]:
    """Where the bands of one rule leave a hole from zero up, or overlap; the lowest first."""
    ordered = sorted(bands, key=lambda one: one.isee_from)
    free: Money | None = ZERO
    for one in ordered:
        if free is None or one.isee_from < free:
            yield Gap(one.isee_from, _overlap_end(one, free), twice=True)
        elif free < one.isee_from:
            yield Gap(free, one.isee_from - CENT, twice=False)
        free = _later(free, one)
    if ordered and free is not None:
        yield Gap(free, None, twice=False)


def _overlap_end(one: FeeBand, free: Money | None) -> Money | None:
    ends = [end for end in (one.isee_to, free - CENT if free is not None else None) if end]
    return min(ends, default=None)


def _later(free: Money | None, one: FeeBand) -> Money | None:
    """The first ISEE that no band has yet; None where they have all."""
    if free is None or one.isee_to is None:
        return None
    return max(free, one.isee_to + CENT)


def is_one_rule(rules: Sequence[Sequence[FeeBand]]) -> bool:
    """Whether every family pays the same by all the rules, none of them missing or broken.

    Fees are straight lines between the ends of the bands: what is the same at each end is the same
    in between.
    """
    if not rules or any(not bands or any(gaps(bands)) for bands in rules):
        return False
    ends = sorted(
        {
            end
            for bands in rules
            for one in bands
            for end in (one.isee_from, one.isee_to)
            if end is not None
        }
    )
    edges = {edge for end in ends for edge in (end, end + CENT)}
    return all(len({_same(bands, edge) for bands in rules}) == 1 for edge in edges)


def _same(bands: Sequence[FeeBand], isee: Money) -> tuple[object, ...]:
    found = band_at(bands, isee)
    return found.same_at(isee) if found else ()
