"""One cell of text to the value that is stored, by the field's spec; or the problem with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial

from udp_core.archive.field import CODE_PATTERN, Kind, Spec
from udp_core.archive.fitting import UNWRITABLE
from udp_core.archive.storage import MILLI
from udp_core.files.lengths import too_long
from udp_core.kernel.formulas import unguarded
from udp_core.kernel.italian import (
    number,
    read_day,
    read_number,
    read_plain_number,
    without_currency,
)
from udp_core.kernel.money import CENTS_PER_EURO
from udp_core.kernel.problem import Problem

Stored = int | str | None
Reader = Callable[[str], "Stored | Problem"]
QUOTED = 60
"""Letters of a cell that a sentence repeats."""


class Style(StrEnum):
    """How a file writes numbers."""

    PLAIN = "plain"
    ITALIAN = "italian"


_CODE = re.compile(CODE_PATTERN)
_YES = frozenset({"true", "1", "sì", "si", "vero", "x"})
_NO = frozenset({"false", "0", "no", "falso"})


def reader(spec: Spec, style: Style) -> Reader:
    """The function that reads the cells of a field, blanks around them left out.

    An empty cell is a missing value.
    """
    inner = _inner(spec, style)
    missing = _missing(spec) if spec.required else None

    def read(cell: str) -> Stored | Problem:
        text = cell.strip()
        return inner(text) if text else missing

    return read if spec.kind in SELDOM_REPEATED else _Remembered(read).__getitem__


SELDOM_REPEATED = frozenset({Kind.CENTS, Kind.DECIMAL, Kind.FIGURE})
MOST_REMEMBERED = 1024
LONGEST_REMEMBERED = 300
"""Characters: with the number of words, what a column's memory may take."""


class _Remembered(dict[str, "Stored | Problem"]):
    """What the short cells of a column were read as.

    A word repeated down a long file is judged once.
    """

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> Stored | Problem:
        value = self._read(cell)
        if len(cell) <= LONGEST_REMEMBERED:
            if len(self) >= MOST_REMEMBERED:
                self.clear()
            self[cell] = value
        return value


def _inner(spec: Spec, style: Style) -> Reader:
    match spec.kind:
        case Kind.CODE | Kind.REFERENCE | Kind.TEXT:
            return partial(_words, spec, _form(spec))
        case Kind.CENTS:
            return _scaled_reader(spec, style, CENTS_PER_EURO)
        case Kind.DECIMAL:
            return _scaled_reader(spec, style, MILLI)
        case Kind.WHOLE:
            return partial(_scaled, spec, style, 1)
        case Kind.FIGURE:
            return partial(_figure, spec, style)
        case Kind.DAY:
            return _day
        case Kind.FLAG:
            return partial(_flag, spec)
    return partial(_choice, spec, _words_of(spec))


def _missing(spec: Spec) -> Problem:
    return Problem("C01", f"Manca «{spec.label}», che è obbligatorio.", "Completare la cella.")


def _form(spec: Spec) -> re.Pattern[str] | None:
    if spec.kind is Kind.CODE:
        return _CODE
    return re.compile(spec.pattern) if spec.pattern else None


def _words(spec: Spec, pattern: re.Pattern[str] | None, cell: str) -> Stored | Problem:
    text = unguarded(cell)
    if beyond := too_long(text, spec.longest):
        return beyond
    if UNWRITABLE.search(text):
        return Problem(
            "C03",
            "Il testo contiene caratteri di controllo.",
            "Riscriverlo senza copiare da altri programmi.",
            value=UNWRITABLE.sub("", text)[:QUOTED],
        )
    if pattern and not pattern.fullmatch(text):
        return _wrong_form(spec, text)
    if spec.allowed and text not in spec.allowed:
        return Problem(
            "C08",
            f"«{text[:QUOTED]}» non è un valore di «{spec.label}».",
            f"Scegliere tra: {', '.join(spec.allowed)}.",
            value=text,
        )
    return text


def _wrong_form(spec: Spec, text: str) -> Problem:
    if spec.kind is Kind.CODE:
        return Problem(
            "C04",
            f"«{text[:QUOTED]}» non è un codice.",
            "Usare lettere, cifre, punti e trattini, senza spazi.",
            value=text,
        )
    return Problem(
        "C09",
        f"«{text[:QUOTED]}» non ha la forma di «{spec.label}».",
        f"La forma attesa è {spec.pattern}.",
        value=text,
    )


_DECIMALS = {CENTS_PER_EURO: 2, MILLI: 3, 1: 0}
_DECIMAL_MARKS = {Style.PLAIN: re.escape("."), Style.ITALIAN: ","}


def _scaled_reader(spec: Spec, style: Style, scale: int) -> Reader:
    """`_scaled`, with a short way for bare digits, which nearly all cells are.

    Both styles read them alike.
    """
    decimals = _DECIMALS[scale]
    bare = re.compile(rf"(\d{{1,15}})(?:{_DECIMAL_MARKS[style]}(\d{{1,{decimals}}}))?", re.ASCII)

    def read(text: str) -> Stored | Problem:
        if found := bare.fullmatch(text):
            stored = int(found[1]) * scale + int((found[2] or "").ljust(decimals, "0"))
            if _is_inside(spec, stored, scale):
                return stored
        return _scaled(spec, style, scale, text)

    return read


def _scaled(spec: Spec, style: Style, scale: int, text: str) -> Stored | Problem:
    bare = without_currency(text) if scale == CENTS_PER_EURO else text
    value = _read(style, bare, _DECIMALS[scale])
    if isinstance(value, Problem):
        return value
    stored = int(value * scale)
    return _outside(spec, value, text) if not _is_inside(spec, stored, scale) else stored


def _read(style: Style, text: str, decimals: int) -> Decimal | Problem:
    """A number in a file's writing, as its author saw it."""
    if style is Style.PLAIN:
        return read_plain_number(without_tail(text, "."), decimals=decimals)
    return read_number(without_tail(text, ","), decimals=decimals)


SHOWN_DIGITS = 15
"""The significant digits that a spreadsheet keeps.

A program that writes more writes its binary tail.
"""
_TAILED = re.compile(r"\s*[+\-−]?\d+[.,]\d+\s*", re.ASCII)


def without_tail(text: str, mark: str) -> str:
    """A number of 16 or 17 digits as it was before a program's arithmetic.

    «15324.300000000001» is «15324.3».
    """
    if len(text) <= SHOWN_DIGITS or mark not in text or not _TAILED.fullmatch(text):
        return text
    exact = Decimal(text.strip().replace("−", "-").replace(mark, "."))
    if len(exact.as_tuple().digits) not in {SHOWN_DIGITS + 1, SHOWN_DIGITS + 2}:
        return text
    shown = Context(prec=SHOWN_DIGITS).plus(exact)
    return format(shown.normalize(), "f").replace(".", mark)


def _is_inside(spec: Spec, stored: int, scale: int) -> bool:
    factor = 1 if spec.kind is Kind.CENTS else scale
    return (spec.least is None or stored >= spec.least * factor) and (
        spec.most is None or stored <= spec.most * factor
    )


def _outside(spec: Spec, value: Decimal, text: str) -> Problem:
    if spec.least == 0 and value < 0:
        return Problem(
            "C06",
            f"«{spec.label}» vale {number(value, 2)}: non può essere negativo.",
            "Controllare il segno; una riduzione si registra come variazione.",
            value=text,
        )
    return Problem(
        "C05",
        f"«{spec.label}» vale {text.strip()}: {_limits(spec)}.",
        "Controllare la cifra.",
        value=text,
    )


def _limits(spec: Spec) -> str:
    unit, decimals = (CENTS_PER_EURO, 2) if spec.kind is Kind.CENTS else (1, 0)
    sides = (("il minimo è", spec.least), ("il massimo è", spec.most))
    return ", ".join(
        f"{words} {number(Fraction(limit) / unit, decimals)}"
        for words, limit in sides
        if limit is not None
    )


MOST_PRINTED_DECIMALS = 12


def _figure(spec: Spec, style: Style, text: str) -> Stored | Problem:
    value = _read(style, text, MOST_PRINTED_DECIMALS)
    if isinstance(value, Problem):
        return value
    inside = (spec.least is None or value >= spec.least) and (
        spec.most is None or value <= spec.most
    )
    return f"{value:f}" if inside else _outside(spec, value, text)


_HOUR = re.compile(r"[ T][0-2]\d:[0-5]\d(:[0-5]\d)?$", re.ASCII)
"""What a program writes after a day that it knows to the minute.

A field of days has no use for it.
"""


def _day(text: str) -> Stored | Problem:
    value = read_day(_HOUR.sub("", text))
    return value if isinstance(value, Problem) else value.isoformat()


def _flag(spec: Spec, text: str) -> Stored | Problem:
    word = text.strip().lower()
    if word in _YES or word in _NO:
        return int(word in _YES)
    return Problem(
        "C07",
        f"«{text[:QUOTED]}» in «{spec.label}» non è un sì o un no.",
        "Scrivere sì o no.",
        value=text,
    )


def _words_of(spec: Spec) -> dict[str, str]:
    """What may be written for each member: its stored word or its Italian label."""
    terms = list(spec.terms or ())
    return {term.label.lower(): term.value for term in terms} | {
        term.value: term.value for term in terms
    }


def _choice(spec: Spec, words: dict[str, str], text: str) -> Stored | Problem:
    found = words.get(text.strip().lower())
    if found is not None:
        return found
    remedy = f"Scegliere tra: {_offered([term.label for term in spec.terms or ()])}."
    sentence = f"«{text[:QUOTED]}» non è un valore di «{spec.label}»."
    return Problem("C08", sentence, remedy, value=text)


def _offered(words: list[str]) -> str:
    """The words that may be written, as Italian says them.

    Any of them is read back as it stands.
    """
    return ("; " if any("," in word for word in words) else ", ").join(words)
