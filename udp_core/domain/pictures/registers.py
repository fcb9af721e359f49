"""A register as people read it: its list, and one row with all it says and who refers to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from udp_core.money import Money

CellValue = str | int | Decimal | Money | date | None


class Written(StrEnum):
    """How the values of a field are written."""

    TEXT = "text"
    MONEY = "money"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class FieldHeading:
    """A field of a register: name in files, label, how it is written, unit, if a list has it."""

    name: str
    label: str
    written: Written
    unit: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class RowValue:
    """A row: its id, what it is called, its values in the order of the headings."""

    id: str
    title: str
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class RegisterValue:
    """The rows of a register that somebody reads; `drafts` are those kept from them."""

    table: str
    name: str
    shelf: str
    label: str
    labels: str
    headings: tuple[FieldHeading, ...]
    rows: tuple[RowValue, ...]
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """A row that another leads to, in the register called so; no table where it is not read."""

    table: str
    name: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a row says in a field, in words; `link` where it is the name of another row."""

    label: str
    words: str
    link: Linked | None = None


@dataclass(frozen=True, slots=True)
class Referring:
    """The rows of a register that refer to one by a field: how many, and the first of them."""

    name: str
    field: str
    count: int
    rows: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class StepValue:
    """A step between two states, by the act it rests on (empty: none)."""

    on: date
    before: str
    after: str
    act: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowSheet:
    """One row whole."""

    table: str
    label: str
    id: str
    title: str
    fields: tuple[FieldValue, ...]
    referring: tuple[Referring, ...]
    steps: tuple[StepValue, ...]
