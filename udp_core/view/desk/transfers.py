"""Transfers between voci, in a table."""

from __future__ import annotations

from collections.abc import Iterable

from udp_core.money import Money
from udp_core.view.table import Column, ColumnKind, Table, table
from udp_core.vocabulary import TransferState

_COLUMNS = (
    Column("number", "N.", ColumnKind.WHOLE), Column("from", "Dalla voce"), Column("to", "Alla voce"),
    Column("amount", "Importo", ColumnKind.MONEY), Column("reason", "Motivo"), Column("state", "Stato"),
)  # fmt: skip


def transfers_table(rows: Iterable[tuple[int, str, str, int, str, TransferState]]) -> Table:
    """Number, voce that gives, voce that takes, cents, reason, state; in the order given."""
    return table("spostamenti", "Spostamenti tra voci", _COLUMNS, [(number, giving, taking, Money(cents), reason, state) for number, giving, taking, cents, reason, state in rows])
