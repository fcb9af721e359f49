"""The act made from a decision: once, by the body that decided, when the sitting is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.field import LONGEST_CODE, LONGEST_LINE
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change, Writer
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import ActKind, ActState, BodyKind, Origin
from udp_core.plan.entities.governance import STANDING, Act, GoverningBody
from udp_core.plan.rules import act_of_another
from udp_core.programme.queries.guards import acts_of
from udp_core.sittings.commands.conducting import begin, not_allowed
from udp_core.sittings.entities import DecisionAct
from udp_core.sittings.queries.decisions import (
    DecisionRow,
    acts_made,
    decision,
    decisions,
    how_many_acts,
)
from udp_core.sittings.queries.sittings import SittingRow, sitting
from udp_core.sittings.rules import ACTS_OF_BODIES
from udp_core.sittings.terms import DecisionOutcome, SittingState

LONGEST_NUMBER = 60
_CLOSED = frozenset({SittingState.CLOSED, SittingState.APPROVED})


@dataclass(frozen=True, slots=True)
class NewAct:
    """The act as it is asked for; `parent_id` is the act that it rests on (empty: none)."""

    decision_id: str
    body_id: str
    kind: ActKind
    number: str
    day: date
    title: str
    parent_id: str = ""


def make_act(engine: Engine, asked: Asked, officer_id: str, new: NewAct, today: date) -> str:
    """Write the adopted act, and that it was made from the decision; its id.

    Raises RefusedError. Who may run the sitting may write its act: it is of the same body.
    """
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "make_act")
        row, made_by = _found(connection, new.decision_id)
        image = _image(new, made_by)
        if already := stored_before(connection, asked.request_id, Act, image):
            return already
        image["code"] = _code(made_by, how_many_acts(connection, made_by.id))
        problems = [
            *not_allowed(actor, row),
            *_not_made_from(connection, row, made_by),
            *_wrong(connection, row, new, today),
        ]
        problems = problems or list(_taken(writer, image))
        if problems:
            raise RefusedError(problems)
        return _write(writer, new.decision_id, image)


def _found(connection: Connection, decision_id: str) -> tuple[SittingRow, DecisionRow]:
    """The decision and its sitting. Raises RefusedError where there is none."""
    made_by = decision(connection, decision_id)
    row = sitting(connection, made_by.sitting_id) if made_by else None
    if made_by is None or row is None:
        problem = Problem("D70", "La decisione non c’è.", "Ricaricare la pagina.")
        raise RefusedError([problem])
    return row, made_by


def _image(new: NewAct, made_by: DecisionRow) -> Image:
    return {
        "body_id": new.body_id,
        "kind": new.kind.value,
        "number": new.number.strip(),
        "act_date": new.day.isoformat(),
        "title": new.title.strip(),
        "state": ActState.ADOPTED.value,
        "parent_act_id": new.parent_id or None,
        "source": _source(made_by),
        "origin": Origin.REAL.value,
    }


def _code(made_by: DecisionRow, again: int) -> str:
    """«seduta-2026-11-18-n2»: the sitting and the number of the decision.

    `again` counts the acts that were made from it before, and repealed.
    """
    ends = f"-n{made_by.number}" + (f"-{again + 1}" if again else "")
    return f"{made_by.sitting_id[: LONGEST_CODE - len(ends)]}{ends}"


def _source(made_by: DecisionRow) -> str:
    day = italian.day(made_by.held_on)
    return f"Decisione n. {made_by.number} della seduta del {day}, {made_by.body}"[:LONGEST_LINE]


def _not_made_from(
    connection: Connection, row: SittingRow, made_by: DecisionRow
) -> Iterator[Problem]:
    """Why no act is made from a decision: not approved, not final, replaced, or it has one."""
    if made_by.outcome is not DecisionOutcome.APPROVED:
        yield Problem(
            "D71",
            f"La decisione è «{made_by.outcome.label}»: non ne nasce un atto.",
            "L’atto nasce da una decisione approvata.",
            value=made_by.id,
        )
    if row.state not in _CLOSED:
        yield Problem(
            "D72",
            "La seduta è ancora aperta: la decisione si può ancora correggere.",
            "Chiudere la seduta, poi creare l’atto.",
            value=row.id,
        )
    others = decisions(connection, row.district, row.id)
    if later := next((one for one in others if one.replaces_id == made_by.id), None):
        yield Problem(
            "D73",
            f"La decisione n. {made_by.number} è sostituita dalla n. {later.number}.",
            f"Creare l’atto dalla n. {later.number}.",
            value=later.id,
        )
    made = acts_made(connection, row.district).get(made_by.id)
    if made is not None and made.state is not ActState.REPEALED:
        yield Problem(
            "D74",
            f"Da questa decisione è già nato l’atto «{made.title}».",
            "Non serve altro: si legge in «Elenchi», tra gli atti.",
            value=made.id,
        )


def _wrong(connection: Connection, row: SittingRow, new: NewAct, today: date) -> Iterator[Problem]:
    """What an act says that cannot be: of another body, without number or title, out of time."""
    if new.body_id != row.body_id:
        yield Problem(
            "D75",
            f"L’atto è di un altro organo: ha deciso {row.body}.",
            "L’atto di un altro organo si scrive in «Registri», con questo come presupposto.",
            value=new.body_id,
        )
    elif new.kind not in ACTS_OF_BODIES[_kind_of(connection, row.body_id)]:
        yield Problem(
            "D76",
            f"{row.body}: non adotta un atto del tipo «{new.kind.label}».",
            "Scegliere un altro tipo di atto.",
            value=new.kind.value,
        )
    for what, text, longest in (
        ("Il numero dell’atto", new.number.strip(), LONGEST_NUMBER),
        ("L’oggetto dell’atto", new.title.strip(), LONGEST_LINE),
    ):
        if not 0 < len(text) <= longest:
            yield Problem(
                "D77",
                f"{what} manca, o è troppo lungo.",
                f"Scriverlo in non più di {longest} caratteri.",
            )
    if not row.held_on <= new.day <= today:
        days = f"dal {italian.day(row.held_on)}, giorno della seduta, a oggi"
        yield Problem(
            "D78",
            f"La data dell’atto, {italian.day(new.day)}, non può essere.",
            f"Scriverne una {days} ({italian.day(today)}).",
        )
    if new.parent_id:
        yield from _no_ground(connection, new.parent_id, row.district)


def _kind_of(connection: Connection, body_id: str) -> BodyKind:
    return BodyKind.of(str(read_by_id(connection, GoverningBody, [body_id])[body_id][1]["kind"]))


def _no_ground(connection: Connection, act_id: str, district: str) -> Iterator[Problem]:
    """An act rests on one that stands, of this district or of none."""
    found = acts_of(connection, [act_id]).get(act_id)
    if found is None or found.state not in STANDING:
        yield Problem(
            "D79",
            "L’atto presupposto non è adottato.",
            "Indicarne uno adottato o approvato, o nessuno.",
            value=act_id,
        )
    elif not found.may_serve(district):
        yield act_of_another(found.title, found.id)


def _taken(writer: Writer, image: Image) -> Iterator[Problem]:
    """A code that another act has."""
    act_id = id_of(Act, image)
    if writer.stored(Act, [act_id]):
        yield Problem(
            "D80",
            f"C’è già un altro atto con il codice {image['code']}.",
            "Cambiare il codice di quello, in «Registri».",
            value=act_id,
        )


def _write(writer: Writer, decision_id: str, image: Image) -> str:
    act_id = id_of(Act, image)
    made: Image = {"decision_id": decision_id, "act_id": act_id}
    writer.apply([Change(Act, act_id, 1, None, image)])
    writer.apply([Change(DecisionAct, id_of(DecisionAct, made), 1, None, made)])
    return act_id
