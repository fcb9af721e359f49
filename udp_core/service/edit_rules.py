"""What is judged of an edit before it is written: rights, rules of the row, references, locks, values out of the usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection, select

from udp_core.domain.access import Actor
from udp_core.domain.usual import usual_range
from udp_core.model.entity import Entity, Image, specs, table_name
from udp_core.model.plan import AnnualProgramme, Plan
from udp_core.model.registry import BY_NAME
from udp_core.problem import NOWHERE, Place, Problem, RefusedError
from udp_core.service.actors import refuse_unless
from udp_core.service.edit_totals import broken_totals
from udp_core.service.row_rules import locked, misfit, rules_of
from udp_core.service.sitting.holding import settled
from udp_core.service.subjects import Subjects, deed_of
from udp_core.service.usual_words import unusual
from udp_core.sitting_vocabulary import SittingState
from udp_core.store.images import raw_table
from udp_core.store.queries.closures import closed_years
from udp_core.store.queries.series import VALUE, past_values
from udp_core.store.writer import FIRST_VERSION, Stored
from udp_core.vocabulary import DataState, InterventionState, PlanState, TransferState

_BY_COMMAND: dict[str, tuple[str, str]] = {
    "intervention": ("state", InterventionState.PROPOSED.value),
    "annual_programme": ("state", PlanState.DRAFT.value),
    "plan": ("state", PlanState.DRAFT.value),
    "voce_transfer": ("state", TransferState.PROPOSED.value),
    "programme_variation": ("state", TransferState.PROPOSED.value),
    "sitting": ("state", SittingState.PLANNED.value),
}
"""States that a command of their own moves, with the one in which a row begins."""

NEVER_HERE = Problem("A12", "Le cifre pubblicate, le decisioni prese e i fascicoli consegnati non si modificano da qui.", "Caricare le cifre dal loro insieme di dati; una decisione si cambia con un'altra decisione.")


@dataclass(frozen=True)
class Proposed:
    """A row as it stands (None: new) and as it would be (None: removed)."""

    entity: type[Entity]
    entity_id: str
    present: Stored | None
    after: Image | None
    reason: str = ""
    place: Place = NOWHERE

    @cached_property
    def changes(self) -> tuple[str, ...]:
        """Names of the fields that change; every field of a new or removed row."""
        names = tuple(specs(self.entity))
        if self.present is None or self.after is None:
            return names
        return tuple(name for name in names if self.present.image[name] != self.after[name])

    @property
    def image(self) -> Image:
        """As it would be; as it stands, where it is removed."""
        return self.after or (self.present.image if self.present else {})

    @property
    def version(self) -> int:
        """The version it would have."""
        return self.present.version + 1 if self.present else FIRST_VERSION

    @property
    def where(self) -> Place:
        """Its place in a file, else itself."""
        return self.place if str(self.place) else Place(entity=self.entity.label, entity_id=self.entity_id)


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows with the states that follow from the change, and everything that is wrong with them."""

    rows: tuple[Proposed, ...]
    problems: tuple[Problem, ...]


class EditJudge:
    """Judges the edits of one command, in its transaction."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self._connection = connection
        self._actor = actor
        self._closed = closed_years(connection)
        self._subjects = Subjects(connection)

    def judge(self, proposed: Sequence[Proposed]) -> Judged:
        """Every problem of every row."""
        rows = tuple(_settled(row) for row in proposed)
        touched = [row for row in rows if row.changes]
        problems = [problem.at(row.where) for row in touched for problem in self._wrong(row)]
        problems += self._unknown(touched)
        problems += self._unusual(touched)
        return Judged(rows, tuple(problems))

    def refuse_broken(self, judged: Judged) -> None:
        """After writing: identities over many rows that the change breaks, unless a reason is given. Raises RefusedError."""
        touched = [row for row in judged.rows if row.changes]
        if any(row.reason for row in touched):
            return
        images = [(row.entity, row.image) for row in touched]
        if broken := list(broken_totals(self._connection, images)):
            raise RefusedError(broken)

    def _wrong(self, row: Proposed) -> Iterator[Problem]:
        image = row.image
        deed = deed_of(row.entity, image, row.changes, exists=row.present is not None and row.after is not None)
        if deed is None:
            yield NEVER_HERE
            return
        if refused := refuse_unless(self._actor, deed, self._subjects.of(row.entity, image), f"«{row.entity.label}»"):
            yield refused
        if str(image.get("fund_year_id")) in self._closed:
            yield Problem("W10", "L'anno del fondo è chiuso.", "Riaprirlo con un motivo, o scrivere nell'anno nuovo.")
        if row.present and (problem := locked(row.present.image, row.after or {})):
            yield problem
        if fixed := settled(self._connection, row.entity, image, row.changes):
            yield fixed
        if row.after is not None:
            yield from _wrong_inside(row.entity, row.after)
        yield from _moved_by_hand(row)

    def _unknown(self, rows: Sequence[Proposed]) -> Iterator[Problem]:
        """References to rows that are neither stored nor added together with these."""
        added = {(row.entity, row.entity_id) for row in rows if row.after is not None}
        asked = [(row, name, BY_NAME[spec.refers_to], str(row.after[name])) for row in rows if row.after for name, spec in specs(row.entity).items() if spec.refers_to and row.after[name] is not None]
        known = added | self._existing((entity, word) for _, _, entity, word in asked)
        for row, name, entity, word in asked:
            if (entity, word) not in known:
                yield Problem("W02", f"«{word}» in «{specs(row.entity)[name].label}» non corrisponde a nulla di registrato.", "Correggere il codice, o registrare prima ciò a cui si riferisce.", row.where, word)

    def _existing(self, asked: Iterable[tuple[type[Entity], str]]) -> set[tuple[type[Entity], str]]:
        words: dict[type[Entity], set[str]] = {}
        for entity, word in asked:
            words.setdefault(entity, set()).add(word)
        found: set[tuple[type[Entity], str]] = set()
        for entity, ids in words.items():
            raw = raw_table(entity)
            found.update((entity, row_id) for row_id in self._connection.execute(select(raw.c.id).where(raw.c.id.in_(sorted(ids)))).scalars())
        return found

    def _unusual(self, rows: Sequence[Proposed]) -> Iterator[Problem]:
        """Values far from those before them, whose reason is not given."""
        for entity, name in VALUE.items():
            changed = [row for row in rows if row.entity is entity and row.after and name in row.changes and not row.reason]
            past = past_values(self._connection, entity, {row.entity_id: row.image for row in changed})
            for row in changed:
                expected, value = usual_range(past[row.entity_id]), row.image[name]
                if expected and isinstance(value, int) and not expected.holds(value):
                    yield unusual(specs(entity)[name], value, expected).at(row.where)


def _wrong_inside(entity: type[Entity], image: Image) -> Iterator[Problem]:
    problem = misfit(entity, image)
    if problem:
        yield replace(problem, remedy="Correggere il valore.")
        return
    yield from (found for rule in rules_of(table_name(entity)) if (found := rule(image)))


def _state_field(entity: type[Entity]) -> str | None:
    """The field that says how far the values of a row were checked; None where there is none."""
    return next((name for name, spec in specs(entity).items() if spec.terms is DataState), None)


def _settled(row: Proposed) -> Proposed:
    """The row with the states that follow from being changed: its values are a draft again, a new one begins."""
    if row.after is None or not row.changes:
        return row
    forced: Image = {}
    if checked := _state_field(row.entity):
        forced[checked] = _draft_unless_locked(row, checked)
    if row.present is None and table_name(row.entity) in _BY_COMMAND:
        name, first = _BY_COMMAND[table_name(row.entity)]
        forced[name] = first
    return replace(row, after={**row.after, **forced})


def _draft_unless_locked(row: Proposed, name: str) -> str:
    validated = row.present is not None and row.present.image[name] == DataState.VALIDATED.value
    return DataState.VALIDATED.value if validated else DataState.DRAFT.value


def _moved_by_hand(row: Proposed) -> Iterator[Problem]:
    """A state is moved by its own command, with its guards."""
    name, first = _BY_COMMAND.get(table_name(row.entity), ("", ""))
    if name and row.after and row.present and row.after[name] != row.present.image[name]:
        yield Problem("W11", "Lo stato non si cambia insieme ai valori.", "Usare il passaggio di stato, che ne controlla le condizioni.", value=str(row.after[name]))
    if row.after is None and row.present and row.entity in {Plan, AnnualProgramme} and row.present.image[name] != first:
        yield Problem("W12", "Ciò che non è più in bozza non si toglie.", "Chiuderlo con il suo passaggio di stato.")
