"""A register in HTML: a list whose rows open, and one row with its links both ways."""

from __future__ import annotations

from urllib.parse import urlencode

from udp_core.domain.pictures.registers import (
    FieldValue,
    Linked,
    Referring,
    RegisterValue,
    RowSheet,
    RowValue,
)
from udp_core.view.markup import text
from udp_core.view.registers.tables import listed_table
from udp_core.view.table import Column

SCREEN = "elenchi"
NOT_SAID = "—"


def address_of(table: str, row_id: str = "") -> str:
    """The address of a register, or of one of its rows, from any screen of the dashboard."""
    asked = {"registro": table, **({"riga": row_id} if row_id else {})}
    return f"{SCREEN}?{urlencode(asked)}"


def list_markup(register: RegisterValue, rows: tuple[RowValue, ...]) -> str:
    """Some rows of a register, as a table: the name of each opens it."""
    shown = listed_table(register)
    whole = {row.id: words for row, words in zip(register.rows, shown.words, strict=True)}
    heads = "".join(_head(one) for one in (Column("nome", register.label.capitalize()), *shown.columns))
    lines = "".join(_line(register, row, whole[row.id], shown.columns) for row in rows)
    return (
        f'<table class="udp-table udp-wide" aria-label="{text(register.name)}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _head(column: Column) -> str:
    kind = ' class="udp-number"' if column.is_number else ""
    return f'<th scope="col"{kind}>{text(column.heading)}</th>'


def _line(
    register: RegisterValue, row: RowValue, words: tuple[str, ...], columns: tuple[Column, ...]
) -> str:
    name = text(register.label.capitalize())
    link = f'<a href="{text(address_of(register.table, row.id))}">{text(row.title)}</a>'
    cells = "".join(
        f'<td{_number(column)} data-th="{text(column.heading)}">{text(said)}</td>'
        for column, said in zip(columns, words, strict=True)
    )
    return f'<tr><td data-th="{name}">{link}</td>{cells}</tr>'


def _number(column: Column) -> str:
    return ' class="udp-number"' if column.is_number else ""


def sheet_markup(sheet: RowSheet) -> str:
    """What a row says, field by field; then who refers to it."""
    fields = "".join(f"<dt>{text(one.label)}</dt><dd>{_words(one)}</dd>" for one in sheet.fields)
    others = "".join(map(_referring, sheet.referring))
    told = f"<h3>Chi vi si riferisce</h3>{others}" if others else ""
    return f'<dl class="udp-sheet">{fields}</dl>{told}'


def _words(one: FieldValue) -> str:
    if one.link:
        return _linked(one.link)
    said = "<br>".join(text(line) for line in one.words.splitlines()) if one.words else NOT_SAID
    return said


def _linked(one: Linked) -> str:
    if not one.table:
        return text(one.title)
    return f'<a href="{text(address_of(one.table, one.id))}">{text(one.title)}</a>'


def _referring(one: Referring) -> str:
    rest = one.count - len(one.rows)
    more = f"<li>e altre {rest}</li>" if rest else ""
    rows = "".join(f"<li>{_linked(row)}</li>" for row in one.rows)
    return (
        f"<p><strong>{text(one.name)}</strong> ({one.count}, «{text(one.field)}»)</p>"
        f"<ul>{rows}{more}</ul>"
    )
