"""A register in HTML: a list whose rows open, and one row with its links both ways."""

from __future__ import annotations

from urllib.parse import urlencode

from udp_core.archive.registry import register_name
from udp_core.kernel import italian
from udp_core.registers.chains import ChainLink
from udp_core.registers.report import (
    FieldValue,
    Linked,
    Referring,
    RegisterRowValue,
    RegisterValue,
    RowSheet,
)
from udp_core.registers.view.tables import listed_table
from udp_core.render.markup import linked, text
from udp_core.render.table import Cell, Column

SCREEN = "elenchi"
NOT_SAID = "—"


def address_of(name: str, table: str, row_id: str = "") -> str:
    """The address of a register by its name, or of one of its rows, from any screen."""
    asked = {"registro": name, **({"riga": f"{table}:{row_id}"} if row_id else {})}
    return f"{SCREEN}?{urlencode(asked)}"


def list_markup(register: RegisterValue, rows: tuple[RegisterRowValue, ...]) -> str:
    """Some rows of a register, as a table: the name of each opens it."""
    shown = listed_table(register)
    cells = dict(zip((row.id for row in register.rows), shown.rows, strict=True))
    named = Column("nome", italian.sentence_case(register.label))
    heads = "".join(map(_head, (named, *shown.columns)))
    lines = "".join(_line(register, row, cells[row.id], shown.columns) for row in rows)
    return (
        f'<table class="udp-table udp-wide" aria-label="{text(register.name)}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _head(column: Column) -> str:
    return f'<th scope="col"{_number(column)}>{text(column.heading)}</th>'


def _line(
    register: RegisterValue,
    row: RegisterRowValue,
    cells: tuple[Cell, ...],
    columns: tuple[Column, ...],
) -> str:
    name = text(italian.sentence_case(register.label))
    link = _linked(Linked(register.table, register.name, row.id, row.title))
    said = "".join(
        f'<td{_number(column)} data-th="{text(column.heading)}">{text(_cell(column, cell))}</td>'
        for column, cell in zip(columns, cells, strict=True)
    )
    return f'<tr><td data-th="{name}">{link}</td>{said}</tr>'


def _cell(column: Column, cell: Cell) -> str:
    """What a row does not say is a dash: a register is no measure, of which it would be missing."""
    return NOT_SAID if cell is None else column.words(cell)


def _number(column: Column) -> str:
    return ' class="udp-number"' if column.is_number else ""


def sheet_markup(sheet: RowSheet) -> str:
    """What a row says, field by field; then who refers to it."""
    fields = "".join(f"<dt>{text(one.label)}</dt><dd>{_words(one)}</dd>" for one in sheet.fields)
    others = "".join(map(_referring, sheet.referring))
    told = f"<h3>Chi vi si riferisce</h3>{others}" if others else ""
    return f'<dl class="udp-sheet">{fields}</dl>{_chain(sheet)}{told}'


def _chain(sheet: RowSheet) -> str:
    """From the first that the row rests on to those that rest on it, each under the one above."""
    if not sheet.chain:
        return ""
    words, depth = "", -1
    for one in sheet.chain:
        words += "<ul>" if one.depth > depth else f"</li>{'</ul></li>' * (depth - one.depth)}"
        words += f"<li>{_chain_link(sheet, one)}"
        depth = one.depth
    return f"<h3>La catena</h3>{words}{'</li></ul>' * (depth + 1)}"


def _chain_link(sheet: RowSheet, one: ChainLink) -> str:
    said = f" ({text(one.said)})"
    if one.is_this:
        return f"<strong>{text(one.title)}</strong>{said}"
    name = register_name(sheet.table)
    return f"{_linked(Linked(sheet.table, name, one.id, one.title))}{said}"


def _words(one: FieldValue) -> str:
    if one.link:
        return _linked(one.link)
    return "<br>".join(text(line) for line in one.words.splitlines()) or NOT_SAID


def _linked(one: Linked) -> str:
    if not one.table:
        return text(one.title)
    return linked(one.title, address_of(one.name, one.table, one.id))


def _referring(one: Referring) -> str:
    rest = one.count - len(one.rows)
    more = f"<li>e {italian.others(rest)}</li>" if rest else ""
    rows = "".join(f"<li>{_linked(row)}</li>" for row in one.rows)
    return (
        f"<p><strong>{text(one.name)}</strong> ({one.count}, «{text(one.field)}»)</p>"
        f"<ul>{rows}{more}</ul>"
    )
