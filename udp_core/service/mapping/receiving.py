"""A file of others from its bytes to what it would change: the same for the screen and for the command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.service.mapping.applying import applied
from udp_core.service.mapping.choices import Choices, completed, proposed, usual_fixed
from udp_core.service.mapping.layout import Layout, laid_out, read_any
from udp_core.service.mapping.remembered import recalled
from udp_core.service.workbooks.preview import Preview, preview
from udp_core.store.engine import reading
from udp_core.store.queries.desk import programmes_of
from udp_core.vocabulary import ImportKind


@dataclass(frozen=True, slots=True)
class Received:
    """A file: its name, what it holds, who sent it, who imports it, for which district and year, when."""

    name: str
    kind: ImportKind
    sender: str
    officer_id: str
    district: str
    year: int
    today: date


def layout_of(content: bytes, about: Received) -> Layout:
    """The table in the file. Raises RefusedError."""
    return laid_out(read_any(content, about.name), about.name)


def choices_for(connection: Connection, layout: Layout, about: Received, fixed: Mapping[str, str]) -> Choices:
    """How it was read last time, else how it is proposed to read it."""
    programmes = programmes_of(connection, about.district, about.year)
    usual = usual_fixed(about.kind, about.district, about.year, programmes[0] if programmes else "")
    known = recalled(connection, layout, about.kind, about.sender)
    return replace(known, fixed={**known.fixed, **usual, **fixed}) if known else completed(proposed(layout, about.kind, {**usual, **fixed}), about.kind, about.year)


def judged_with(engine: Engine, layout: Layout, choices: Choices, about: Received, reason: str = "") -> Preview:
    """What the file would change, read so; nothing is kept."""
    with reading(engine) as connection:
        found = applied(connection, layout, about.kind, choices, about.today, about.sender)
    edits = [replace(edit, reason=reason) for edit in found.edits] if reason else found.edits
    return preview(engine, about.officer_id, edits, found.problems, about.today)


def judged_file(engine: Engine, content: bytes, about: Received, fixed: Mapping[str, str], reason: str = "") -> Preview:
    """What the file would change, read as it was last time or as proposed. Raises RefusedError where it cannot be read at all."""
    layout = layout_of(content, about)
    with reading(engine) as connection:
        choices = choices_for(connection, layout, about, fixed)
    return judged_with(engine, layout, choices, about, reason)
