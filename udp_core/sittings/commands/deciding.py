"""A decision: valid only in an open sitting with its quorum.

Kept with the votes and what was expected, and never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change, Writer
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Origin
from udp_core.sittings.commands.choosing import wrong_review, wrong_scenarios
from udp_core.sittings.commands.conducting import begin, not_allowed
from udp_core.sittings.entities import Decision, RefusedOption, Vote
from udp_core.sittings.queries.decisions import decisions, votes
from udp_core.sittings.queries.sittings import (
    BodyRuleRow,
    ItemRow,
    SittingRow,
    agenda,
    moments,
    rule_of,
    seats,
    sitting,
)
from udp_core.sittings.report.expectation import expectation_text, expected_of
from udp_core.sittings.rules import (
    Quorum,
    VoteTally,
    chair_of,
    outcome_of,
    passes,
    quorum,
    suspended_since,
    tally_of,
)
from udp_core.sittings.terms import DecisionOutcome, SittingState, VoteChoice

NO_VOTES = VoteTally(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is put on record.

    Votes by name, where somebody asks for it, else their numbers; `reasons` of who does not vote.
    """

    item_id: str
    text: str
    tally: VoteTally = NO_VOTES
    by_name: Mapping[str, VoteChoice] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    postponed: bool = False
    chair_in_favour: bool | None = None
    scenario_id: str | None = None
    refused: tuple[str, ...] = ()
    review_on: date | None = None
    replaces_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """The point, who could decide, and how it was voted."""

    item: ItemRow
    here: Quorum
    tally: VoteTally
    outcome: DecisionOutcome


def decide(  # noqa: PLR0917 - a command, of whom, on what
    engine: Engine,
    asked: Asked,
    officer_id: str,
    sitting_id: str,
    resolution: Resolution,
    today: date,
) -> DecisionOutcome:
    """Put a decision on record; what became of the proposal. Raises RefusedError."""
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, today, "decide")
        if already := _already(connection, asked.request_id, sitting_id, resolution):
            return already
        row = sitting(connection, sitting_id)
        if row is None or row.state is not SittingState.OPEN:
            raise RefusedError(
                [
                    Problem(
                        "D50",
                        "Si decide solo in una seduta aperta.",
                        "Aprire la seduta; se è chiusa, decidere nella prossima.",
                        value=sitting_id,
                    )
                ]
            )
        if refused := [*not_allowed(actor, row), *_suspended(connection, row)]:
            raise RefusedError(refused)
        judged = _judge(connection, row, resolution)
        if problems := [
            *wrong_scenarios(connection, row, (resolution.scenario_id, *resolution.refused)),
            *wrong_review(row, resolution.review_on),
            *_recorded_before(connection, row, resolution, judged),
            *_replacing(connection, row, resolution),
        ]:
            raise RefusedError(problems)
        _record(writer, row, resolution, judged, today)
        return judged.outcome


def _suspended(connection: Connection, row: SittingRow) -> list[Problem]:
    since = suspended_since(moments(connection, row.id))
    said = f"La seduta è sospesa dalle {since}: non si decide."
    return [Problem("D69", said, "Riprendere la seduta.", value=since)] if since else []


def _already(
    connection: Connection, request_id: str, sitting_id: str, resolution: Resolution
) -> DecisionOutcome | None:
    """What the same request decided; None where it was never asked.

    Raises RefusedError where it was something else.
    """
    tally = tally_of(resolution.by_name.values()) if resolution.by_name else resolution.tally
    same: Image = {
        "sitting_id": sitting_id,
        "item_id": resolution.item_id,
        "text": resolution.text.strip(),
        "in_favour": tally.in_favour,
        "against": tally.against,
        "abstained": tally.abstained,
        "scenario_id": resolution.scenario_id,
        "replaces_id": resolution.replaces_id,
        "review_on": resolution.review_on.isoformat() if resolution.review_on else None,
    }
    if resolution.postponed:
        same["outcome"] = DecisionOutcome.POSTPONED.value
    decision_id = stored_before(connection, request_id, Decision, same)
    if decision_id is None:
        return None
    return DecisionOutcome.of(
        str(read_by_id(connection, Decision, [decision_id])[decision_id][1]["outcome"])
    )


def _recorded_before(
    connection: Connection, row: SittingRow, resolution: Resolution, judged: _Judged
) -> list[Problem]:
    """The very decision that is the last on record of the point.

    Pressing twice, from another window too, is not deciding twice.
    """
    last = next(
        (
            one
            for one in decisions(connection, row.district, row.id)
            if one.item_id == resolution.item_id
        ),
        None,
    )
    if last is None or resolution.replaces_id:
        return []
    tally = judged.tally
    now = (
        resolution.text.strip(),
        judged.outcome,
        tally.in_favour,
        tally.against,
        tally.abstained,
        resolution.scenario_id,
    )
    then = (last.text, last.outcome, last.in_favour, last.against, last.abstained, last.scenario_id)
    if now != then or bool(votes(connection, last.id)) != bool(resolution.by_name):
        return []
    sentence = (
        f"Questa decisione è già registrata: è la n. {last.number}, con lo stesso testo e gli"
        " stessi voti."
    )
    return [
        Problem(
            "D56",
            sentence,
            "Non serve altro; per correggerla, registrarne una che la sostituisce.",
            value=last.id,
        )
    ]


def _replacing(connection: Connection, row: SittingRow, resolution: Resolution) -> list[Problem]:
    """What is replaced is a decision of this sitting on the same point, that no other has
    replaced.
    """
    if resolution.replaces_id is None:
        return []
    known = decisions(connection, row.district, row.id)
    found = next((one for one in known if one.id == resolution.replaces_id), None)
    if found is None or found.item_id != resolution.item_id:
        return [
            Problem(
                "D57",
                "La decisione da sostituire non è di questo punto.",
                "Ricaricare la pagina e scegliere di nuovo.",
                value=resolution.replaces_id,
            )
        ]
    if later := next((one for one in known if one.replaces_id == found.id), None):
        return [
            Problem(
                "D58",
                f"La decisione n. {found.number} è già sostituita dalla n. {later.number}.",
                f"Correggere la n. {later.number}.",
                value=later.id,
            )
        ]
    return []


def _judge(connection: Connection, row: SittingRow, resolution: Resolution) -> _Judged:
    rule = rule_of(connection, row)
    item = next((one for one in agenda(connection, row.id) if one.id == resolution.item_id), None)
    if rule is None or item is None:
        raise RefusedError(
            [
                Problem(
                    "D51",
                    "Il punto non è all’ordine del giorno, o l’organo non ha regole di voto.",
                    "Ricaricare la pagina.",
                    value=resolution.item_id,
                )
            ]
        )
    found = seats(connection, row)
    here = quorum(rule.quorum, found, item.number)
    tally = tally_of(resolution.by_name.values()) if resolution.by_name else resolution.tally
    voting = {seat.member_id for seat in found if seat.votes and seat.is_here(item.number)}
    problems = [*_wrong_words(resolution), *_wrong_votes(resolution, tally, here, voting)]
    if not here.holds and not resolution.postponed:
        problems.append(
            Problem(
                "D40",
                f"Manca il numero legale: {here.counted}",
                "Registrare chi è arrivato, o rinviare il punto.",
            )
        )
    if problems:
        raise RefusedError(problems)
    if resolution.postponed:
        return _Judged(item, here, tally, DecisionOutcome.POSTPONED)
    chair = chair_of(found)
    favour = (
        resolution.by_name.get(chair.member_id) is VoteChoice.FOR
        if chair and resolution.by_name
        else resolution.chair_in_favour
    )
    return _Judged(
        item,
        here,
        tally,
        outcome_of(
            passed=passes(rule.majority, tally, here, chair_in_favour=_prevailing(rule, favour))
        ),
    )


def _prevailing(rule: BodyRuleRow, favour: bool | None) -> bool | None:
    return favour if rule.casting_vote else None


def _wrong_words(resolution: Resolution) -> list[Problem]:
    if resolution.text.strip():
        return []
    return [Problem("D52", "Manca il testo della decisione.", "Scrivere che cosa si decide.")]


def _wrong_votes(
    resolution: Resolution, tally: VoteTally, here: Quorum, voting: set[str]
) -> list[Problem]:
    """Votes of who is not there, votes that do not add up to who is, a conflict without its
    reason.
    """
    if resolution.postponed:
        return []
    problems = []
    if resolution.by_name and (strangers := set(resolution.by_name) ^ voting):
        problems.append(
            Problem(
                "D53",
                f"I voti per nome non sono quelli dei presenti: {', '.join(sorted(strangers))}.",
                "Segnare il voto di ciascun presente con diritto di voto, e di nessun altro.",
            )
        )
    counts = (tally.in_favour, tally.against, tally.abstained, tally.conflict)
    cast = sum(counts)
    if cast != here.present or min(counts) < 0:
        problems.append(
            Problem(
                "D54",
                f"I voti sono {cast}, i presenti con diritto di voto {here.present}.",
                "Contare anche gli astenuti e chi non vota per conflitto di interessi.",
            )
        )
    silent = [
        member
        for member, choice in resolution.by_name.items()
        if choice is VoteChoice.CONFLICT and not resolution.reasons.get(member, "").strip()
    ]
    if silent:
        problems.append(
            Problem(
                "D55",
                "Di chi non vota per conflitto di interessi si scrive il motivo.",
                "Scriverlo accanto al nome.",
            )
        )
    return problems


def _record(
    writer: Writer, row: SittingRow, resolution: Resolution, judged: _Judged, today: date
) -> None:
    connection = writer.connection
    number = max((one.number for one in decisions(connection, row.district, row.id)), default=0) + 1
    expectation = (
        expectation_text(expected_of(connection, resolution.scenario_id, today))
        if resolution.scenario_id
        else None
    )
    image: Image = {
        "sitting_id": row.id,
        "number": number,
        "item_id": judged.item.id,
        "subject": judged.item.title,
        "text": resolution.text.strip(),
        "outcome": judged.outcome.value,
        "entitled": judged.here.entitled,
        "present": judged.here.present,
        "in_favour": judged.tally.in_favour,
        "against": judged.tally.against,
        "abstained": judged.tally.abstained,
        "scenario_id": resolution.scenario_id,
        "expectation": expectation,
        "review_on": resolution.review_on.isoformat() if resolution.review_on else None,
        "replaces_id": resolution.replaces_id,
        "source": f"Seduta del {row.held_on:%d/%m/%Y}, {row.body}",
        "origin": Origin.REAL.value,
    }
    decision_id = id_of(Decision, image)
    writer.apply([Change(Decision, decision_id, 1, None, image)])
    by_name: list[Image] = [
        {
            "decision_id": decision_id,
            "member_id": member,
            "choice": choice.value,
            "reason": resolution.reasons.get(member) or None,
        }
        for member, choice in resolution.by_name.items()
    ]
    writer.apply([Change(Vote, id_of(Vote, vote), 1, None, vote) for vote in by_name])
    others: list[Image] = [
        {
            "decision_id": decision_id,
            "scenario_id": other,
            "expectation": expectation_text(expected_of(connection, other, today)),
        }
        for other in resolution.refused
    ]
    writer.apply(
        [Change(RefusedOption, id_of(RefusedOption, other), 1, None, other) for other in others]
    )
