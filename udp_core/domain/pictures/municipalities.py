"""The Comuni of a district, each with its need and its money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from udp_core.domain.sharing import Sharing
from udp_core.money import Money
from udp_core.vocabulary import AgeBand


@dataclass(frozen=True, slots=True)
class ResidentsValue:
    """Residents of a Comune in a band, on the day of the latest figure, with its source."""

    band: AgeBand
    residents: int
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class AmountsValue:
    """Programmed and used money of a Comune, or of the whole district; None is missing."""

    programmed: Money | None
    used: Money | None


@dataclass(frozen=True, slots=True)
class MunicipalityValue:
    """A Comune: residents by band, FRNA and programme money."""

    id: str
    name: str
    is_lead: bool
    residents: tuple[ResidentsValue, ...]
    frna: AmountsValue
    programme: AmountsValue

    def residents_in(self, band: AgeBand) -> int | None:
        """Residents in a band; None where they are not known."""
        return next((one.residents for one in self.residents if one.band is band), None)


@dataclass(frozen=True, slots=True)
class MunicipalitiesPicture:
    """The Comuni, the lead first.

    `frna` and `programme` are of the whole district beyond the Comuni.

    `used` shares what the FRNA used, `programmed` what it programmed, against residents of 75 years
    and more;
    `schede` shares the money of the programme against all residents.
    """

    year: int
    municipalities: tuple[MunicipalityValue, ...]
    frna: AmountsValue
    programme: AmountsValue
    used: Sharing
    programmed: Sharing
    schede: Sharing
    residents_day: date | None
    residents_source: str
