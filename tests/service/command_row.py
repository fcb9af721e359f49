"""A row of the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from tests.service.command_calls import (
    NEW,
    NOTHING,
    Call,
)


@dataclass(frozen=True)
class Row:
    """A command (its module and function), what it does, by whom, and what is answered in each
    cell."""

    command: str
    what: str
    does: Call
    by: str = "carlo"
    begin: Callable[[Engine], None] = NOTHING
    roles: Sequence[str] = ("dina", "adele")
    """Who has a mandate in the same district, and not for this."""
    right: str = "A11"
    role: str = ""
    """What `roles` are told, where it is not the same."""
    elsewhere: str = ""
    """What who works in another district is told, where it is not the same."""
    closed: str = "W10"
    meanwhile: Callable[[Engine], None] = NOTHING
    """What somebody else does after the page was drawn."""
    stale: str = NEW
    other: str = "A20"
    session: str = "A30"
    again: Callable[[Any], Any] = lambda answer: answer
    """The answer when it is asked again, from the first one."""

    @property
    def name(self) -> str:
        return f"{self.command}, {self.what}"
