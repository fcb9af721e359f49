"""The command that moves states: confirmed, validated, reopened, approved, started, agreed, closed.

Each with its guards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.changes import last_authors
from udp_core.archive.engine import writing
from udp_core.archive.entity import Entity, Image, life_field, life_state, specs
from udp_core.archive.life import DATA, Step, Steps
from udp_core.archive.queries import revision_of
from udp_core.archive.storage import MILLI
from udp_core.archive.writer import Change, StoredRow, Writer
from udp_core.fund.entities.fund import DRAFT_AGAIN, FundYear
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.terms import BudgetState
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.kernel.vocabulary import DataState, Phase, Right, Term
from udp_core.people.rights import Subjects, others_who_may, require
from udp_core.people.rules import Actor, RowSubject
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.queries.guards import acts_of, funding_of, open_programmes, open_schede
from udp_core.writing.act_rules import (
    Sending,
    leaned_on,
    unadoptable,
    unanswered,
    wrong_act,
    wrong_sending,
)
from udp_core.writing.budgets import (
    becomes_agreed,
    begun_again_with,
    confirmed_with,
    uncovered,
    unseen,
    unwritten,
)
from udp_core.writing.rule_guards import days_of_step, unguarded_rule
from udp_core.writing.steps_taken import Walk, steps_taken
from udp_core.writing.time_rules import wrong_in_time
from udp_core.writing.whole_rules import broken_totals, overlapping_plans

MOVE, CONFIRM_BUDGET, ASK_CORRECTION = "move_states", "confirm_budget", "ask_correction"
"""What history calls moving states, confirming a whole budget, and sending one figure back to
who gave it."""


_GUARDS: Mapping[str, Callable[[Connection, str], Iterator[Problem]]] = {
    "budget_written": unwritten,
    "budget_covered": uncovered,
    "leaned_on": leaned_on,
}
"""The guards that need no more than the id of the row."""


@dataclass(frozen=True, slots=True)
class Move:
    """A row to a state, from the version that was looked at.

    `act_id` where the step rests on an act, `sending` where it sends the row to somebody;
    `transmit_by` is the day by which the row is then to be sent, where somebody wrote one.
    """

    entity: type[Entity]
    entity_id: str
    seen: int
    to_state: Term
    act_id: str = ""
    sending: Sending | None = None
    transmit_by: date | None = None


@dataclass(frozen=True, slots=True)
class MoveState:
    """Who moves what, when.

    The reason is the request's, and `explained` says that somebody wrote it.

    `excused` are the keys (`Problem.key`) of the sums that the writer was shown and said to be
    right.
    `command` is what history calls it. `separate`: who wrote a figure does not validate it,
    wherever somebody else could.
    """

    asked: Asked
    officer_id: str
    moves: Sequence[Move]
    today: date
    explained: bool = False
    excused: frozenset[str] = frozenset()
    command: str = MOVE
    separate: bool = True


def move_states(engine: Engine, command: MoveState) -> int:
    """Carry out every move, or none; answers the revision.

    Raises RefusedError with every problem.
    """
    with writing(engine) as connection:
        actor = require(connection, command.officer_id, command.today)
        writer = Writer(
            connection,
            replace(command.asked, author=actor.officer_id, role=actor.role_words).header(
                command.command
            ),
        )
        asked = [
            AskedRow(one.entity, one.entity_id, _moved(one), one.seen) for one in command.moves
        ]
        if answered_before(connection, command.asked.request_id, asked) is not None:
            return revision_of(connection, command.asked.request_id)
        mover = _Mover(connection, writer, actor, command)
        changes = [change for move in command.moves if (change := mover.judge(move))]
        with_them = confirmed_with(writer, changes)
        if problems := [*mover.problems, *unseen(changes, with_them)]:
            raise RefusedError(problems)
        changes += [*with_them, *begun_again_with(writer, changes)]
        for entity in dict.fromkeys(change.entity for change in changes):
            writer.apply([change for change in changes if change.entity is entity])
        writer.apply(list(steps_taken(connection, changes, _walk(command, actor))))
        _refuse_broken(connection, changes, command.excused)
        return writer.revision


def _walk(command: MoveState, actor: Actor) -> Walk:
    reason = command.asked.reason if command.explained else None
    moves = {(one.entity, one.entity_id): one for one in command.moves}
    acts = {key: one.act_id for key, one in moves.items()}
    sendings = {key: one.sending for key, one in moves.items() if one.sending}
    return Walk(actor.officer_id, command.today, reason, acts, sendings)


def _moved(move: Move) -> Image:
    """What a move asks of its row."""
    name = state_field(move.entity, move.to_state)
    return {name: move.to_state.value} if name else {}


def _refuse_broken(
    connection: Connection, changes: Sequence[Change], excused: frozenset[str]
) -> None:
    """Sums that hold of what is confirmed.

    A budget beyond what is available is not confirmed unseen.
    """
    images = [
        (change.entity, change.after)
        for change in changes
        if change.after
        and (change.after.get("state") == DataState.CONFIRMED.value or becomes_agreed(change))
    ]
    broken = [one for one in broken_totals(connection, images) if one.key not in excused]
    if broken:
        raise RefusedError(broken)


def state_field(entity: type[Entity], state: Term) -> str | None:
    """The field of an entity that holds states of this list."""
    return next((name for name, spec in specs(entity).items() if spec.terms is type(state)), None)


def steps_of(entity: type[Entity], state: Term) -> Steps:
    """The steps of a list of states; none for an entity that does not have it."""
    if isinstance(state, DataState):
        return DATA
    return entity.life if state in {one for pair in entity.life for one in pair} else {}


def right_of_step(step: Step, image: Image) -> Right:
    """What moving a row is: who may not write a budget does not confirm it either."""
    budget = image.get("phase") == Phase.BUDGET.value
    return Right.ARRANGE if budget and step.right is Right.CONFIRM else step.right


def _wrote(connection: Connection, command: MoveState) -> dict[tuple[type[Entity], str], str]:
    """Who wrote each figure that is to be validated."""
    moves = [one for one in command.moves if one.to_state is DataState.VALIDATED]
    found = {}
    for entity in {one.entity for one in moves}:
        ids = [one.entity_id for one in moves if one.entity is entity]
        authors = last_authors(connection, entity, ids, (MOVE, CONFIRM_BUDGET, ASK_CORRECTION))
        found.update({(entity, row_id): author for row_id, author in authors.items()})
    return found


class _Mover:
    """Judges the moves of one command, in its transaction."""

    def __init__(
        self, connection: Connection, writer: Writer, actor: Actor, command: MoveState
    ) -> None:
        self.problems: list[Problem] = []
        self._connection = connection
        self._stored = writer.stored_of((one.entity, one.entity_id) for one in command.moves)
        self._actor = actor
        self._today = command.today
        self._explained = command.explained
        self._wrote = _wrote(connection, command) if command.separate else {}
        self._others: dict[RowSubject, list[str]] = {}
        self._closed = closed_years(connection)
        self._subjects = Subjects(connection, command.today)

    def judge(self, move: Move) -> Change | None:
        """The change, or None and a problem."""
        name = state_field(move.entity, move.to_state)
        present = self._stored.get((move.entity, move.entity_id))
        if name is None or present is None:
            self._note(
                move,
                Problem(
                    "W07",
                    "La riga non c’è più: qualcuno l’ha tolta.",
                    "Ricaricare la pagina.",
                    value=move.entity_id,
                ),
            )
            return None
        if present.image[name] == move.to_state.value:
            return None
        found = list(self._wrong(move, name, present))
        for problem in found:
            self._note(move, problem)
        after = {
            **present.image,
            name: move.to_state.value,
            **self._resting_on(move, present.image),
        }
        return (
            None
            if found
            else Change(move.entity, move.entity_id, present.version + 1, present.image, after)
        )

    def _note(self, move: Move, problem: Problem) -> None:
        self.problems.append(problem.at(Place(entity=move.entity.label, entity_id=move.entity_id)))

    def _wrong(self, move: Move, name: str, present: StoredRow) -> Iterator[Problem]:
        before = (
            life_state(move.entity, present.image)
            if name == life_field(move.entity)
            else type(move.to_state).of(str(present.image[name]))
        )
        step = steps_of(move.entity, move.to_state).get((before, move.to_state))
        if step is None:
            yield Problem(
                "M01",
                f"Da «{before.label}» non si passa a «{move.to_state.label}».",
                "Fare un passaggio alla volta, nell’ordine previsto.",
            )
            return
        if present.version != move.seen:
            yield Problem(
                "M02",
                "Qualcuno ha cambiato la riga dopo che era stata guardata.",
                "Ricaricare, guardare il valore nuovo, poi ripetere.",
            )
        if refused := self._subjects.refused(
            self._actor,
            right_of_step(step, present.image),
            move.entity,
            [present.image],
            f"lo stato di «{move.entity.label}»",
        ):
            yield refused
        else:
            yield from self._own_figure(move, present.image)
        if {str(present.image.get("fund_year_id")), move.entity_id} & self._closed:
            yield Problem("W10", "L’anno del fondo è chiuso.", "Riaprirlo con un motivo.")
        if step.needs_reason and not self._explained:
            yield Problem(
                "M03", f"Per passare a «{move.to_state.label}» serve un motivo.", "Scrivere perché."
            )
        after = {**present.image, name: move.to_state.value}
        yield from wrong_in_time(move.entity, after, frozenset({name}), self._today)
        yield from self._without_act(move, step, present.image)
        yield from self._unguarded(move, step, present.image)

    def _own_figure(self, move: Move, image: Image) -> Iterator[Problem]:
        """Who wrote a figure does not check it, where somebody else can: another pair of eyes."""
        if self._wrote.get((move.entity, move.entity_id)) != self._actor.officer_id:
            return
        subject = self._subjects.of(move.entity, image)
        if subject not in self._others:
            who = others_who_may(
                self._connection, self._actor, Right.VALIDATE, subject, self._today
            )
            self._others[subject] = who
        if names := self._others[subject]:
            remedy = f"La valida un’altra persona: {italian.listing(names)}."
            yield Problem(
                "M14", "Chi ha scritto la cifra non la valida.", remedy, value=move.entity_id
            )

    def _without_act(self, move: Move, step: Step, image: Image) -> Iterator[Problem]:
        if step.needs_act or move.act_id:
            district = self._subjects.of(move.entity, image).district_id
            yield from wrong_act(self._connection, move.to_state, move.act_id, district)
        if step.needs_sending:
            yield from wrong_sending(move.sending, self._today)

    def _resting_on(self, move: Move, image: Image) -> Image:
        """The act that the step rests on, its day and the days of sending, where the row keeps
        them.
        """
        if move.entity is FundYear and move.to_state is BudgetState.DRAFT:
            return DRAFT_AGAIN
        found = days_of_step(move.to_state, image, self._today)
        if move.sending and "transmitted_on" in image:
            found["transmitted_on"] = move.sending.on.isoformat()
        if move.transmit_by and "transmit_by" in image:
            found["transmit_by"] = move.transmit_by.isoformat()
        if "decide_by" in image and image["approved_on"] is None:  # decided, with or without an act
            found["approved_on"] = self._today.isoformat()
        act = acts_of(self._connection, [move.act_id]).get(move.act_id) if move.act_id else None
        if act is None or "act_id" not in image:
            return found
        found["act_id"] = act.id
        if "approved_on" in image:
            found["approved_on"] = (act.day or self._today).isoformat()
        return found

    def _unguarded(self, move: Move, step: Step, image: Image) -> Iterator[Problem]:
        if step.guard == "funded_and_led":
            if funding_of(self._connection, move.entity_id).budget_cents <= 0:
                yield Problem(
                    "M05",
                    "La scheda non ha un finanziamento preventivo.",
                    "Scrivere il piano finanziario prima di avviarla.",
                )
            if image["lead_organisation_id"] is None:
                yield Problem(
                    "M06", "La scheda non ha un soggetto capofila.", "Indicarlo prima di avviarla."
                )
        elif step.guard == "done_spent_and_evaluated":
            yield from self._unfinished(move, image)
        elif step.guard == "all_schede_ended":
            left = (
                open_schede(self._connection, move.entity_id)
                if move.entity is AnnualProgramme
                else open_programmes(self._connection, move.entity_id)
            )
            if left:
                yield Problem(
                    "M10",
                    "Non sono ancora concluse:"
                    # as many as fit a sentence
                    f" {italian.listing(list(left[:8]))}{'…' if len(left) > 8 else ''}.",  # noqa: PLR2004
                    "Concluderle, o dire perché non sono state realizzate.",
                )
        elif step.guard == "adoptable":
            yield from unadoptable(self._connection, image)
        elif step.guard in _GUARDS:
            yield from _GUARDS[step.guard](self._connection, move.entity_id)
        else:
            yield from _unguarded_plan(self._connection, move, step.guard, image)
            row = (move.entity_id, image)
            yield from unguarded_rule(self._connection, step.guard, row, move.act_id)

    def _unfinished(self, move: Move, image: Image) -> Iterator[Problem]:
        if not funding_of(self._connection, move.entity_id).final_rows:
            yield Problem(
                "M07",
                "Della scheda non è scritto quanto è stato speso.",
                "Scrivere il consuntivo prima di concluderla.",
            )
        if not str(image["evaluation"] or "").strip():
            yield Problem(
                "M08", "La scheda non ha una valutazione.", "Scriverla prima di concluderla."
            )
        if image["progress"] != MILLI:
            yield Problem(
                "M09",
                "L’avanzamento dichiarato non è il 100 %.",
                "Portarlo al 100 %, o dire perché non è stata realizzata.",
            )


def _unguarded_plan(
    connection: Connection, move: Move, guard: str, image: Image
) -> Iterator[Problem]:
    """What must hold before a plan is in force, and before a remark on it has an outcome."""
    if guard == "alone_in_force" and move.entity is Plan:
        yield from overlapping_plans(connection, [move.entity_id], move.entity_id)
    elif guard == "answered":
        yield from unanswered(image)
