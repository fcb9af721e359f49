"""The names that may be looked for in a year, read without judging anything: every screen asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.fund.queries import fund as fund_queries
from udp_core.fund.report.reading import FRNA
from udp_core.indicators.queries.indicator import indicators, measurements, targets
from udp_core.indicators.report.reading import YEARS_SHOWN
from udp_core.indicators.rules.counted import COUNTED
from udp_core.programme.queries.programme import areas, programme, schede
from udp_core.territory.queries import municipalities

Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NamesToFind:
    """Id (or code) and name of each thing, in the order of its screen.

    Of schede, voci and indicators the code is part of the name.
    """

    areas: Names = ()
    schede: Names = ()
    municipalities: Names = ()
    voci: Names = ()
    indicators: Names = ()


def names_to_find(connection: Connection, district: str, year: int, today: date) -> NamesToFind:
    """What the screens of a year let one choose: the programme's, the FRNA's, the indicators."""
    own = programme(connection, district, year)
    voci = tuple(_voci(connection, district, year))
    followed = tuple(_indicators(connection, district, year, today, counted=bool(own or voci)))
    if own is None:
        return NamesToFind(voci=voci, indicators=followed)
    return NamesToFind(
        tuple((one.id, one.short_name) for one in areas(connection, year, own.id)),
        tuple((one.id, f"{one.code} {one.title}") for one in schede(connection, own.id)),
        tuple((one.id, one.name) for one in municipalities(connection, district)),
        voci,
        followed,
    )


def _voci(connection: Connection, district: str, year: int) -> Iterator[tuple[str, str]]:
    """Those with figures in the FRNA of the year."""
    years = fund_queries.fund_years(connection, district, FRNA)
    own = tuple(one.id for one in years if one.year == year)
    used = {one.voce for one in fund_queries.entry_sums(connection, own)}
    yield from (
        (one.code, f"{one.code} {one.name}")
        for one in fund_queries.voci(connection)
        if one.code in used
    )


def _indicators(
    connection: Connection, district: str, year: int, today: date, *, counted: bool
) -> Iterator[tuple[str, str]]:
    """Those that somebody measured or expects something of, and those counted on the archive."""
    years = (year - YEARS_SHOWN + 1, year)
    day = min(today, date(year, 12, 31))
    known = {one.indicator_id for one in measurements(connection, district, *years, day)}
    known |= {one.indicator_id for one in targets(connection, district, *years)}
    known |= COUNTED if counted else frozenset()
    yield from (
        (one.code, f"{one.name} ({one.code})")
        for one in indicators(connection)
        if one.code in known
    )
