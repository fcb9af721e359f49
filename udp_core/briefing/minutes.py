"""The convocation and the draft minutes of a sitting, from what is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from udp_core.archive.writer import hash_at, head
from udp_core.briefing.agenda import AgendaPoint, NoteWords
from udp_core.briefing.docx import DecisionWords, DocumentSheet
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.money import Money
from udp_core.sittings.commands.conducting import Room, room_of
from udp_core.sittings.queries.decisions import (
    DecisionRow,
    MadeAct,
    acts_made,
    decisions,
    refused,
    votes,
)
from udp_core.sittings.queries.notes import NoteRow, notes_of_sitting
from udp_core.sittings.queries.sittings import (
    ItemRow,
    SittingRow,
    agenda,
    moments,
    moved_at,
    rule_of,
)
from udp_core.sittings.report.expectation import Expectation, expectation_read
from udp_core.sittings.rules import VoteTally, moved, quorum
from udp_core.sittings.slides import VOTE
from udp_core.sittings.tables import DecisionLine
from udp_core.sittings.terms import DecisionOutcome, SittingState
from udp_core.territory.queries import district_name, is_demonstration

NO_RULE = "Nessuna regola sul numero legale."


def sheet_of(
    connection: Connection, code: str, figures: Mapping[int, Sequence[str]] | None = None
) -> DocumentSheet | None:
    """Everything that is on record of a sitting, and what was shown of each point; None where
    there is none.
    """
    room = room_of(connection, code)
    if room is None:
        return None
    row, items = room.sitting, agenda(connection, code)
    when = moved_at(connection, code)
    numbers = {one.id: one.number for one in items}
    notes = notes_of_sitting(connection, code)
    return DocumentSheet(
        row.body,
        italian.district(district_name(connection, row.district)),
        row.held_on,
        row.starts_at,
        row.place,
        [point_of(one, notes.get(one.id, ())) for one in items],
        room.seats,
        room.quorum_words,
        _attendance(connection, room, items),
        _decisions(connection, decisions(connection, row.district, code), numbers, row.district),
        known_words(connection, row),
        is_demonstration(connection),
        _moments(connection, room),
        head(connection).hash,
        row.state,
        _hour(when.get(SittingState.OPEN)),
        _hour(when.get(SittingState.CLOSED)),
        figures or {},
    )


def _hour(moment: datetime | None) -> str:
    """«18/11/2026, ore 17:42»."""
    if moment is None:
        return ""
    here = moment.astimezone(ROME)
    return f"{italian.day(here.date())}, ore {here:%H:%M}"


def _attendance(connection: Connection, room: Room, items: Sequence[ItemRow]) -> dict[int, str]:
    """Of each point whether the body could decide, and who of those with a vote was not there.

    Nothing of a sitting that did not open.
    """
    if room.sitting.revision is None:
        return {}
    found = {}
    for item in items:
        here = room.quorum(connection, item.number)
        away = [seat.name for seat in room.seats if seat.votes and not seat.is_here(item.number)]
        absent = f" Assenti: {italian.listing(away)}." if away else ""
        found[item.number] = f"{here.words if here else NO_RULE}{absent}"
    return found


def shown_figures(slides: Sequence[Mapping[str, Any]]) -> dict[int, list[str]]:
    """From the deck as the wall has it: of each point the messages shown, with their figures."""
    found: dict[int, list[str]] = {}
    for slide in slides:
        voted = slide["name"] == f"{slide['item']}-{VOTE}"
        if voted or not slide["item"] or not (slide["figures"] or slide["svg"]):
            continue
        figures = "; ".join(f"{one['label']} {one['value']}" for one in slide["figures"])
        words = f"{slide['title']} ({figures})" if figures else slide["title"]
        found.setdefault(slide["item"], []).append(words)
    return found


def _moments(connection: Connection, room: Room) -> list[tuple[int, str]]:
    """What happened, in order; after who came or left, whether the body may still decide."""
    rule, found = rule_of(connection, room.sitting), moments(connection, room.sitting.id)
    said = []
    for place, one in enumerate(found, start=1):
        seats = moved(room.seats, found[:place])
        there = quorum(rule.quorum, seats, one.item) if rule and one.member_id else None
        said.append((one.item, f"{one.words} {there.words}" if there else one.words))
    return said


def point_of(one: ItemRow, notes: Sequence[NoteRow]) -> AgendaPoint:
    """A point in words, with what was noted of it."""
    known = (NoteWords(note.words, note.at, note.author, note.shown) for note in notes)
    return AgendaPoint(
        one.number,
        one.title,
        one.kind.label,
        one.rapporteur or "",
        one.document or "",
        one.proposal or "",
        (*([NoteWords(one.note)] if one.note else []), *known),
    )


def known_words(connection: Connection, row: SittingRow) -> str:
    """Of which state of the archive the sitting spoke, and the print that proves it."""
    if row.revision is None:
        return ""
    printed = hash_at(connection, row.revision)
    ends = f", impronta {printed}" if printed else ""
    return (
        f"Le cifre viste in seduta sono quelle note al {italian.day(row.known_on)}, revisione"
        f" {italian.number(row.revision)} dell’archivio{ends}."
    )


def tally_of_row(one: DecisionRow) -> VoteTally:
    """The votes; who was present and is in none of the three counts did not vote."""
    return VoteTally(
        one.in_favour,
        one.against,
        one.abstained,
        max(0, one.present - one.in_favour - one.against - one.abstained),
    )


def act_words(act: MadeAct) -> str:
    """«decisione del Comitato di Distretto n. 5/2026 del 18/11/2026 (adottato)»."""
    number = f" n. {act.number}" if act.number else ""
    day = f" del {italian.day(act.day)}" if act.day else ""
    return f"{act.kind.label}{number}{day} ({act.state.label})"


def outcome_words(one: DecisionRow) -> str:
    """«Decisione n. 2: approvata, 4 favorevoli, nessun contrario, nessun astenuto»."""
    voted = "" if one.outcome is DecisionOutcome.POSTPONED else f", {tally_of_row(one).words}"
    return f"Decisione n. {one.number}: {one.outcome.label}{voted}."


def decision_lines(connection: Connection, district: str) -> list[DecisionLine]:
    """The register of decisions of a district, each with the act made from it, the latest first."""
    acts = acts_made(connection, district)
    return [
        DecisionLine(
            one.held_on,
            one.number,
            one.subject,
            one.text,
            one.outcome,
            tally_of_row(one),
            one.review_on,
            act_words(acts[one.id]) if one.id in acts else "",
        )
        for one in decisions(connection, district)
    ]


def expectation_words(found: Expectation) -> str:
    """What was expected, in one line."""
    residue = (
        ""
        if found.residue_cents is None
        else f", residuo {italian.euro(Money(found.residue_cents))}"
    )
    people = (
        f", {italian.signed(italian.number(Fraction(found.people)))} persone"
        if Fraction(found.people)
        else ""
    )
    rules = f", regole non rispettate: {italian.listing(list(found.rules))}" if found.rules else ""
    return (
        f"scenario «{found.name}», costo"
        f" {italian.signed(italian.euro(Money(found.cost_cents)))}{residue}{people}{rules}."
    )


def _decisions(
    connection: Connection, rows: Sequence[DecisionRow], numbers: dict[str, int], district: str
) -> list[DecisionWords]:
    """All of them, the first first.

    One that was corrected says by which, and the correction says what it replaces.
    """
    by_id = {one.id: one.number for one in rows}
    later = {one.replaces_id: one.number for one in rows if one.replaces_id}
    acts = acts_made(connection, district)
    found = []
    for one in reversed(rows):
        words = _decision(connection, one, numbers)
        if one.id in acts:
            words = replace(words, act=act_words(acts[one.id]))
        if one.id in later:
            words = replace(
                words, outcome=f"{words.outcome}, poi sostituita dalla decisione n. {later[one.id]}"
            )
        if one.replaces_id in by_id:
            words = replace(
                words,
                outcome=(
                    f"{words.outcome}, in sostituzione della decisione n. {by_id[one.replaces_id]}"
                ),
            )
        found.append(words)
    return found


def _decision(connection: Connection, one: DecisionRow, numbers: dict[str, int]) -> DecisionWords:
    named = [
        f"{vote.member}: {vote.choice.label}{f' ({vote.reason})' if vote.reason else ''}"
        for vote in votes(connection, one.id)
    ]
    others = [
        expectation_words(expectation_read(text)).rstrip(".")
        for _, text in refused(connection, one.id)
    ]
    expected = expectation_words(expectation_read(one.expectation)) if one.expectation else ""
    return DecisionWords(
        one.number,
        numbers.get(one.item_id, 0),
        one.text,
        one.outcome.label,
        tally_of_row(one).words,
        named,
        expected,
        others,
        one.review_on,
    )
