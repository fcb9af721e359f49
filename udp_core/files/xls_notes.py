"""The notes that an .xls keeps beside its cells ([MS-XLS] 2.4.179, 2.4.181, 2.4.329)."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

OBJECT, TEXT, MORE, NOTE = 0x005D, 0x01B6, 0x003C, 0x001C
"""A box, how long its text is, the text, and the cell to which a box belongs."""
_ID_AT, _LENGTH_AT = 6, 10


class XlsNotes:
    """The notes of one sheet, whose records are given in their order."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._cells: list[tuple[int, int, int]] = []
        self._box = self._left = 0
        """The box that is being read, the characters of its text that are still to come."""

    def look(self, kind: int, data: bytes) -> None:
        """Take what a record says of notes; most say nothing."""
        if kind == OBJECT:
            self._box, self._left = unpack_from("<H", data, _ID_AT)[0], 0
        elif kind == TEXT:
            self._left = unpack_from("<H", data, _LENGTH_AT)[0]
        elif kind == MORE and self._left and data:
            wide = data[0] & 1
            text = data[1:].decode("utf-16-le" if wide else "latin-1", "replace")[: self._left]
            self._left -= len(text)
            self._texts[self._box] = self._texts.get(self._box, "") + text
        elif kind == NOTE:
            row, column, _, box = unpack_from("<HHHH", data)
            self._cells.append((row, column, box))

    def found(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and words of each note."""
        for row, column, box in self._cells:
            if words := " ".join(self._texts.get(box, "").split()):
                yield row, column, words
