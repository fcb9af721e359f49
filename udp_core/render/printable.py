"""Words that every document can be made of: one character never keeps a page from being made.

Notes, proposals, names are typed or pasted by anybody: an emoji that no font of ours has, a control
character that no
XML holds. Control characters go; what the fonts do not have is written «□», and the document says
so in a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, cast

from udp_core.kernel import italian

PLACEHOLDER = "□"
MOST_NAMED = 5
LINE_BREAKS = frozenset("\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
BLANKS = frozenset("\t\u3000\u205f" + "".join(map(chr, range(0x2000, 0x200B))))
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x205E),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2190, 0x22FF),
    (0x2500, 0x25FF),
    (0x2713, 0x2718),
)
_NOT_IN_OUR_FONTS = frozenset("\u2041\u2043\u2053\u211f\u2121\u2123\u2125")
_INVISIBLE = frozenset({"Cf", "Cc"})
_WITHOUT_GLYPH = frozenset({"Cn", "Co", "Cs", "Mn", "Me", "Cc", "Cf", "Zl", "Zp"})
_MODIFIERS = frozenset([*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0x1F3FB, 0x1F400))])
"""Variation selectors and skin tones: they only change the sign before them."""
_IN_NO_FILE = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Halves of characters, and the code points that are never one: no XML holds them."""
T = TypeVar("T")


def clean(text: str) -> str:
    """The text without what no file holds: control and invisible characters, halves of characters.

    Any line break is a newline, any blank a space; letters and their accents are one character.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(_clean(sign) for sign in composed)


def _clean(sign: str) -> str:
    if sign in LINE_BREAKS:
        return "\n"
    if sign in BLANKS:
        return " "
    if unicodedata.category(sign) in _INVISIBLE or sign in _MODIFIERS:
        return ""
    return PLACEHOLDER if _IN_NO_FILE.match(sign) else sign


@lru_cache(maxsize=4096)
def has_glyph(sign: str) -> bool:
    """Whether our fonts have it."""
    code = ord(sign)
    if sign in _NOT_IN_OUR_FONTS or not any(first <= code <= last for first, last in _RANGES):
        return False
    return unicodedata.category(sign) not in _WITHOUT_GLYPH


def printable_text(text: str) -> str:
    """The clean text with «□» for what our fonts do not have."""
    cleaned = clean(text)
    return cleaned if cleaned.isascii() else "".join(_printable(sign) for sign in cleaned)


def _printable(sign: str) -> str:
    return sign if sign == "\n" or has_glyph(sign) else PLACEHOLDER


def printable(found: T) -> tuple[T, str]:
    """The same value with every text in it printable.

    And what the document says of it, empty where nothing was lost.

    Texts are found in dataclasses, tuples, lists and mappings, at any depth; terms keep their
    labels.
    """
    lost: dict[str, None] = {}

    def work(text: str) -> str:
        lost.update(dict.fromkeys(_lost(text)))
        return printable_text(text)

    made = _each_text(found, work)
    return cast("T", made), _note(tuple(lost))


def _note(lost: tuple[str, ...]) -> str:
    if not lost:
        return ""
    named = [f"U+{ord(each):04X}" for each in lost[:MOST_NAMED]]
    rest = len(lost) - len(named)
    others = [italian.plural(rest, "altro", "altri")] if rest else []
    codes = italian.listing([*named, *others])
    return (
        f"I caratteri che il documento non può scrivere sono sostituiti da {PLACEHOLDER}: {codes}."
    )


def cleaned(found: T) -> T:
    """The same value with every text in it clean."""
    return cast("T", _each_text(found, clean))


def _lost(text: str) -> Iterable[str]:
    if text.isascii():
        return ()
    signs = unicodedata.normalize("NFC", text)
    return (sign for sign in signs if _printable(_clean(sign) or "\n") == PLACEHOLDER != sign)


def _each_text(found: Any, work: Callable[[str], str]) -> Any:
    if isinstance(found, Enum):
        return found
    if isinstance(found, str):
        return work(found)
    if isinstance(found, list):
        return [_each_text(one, work) for one in found]
    if isinstance(found, tuple):
        parts = [_each_text(one, work) for one in found]
        return type(found)._make(parts) if hasattr(found, "_make") else tuple(parts)
    if isinstance(found, Mapping):
        return {_each_text(key, work): _each_text(one, work) for key, one in found.items()}
    if is_dataclass(found) and not isinstance(found, type):
        return _each_field(found, work)
    return found


def _each_field(found: Any, work: Callable[[str], str]) -> Any:
    own = {one.name: getattr(found, one.name) for one in fields(found) if one.init}
    made = {name: _each_text(value, work) for name, value in own.items()}
    changed = {
        name: value for name, value in made.items() if value is not own[name] and value != own[name]
    }
    return replace(found, **changed) if changed else found
