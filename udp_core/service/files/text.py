"""The text under a table: encoding and line lengths, looked at before anything is read into memory."""

from __future__ import annotations

import codecs
from pathlib import Path

from udp_core.problem import Place, Problem

BLOCK = 1 << 20
LONGEST_LINE = 1 << 20
"""Bytes. A longer line is not a table: it would fill the memory."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> str | Problem:
    """The encoding by which the whole file can be read, or what is wrong with the file.

    UTF-8 (with or without mark), UTF-16 with its mark, else Windows 1252 as Excel writes it in Italy.
    """
    place = Place(file=path.name)
    try:
        return _scan(path, place)
    except OSError as error:
        return Problem("F01", "Il file non si apre.", "Controllare che esista e che si possa leggere.", place, value=str(error))


def _scan(path: Path, place: Place) -> str | Problem:
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start:
        return Problem("F02", "Il file è vuoto.", "Controllare di avere scelto il file giusto.", place)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Problem("F03", "Il file è un foglio di calcolo o un archivio, non un CSV.", "Salvarlo come CSV (UTF-8) e ripetere.", place)
    if _longest_line(path) > LONGEST_LINE:
        return Problem("F04", "Il file contiene una riga smisurata: non è una tabella.", "Controllare i fine riga e le virgolette.", place)
    marked = next((name for mark, name in _BOMS if start.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    return Problem("F05", "La codifica dei caratteri non è leggibile.", "Salvare il file come CSV UTF-8.", place)


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


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
