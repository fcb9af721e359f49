"""A change of a row, as history tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field from what to what, in words; empty where there was, or is, nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangePicture:
    """Who changed which row, when (Rome), in which role, why."""

    sequence: int
    request_id: str
    at: datetime
    author: str
    role: str
    reason: str
    entity: str
    entity_id: str
    version: int
    what: str
    fields: tuple[FieldChange, ...]
    title: str
    """What the row is called: «finanziamento della scheda: S26-01 (2026), Comuni, consuntivo»."""
