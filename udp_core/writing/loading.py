"""The command that adds and changes rows of one or more entities.

Everything, or nothing and every problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from sqlalchemy import Connection, Engine, select

from udp_core.archive.asking import Asked
from udp_core.archive.engine import writing
from udp_core.archive.entity import Entity, Image, id_of, specs, table_name
from udp_core.archive.fitting import misfit
from udp_core.archive.images import CHUNK, raw_table, read_all
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import Change, StoredRow, Writer, change_of, was_asked
from udp_core.files.row_order import Met, parents_first
from udp_core.fund.queries.fund import closed_years
from udp_core.kernel.problem import MOST_LISTED, Place, Problem, RefusedError
from udp_core.people.rights import Subjects, administered
from udp_core.thresholds.report import StoredRules
from udp_core.writing.closed import OF_NO_FIGURE, in_closed_year
from udp_core.writing.foreign import of_another_district
from udp_core.writing.in_force import BY_PERIOD, Given, counted_twice
from udp_core.writing.row_rules import locked, rules_of
from udp_core.writing.time_rules import is_timed, wrong_in_time

Numbered = tuple[int | None, Image]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one entity, with the row number each has in its file; read once, a few at a time.

    `problems` is where the reader of the rows puts what it could not read. With `whole` the rows
    are all there should
    be: stored rows that are not among them are removed. `computed` rows were not read cell by cell
    from an entity's
    file: their values are judged here.
    """

    entity: type[Entity]
    rows: Iterable[Numbered]
    file: str = ""
    problems: list[Problem] = field(default_factory=list)
    whole: bool = False
    computed: bool = False


Derived = Callable[[Connection], Iterable[Batch]]
"""Batches computed from what the transaction has loaded so far."""


def nothing_derived(_connection: Connection) -> Iterable[Batch]:
    """Follow-up of a load from which nothing is derived."""
    return ()


@dataclass(frozen=True, slots=True)
class LoadRows:
    """Add the rows that are new, change those that differ, leave those that are equal.

    `today` is the day at which what they say of time is judged; None for what the product itself
    ships, which speaks
    of its own day (a test holds that it obeys the same rules).
    """

    asked: Asked
    batches: Sequence[Batch]
    dry_run: bool = False
    derived: Derived = nothing_derived
    today: date | None = None


@dataclass(slots=True)
class LoadTally:
    """What a load did (or, in a dry run, would do)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def touched(self) -> int:
        """Rows added, changed or removed."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True)
class Loaded:
    """The tally of each table, and the revision reached.

    `repeated` where the request had already been carried out.
    """

    tallies: dict[str, LoadTally]
    revision: int
    repeated: bool = False


def load_rows(engine: Engine, command: LoadRows) -> Loaded:
    """Carry out the command in one transaction.

    Raises RefusedError, with nothing changed, on any problem.
    """
    with writing(engine, keep=not command.dry_run) as connection:
        writer = Writer(connection, command.asked.header("load_rows"))
        if was_asked(connection, command.asked.request_id):
            return Loaded({}, writer.revision, repeated=True)
        problems: list[Problem] = []
        tallies: dict[str, LoadTally] = {}
        held: set[type[Entity]] = set()
        rules = Rules(StoredRules(connection), closed_years(connection), command.today)
        with administered(connection, command.today):
            for batch in chain(command.batches, _late(command.derived, connection, problems)):
                tally = tallies.setdefault(table_name(batch.entity), LoadTally())
                _Loader(writer, batch, problems, held, tally, rules).run()
            problems += [] if problems else counted_twice(connection, rules.added)
            if problems:
                raise RefusedError(problems)
        return Loaded(tallies, writer.revision)


def _late(derived: Derived, connection: Connection, problems: Sequence[Problem]) -> Iterator[Batch]:
    """The derived batches, computed only once everything before them is loaded.

    None where something is wrong.
    """
    if not problems:
        yield from derived(connection)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rows of a command are judged by beside themselves.

    The archive, the years closed before it, the day.
    """

    stored: StoredRules
    closed: frozenset[str]
    today: date | None
    added: list[Given] = field(default_factory=list)
    """New figures by period, judged once all are written: what of them would be counted twice."""

    def wrong(
        self, entity: type[Entity], image: Image, stored: StoredRow | None
    ) -> Iterator[Problem]:
        """What cannot be, of a row that is new or changes; nothing of a row that stays as it is."""
        if stored is not None and stored.image == image:
            return
        row_id = id_of(entity, image)
        if entity not in OF_NO_FIGURE and (
            problem := in_closed_year(entity, row_id, image, self.closed)
        ):
            yield problem
        yield from self.stored.wrong(entity, image)
        if self.today is not None and is_timed(entity):
            yield from wrong_in_time(entity, image, _changed(image, stored), self.today)


def _changed(image: Image, stored: StoredRow | None) -> frozenset[str] | None:
    if stored is None:
        return None
    return frozenset(name for name, value in image.items() if stored.image.get(name) != value)


class _Loader:
    """One batch on its way in.

    `held` are the entities of which some rows of this command were not written, because of a
    problem: whether a
    reference to one of them is right cannot be said, so it is not said.
    """

    def __init__(  # noqa: PLR0917 - what a batch is loaded with
        self,
        writer: Writer,
        batch: Batch,
        problems: list[Problem],
        held: set[type[Entity]],
        tally: LoadTally,
        judged_by: Rules,
    ) -> None:
        self._judged_by = judged_by
        self._held = held
        self._writer = writer
        self._batch = batch
        self._problems = problems
        self._tally = tally
        self._rules = rules_of(table_name(batch.entity))
        self._references = [
            (name, BY_NAME[spec.refers_to])
            for name, spec in specs(batch.entity).items()
            if spec.refers_to
        ]
        self._known: dict[str, set[str]] = {name: set() for name, _ in self._references}
        self._unknown: dict[str, set[str]] = {}
        self._own = [name for name, entity in self._references if entity is batch.entity]
        self._seen: set[str] = set()
        self._met = Met()
        self._subjects = Subjects(writer.connection)

    def run(self) -> None:
        for chunk in _chunks(self._batch.rows):
            self._load(chunk)
        for first, again in self._met.repeated():
            self._note(_repeats(first, self._place(again, "")))
        if self._batch.whole and not self._problems:
            self._remove_the_rest()
        if self._batch.problems:
            self._held.add(self._batch.entity)
        for problem in self._batch.problems:
            self._note(problem)

    def _load(self, chunk: list[Numbered]) -> None:
        keyed = {}
        for number, image in chunk:
            entity_id = id_of(self._batch.entity, image)
            if entity_id in keyed:
                self._note(_repeated(entity_id, self._place(number, entity_id)))
            else:
                self._met.add(entity_id, number)
            keyed[entity_id] = (number, image)
        stored = self._writer.stored(self._batch.entity, list(keyed))
        images = {row_id: image for row_id, (_, image) in keyed.items()}
        self._judged_by.stored.aware_of(self._batch.entity, list(images.values()))
        self._subjects.aware_of((self._batch.entity, *one) for one in images.items())
        self._look_up_references(keyed)
        if self._batch.whole:
            self._seen.update(keyed)
        changes = [
            change
            for entity_id, row in keyed.items()
            if (change := self._judge(entity_id, row, stored.get(entity_id)))
        ]
        ordered = self._parents_first(changes)
        if self._problems:
            self._held.add(self._batch.entity)
        else:
            self._writer.apply(ordered)

    def _parents_first(self, changes: list[Change]) -> list[Change]:
        """Rows that refer to added rows of their own table come after them, as the database
        wants.
        """
        if not self._own:
            return changes
        by_id = {change.entity_id: change for change in changes}
        ordered, circle = parents_first(
            self._own, [(entity_id, change.after or {}) for entity_id, change in by_id.items()]
        )
        for entity_id in circle:
            self._note(_in_circle(entity_id, self._place(None, entity_id)))
        return [by_id[entity_id] for entity_id in ordered]

    def _remove_the_rest(self) -> None:
        rest = [
            row
            for row in read_all(self._writer.connection, self._batch.entity)
            if row[0] not in self._seen
        ]
        self._writer.apply(
            [
                Change(self._batch.entity, row_id, version + 1, image, None)
                for row_id, version, image in rest
            ]
        )
        self._tally.removed += len(rest)

    def _judge(self, entity_id: str, row: Numbered, stored: StoredRow | None) -> Change | None:
        number, image = row
        for problem in self._wrong(image, stored):
            self._note(problem.at(self._place(number, entity_id)))
        change = change_of(self._batch.entity, entity_id, image, stored)
        if stored is None and self._batch.entity in BY_PERIOD:
            self._judged_by.added.append(
                Given(self._batch.entity, image, self._place(number, entity_id))
            )
        self._count(change, stored)
        return change

    def _wrong(self, image: Image, stored: StoredRow | None) -> Iterator[Problem]:
        if self._batch.computed and (problem := misfit(self._batch.entity, image)):
            yield problem
        yield from (problem for rule in self._rules if (problem := rule(image)))
        yield from (
            _unknown(name, image[name])
            for name, words in self._unknown.items()
            if image[name] in words
        )
        if stored is not None and (problem := locked(stored.image, image)):
            yield problem
        changed = _changed(image, stored)
        yield from of_another_district(
            self._subjects, self._batch.entity, image, image if changed is None else changed
        )
        yield from self._judged_by.wrong(self._batch.entity, image, stored)

    def _look_up_references(self, keyed: dict[str, Numbered]) -> None:
        """One question per reference for the words not met before.

        Rows of the same chunk may refer to each other.
        """
        self._unknown.clear()
        for name, entity in self._references:
            words = {
                str(image[name]) for _, image in keyed.values() if image[name] is not None
            } - self._known[name]
            if words:
                raw = raw_table(entity)
                found = self._writer.connection.execute(
                    select(raw.c.id).where(raw.c.id.in_(sorted(words)))
                ).scalars()
                self._known[name].update(found)
            if entity is self._batch.entity:
                self._known[name].update(words & keyed.keys())
            if entity not in self._held and (unknown := words - self._known[name]):
                self._unknown[name] = unknown

    def _count(self, change: Change | None, stored: StoredRow | None) -> None:
        if change is None:
            self._tally.unchanged += 1
        elif stored is None:
            self._tally.added += 1
        else:
            self._tally.changed += 1

    def _place(self, number: int | None, entity_id: str) -> Place:
        if self._batch.file:
            return Place(file=self._batch.file, row=number)
        return Place(entity=self._batch.entity.label, entity_id=entity_id)

    def _note(self, problem: Problem) -> None:
        self._problems.append(problem)
        if len(self._problems) >= MOST_LISTED:
            raise RefusedError(self._problems, not_listed=1)


def _chunks(rows: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _repeated(entity_id: str, place: Place) -> Problem:
    return Problem(
        "W01",
        f"La riga «{entity_id}» compare due volte.",
        "Lasciarne una sola.",
        place,
        value=entity_id,
    )


def _repeats(first: int, place: Place) -> Problem:
    return Problem(
        "W01",
        f"La riga ripete la chiave della riga {first}." if first else "La riga compare due volte.",
        "Lasciarne una sola.",
        place,
    )


def _in_circle(entity_id: str, place: Place) -> Problem:
    return Problem(
        "W04",
        f"«{entity_id}» si riferisce, direttamente o attraverso altre righe, a sé stessa.",
        "Correggere il riferimento alla riga superiore.",
        place,
        value=entity_id,
    )


def _unknown(name: str, word: object) -> Problem:
    return Problem(
        "W02",
        f"«{word}» in «{name}» non corrisponde a nulla di registrato.",
        "Correggere il codice, o registrare prima ciò a cui si riferisce.",
        value=str(word),
    )
