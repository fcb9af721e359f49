"""The notes that an .xlsx keeps beside its cells, each in a part of its sheet's own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath, split

from udp_core.files.xml_parts import Attributes, local, parsed

_KINDS = ("/comments", "/threadedComment")
"""How the kind of a link to notes ends: those of every Excel, and the answers of the newest."""


def notes_of(packed: zipfile.ZipFile, sheet: str) -> Iterator[tuple[str, str]]:
    """The reference of each cell of a sheet that has a note («C2»), and its words.

    Raises ExpatError, ValueError.
    """
    for part in _parts(packed, sheet):
        for reference, text in _Notes().of(packed.read(part)):
            yield reference, " ".join(_own(text).split())


def _own(text: str) -> str:
    """The words of a note without those that the newest Excel puts before them, for older ones:
    «[Commento in thread] … Commento: da verificare».
    """
    _, repeated, after = text.rpartition("Comment")
    return after.partition(":")[2] if repeated and text.lstrip().startswith("[") else text


def _parts(packed: zipfile.ZipFile, sheet: str) -> list[str]:
    folder, name = split(sheet)
    links = join(folder, "_rels", f"{name}.rels")
    found: list[str] = []

    def start(tag: str, of: Attributes) -> None:
        if local(tag) == "Relationship" and of.get("Type", "").endswith(_KINDS):
            found.append(normpath(join("/", dirname(sheet), of.get("Target", ""))).lstrip("/"))

    if links in packed.namelist():
        parsed(packed.read(links), start)
    return [part for part in found if part in packed.namelist()]


class _Notes:
    """The notes of one part, from the first to the last."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []
        self._reference = ""
        self._text = ""
        self._reads = False

    def of(self, content: bytes) -> list[tuple[str, str]]:
        parsed(content, self._start, self._end, self._words)
        return self._found

    def _start(self, name: str, of: Attributes) -> None:
        if local(name) in {"comment", "threadedComment"}:
            self._reference, self._text = of.get("ref", ""), ""
        self._reads = local(name) in {"t", "text"}

    def _words(self, text: str) -> None:
        if self._reads and self._reference:
            self._text += text

    def _end(self, name: str) -> None:
        self._reads = False
        if local(name) in {"comment", "threadedComment"} and self._text.strip():
            self._found.append((self._reference, self._text))
