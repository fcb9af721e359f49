"""Who asks for a change, when, in which role and why; and a request asked again.

Its answer is what it stored then, or that it was about something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image
from udp_core.archive.fitting import UNWRITABLE, is_blank
from udp_core.archive.queries import WrittenRow, image_at, image_then, revision_of, written_by
from udp_core.archive.writer import RequestHeader, was_asked
from udp_core.kernel.problem import Problem, RefusedError

LONGEST_REASON = 1000
PROGRAMME = "udp"
"""The author recorded when the program itself loads what it ships with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its id is made once by whoever asks, so that asking twice does it once."""

    request_id: str
    author: str
    role: str
    reason: str
    at: datetime
    session: str = field(default="", repr=False)
    """The hash kept of the sign-in by which a browser asks.

    It must still hold when the rows are written.
    """
    beside: tuple[str, ...] = ()
    """Why single rows are right: history keeps it whole, after the reason."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is asked, then why single values are right."""
        return (self.reason.strip(), *(one.strip() for one in self.beside))

    @property
    def why(self) -> str:
        """All the reasons, as history keeps them."""
        return "; ".join(self.reasons)

    def header(self, command: str) -> RequestHeader:
        """What history keeps of the request.

        Raises RefusedError without a reason that can be kept, ValueError without a zone in the
        moment.
        """
        if problem := next(filter(None, map(_wrong_reason, self.reasons)), None):
            raise RefusedError([problem])
        if self.at.tzinfo is None:
            message = "the moment of a request needs its zone"
            raise ValueError(message)
        moment = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        return RequestHeader(
            self.request_id,
            moment,
            self.author,
            self.role,
            command,
            self.why,
            self.session,
        )


def _wrong_reason(reason: str) -> Problem | None:
    if is_blank(reason) or len(reason) > LONGEST_REASON:
        sentence = "Manca il motivo della modifica, o è troppo lungo."
        remedy = f"Scrivere perché, in non più di {LONGEST_REASON} caratteri."
        return Problem("A01", sentence, remedy)
    if UNWRITABLE.search(reason):
        sentence = "Il motivo contiene caratteri di controllo."
        return Problem("C03", sentence, "Riscriverlo senza copiare da altri programmi.")
    return None


class AskedRow(NamedTuple):
    """What is asked of a row.

    Values in it, as whoever saw that version of it wants them, or that it goes (None).
    """

    entity: type[Entity]
    entity_id: str
    values: Mapping[str, int | str | None] | None
    seen: int = 0


def stored_before(
    connection: Connection, request_id: str, entity: type[Entity], same: Image
) -> str | None:
    """The id of the row that the request already wrote; None where it was never asked.

    `same` are the fields that tell what was asked. Raises RefusedError where the request was about
    something else.
    """
    if not was_asked(connection, request_id):
        return None
    for row_id, found in list(written_by(connection, request_id, entity).items())[:1]:
        if found.after and all(found.after.get(name) == value for name, value in same.items()):
            return row_id
    raise RefusedError([something_else(request_id)])


def answered_before(
    connection: Connection, request_id: str, rows: Sequence[AskedRow]
) -> list[WrittenRow | None] | None:
    """What the request wrote of each row (None: it was so already).

    None in the whole where it was never asked.

    Raises RefusedError where the request was about other rows of these entities, or asked something
    else of them.
    """
    if not was_asked(connection, request_id):
        return None
    wrote = {
        entity: written_by(connection, request_id, entity)
        for entity in {one.entity for one in rows}
    }
    keys = {(one.entity, one.entity_id) for one in rows}
    others = {(entity, row_id) for entity, found in wrote.items() for row_id in found} - keys
    answers = [wrote[one.entity].get(one.entity_id) for one in rows]
    revision = revision_of(connection, request_id)
    if others or not all(
        _is_same(connection, revision, *one) for one in zip(rows, answers, strict=True)
    ):
        raise RefusedError([something_else(request_id)])
    return answers


def _is_same(
    connection: Connection, revision: int, row: AskedRow, found: WrittenRow | None
) -> bool:
    """Whether a row is as it is asked to be.

    Of a row that had changed since it was seen, a value left as it was seen was nobody's choice.
    """
    after = found.after if found else image_then(connection, row.entity, row.entity_id, revision)
    if after is None or row.values is None:
        return after is row.values
    had_changed = found is not None and 0 < row.seen < found.version - 1
    seen = image_at(connection, row.entity, row.entity_id, row.seen) if had_changed else {}
    return all(
        value == after.get(name) or (name in seen and value == seen[name])
        for name, value in row.values.items()
    )


def something_else(request_id: str) -> Problem:
    """The problem of a request whose id was used for another."""
    return Problem(
        "A20",
        "Questa richiesta è già servita per un’altra cosa: niente è cambiato.",
        "Ricaricare la pagina e ripetere.",
        value=request_id[:40],
    )
