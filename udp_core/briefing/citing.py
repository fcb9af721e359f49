"""Registers and rows cited by the agenda: what a point may open, and the slide that it opens."""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.archive.entity import specs, table_name
from udp_core.archive.queries import NAMES
from udp_core.archive.registry import BY_NAME, ENTITIES, register_name
from udp_core.registers.queries import how_many_readable, readable_rows
from udp_core.registers.report import is_read_by, register_value, row_sheet
from udp_core.registers.slides import register_slide, row_slide
from udp_core.render.slide import Slide
from udp_core.writing.naming import Names

LIST, ROW = "elenco", "riga"
ALWAYS_CITED = frozenset({"intervention", "frna_voce", "regulation"})
"""What a sitting decides on, however many there are."""
MOST_CITED = 60
"""Of a longer register the list is cited, not each row: nobody would find it among the choices."""


def citable(connection: Connection, district: str) -> dict[str, str]:
    """Registers that everybody reads and that have rows, then the rows that have a name."""
    found, rows = {}, {}
    names = Names(connection)
    for entity in ENTITIES:
        count = how_many_readable(connection, entity, district)
        if not count or not is_read_by(entity, None):
            continue
        table = table_name(entity)
        found[f"{LIST}:{table}"] = f"Elenco {register_name(table)}"
        few = count <= MOST_CITED or table in ALWAYS_CITED
        if few and not specs(entity).keys().isdisjoint(NAMES):
            for row in readable_rows(connection, entity, district, {}):
                said = names.titled(entity, row.id, row.image)
                rows[f"{ROW}:{table}:{row.id}"] = said[:1].upper() + said[1:]
    return {**found, **rows}


def cited(connection: Connection, district: str, code: str) -> tuple[Slide, ...]:
    """The slide of a register or of a row; nothing of another kind of code, or of what is gone."""
    kind, _, rest = code.partition(":")
    table, _, row_id = rest.partition(":")
    if kind not in {LIST, ROW} or table not in BY_NAME or not is_read_by(BY_NAME[table], None):
        return ()
    if kind == LIST:
        return (register_slide(register_value(connection, BY_NAME[table], district, {}, None)),)
    sheet = row_sheet(connection, table, row_id, district, None)
    return (row_slide(sheet, register_name(table)),) if sheet else ()
