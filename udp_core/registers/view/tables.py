"""A register as a table: its list on screen, and all its fields in the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from udp_core.kernel import italian
from udp_core.registers.report import FieldHeading, RegisterValue, RowSheet, WrittenAs
from udp_core.render.stems import stem
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

_KINDS = {
    WrittenAs.TEXT: ColumnKind.TEXT,
    WrittenAs.MONEY: ColumnKind.MONEY,
    WrittenAs.WHOLE: ColumnKind.WHOLE,
    WrittenAs.DECIMAL: ColumnKind.QUANTITY,
    WrittenAs.DAY: ColumnKind.DAY,
}
MOST_COLUMNS = 5
"""Of a table on the wall (UX.md)."""


def whole_table(register: RegisterValue) -> Table:
    """Every field of every row: what leaves as a file."""
    return _named_table(register, range(len(register.headings)))


def wall_table(register: RegisterValue) -> Table:
    """What each row is called, and as many fields of the list as a wall has room for."""
    return _named_table(register, _listed(register)[: MOST_COLUMNS - 1])


def listed_table(register: RegisterValue) -> Table:
    """The fields of the list."""
    whole = _named_table(register, _listed(register))
    rows = tuple(row[1:] for row in whole.rows)
    return replace(whole, columns=whole.columns[1:], rows=rows)


def found_in(register: RegisterValue, words: str) -> RegisterValue:
    """The rows in which every word that was typed is found, whatever their case."""
    wanted = words.casefold().split()
    shown = listed_table(register).words
    kept = tuple(
        row
        for row, cells in zip(register.rows, shown, strict=True)
        if all(one in f"{row.title} {' '.join(cells)}".casefold() for one in wanted)
    )
    return replace(register, rows=kept)


def _listed(register: RegisterValue) -> list[int]:
    return [place for place, one in enumerate(register.headings) if one.listed]


def sheet_table(sheet: RowSheet, longest: int = 0) -> Table:
    """A row as a table of what it says, then of who refers to it.

    With `longest` characters a value, a longer one is cut and says so with «…».
    """
    said = [(one.label, one.words) for one in sheet.fields if one.words]
    said += [("Catena", f"{'→ ' * one.depth}{one.title} ({one.said})") for one in sheet.chain]
    said += [(one.name, f"{one.count} («{one.field}»)") for one in sheet.referring]
    rows = [(label, _cut(words, longest)) for label, words in said]
    columns = (Column("campo", "Campo"), Column("valore", "Valore"))
    return table(stem(f"{sheet.table}_{sheet.id}"), sheet.title, columns, rows)


def steps_table(sheet: RowSheet) -> Table:
    """The steps of a row, in their order; what they sent, where any of them did."""
    columns = [
        Column("on", "Il", ColumnKind.DAY),
        Column("before", "Da"),
        Column("after", "A"),
        Column("act", "Atto"),
        Column("who", "Di chi"),
        Column("reason", "Perché"),
    ]
    rows: list[tuple[Cell, ...]] = [
        (one.on, one.before, one.after, one.act or "nessuno", one.who or "—", one.reason or "—")
        for one in sheet.steps
    ]
    if any(one.sent for one in sheet.steps):
        columns.append(Column("sent", "Trasmissione"))
        sent = (one.sent or "—" for one in sheet.steps)
        rows = [(*row, words) for row, words in zip(rows, sent, strict=True)]
    return table(f"passaggi_{sheet.table}", "Passaggi di stato", columns, rows)


def _named_table(register: RegisterValue, places: Sequence[int]) -> Table:
    """What each row is called, then the fields at these places."""
    named = Column("nome", italian.sentence_case(register.label))
    columns = [named, *(_column(register.headings[place]) for place in places)]
    rows = [(one.title, *(one.cells[place] for place in places)) for one in register.rows]
    return table(f"registro_{register.table}", register.name, columns, rows)


def _cut(words: str, longest: int) -> str:
    return f"{words[:longest].rstrip()}…" if longest and len(words) > longest else words


def _column(one: FieldHeading) -> Column:
    return Column(one.name, one.label, _KINDS[one.written], unit=one.unit)
