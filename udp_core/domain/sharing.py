"""Money beside need, Comune by Comune: the parts add up to the district (I18, DOMAIN.md 7.2).

What is spent for the whole district belongs to no Comune. It stays a line of its own and is never spread in silence;
`attribution` spreads it by residents, on request and under its own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.italian import euro
from udp_core.money import ZERO, Money, total
from udp_core.vocabulary import AgeBand

POINTS = 100


@dataclass(frozen=True, slots=True)
class MunicipalityShare:
    """What is known of a Comune: its residents of the target age and the money spent for it.

    None is not known. Who knows that nothing was spent says zero.
    """

    code: str
    name: str
    target_residents: int | None
    spent: Money | None


@dataclass(frozen=True, slots=True)
class SharingLine:
    """A Comune beside the others.

    `need_share` is its share of the target residents, `spending_share` its share of the money that has a Comune: each
    adds up to 1 over the Comuni. None where it is not defined, or a Comune is not known.
    """

    code: str
    name: str
    target_residents: int | None
    spent: Money | None
    need_share: Fraction | None
    spending_share: Fraction | None

    @property
    def per_resident(self) -> Money | None:
        """Euro for each target resident, to the cent; None without residents."""
        return per_resident(self.spent, self.target_residents)

    @property
    def points(self) -> Fraction | None:
        """Spending share less need share, in percentage points; negative where less comes than the need."""
        if self.need_share is None or self.spending_share is None:
            return None
        return (self.spending_share - self.need_share) * POINTS


@dataclass(frozen=True, slots=True)
class Sharing:
    """The Comuni of a district and the money of the whole district (None: there is none).

    `band` is the target: the residents whose need counts.
    """

    band: AgeBand
    lines: tuple[SharingLine, ...]
    whole_district: Money | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The Comuni whose spending or residents are not known: without them no share is computed."""
        return tuple(line.name for line in self.lines if line.spent is None or line.target_residents is None)

    @property
    def target_residents(self) -> int | None:
        """Of the district; None where a Comune is not known."""
        return _known_sum([line.target_residents for line in self.lines])

    @property
    def of_comuni(self) -> Money | None:
        """The money that has a Comune; None where a Comune is not known."""
        return _known_total([line.spent for line in self.lines])

    @property
    def district(self) -> Money | None:
        """All the money: the Comuni and the whole district (I18); None where a Comune is not known."""
        return None if self.of_comuni is None else self.of_comuni + (self.whole_district or ZERO)

    @property
    def whole_district_share(self) -> Fraction | None:
        """Share of all the money that has no Comune: how far the spending shares leave something out."""
        return None if self.district is None else (self.whole_district or ZERO).share_of(self.district)

    @property
    def per_resident_of_comuni(self) -> Money | None:
        """The mean to which the Comuni compare: money that has a Comune for each target resident of the district."""
        return per_resident(self.of_comuni, self.target_residents)

    @property
    def per_resident(self) -> Money | None:
        """All the money for each target resident of the district."""
        return per_resident(self.district, self.target_residents)

    @property
    def furthest(self) -> SharingLine | None:
        """The Comune whose money is furthest from its need, either way; None where no share is defined."""
        judged = [(abs(line.points), line) for line in self.lines if line.points is not None]
        return max(judged, key=lambda pair: pair[0])[1] if judged else None


def sharing(band: AgeBand, municipalities: Sequence[MunicipalityShare], whole_district: Money | None) -> Sharing:
    """The Comuni beside each other. Raises ValueError for a Comune given twice, or residents below zero."""
    if len({one.code for one in municipalities}) != len(municipalities):
        raise ValueError("a Comune is given twice: its money would count twice")
    if any((one.target_residents or 0) < 0 for one in municipalities):
        raise ValueError("residents are not negative")
    residents = _known_sum([one.target_residents for one in municipalities])
    spent = _known_total([one.spent for one in municipalities])
    return Sharing(band, tuple(_line(one, residents, spent) for one in municipalities), whole_district)


def _line(one: MunicipalityShare, residents: int | None, spent: Money | None) -> SharingLine:
    need = Fraction(one.target_residents, residents) if one.target_residents is not None and residents else None
    spending = one.spent.share_of(spent) if one.spent is not None and spent is not None else None
    return SharingLine(one.code, one.name, one.target_residents, one.spent, need, spending)


def per_resident(amount: Money | None, residents: int | None) -> Money | None:
    """An amount for each resident, to the cent (halves up); None where either is not known or there are no residents."""
    return amount.times(Fraction(1, residents)) if amount is not None and residents else None


def _known_sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _known_total(amounts: Sequence[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return total(known) if known and len(known) == len(amounts) else None


# The money of the whole district, spread on request


@dataclass(frozen=True, slots=True)
class AttributedLine:
    """A Comune with its own money and its part of the money of the whole district."""

    code: str
    name: str
    own: Money
    part: Money

    @property
    def amount(self) -> Money:
        """Its own money and its part."""
        return self.own + self.part


@dataclass(frozen=True, slots=True)
class Attribution:
    """The money of the whole district spread over the Comuni by target residents: a convention, not an account."""

    band: AgeBand
    spread: Money
    lines: tuple[AttributedLine, ...]

    @property
    def words(self) -> str:
        """What must stand beside every figure of it."""
        return (
            f"Attribuzione convenzionale: {euro(self.spread)} dell’intero distretto sono ripartiti secondo i {self.band.label}; "
            "non è spesa registrata per Comune."
        )


def attribution(found: Sharing) -> Attribution | None:
    """The money of the whole district spread by target residents, by largest remainders: the parts add up to it.

    None where there is nothing to spread, or the money or the residents of a Comune are not known.
    """
    known = [(line, line.spent, line.target_residents) for line in found.lines]
    residents = [count for _, _, count in known if count is not None]
    if not found.whole_district or found.missing or not sum(residents):
        return None
    parts = found.whole_district.split(residents)
    lines = tuple(
        AttributedLine(line.code, line.name, spent or ZERO, part) for (line, spent, _), part in zip(known, parts, strict=True)
    )
    return Attribution(found.band, found.whole_district, lines)
