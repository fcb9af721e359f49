"""What a file would change, in a table: every figure, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.desk.report.brought import BroughtFigure, Worth
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

EURO_DECIMALS = 2
_COLUMNS = (
    Column("row", "Riga del file"),
    Column("figure", "Cifra"),
    Column("detail", "Dettaglio"),
    Column("before", "Ora è", ColumnKind.QUANTITY),
    Column("after", "Diventa", ColumnKind.QUANTITY),
    Column("becomes", "Che cosa succede"),
)
_MEANWHILE = Column("meanwhile", "Cambiata nel frattempo")


def brought_table(figures: Sequence[BroughtFigure]) -> Table:
    """All of them, in the order of the file; who changed them meanwhile, where somebody did."""
    others = any(one.meanwhile for one in figures)
    rows = [(*_cells(one), *([_meanwhile(one)] if others else [])) for one in figures]
    title = (
        f"{italian.plural(len(figures), 'cifra diversa', 'cifre diverse')} da quelle dell’archivio"
    )
    return table("cifre_del_file", title, (*_COLUMNS, *([_MEANWHILE] if others else [])), rows)


def _cells(one: BroughtFigure) -> tuple[Cell, ...]:
    row = "" if one.row is None else str(one.row)
    where = f"{one.sheet}, {row}" if one.sheet and row else one.sheet or row
    return where, one.label, one.detail, _cell(one.before), _cell(one.after), one.becomes.value


def _cell(worth: Worth | None) -> Cell:
    if worth is None:
        return None
    if worth.number is None:
        return worth.words
    decimals = max(0, -int(worth.number.normalize().as_tuple().exponent))
    return Quantity(
        worth.number, worth.unit, EURO_DECIMALS if worth.unit == "€" else decimals, said=worth.words
    )


def _meanwhile(one: BroughtFigure) -> str:
    if one.meanwhile is None:
        return ""
    author, at = one.meanwhile
    return f"da {author}, il {at.astimezone(ROME):%d/%m/%Y alle %H:%M}"
