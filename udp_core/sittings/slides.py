"""The vote on a point, as large as the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from udp_core.kernel import italian
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import Slide, listed, narrow
from udp_core.render.table import Column, Table
from udp_core.sittings.queries.decisions import DecisionRow, VoteRow
from udp_core.sittings.tables import DecisionLine, decisions_table
from udp_core.sittings.terms import DecisionOutcome

ON_THE_WALL = ("held_on", "number", "subject", "outcome", "votes")
"""Columns of the register of decisions."""
VOTE = "voto"
"""The name of the slide, in every point."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What stands of what was decided on a point: the decision, the votes by name."""

    decision: DecisionRow
    votes: tuple[VoteRow, ...] = ()


def vote_slide(title: str, declared: Declared) -> Slide | None:
    """What was decided on the point of that title; None where it was postponed: nobody voted."""
    one = declared.decision
    if one.outcome is DecisionOutcome.POSTPONED:
        return None
    slide = Slide(
        VOTE,
        f"{one.outcome.label.capitalize()}: {title}",
        f"Decisione n. {one.number}, {italian.plural(one.present, 'presente', 'presenti')} su"
        f" {one.entitled}",
        _figures(one),
        reason=_not_voting(one),
        lines=() if declared.votes else tuple(filter(None, [one.text])),
    )
    return listed(slide, _by_name(declared.votes))


def decisions_slide(lines: Sequence[DecisionLine]) -> Slide:
    """The register of decisions, the latest first."""
    if not lines:
        return Slide("decisioni", "Nessuna decisione è ancora registrata", screen="decisioni")
    counted = italian.plural(len(lines), "decisione registrata", "decisioni registrate")
    whole = decisions_table(lines)
    slide = Slide("decisioni", counted, screen="decisioni", paper=whole, data=(whole,))
    return listed(slide, narrow(whole, ON_THE_WALL))


def _figures(one: DecisionRow) -> tuple[KeyFigure, ...]:
    counted = (
        ("in_favour", "Favorevoli", one.in_favour),
        ("against", "Contrari", one.against),
        ("abstained", "Astenuti", one.abstained),
    )
    return tuple(KeyFigure(key, label, italian.number(votes), "") for key, label, votes in counted)


def _not_voting(one: DecisionRow) -> str:
    left = one.present - one.in_favour - one.against - one.abstained
    if left <= 0:
        return ""
    said = italian.plural(left, "presente non ha votato", "presenti non hanno votato")
    return f"{said}."


def _by_name(votes: Sequence[VoteRow]) -> Table | None:
    """Who voted how, in two columns of the wall; None where nobody asked for the names."""
    if not votes:
        return None
    columns = (Column("member", "Componente"), Column("choice", "Voto"))
    rows = tuple((one.member, one.choice.label) for one in votes)
    return Table("voti", "Voti per nome", columns, rows)
