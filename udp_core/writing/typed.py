"""What a hand typed in a cell of a field, as it is stored.

On every screen and in every sheet a percentage goes from 0 to 100.

Codes that have words are read by them too. A part of a whole written as such («0,35») is asked
back: it may be 35 %, and it may be 0,35 %.
"""

from __future__ import annotations

from decimal import Decimal

from udp_core.archive.field import Spec
from udp_core.archive.storage import MILLI
from udp_core.files.as_typed import PERCENT
from udp_core.files.cell import Reader, Stored, Style, reader
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem

WHOLE = 100


def typed(spec: Spec) -> Reader:
    """The reader of what is typed or pasted in the cells of a field.

    An empty cell is a missing value.
    """
    plain = reader(spec, Style.ITALIAN)
    if called := spec.called:
        return lambda cell: plain(called.code_of(cell) if cell.strip() else "")
    if not spec.is_share:
        return plain

    def read(cell: str) -> Stored | Problem:
        text = cell.strip()
        return _share(spec, text) if text else plain("")

    return read


def _share(spec: Spec, text: str) -> Stored | Problem:
    """«62» and «62 %»; up to 1 without the sign it may be a part of the whole."""
    value = italian.read_percent(text, decimals=3)
    if isinstance(value, Problem):
        return value
    if not text.endswith(PERCENT) and 0 < value <= 1:
        return _part_or_percent(text, value)
    if not 0 <= value <= WHOLE:
        sentence = f"«{spec.label}» vale {text}: va da 0 a 100."
        return Problem("C05", sentence, "Controllare la cifra.", value=text)
    if not _can_be_stored(value):
        # too many decimals
        return italian.read_percent(text, decimals=1)  # type: ignore[return-value]
    return int(value * MILLI / WHOLE)


def _can_be_stored(percent: Decimal) -> bool:
    return percent * 10 == int(percent * 10)


def _part_or_percent(text: str, value: Decimal) -> Problem:
    """A question whose answers read, each of them."""
    more = value * WHOLE
    if _can_be_stored(value):
        return asked_back(text, _written(value), _written(more))
    sentence = f"«{text}» è una parte di 1: qui si scrive la percentuale, da 0 a 100."
    return Problem("C12", sentence, f"Scrivere {_written(more)}%.", value=text)


def _written(value: Decimal) -> str:
    words = italian.number(value, 3)
    return words.rstrip("0").rstrip(",")


def asked_back(text: str, less: str, more: str) -> Problem:
    """Two percentages that a text may be, each as it is to be written."""
    sentence = f"«{text.strip()}» può essere {less} % o {more} %."
    return Problem("C12", sentence, f"Scrivere {less}% o {more}%.", value=text)
