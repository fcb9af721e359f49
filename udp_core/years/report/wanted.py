"""What is asked of a new year, and a line of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from udp_core.archive.entity import Entity, Image, id_of
from udp_core.years.rules import Basis, YearPart


@dataclass(frozen=True, slots=True)
class WantedYear:
    """The year to begin from, what of it is carried over, what is dropped, what was written.

    `amounts` are cents by voce of a fund (`voce_key`) or by scheda of this year; `days` the day
    (ISO; empty: the line is left out) by row (`day_key`).
    """

    district: str
    year: int
    today: date
    parts: frozenset[YearPart]
    basis: Basis = Basis.BUDGET
    dropped: frozenset[str] = frozenset()
    amounts: frozenset[tuple[str, int]] = frozenset()
    days: frozenset[tuple[str, str]] = frozenset()

    @property
    def next(self) -> int:
        """The year that is prepared."""
        return self.year + 1

    @property
    def source(self) -> str:
        """What the new rows say of where they come from."""
        return f"Preparazione del {self.next} dal {self.year}"


@dataclass(frozen=True, slots=True)
class NewYearLine:
    """A row of the new year, and the one that it comes from (None: from none).

    With a `row_id` it is that row, seen at that version, which changes.
    """

    entity: type[Entity]
    image: Image
    before: Image | None = None
    why: str = ""
    row_id: str = ""
    seen: int = 0

    @property
    def id(self) -> str:
        """The id that it will have."""
        return self.row_id or id_of(self.entity, self.image)

    @property
    def changed(self) -> Image:
        """The fields that are not as they were."""
        before = self.before or {}
        return {name: value for name, value in self.image.items() if before.get(name) != value}


def voce_key(fund: str, voce: str) -> str:
    """A voce of a fund of this year."""
    return f"{fund}|{voce}"


def day_key(table: str, row_id: str) -> str:
    """A row whose day is carried over."""
    return f"{table}|{row_id}"
