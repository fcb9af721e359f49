"""What a step of a regulation or of an agreement asks: the act, the committee before, the names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from udp_core.agreements.entities.agreement import AgreementParty
from udp_core.agreements.terms import RegulationKind, RegulationState
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id, read_where
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ActKind, ActState, Term
from udp_core.plan.entities.governance import STANDING, Act, Organisation
from udp_core.programme.queries.guards import acts_of

AFTER_THE_COMMITTEE = frozenset({RegulationKind.OFFICE.value, RegulationKind.ASSOCIATED.value})
"""The regulations that the Giunta of the lead adopts after the committee decided."""
_DAYS = {RegulationState.PUBLISHED: "published_on", RegulationState.IN_FORCE: "starts_on"}


def unguarded_rule(
    connection: Connection, guard: str, row: tuple[str, Image], act_id: str
) -> Iterator[Problem]:
    """Why the row does not take the step that has this guard."""
    row_id, image = row
    if guard == "committee_before" and act_id and image["kind"] in AFTER_THE_COMMITTEE:
        yield from _undecided(connection, act_id)
    elif guard == "has_act" and not image["act_id"]:
        sentence = "Un regolamento in vigore ha il suo atto di adozione."
        yield Problem("M31", sentence, "Scrivere l’atto nella riga, poi ripetere.")
    elif guard == "signed_by_all":
        yield from _unsigned(connection, row_id)


def is_decision(kind: ActKind, state: ActState) -> bool:
    """Whether an act is a decision of the committee that stands."""
    return kind is ActKind.COMMITTEE_DECISION and state in STANDING


def _undecided(connection: Connection, act_id: str) -> Iterator[Problem]:
    """The Giunta of the lead adopts after the committee, never before."""
    found = read_by_id(connection, Act, [act_id]).get(act_id)
    before = str(found[1]["parent_act_id"] or "") if found else ""
    acts = acts_of(connection, [one for one in (act_id, before) if one])
    act, parent = acts.get(act_id), acts.get(before)
    if act is None:
        return
    if parent is None or not is_decision(parent.kind, parent.state):
        sentence = f"L’atto «{act.title}» non si appoggia a una decisione del Comitato adottata."
        remedy = "Scriverla nell’atto come atto presupposto, dopo averla adottata."
        yield Problem("M30", sentence, remedy, value=act.id)
    elif parent.day and act.day and act.day < parent.day:
        sentence = (
            f"L’atto è del {italian.day(act.day)}, prima della decisione del Comitato"
            f" ({italian.day(parent.day)})."
        )
        yield Problem("M30", sentence, "Correggere le date, o indicare l’atto giusto.")


def _unsigned(connection: Connection, agreement_id: str) -> Iterator[Problem]:
    parties = list(read_where(connection, AgreementParty, "agreement_id", agreement_id))
    if not parties:
        remedy = "Scrivere gli enti che firmano in Registri, firmatari."
        yield Problem("M32", "Dell’accordo non è scritto chi firma.", remedy)
    left = sorted(str(one["organisation_id"]) for one in parties if not one["signed_on"])
    if left:
        names = read_by_id(connection, Organisation, left)
        said = italian.listing([str(names[one][1]["name"]) for one in left])
        remedy = "Scrivere il giorno della firma, poi ripetere."
        yield Problem("M32", f"All’accordo manca la firma di {said}.", remedy)


def days_of_step(to_state: Term, image: Image, today: date) -> Image:
    """The day that a step writes on its row, where nobody wrote one: published, in force."""
    name = _DAYS.get(to_state) if isinstance(to_state, RegulationState) else None
    return {name: today.isoformat()} if name and not image[name] else {}
