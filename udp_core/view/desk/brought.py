"""What a file would change, in a table: every figure, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core import italian
from udp_core.clock import ROME
from udp_core.domain.pictures.brought import BroughtFigure
from udp_core.view.table import Column, Table, table

NOTHING = "–"
_COLUMNS = (
    Column("row", "Riga del file"),
    Column("figure", "Figura"),
    Column("detail", "Dettaglio"),
    Column("before", "Ora è"),
    Column("after", "Diventa"),
    Column("becomes", "Che cosa succede"),
)
_MEANWHILE = Column("meanwhile", "Cambiata nel frattempo")


def brought_table(figures: Sequence[BroughtFigure]) -> Table:
    """All of them, in the order of the file; who changed them meanwhile, where somebody did."""
    others = any(one.meanwhile for one in figures)
    rows = [(*_cells(one), *([_meanwhile(one)] if others else [])) for one in figures]
    title = f"{italian.plural(len(figures), 'cifra diversa', 'cifre diverse')} da quelle dell’archivio"
    return table("cifre_del_file", title, (*_COLUMNS, *([_MEANWHILE] if others else [])), rows)


def _cells(one: BroughtFigure) -> tuple[str, ...]:
    row = "" if one.row is None else str(one.row)
    where = f"{one.sheet}, {row}" if one.sheet and row else one.sheet or row
    return where, one.label, one.detail, one.before or NOTHING, one.after or NOTHING, one.becomes.value


def _meanwhile(one: BroughtFigure) -> str:
    if one.meanwhile is None:
        return ""
    author, at = one.meanwhile
    return f"da {author}, il {at.astimezone(ROME):%d/%m/%Y alle %H:%M}"
