"""What a step asks of the act that it rests on, and of what it sends to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Image
from udp_core.fund.terms import BudgetState
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ActKind, ActState, PlanState, Term
from udp_core.plan.entities.governance import STANDING, Act
from udp_core.plan.rules import act_of_another
from udp_core.programme.queries.guards import ActRow, acts_of
from udp_core.writing.in_force import users_of

ACTS: dict[tuple[type[Term], Term], ActKind] = {
    (PlanState, PlanState.AGREED): ActKind.COMMITTEE_DECISION,
    (PlanState, PlanState.SIGNED): ActKind.AGREEMENT,
    (BudgetState, BudgetState.APPROVED): ActKind.COMMITTEE_DECISION,
}
"""Which act a step of a plan, or of the preventivo of a fund, rests on.

By the list that a state is of: two lists may have the same word.
"""


@dataclass(frozen=True, slots=True)
class Sending:
    """What a step sends: on which day, to whom, under which protocol, what."""

    on: date
    recipient: str
    protocol: str
    content: str


def act_wanted(to_state: Term) -> ActKind | None:
    """The kind of act that a step to this state rests on; None where it needs none."""
    return ACTS.get((type(to_state), to_state))


def wrong_act(
    connection: Connection, to_state: Term, act_id: str, district: str | None
) -> Iterator[Problem]:
    """Why a step of a row of a district cannot rest on an act: another kind, another's, not
    standing.
    """
    wanted = act_wanted(to_state)
    act = acts_of(connection, [act_id]).get(act_id)
    if act is None or (wanted is not None and act.kind is not wanted):
        named = f": {wanted.label}" if wanted else ""
        yield Problem(
            "M04",
            f"Per passare a «{to_state.label}» serve un atto{named}.",
            "Registrare l’atto e indicarlo.",
            value=act_id,
        )
    elif act.state not in STANDING:
        yield not_standing(act)
    elif not act.may_serve(district):
        yield act_of_another(act.title, act.id)


def not_standing(act: ActRow) -> Problem:
    """Nothing rests on a draft, and no longer on what was repealed."""
    remedy = (
        "Indicarne uno adottato."
        if act.state is ActState.REPEALED
        else "Portarlo prima ad «adottato», nella scheda Atti."
    )
    sentence = f"L’atto «{act.title}» è {act.state.label}: non vi si appoggia nulla."
    return Problem("M11", sentence, remedy, value=act.id)


def unadoptable(connection: Connection, image: Image) -> Iterator[Problem]:
    """An act is adopted on a day, after the act that it rests on."""
    if not image["act_date"]:
        yield Problem("M12", "L’atto non ha la sua data.", "Scriverla nei Registri, poi adottarlo.")
    before = str(image["parent_act_id"] or "")
    parent = acts_of(connection, [before]).get(before)
    if parent is not None and parent.state not in STANDING:
        yield Problem(
            "M17",
            f"L’atto presupposto «{parent.title}» è {parent.state.label}.",
            "Adottare prima quello, o indicarne un altro.",
            value=parent.id,
        )


def leaned_on(connection: Connection, act_id: str) -> Iterator[Problem]:
    """An act on which something rests does not go back to a draft."""
    if users := users_of(connection, Act, act_id):
        sentence = f"Sull’atto si appoggiano {italian.listing(users)}."
        yield Problem("M13", sentence, "Abrogarlo, invece di riportarlo in bozza.")


def wrong_sending(sending: Sending | None, today: date) -> Iterator[Problem]:
    """A transmission says to whom, under which protocol and what; its day is not to come."""
    missing = [
        label
        for label, value in (
            ("a chi", sending.recipient if sending else ""),
            ("il protocollo", sending.protocol if sending else ""),
            ("che cosa", sending.content if sending else ""),
        )
        if not value.strip()
    ]
    if missing:
        sentence = f"Della trasmissione manca {italian.listing(missing)}."
        yield Problem("M15", sentence, "Scriverlo accanto al pulsante.")
    if sending and sending.on > today:
        said, now = italian.day(sending.on), italian.day(today)
        sentence = f"È detto trasmesso il {said}, che deve ancora venire: oggi è il {now}."
        yield Problem("M18", sentence, f"Scrivere un giorno non oltre il {now}.")


def unanswered(image: Image) -> Iterator[Problem]:
    """A remark has its outcome once who made it is told why, and when."""
    if not str(image["answer"] or "").strip() or image["answered_on"] is None:
        yield Problem(
            "M19",
            "L’osservazione non ha ancora una risposta con il suo giorno.",
            "Scrivere la risposta e il giorno in cui è data, poi dire l’esito.",
        )
