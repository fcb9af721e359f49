"""The Comuni of a district, with their need and their money: residents, FRNA, programme, shares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import AgeBand, Phase
from udp_core.municipalities.queries import FundAmountRow, fund_amounts
from udp_core.municipalities.rules import MunicipalityShare, Sharing
from udp_core.programme.queries.programme import (
    MunicipalityAmountRow,
    amounts_by_municipality,
    programme,
)
from udp_core.territory.queries import MunicipalityRow, ResidentsRow, municipalities, residents


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
class MunicipalitiesReport:
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


FRNA = "frna"
NEED = AgeBand.AGE_75_PLUS
"""The people for whom most of the fund is assigned and spent (DOMAIN.md 4.2)."""
Row = FundAmountRow | MunicipalityAmountRow


def municipalities_report(
    connection: Connection, district: str, year: int
) -> MunicipalitiesReport | None:
    """The Comuni of a district in a year; None where no Comune is registered.

    Drafts of the fund are left out; those of the schede are in, as on the screens of the programme,
    which say so.
    """
    places = municipalities(connection, district)
    if not places:
        return None
    bands = {band: residents(connection, district, band, year) for band in AgeBand}
    frna = fund_amounts(connection, district, FRNA, year)
    of_year = programme(connection, district, year)
    money = amounts_by_municipality(connection, of_year.id) if of_year else ()
    found = tuple(
        _municipality(
            place,
            [
                (band, row)
                for band, rows in bands.items()
                for row in rows
                if row.municipality_id == place.id
            ],
            frna,
            money,
        )
        for place in places
    )
    known = {place.id for place in places}
    fund, schede = (_amounts(_not_of(rows, known), None) for rows in (frna, money))
    day = max((row.as_of for row in bands[NEED]), default=None)
    return MunicipalitiesReport(
        year,
        found,
        fund,
        schede,
        _sharing(found, NEED, fund.used, lambda one: one.frna.used),
        _sharing(found, NEED, fund.programmed, lambda one: one.frna.programmed),
        _sharing(found, AgeBand.TOTAL, schede.programmed, lambda one: one.programme.programmed),
        day,
        next((row.source for row in bands[NEED]), ""),
    )


def _not_of(rows: Sequence[Row], known: Collection[str]) -> list[Row]:
    """What no Comune of the district has.

    Of the whole district, or of a Comune that is not (or no longer) in it.
    """
    return [row._replace(municipality_id=None) for row in rows if row.municipality_id not in known]


def _municipality(
    place: MunicipalityRow,
    known: Iterable[tuple[AgeBand, ResidentsRow]],
    frna: Sequence[Row],
    schede: Sequence[Row],
) -> MunicipalityValue:
    values = tuple(
        ResidentsValue(band, row.residents, row.as_of, row.source) for band, row in known
    )
    return MunicipalityValue(
        place.id,
        place.name,
        place.is_lead,
        values,
        _amounts(frna, place.id),
        _amounts(schede, place.id),
    )


def _amounts(rows: Sequence[Row], municipality: str | None) -> AmountsValue:
    return AmountsValue(
        _sum(rows, municipality, Phase.BUDGET), _sum(rows, municipality, Phase.FINAL)
    )


def _sum(rows: Sequence[Row], municipality: str | None, phase: Phase) -> Money | None:
    known = [
        row.amount_cents
        for row in rows
        if row.municipality_id == municipality and row.phase is phase
    ]
    return Money(sum(known)) if known else None


def _sharing(
    found: Sequence[MunicipalityValue],
    band: AgeBand,
    district: Money | None,
    spent: Callable[[MunicipalityValue], Money | None],
) -> Sharing:
    return Sharing(
        tuple(
            MunicipalityShare(one.id, one.name, one.residents_in(band), spent(one)) for one in found
        ),
        district,
    )
