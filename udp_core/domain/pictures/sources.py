"""Where every figure comes from: data sets, discrepancies of the sources, latest changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from udp_core.vocabulary import Trust


@dataclass(frozen=True, slots=True)
class DataSetValue:
    """A data set.

    What it is, how far it is trusted, the day it speaks of as its source writes it.
    """

    code: str
    title: str
    description: str
    theme: str
    trust: Trust
    as_of: str
    licence: str
    attribution: str
    rows: int


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    """Both figures of a published total that does not add up.

    The difference is computed minus stated.
    """

    data_set: str
    check: str
    place: str
    title: str
    stated: Decimal
    computed: Decimal
    difference: Decimal
    unit: str
    explained_by_rounding: bool
    note: str


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """A request carried out: when (with its zone), by whom, why, and how many rows it touched."""

    at: datetime
    author: str
    reason: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class SourcesPicture:
    """All that the screen «Fonti» shows."""

    data_sets: tuple[DataSetValue, ...]
    discrepancies: tuple[DiscrepancyValue, ...]
    changes: tuple[ChangeValue, ...]

    @property
    def unexplained(self) -> tuple[DiscrepancyValue, ...]:
        """The discrepancies that the rounding of the printed figures cannot explain."""
        return tuple(one for one in self.discrepancies if not one.explained_by_rounding)
