"""What a sheet prints over and under every page: its header and its footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_PARTS = frozenset(
    f"{pages}{where}".encode()
    for pages in ("odd", "even", "first")
    for where in ("Header", "Footer")
)
_SECTIONS = re.compile(r"&[LCR]", re.IGNORECASE)
_CODES = re.compile(r'&"[^"]*"|&K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|&\d{1,3} ?|&[A-Z]', re.IGNORECASE)
"""A font, a colour, a size, the number of the page, the day: no words of the file."""
_AMPERSAND = "\0"
_PAGES = re.compile(r"(?:pag(?:ina|e|\.)?|di|of|/|-)*", re.IGNORECASE)
"""What is left of «Pagina &P di &N»."""


def printed_in(content: bytes) -> tuple[str, ...]:
    """The words of the headers and the footers of a sheet of an .xlsx, each once."""
    after = content[max(0, content.rfind(b"sheetData")) :]
    pieces = [piece.partition(b">") for piece in after.split(b"<")]
    found = [text for tag, _, text in pieces if _local(tag) in _PARTS]
    texts = [unescape(one.decode("utf-8", "replace")) for one in found]
    return tuple(dict.fromkeys(words for text in texts for words in printed_words(text)))


def _local(tag: bytes) -> bytes:
    return tag.partition(b" ")[0].rpartition(b":")[2]


def printed_words(text: str) -> Iterator[str]:
    """The words of a header or of a footer, on the left, in the middle and on the right."""
    for section in _SECTIONS.split(text.replace("&&", _AMPERSAND)):
        words = " ".join(_CODES.sub(" ", section).replace(_AMPERSAND, "&").split())
        if not _PAGES.fullmatch(words.replace(" ", "")):
            yield words
