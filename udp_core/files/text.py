"""The text under a table.

Encoding and line lengths, looked at before anything is read into memory.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from udp_core.files.limits import GarbledError
from udp_core.kernel.problem import Place, Problem

BLOCK = 1 << 20
LONGEST_LINE = 1 << 20
"""Bytes. A longer line is not a table: it would fill the memory."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GARBLED = re.compile(
    "\ufffd|ï¿½|â€|Ã(?![A-Za-zÀ-ÖØ-öø-ÿ])|[\u0080-\u009f]"
    "|[ÂÃ][\u0080-\u00bfŠŒŽšœžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
)
"""Letters that somebody read in the wrong encoding before us («CittÃ », «Forlï¿½»)."""
_OTHER_BYTES = re.compile(
    r"[ˆ˜]|[A-Za-z][‚ŠŽ•]|[a-z]—(?![\w\s])|[a-z]—[a-z]|(?:it|et|bert|alt)…(?:[\s;,]|$)|[ÂÃ][\u0080-\u00bf]"
)
"""Signs that no Italian text has there, read as Windows 1252: of a Mac, DOS, or two encodings."""


def is_garbled(text: str) -> bool:
    """True where letters were read in the wrong encoding by somebody before."""
    return bool(_GARBLED.search(text))


def encoding_of(path: Path) -> str | Problem:
    """The encoding by which the whole file can be read, or what is wrong with the file.

    UTF-8 (with or without mark), UTF-16 with its mark, else Windows 1252 as Excel writes it in
    Italy.
    """
    place = Place(file=path.name)
    try:
        return _scan(path, place)
    except OSError as error:
        return Problem(
            "F01",
            "Il file non si apre.",
            "Controllare che esista e che si possa leggere.",
            place,
            value=str(error),
        )


def encoding_in(content: bytes, name: str) -> str | Problem:
    """As `encoding_of`, of a file already read."""
    return _judged(content[:4], lambda: BytesIO(content), Place(file=name))


def _scan(path: Path, place: Place) -> str | Problem:
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start:
        return Problem(
            "F02", "Il file è vuoto.", "Controllare di avere scelto il file giusto.", place
        )
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Problem(
            "F03",
            "Il file è un foglio di calcolo o un archivio, non un CSV.",
            "Salvarlo come CSV (UTF-8) e ripetere.",
            place,
        )
    if _longest_line(path) > LONGEST_LINE:
        return Problem(
            "F04",
            "Il file contiene una riga smisurata: non è una tabella.",
            "Controllare i fine riga e le virgolette.",
            place,
        )
    return _judged(start, lambda: path.open("rb"), place)


def _judged(start: bytes, opened: Callable[[], BinaryIO], place: Place) -> str | Problem:
    """The one encoding in which every line can be read, none with letters spoilt before."""
    marked = next((name for mark, name in _BOMS if start.startswith(mark)), None)
    if marked == "utf-16":
        return _in_utf16(opened, place)
    with opened() as stream:
        spoilt, accented, garbled = _as_utf8(stream)
    if spoilt is None:
        return marked or "utf-8" if garbled is None else _garbled(replace(place, row=garbled))
    if marked:
        return _unreadable(replace(place, row=spoilt))
    if accented is not None:
        return _mixed(replace(place, row=spoilt))
    with opened() as stream:
        return _as_windows(stream, place)


def _as_utf8(lines: Iterable[bytes]) -> tuple[int | None, int | None, int | None]:
    """The first line that is not UTF-8, the first with accents in it, the first spoilt before."""
    spoilt = accented = garbled = None
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        try:
            text = line.decode()
        except UnicodeDecodeError:
            spoilt = spoilt or number
            continue
        accented = accented or number
        if garbled is None and is_garbled(text):
            garbled = number
    return spoilt, accented, garbled


def _as_windows(lines: Iterable[bytes], place: Place) -> str | Problem:
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        try:
            text = line.decode("cp1252")
        except UnicodeDecodeError:
            return _unreadable(replace(place, row=number))
        if is_garbled(text) or _OTHER_BYTES.search(text):
            return _mixed(replace(place, row=number))
    return "cp1252"


def _in_utf16(opened: Callable[[], BinaryIO], place: Place) -> str | Problem:
    number = 0
    try:
        with opened() as stream, TextIOWrapper(stream, encoding="utf-16", newline="") as lines:
            for number, line in enumerate(lines, start=1):
                if is_garbled(line):
                    return _garbled(replace(place, row=number))
    except UnicodeError:
        return _unreadable(replace(place, row=number + 1))
    return "utf-16"


def _unreadable(place: Place) -> Problem:
    return Problem(
        "F05",
        "La codifica dei caratteri non è leggibile.",
        "Salvare il file come CSV UTF-8.",
        place,
    )


def _mixed(place: Place) -> Problem:
    sentence = (
        "In questa riga le lettere accentate sono scritte in un altro modo che nel resto del file, "
        "o in un modo che non si riconosce."
    )
    return Problem(
        "F17",
        sentence,
        "Controllare gli accenti di questa riga e salvare il file di nuovo come CSV UTF-8.",
        place,
    )


def _garbled(place: Place) -> Problem:
    spoilt = GarbledError("", place.row)
    return Problem(spoilt.code, spoilt.sentence, spoilt.remedy, place)


def _longest_line(path: Path) -> int:
    longest = run = 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            first, *rest = block.split(b"\n")
            run += len(first)
            longest = max(longest, run)
            if rest:
                longest = max(longest, *map(len, rest))
                run = len(rest[-1])
    return longest
