"""One table to be read, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.imports.choices import Choices
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import Layout
from udp_core.imports.meaning import Words
from udp_core.kernel.vocabulary import ImportKind

USUAL_SOURCE = "frna"
"""The source of a monitoring of the fund whose file names none."""
OF_THE_VOCE = "della-voce"
"""The answer by which each measure is in its voce's own unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A table, how it is read, for whom.

    `comuni` are the names of those that who imports may write of.
    """

    connection: Connection
    layout: Layout
    others: Sequence[Layout]
    kind: ImportKind
    choices: Choices
    known: Mapping[str, KnownNames]
    name: str
    sender: str
    year: int
    today: date
    comuni: Sequence[str]
    may_be_whole: bool
    percents: frozenset[str]
    units: Mapping[str, str]
    answered: Words
    """The words answered now, beside those remembered."""
