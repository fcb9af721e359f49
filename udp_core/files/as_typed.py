"""The cells of a workbook of ours that came back, as a hand would have typed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from udp_core.files.unpacked import Cell, Sheet
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem

PERCENT = "%"
"""The sign, and the label of a cell in which a percentage is typed."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def cell_at(cells: Sequence[str], column: int) -> str:
    """The text of a cell; empty beyond the last one."""
    return cells[column].strip() if column < len(cells) else ""


def version_at(cells: Sequence[str], column: int) -> int:
    """The version that a row was made from; 0 where the cell holds none."""
    word = cell_at(cells, column)
    return int(word) if _NUMBER.fullmatch(word) else 0


def as_typed(sheet: Sheet, at: Cell, *, is_day: bool, is_part: bool = False) -> str:
    """A true number in Italian writing, with its sign where it is a percentage.

    `is_part`: a number between 0 and 1 is a part of 1 whose look was lost. Words stay as they are,
    and are judged as typed.
    """
    text = cell_at(sheet.rows[at[0]], at[1])
    if not text or at not in sheet.numbers:
        return text
    if is_day and _DAY.match(text):
        return italian.day(date.fromisoformat(text[:10]))
    if (at in sheet.percents or (is_part and is_share(text))) and _PLAIN.fullmatch(text):
        return f"{Decimal(text) * 100:f}".replace(".", ",") + PERCENT
    return text.replace(".", ",")


def is_share(text: str) -> bool:
    """A plain number between 0 and 1."""
    return _PLAIN.fullmatch(text) is not None and 0 < Decimal(text) < 1


def unknown_value(sheet: Sheet, at: Cell) -> Problem | None:
    """A cell that holds no value anybody can know: a formula never computed, an error."""
    if at in sheet.unsolved:
        return Problem(
            "X24",
            "La formula non ha un risultato salvato.",
            "Aprire il file, salvarlo di nuovo e ricaricarlo; o scrivere la cifra.",
            value=sheet.rows[at[0]][at[1]],
        )
    if at in sheet.errors:
        return Problem(
            "X25",
            f"La cella contiene l’errore {sheet.errors[at]}.",
            "Correggere la formula, o scrivere la cifra.",
            value=sheet.errors[at],
        )
    return None
