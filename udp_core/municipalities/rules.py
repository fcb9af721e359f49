"""Need beside spending, Comune by Comune.

Shares that add up, and money of the whole district kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from udp_core.kernel.money import Money, round_half_up, total


@dataclass(frozen=True, slots=True)
class MunicipalityShare:
    """A Comune: residents of the target group (None: not known) and money spent there (None: no
    figure).
    """

    code: str
    name: str
    residents: int | None
    spent: Money | None

    @property
    def per_resident(self) -> Money | None:
        """Money for each target resident, to the cent.

        None without residents or without a figure.
        """
        if not self.residents or self.spent is None:
            return None
        return Money(round_half_up(Fraction(self.spent.cents, self.residents)))


@dataclass(frozen=True, slots=True)
class Sharing:
    """The Comuni of a district, and the money that is of no Comune: it is never spread silently."""

    municipalities: tuple[MunicipalityShare, ...]
    whole_district: Money | None

    @property
    def residents(self) -> int | None:
        """Target residents of the district; None where a Comune's are not known."""
        known = [one.residents for one in self.municipalities if one.residents is not None]
        return sum(known) if known and len(known) == len(self.municipalities) else None

    @property
    def spent_in_municipalities(self) -> Money | None:
        """Money of the Comuni, without that of the whole district.

        None where no Comune has a figure.
        """
        known = [one.spent for one in self.municipalities if one.spent is not None]
        return total(known) if known else None

    @property
    def spent(self) -> Money | None:
        """All the money: Comuni and whole district (I18)."""
        known = [
            amount
            for amount in (self.spent_in_municipalities, self.whole_district)
            if amount is not None
        ]
        return total(known) if known else None

    def need_share(self, one: MunicipalityShare) -> Fraction | None:
        """The Comune's part of the target residents.

        None where they are not all known, or are none.
        """
        return (
            Fraction(one.residents, self.residents)
            if self.residents and one.residents is not None
            else None
        )

    def spending_share(self, one: MunicipalityShare) -> Fraction | None:
        """The Comune's part of the money that goes to Comuni."""
        whole = self.spent_in_municipalities
        return one.spent.share_of(whole) if one.spent is not None and whole is not None else None

    def gap(self, one: MunicipalityShare) -> Fraction | None:
        """Spending share minus need share.

        Above zero the Comune receives more than its part of the need.
        """
        need, spending = self.need_share(one), self.spending_share(one)
        return None if need is None or spending is None else spending - need
