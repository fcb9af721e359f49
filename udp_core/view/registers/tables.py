"""A register as a table: its list on screen, and all its fields in the files."""

from __future__ import annotations

from udp_core.domain.pictures.registers import FieldHeading, RegisterValue, RowSheet, Written
from udp_core.view.table import Column, ColumnKind, Table, table

_KINDS = {
    Written.TEXT: ColumnKind.TEXT,
    Written.MONEY: ColumnKind.MONEY,
    Written.WHOLE: ColumnKind.WHOLE,
    Written.DECIMAL: ColumnKind.QUANTITY,
    Written.DAY: ColumnKind.DAY,
}
LONGEST_DECIMALS = 3


def whole_table(register: RegisterValue) -> Table:
    """Every field of every row: what leaves as a file."""
    columns = [Column("nome", register.label.capitalize()), *map(_column, register.headings)]
    rows = [(one.title, *one.cells) for one in register.rows]
    return table(f"registro_{register.table}", register.name, columns, rows)


def listed_table(register: RegisterValue) -> Table:
    """The fields of the list."""
    places = [place for place, one in enumerate(register.headings) if one.listed]
    columns = [_column(register.headings[place]) for place in places]
    rows = [tuple(one.cells[place] for place in places) for one in register.rows]
    return table(f"registro_{register.table}", register.name, columns, rows)


def found_in(register: RegisterValue, words: str) -> RegisterValue:
    """The rows in which every word that was typed is found, whatever their case."""
    from dataclasses import replace

    wanted = words.casefold().split()
    shown = listed_table(register).words
    kept = tuple(
        row
        for row, cells in zip(register.rows, shown, strict=True)
        if all(one in f"{row.title} {' '.join(cells)}".casefold() for one in wanted)
    )
    return replace(register, rows=kept)


def steps_table(sheet: RowSheet) -> Table:
    """The steps of a row, in their order."""
    columns = (
        Column("on", "Il", ColumnKind.DAY),
        Column("before", "Da"),
        Column("after", "A"),
        Column("act", "Atto"),
        Column("who", "Di chi"),
        Column("reason", "Perché"),
    )
    rows = [
        (one.on, one.before, one.after, one.act or "nessuno", one.who or "—", one.reason or "—")
        for one in sheet.steps
    ]
    return table(f"passaggi_{sheet.table}", "Passaggi di stato", columns, rows)


def _column(one: FieldHeading) -> Column:
    return Column(one.name, one.label, _KINDS[one.written], unit=one.unit)
