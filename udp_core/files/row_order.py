"""Rows seen together.

Which of them repeat an earlier one, and in which order they can be written.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from udp_core.files.cell import Stored

NO_NUMBER = 0
Row = tuple[str, Mapping[str, Stored]]
"""Id and values."""


class Met:
    """The ids of a whole file, however long.

    Sixteen bytes a row, so that millions fit in memory.
    """

    def __init__(self) -> None:
        self._marks = array("q")
        self._numbers = array("q")

    def add(self, entity_id: str, number: int | None) -> None:
        """Remember a row, by its number in the file."""
        self._marks.append(hash(entity_id))
        self._numbers.append(number or NO_NUMBER)

    def repeated(self) -> Iterator[tuple[int, int]]:
        """Number of the first row with an id, and of each further one."""
        twice = {mark for mark, following in pairwise(sorted(self._marks)) if mark == following}
        first: dict[int, int] = {}
        for mark, number in zip(self._marks, self._numbers, strict=True):
            if mark in first:
                yield first[mark], number
            elif mark in twice:
                first[mark] = number


def parents_first(own: Collection[str], rows: Iterable[Row]) -> tuple[list[str], list[str]]:
    """Ids in an order in which those referred to by the columns `own` come first, then the ids
    that form a circle.
    """
    waiting = {
        row_id: {str(values[name]) for name in own if values[name] is not None}
        for row_id, values in rows
    }
    placed: list[str] = []
    while ready := [
        row_id for row_id, parents in waiting.items() if waiting.keys().isdisjoint(parents)
    ]:
        placed.extend(ready)
        for row_id in ready:
            del waiting[row_id]
    return placed, list(waiting)
