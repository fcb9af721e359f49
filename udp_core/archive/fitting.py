"""Whether the values of a row fit its fields: the net under every command and every file.

Whoever reads a cell or a form judges what was typed and says it better; a row made by a command is
judged here before it is written, so that nobody meets the database's own refusal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from udp_core.archive.entity import Entity, specs
from udp_core.archive.field import Kind, Spec
from udp_core.archive.storage import MILLI
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem

Values = Mapping[str, int | str | None]
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters, which no document holds, and halves of a character, which no file does."""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_WORDY = frozenset(
    {Kind.CODE, Kind.TEXT, Kind.DAY, Kind.CHOICE, Kind.REFERENCE, Kind.FIGURE},
)
_LONGEST_DAY = len("2026-11-07")


def characters(length: int, longest: int) -> str:
    """«4.001 caratteri su 4.000»."""
    return f"{italian.number(length)} caratteri su {italian.number(longest)}"


def is_blank(text: str) -> bool:
    """Whether nobody would see anything of it: blanks, and signs without a width."""
    return not text.strip() or (
        not text.isascii() and all(unicodedata.category(one) in _UNSEEN for one in text)
    )


def stored_words(spec: Spec, value: int) -> str:
    """A stored number as it is read: an amount, a percentage, or a decimal without idle zeros."""
    if spec.kind is Kind.CENTS:
        return italian.euro(Money(value))
    if spec.is_share:
        return italian.share(value)
    if spec.kind is Kind.DECIMAL:
        exact = Decimal(value) / MILLI
        return italian.number(exact, max(0, -int(exact.normalize().as_tuple().exponent)))
    return italian.number(value)


@dataclass(frozen=True, slots=True)
class _Limits:
    """What a field admits, ready to be compared with what is stored: words or a whole number."""

    spec: Spec
    wordy: bool
    least: int | None
    most: int | None
    words: frozenset[str]


@cache
def _limits(entity: type[Entity]) -> tuple[tuple[str, _Limits], ...]:
    def of(spec: Spec) -> _Limits:
        scale = MILLI if spec.kind is Kind.DECIMAL else 1
        least, most = (None if end is None else end * scale for end in (spec.least, spec.most))
        words = frozenset(one.value for one in spec.terms) if spec.terms else frozenset[str]()
        return _Limits(spec, spec.kind in _WORDY, least, most, words)

    return tuple((name, of(spec)) for name, spec in specs(entity).items())


def misfit(entity: type[Entity], values: Values) -> Problem | None:
    """The first value that its field does not admit."""
    for name, limits in _limits(entity):
        if (words := _wrong_value(limits, values[name])) is not None:
            sentence = f"«{limits.spec.label}» {words}."
            quoted = UNWRITABLE.sub("", str(values[name]))[:60]
            return Problem(
                "W05", sentence, "Correggere il dato da cui la riga è ricavata.", value=quoted
            )
    return None


def _wrong_value(limits: _Limits, value: int | str | None) -> str | None:
    spec = limits.spec
    if value is None:
        return "manca" if spec.required else None
    if isinstance(value, str) is not limits.wordy:
        return "non è del tipo atteso"
    if isinstance(value, str):
        return _wrong_words(limits, value)
    inside = (limits.least is None or value >= limits.least) and (
        limits.most is None or value <= limits.most
    )
    return None if inside else f"vale {stored_words(spec, value)}: è fuori dai limiti"


def _wrong_words(limits: _Limits, value: str) -> str | None:
    spec = limits.spec
    if 0 < spec.longest < len(value):
        return f"ha {characters(len(value), spec.longest)}"
    if not value.isprintable() and UNWRITABLE.search(value):
        return "contiene caratteri di controllo"
    if value and spec.required and is_blank(value):
        return "manca"
    if limits.words and value not in limits.words:
        return "non è tra le parole ammesse"
    if spec.kind is Kind.DAY and not _is_day(value):
        return "non è un giorno del calendario"
    return None


def _is_day(text: str) -> bool:
    """Whether it is «2026-11-07», the one way in which days are stored and compared."""
    try:
        return len(text) == _LONGEST_DAY and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
