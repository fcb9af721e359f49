"""What is judged of an edit before it is written.

Rights, rules of the row, references, locks, values out of the usual.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sqlalchemy import Connection, select

from udp_core.archive.entity import (
    Entity,
    Image,
    first_state,
    life_field,
    specs,
    table_name,
)
from udp_core.archive.fitting import misfit
from udp_core.archive.images import raw_table
from udp_core.archive.registry import BY_NAME
from udp_core.fees.entities import FeeRule
from udp_core.fund.queries.fund import closed_years
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import (
    DataState,
    TransferState,
)
from udp_core.people.rights import Subjects, right_of
from udp_core.people.rules import Actor
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.sittings.commands.conducting import settled
from udp_core.sittings.terms import SittingState
from udp_core.thresholds.report import StoredRules
from udp_core.writing.closed import in_closed_year
from udp_core.writing.fee_bands import HOLE, broken_bands
from udp_core.writing.foreign import of_another_district
from udp_core.writing.in_force import Given, counted_twice, ended, held
from udp_core.writing.row_rules import Proposed, locked, rules_of
from udp_core.writing.surprises import surprises
from udp_core.writing.time_rules import is_timed, wrong_in_time, zero_too_early
from udp_core.writing.whole_rules import OF_A_WHOLE, broken_totals, broken_wholes

_WITHOUT_LIFE: Mapping[str, tuple[str, str]] = {
    "voce_transfer": ("state", TransferState.PROPOSED.value),
    "programme_variation": ("state", TransferState.PROPOSED.value),
    "sitting": ("state", SittingState.PLANNED.value),
}
"""States of what a command of its own moves, without a table of steps; where a row begins."""


def _by_command(table: str) -> tuple[str, str]:
    """The field that only a command moves, and where a row begins; empty where there is none."""
    entity = BY_NAME[table]
    if entity.life:
        return life_field(entity), first_state(entity).value
    return _WITHOUT_LIFE.get(table, ("", ""))


def moved_by_command(table: str) -> str:
    """The field of a table that only a command of its own moves; empty where there is none."""
    return _by_command(table)[0]


SUMS = frozenset({"I17", "I18", "R08", "B01", HOLE})
"""Codes of what is known only once every row is written: sums, a preventivo that begins again, a
fee rule whose bands leave a hole.
"""
EXCUSABLE = frozenset({"U01", "U02", "U03", "U04", "U05", "U06", "U07"}) | SUMS
"""Codes of what may be right all the same, with a reason of who was shown it."""


def excusable(problems: Collection[Problem]) -> frozenset[str]:
    """The keys of what a reason may excuse, where nothing else is wrong.

    None where a correction is needed anyway.
    """
    if {problem.code for problem in problems} <= EXCUSABLE:
        return frozenset(problem.key for problem in problems)
    return frozenset()


def excused_by(keys: Collection[str], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Of these problems, those to which the reason is given.

    Shown before, and such that a reason may excuse them.
    """
    return tuple(one for one in problems if one.code in EXCUSABLE and one.key in keys)


NEVER_HERE = Problem(
    "A12",
    "Le cifre pubblicate, le decisioni prese, le richieste di dati, i fascicoli consegnati e le"
    " chiusure degli anni non si modificano da qui.",
    "Caricare le cifre dal loro insieme di dati; una decisione si cambia con un’altra decisione,"
    " una richiesta si ritira in «Chi è in ritardo», un anno si chiude e si riapre in"
    " «Spostamenti».",
)


@dataclass(frozen=True, slots=True)
class JudgedEdits:
    """The rows with the states that follow from the change, and everything that is wrong with
    them.
    """

    rows: tuple[Proposed, ...]
    problems: tuple[Problem, ...]


class EditJudge:
    """Judges the edits of one command, in its transaction, on the day of who writes."""

    def __init__(self, connection: Connection, actor: Actor, today: date) -> None:
        self._connection = connection
        self._actor = actor
        self._today = today
        self._closed = closed_years(connection)
        self._subjects = Subjects(connection, today)
        self._stored = StoredRules(connection)
        self._gone: frozenset[tuple[type[Entity], str]] = frozenset()

    def judge(self, proposed: Sequence[Proposed]) -> JudgedEdits:
        """Every problem of every row.

        Of what is out of the usual, that to which its row gives no reason.
        """
        rows = tuple(_settled(row) for row in proposed)
        touched = [row for row in rows if row.changes]
        self._subjects.aware_of(
            (row.entity, row.entity_id, row.after) for row in rows if row.after and not row.present
        )
        self._gone = frozenset((row.entity, row.entity_id) for row in touched if row.after is None)
        for row in touched:
            if row.after is not None:
                self._stored.aware_of(row.entity, [row.after])
        problems = [_told(row, problem) for row in touched for problem in self._wrong(row)]
        problems += self.unknown(touched)
        problems += [
            _told(row, problem) for row, problem in self._unusual(touched) if not row.reason
        ]
        return JudgedEdits(rows, tuple(problems))

    def broken(self, judged: JudgedEdits) -> tuple[Problem, ...]:
        """After writing: identities over many rows that the change breaks.

        The reason of a row is of that row, and of no sum.
        """
        images = [(row.entity, row.image) for row in judged.rows if row.changes]
        parted = [(row.entity, row.image) for row in judged.rows if set(row.changes) & OF_A_WHOLE]
        added = [
            Given(row.entity, row.after, row.where)
            for row in judged.rows
            if row.present is None and row.after
        ]
        return (
            *broken_totals(self._connection, images),
            *broken_wholes(self._connection, parted),
            *broken_bands(self._connection, [one for kind, one in images if kind is FeeRule]),
            *counted_twice(self._connection, added),
        )

    def not_allowed(self, proposed: Sequence[Proposed]) -> tuple[Problem, ...]:
        """Of each row that who asks has no right to, the refusal: nothing else of it is told."""
        rows = tuple(_settled(row) for row in proposed)
        return tuple(_told(row, refused) for row in rows if (refused := self._no_right(row)))

    def _no_right(self, row: Proposed) -> Problem | None:
        right = right_of(
            row.entity,
            row.image,
            row.changes,
            exists=row.present is not None and row.after is not None,
        )
        if right is None:
            return NEVER_HERE
        before = row.present.image if row.present else None
        return self._subjects.refused(self._actor, right, row.entity, (before, row.after))

    def _wrong(self, row: Proposed) -> Iterator[Problem]:
        image = row.image
        if refused := self._no_right(row):
            yield refused
            if refused is NEVER_HERE:
                return
        if problem := in_closed_year(row.entity, row.entity_id, image, self._closed):
            yield problem
        if row.present and (problem := locked(row.present.image, row.after or {})):
            yield problem
        if fixed := settled(self._connection, row.entity, image, row.changes):
            yield fixed
        if row.after is not None:
            yield from self._wrong_inside(row, row.after)
        moved = list(_moved_by_hand(row))
        yield from moved
        if row.present is not None and not moved:
            change = (row.present.image, row.after)
            yield from held(self._connection, row.entity, row.entity_id, change, self._gone)

    def _wrong_inside(self, row: Proposed, image: Image) -> Iterator[Problem]:
        problem = misfit(row.entity, image)
        if problem:
            yield replace(problem, remedy="Correggere il valore.")
            return
        yield from (found for rule in rules_of(table_name(row.entity)) if (found := rule(image)))
        yield from of_another_district(self._subjects, row.entity, image, row.changes)
        yield from self._stored.wrong(row.entity, image)
        yield from ended(self._connection, row.entity, image, row.changes)
        if is_timed(row.entity):
            changed = None if row.present is None else frozenset(row.changes)
            yield from wrong_in_time(row.entity, image, changed, self._today)

    def unknown(self, rows: Sequence[Proposed]) -> list[Problem]:
        """References to rows that are neither stored nor added together with these."""
        return list(self._unknown(rows))

    def _unknown(self, rows: Sequence[Proposed]) -> Iterator[Problem]:
        added = {(row.entity, row.entity_id) for row in rows if row.after is not None}
        asked = [
            (row, name, entity, str(row.after[name]))
            for row in rows
            if row.after
            for name, entity in _references(row.entity)
            if row.after[name] is not None
        ]
        known = added | self._existing((entity, word) for _, _, entity, word in asked)
        for row, name, entity, word in asked:
            if (entity, word) not in known:
                yield Problem(
                    "W02",
                    f"«{word}» in «{specs(row.entity)[name].label}» non corrisponde a nulla di"
                    " registrato.",
                    "Correggere il codice, o registrare prima ciò a cui si riferisce.",
                    row.where,
                    word,
                    row.about,
                )

    def _existing(self, asked: Iterable[tuple[type[Entity], str]]) -> set[tuple[type[Entity], str]]:
        words: dict[type[Entity], set[str]] = {}
        for entity, word in asked:
            words.setdefault(entity, set()).add(word)
        found: set[tuple[type[Entity], str]] = set()
        for entity, ids in words.items():
            raw = raw_table(entity)
            found.update(
                (entity, row_id)
                for row_id in self._connection.execute(
                    select(raw.c.id).where(raw.c.id.in_(sorted(ids)))
                ).scalars()
            )
        return found

    def _unusual(self, rows: Sequence[Proposed]) -> Iterator[tuple[Proposed, Problem]]:
        """Values that may be right, and are asked about.

        Far from those before them, zero too early, taken back.
        """
        for row in rows:
            if row.after is None and _was_confirmed(row):
                yield (
                    row,
                    Problem(
                        "U03", "La cifra era confermata.", "Lasciarla, o scrivere perché si toglie."
                    ),
                )
            elif row.after is not None and (
                early := zero_too_early(row.entity, row.after, self._today)
            ):
                yield row, early
        yield from surprises(self._connection, rows)


@cache
def _references(entity: type[Entity]) -> tuple[tuple[str, type[Entity]], ...]:
    """The fields of an entity that refer to others, and to which."""
    return tuple(
        (name, BY_NAME[spec.refers_to]) for name, spec in specs(entity).items() if spec.refers_to
    )


def _told(row: Proposed, problem: Problem) -> Problem:
    """The problem with where it was read, and the row that it is of.

    By its column where that is no sheet of a file.
    """
    column = "" if row.where.file or row.where.sheet else problem.place.column
    place = replace(row.where, column=column) if column else row.where
    return replace(problem, place=place, about=row.about)


def _was_confirmed(row: Proposed) -> bool:
    name = state_field(row.entity)
    return (
        name is not None
        and row.present is not None
        and row.present.image[name] == DataState.CONFIRMED.value
    )


@cache
def state_field(entity: type[Entity]) -> str | None:
    """The field that says how far the values of a row were checked; None where there is none."""
    return next((name for name, spec in specs(entity).items() if spec.terms is DataState), None)


def _settled(row: Proposed) -> Proposed:
    """The row with the states that follow from being changed.

    Its values are a draft again, a new one begins.
    """
    if row.after is None or not row.changes:
        return row
    forced: Image = {}
    if checked := state_field(row.entity):
        forced[checked] = _draft_unless_locked(row, checked)
    name, first = _by_command(table_name(row.entity))
    if row.present is None and name:
        forced[name] = first
    return replace(row, after={**row.after, **forced})


def _draft_unless_locked(row: Proposed, name: str) -> str:
    validated = row.present is not None and row.present.image[name] == DataState.VALIDATED.value
    return DataState.VALIDATED.value if validated else DataState.DRAFT.value


def by_a_step(label: str, value: str) -> Problem:
    """Of a field that only the step of a state writes."""
    sentence = f"«{label}» lo scrive il passaggio di stato."
    remedy = "Lasciarlo com’era, e fare il passaggio in «Conferme e stati»."
    return Problem("W21", sentence, remedy, value=value)


def _steps_to_write(row: Proposed) -> Iterator[Problem]:
    """What a step writes, and nobody's hand: the day of an approval, of a transmission, its act."""
    before = row.present.image if row.present else {}
    for name, spec in specs(row.entity).items():
        if spec.by_step and row.after and row.after[name] != before.get(name):
            told = by_a_step(spec.label, str(row.after[name]))
            yield told.at(Place(column=spec.label))


def _moved_by_hand(row: Proposed) -> Iterator[Problem]:
    """A state is moved by its own command, with its guards."""
    name, first = _by_command(table_name(row.entity))
    if name and row.after and row.present and row.after[name] != row.present.image[name]:
        yield Problem(
            "W11",
            "Lo stato non si cambia insieme ai valori.",
            "Usare il passaggio di stato, che ne controlla le condizioni.",
            value=str(row.after[name]),
        )
    yield from _steps_to_write(row)
    if (
        row.after is None
        and row.present
        and row.entity in {Plan, AnnualProgramme}
        and row.present.image[name] != first
    ):
        yield Problem(
            "W12",
            "Ciò che non è più in bozza non si toglie.",
            "Chiuderlo con il suo passaggio di stato.",
        )
