"""What holds of whoever decides where money goes, a transfer or a variation.

The act, the reason, another pair of eyes.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from udp_core.archive.changes import author_of
from udp_core.archive.entity import Entity, Image
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import others_who_may, subject_of
from udp_core.people.rules import Actor
from udp_core.plan.entities.governance import STANDING
from udp_core.plan.rules import act_of_another
from udp_core.programme.queries.guards import acts_of


def undecidable(
    connection: Connection,
    entity: type[Entity],
    *,
    approved: bool,
    act_id: str | None,
    reason: str,
    district: str | None,
) -> list[Problem]:
    """A refusal without its reason, an act that binds nobody, or another district."""
    if not approved and not reason.strip():
        sentence = f"Chi respinge {_a(entity)} dice perché."
        return [Problem("T05", sentence, "Scrivere il motivo del rifiuto.")]
    act = acts_of(connection, [act_id]).get(act_id) if act_id else None
    if act_id and (act is None or act.state not in STANDING):
        remedy = "Indicarne uno adottato o approvato."
        return [Problem("T06", "L’atto indicato non è adottato.", remedy, value=act_id)]
    return [act_of_another(act.title, act.id)] if act and not act.may_serve(district) else []


def own_proposal(
    connection: Connection, actor: Actor, row: tuple[type[Entity], str, Image], today: date
) -> list[Problem]:
    """Who asks for money does not grant it to himself, where somebody else can."""
    entity, row_id, image = row
    if author_of(connection, entity, row_id) != actor.officer_id:
        return []
    names = others_who_may(
        connection, actor, Right.ARRANGE, subject_of(connection, entity, image), today
    )
    if not names:
        return []
    remedy = f"Lo decide un’altra persona: {italian.listing(names)}."
    return [Problem("T07", f"Chi propone {_a(entity)} non lo approva.", remedy, value=row_id)]


def _a(entity: type[Entity]) -> str:
    """«uno spostamento tra voci», «una variazione del programma»."""
    article = "una" if entity.label.split()[0].endswith("e") else "uno"
    return f"{article} {entity.label}"
