"""What a file brought back would change, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Becomes(StrEnum):
    """What would become of a figure, in words."""

    ADDED = "si aggiunge"
    CHANGED = "si cambia"
    SAME = "si ridà com’è"
    REMOVED = "si toglie"
    TO_DECIDE = "da decidere"
    WRONG = "da correggere"


@dataclass(frozen=True, slots=True)
class Worth:
    """A value as it is said, «158.824,26 €»; its number and unit too, where it is no day."""

    words: str
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class BroughtFigure:
    """A cell of a file that differs from what is stored.

    What it was and what it becomes, None where there is nothing.

    `sheet` and `row` say where it stands in the file; `meanwhile` who changed the figure since the
    file was made, and when.
    """

    label: str
    detail: str
    before: Worth | None
    after: Worth | None
    becomes: Becomes
    sheet: str
    row: int | None
    meanwhile: tuple[str, datetime] | None = None
