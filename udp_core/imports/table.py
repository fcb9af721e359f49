"""A table together with how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from udp_core.imports.choices import Choices
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import Layout
from udp_core.imports.plan import ReadingPlan
from udp_core.kernel.vocabulary import ImportKind


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A table of a file: its plan, what was told of it, what its words may mean.

    `file` is the name of its file, `year` the year at work.
    """

    layout: Layout
    kind: ImportKind
    plan: ReadingPlan
    choices: Choices
    known: Mapping[str, KnownNames]
    file: str
    year: int
