"""What the reader of files made by others asks of the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, column, select, table

from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import fields, raw_table

_MUNICIPALITY = table("municipality", column("id"), column("district_id"))
_VOCE = table("frna_voce", column("id"), column("unit"))
_INDICATOR = table("indicator", column("id"), column("unit"))
_SCHEDA = table(
    "intervention", column("id"), column("code"), column("title"), column("programme_id")
)
_PROGRAMME = table("annual_programme", column("id"), column("plan_id"), column("year"))
_PLAN = table("plan", column("id"), column("district_id"))


def comuni_of(connection: Connection, district: str) -> frozenset[str]:
    """Codes of the Comuni of a district."""
    return frozenset(
        connection.execute(
            select(_MUNICIPALITY.c.id).where(_MUNICIPALITY.c.district_id == district)
        ).scalars()
    )


def units_of(connection: Connection) -> dict[str, str]:
    """Each voce with the unit that its activity is counted in."""
    return {str(row.id): str(row.unit) for row in connection.execute(select(_VOCE))}


def indicators_in_percent(connection: Connection) -> frozenset[str]:
    """Indicators measured in percentage points."""
    return frozenset(
        connection.execute(
            select(_INDICATOR.c.id).where(_INDICATOR.c.unit.like("%\\%%", escape="\\"))
        ).scalars()
    )


def schede_of(connection: Connection, district: str, year: int) -> dict[str, str]:
    """Code and title of the schede of a year's programmes."""
    return {code: title for _, code, title in schede_known(connection, district, year)}


def schede_known(connection: Connection, district: str, year: int) -> list[tuple[str, str, str]]:
    """Id, code and title of the same."""
    found = (
        select(_SCHEDA.c.id, _SCHEDA.c.code, _SCHEDA.c.title)
        .join(_PROGRAMME, _PROGRAMME.c.id == _SCHEDA.c.programme_id)
        .join(_PLAN, _PLAN.c.id == _PROGRAMME.c.plan_id)
        .where(_PLAN.c.district_id == district, _PROGRAMME.c.year == year)
    )
    return [
        (str(row.id), str(row.code), str(row.title))
        for row in connection.execute(found.order_by(_SCHEDA.c.code))
    ]


def rows_from(
    connection: Connection, entity: type[Entity], source: str, where: Mapping[str, Sequence[Any]]
) -> list[tuple[str, Image]]:
    """Rows given by a source, whose columns are among the values asked (None among them too)."""
    raw = raw_table(entity)
    conditions = [
        raw.c[name].in_([one for one in values if one is not None])
        | (raw.c[name].is_(None) if None in values else False)
        for name, values in where.items()
    ]
    found = connection.execute(
        select(raw).where(raw.c.source == source, *conditions).order_by(raw.c.id)
    )
    return [(str(row.id), {name: getattr(row, name) for name in fields(entity)}) for row in found]
