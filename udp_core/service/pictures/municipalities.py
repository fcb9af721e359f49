"""The picture of the Comuni: residents, money of the FRNA and of the programme, shares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from sqlalchemy import Connection

from udp_core.domain.pictures.municipalities import (
    AmountsValue,
    MunicipalitiesPicture,
    MunicipalityValue,
    ResidentsValue,
)
from udp_core.domain.sharing import MunicipalityShare, Sharing
from udp_core.money import Money
from udp_core.store.queries.programme import (
    MunicipalityAmountRow,
    amounts_by_municipality,
    programme,
)
from udp_core.store.queries.sharing import FundAmountRow, fund_amounts
from udp_core.store.queries.territory import (
    MunicipalityRow,
    ResidentsRow,
    municipalities,
    residents,
)
from udp_core.vocabulary import AgeBand, Phase

FRNA = "frna"
NEED = AgeBand.AGE_75_PLUS
"""The people for whom most of the fund is assigned and spent (DOMAIN.md 4.2)."""
Row = FundAmountRow | MunicipalityAmountRow


def municipalities_picture(
    connection: Connection, district: str, year: int
) -> MunicipalitiesPicture | None:
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
    return MunicipalitiesPicture(
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
