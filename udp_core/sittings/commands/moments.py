"""The command that writes what happens while a sitting is open: who comes, who leaves, a pause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.writer import Change
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.sittings.commands.conducting import begin, not_allowed
from udp_core.sittings.entities import SittingMoment
from udp_core.sittings.queries.sittings import SittingRow, agenda, moments, seats, sitting
from udp_core.sittings.rules import PAUSES, Occurrence, suspended_since, wrong_hour
from udp_core.sittings.terms import MomentKind, SittingState


@dataclass(frozen=True, slots=True)
class NewMoment:
    """What happens, at what time («18:42»), at which item; `member_id` empty of the whole body."""

    sitting_id: str
    kind: MomentKind
    at: str
    item: int
    member_id: str = ""


def note_moment(engine: Engine, asked: Asked, officer_id: str, new: NewMoment, today: date) -> str:
    """Write it; answers the identifier of its row. Raises RefusedError."""
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "note_moment")
        image: Image = {
            "sitting_id": new.sitting_id,
            "kind": new.kind.value,
            "at": new.at.strip(),
            "item": new.item,
            "member_id": new.member_id or None,
        }
        if already := stored_before(connection, asked.request_id, SittingMoment, image):
            return already
        row = _open(connection, new.sitting_id)
        before = moments(connection, row.id)
        if problems := [*not_allowed(actor, row), *_wrong(connection, row, new, before)]:
            raise RefusedError(problems)
        image["number"] = max((one.number for one in before), default=0) + 1
        row_id = id_of(SittingMoment, image)
        writer.apply([Change(SittingMoment, row_id, 1, None, image)])
        return row_id


def _open(connection: Connection, sitting_id: str) -> SittingRow:
    row = sitting(connection, sitting_id)
    if row is None or row.state is not SittingState.OPEN:
        problem = Problem(
            "D63",
            "Chi entra, chi esce e le sospensioni si scrivono solo a seduta aperta.",
            "Aprire la seduta; se è chiusa, scriverlo in una nota della prossima.",
            value=sitting_id,
        )
        raise RefusedError([problem])
    return row


def _wrong(
    connection: Connection, row: SittingRow, new: NewMoment, before: tuple[Occurrence, ...]
) -> Iterator[Problem]:
    if (wrong := wrong_hour(new.at.strip())) is not None:
        yield wrong
    if not 1 <= new.item <= max((one.number for one in agenda(connection, row.id)), default=1):
        sentence = f"La seduta non ha un punto {new.item}."
        yield Problem("D88", sentence, "Ricaricare la pagina.", value=str(new.item))
    if new.kind in PAUSES:
        yield from _wrong_pause(new, suspended_since(before))
    else:
        yield from _wrong_move(connection, row, new)


def _wrong_pause(new: NewMoment, since: str) -> Iterator[Problem]:
    suspends = new.kind is MomentKind.SUSPENDED
    if suspends and since:
        yield Problem("D65", f"La seduta è già sospesa dalle {since}.", "Riprenderla.", value=since)
    if not suspends and not since:
        yield Problem("D66", "La seduta non è sospesa.", "Ricaricare la pagina.")


def _wrong_move(connection: Connection, row: SittingRow, new: NewMoment) -> Iterator[Problem]:
    seat = next((one for one in seats(connection, row) if one.member_id == new.member_id), None)
    if seat is None:
        yield Problem(
            "D67",
            "Il componente non siede in questa seduta.",
            "Sceglierlo tra i componenti in carica quel giorno.",
            value=new.member_id,
        )
        return
    here, enters = seat.is_here(new.item), new.kind is MomentKind.RETURNED
    if here == enters:
        said = "già presente" if here else "già assente"
        yield Problem(
            "D68",
            f"{seat.name} è {said} al punto {new.item}.",
            "Ricaricare la pagina: forse un collega l’ha già scritto.",
            value=seat.name,
        )
