"""The command that puts off a sitting already convened: to another day, hour or place, with why.

Who was convened must be told again: it goes back to where it was before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image
from udp_core.archive.writer import Change
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.sittings.commands.conducting import begin, not_allowed
from udp_core.sittings.entities import LONGEST_PLACE, Sitting
from udp_core.sittings.queries.sittings import SittingRow, sitting
from udp_core.sittings.rules import wrong_hour
from udp_core.sittings.terms import SittingState


@dataclass(frozen=True, slots=True)
class When:
    """The day, the hour («17:30») and the place of a sitting."""

    held_on: date
    starts_at: str
    place: str

    @property
    def values(self) -> Image:
        """As they are stored."""
        return {
            "held_on": self.held_on.isoformat(),
            "starts_at": self.starts_at.strip(),
            "place": self.place.strip(),
        }


def postpone_sitting(  # noqa: PLR0917 - a command, of whom, on what
    engine: Engine, asked: Asked, officer_id: str, seen: tuple[str, int], when: When, today: date
) -> None:
    """Put off the sitting of that id, as it was at that version.

    The reason is that of the request. Raises RefusedError.
    """
    values = {**when.values, "state": SittingState.PLANNED.value}
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "postpone_sitting")
        if answered_before(connection, asked.request_id, [AskedRow(Sitting, seen[0], values)]):
            return
        row = _convened(connection, seen)
        if problems := [*not_allowed(actor, row), *_wrong(row, when)]:
            raise RefusedError(problems)
        before = writer.stored(Sitting, [row.id])[row.id].image
        writer.apply([Change(Sitting, row.id, row.version + 1, before, {**before, **values})])


def _convened(connection: Connection, seen: tuple[str, int]) -> SittingRow:
    row = sitting(connection, seen[0])
    if row is None or row.version != seen[1] or row.state is not SittingState.CONVENED:
        problem = Problem(
            "D82",
            "Si rinvia una seduta convocata e non ancora aperta, così com’è adesso.",
            "Ricaricare la pagina.",
            value=seen[0],
        )
        raise RefusedError([problem])
    return row


def _wrong(row: SittingRow, when: When) -> Iterator[Problem]:
    if (wrong := wrong_hour(when.starts_at.strip())) is not None:
        yield wrong
    if not 0 < len(when.place.strip()) <= LONGEST_PLACE:
        said = f"Manca il luogo, o ha più di {LONGEST_PLACE} caratteri."
        yield Problem("D83", said, "Scrivere dove ci si riunisce.")
    if when == When(row.held_on, row.starts_at, row.place):
        yield Problem(
            "D84",
            "Giorno, ora e luogo sono quelli già convocati.",
            "Scrivere quelli nuovi.",
            value=row.id,
        )
