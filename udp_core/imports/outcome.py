"""The whole reading of one table.

Its plan, its figures, the questions that they raise, the edits that they ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from udp_core.imports.applying import (
    Completed,
    Sent,
    completed,
    differences,
    edits_of,
    without_what_is_required,
)
from udp_core.imports.choices import Choices
from udp_core.imports.doubtful_rows import ask_doubtful
from udp_core.imports.file_kinds import AGE, ENTITY, MAIN_VALUE
from udp_core.imports.found import Found
from udp_core.imports.from_january import ask_from_january
from udp_core.imports.indicator_units import ask_on_indicators, in_other_units
from udp_core.imports.meaning import Meaning
from udp_core.imports.numbers import Numbers
from udp_core.imports.other_figures import ask_other_figures
from udp_core.imports.other_periods import OtherPeriods
from udp_core.imports.placing import Placer
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.planning import planned
from udp_core.imports.questions import Question, not_an_answer, quoted, unanswered
from udp_core.imports.reading_sheet import ReadingSheet, reading_of
from udp_core.imports.residents import added_up, parts_beyond_total, parts_of_residents
from udp_core.imports.schede_changed import (
    KEEP,
    ask_changed,
    titles_of_others,
    without_own_words,
    without_progress,
)
from udp_core.imports.sheet_facts import SheetFacts
from udp_core.imports.table import GivenTable
from udp_core.imports.timing import Timing
from udp_core.imports.totals import ask_across, ask_totals
from udp_core.imports.unusable import ask_unusable
from udp_core.imports.whole_file import (
    beside_the_comune,
    beside_the_day,
    of_the_whole_file,
    with_answers,
)
from udp_core.imports.withdrawn import (
    REMOVE,
    Withdrawn,
    absent_from,
    ask_withdrawn,
    removals,
    withdrawn_by,
)
from udp_core.imports.work import OF_THE_VOCE, USUAL_SOURCE, Work
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import ImportKind
from udp_core.writing.saving import Edit

_MOST_CODES = 5
"""The schede that a note names."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What came out of a table."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    reading: ReadingSheet
    columns: Mapping[str, int]


def outcome(work: Work) -> ReadTable:
    """Read the table to the end, whatever waits: the sheet shows how far."""
    return _Reading(work).outcome()


class _Reading:
    """One table and those who read it: its words, its numbers, its periods, its rows."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._plan = planned(work.layout, work.kind, work.choices, work.known)
        self._whole = of_the_whole_file(work, self._plan)
        read = _with_usual_source(work, self._plan, with_answers(work, self._whole))
        by_voce = read.fixed.get("unit") == OF_THE_VOCE
        if by_voce:
            read = _without(read, "unit")
        self._sent = Sent(work.kind, work.sender, work.today, work.units if by_voce else {})
        table = GivenTable(
            work.layout, work.kind, self._plan, read, work.known, work.name, work.year
        )
        self._table = table
        self._timing = Timing(replace(table, plan=_likely(self._plan)))
        self._numbers = Numbers(work.layout, self._plan, work.kind, read, work.percents)
        self._meaning = Meaning(
            ENTITY[work.kind], work.known, read, work.layout.where, work.answered
        )
        self._placer = Placer(table, self._meaning, self._numbers, self._timing, work.may_be_whole)

    def outcome(self) -> ReadTable:
        found, problems = ([], []) if self._is_stuck() else self._found()
        done = completed(found, self._sent)
        self._placer.add_up()
        edits, kept = edits_of(self._work.connection, done.rows, self._sent)
        edits, lacking = without_what_is_required(edits)
        lacking += titles_of_others(self._work, edits)
        changed = ask_changed(self._work, edits)
        if any(one.given == KEEP for one in changed):
            edits = without_own_words(edits)
        tally = self._placer.tally
        doubtful = [
            *ask_totals(self._work, self._plan, tally),
            *ask_across(self._work, tally),
        ]
        withdrawn = withdrawn_by(self._work, [*tally.missing, *tally.blank], self._sent)
        about_withdrawn = ask_withdrawn(self._work, withdrawn)
        questions = (*self._questions(done, about_withdrawn), *doubtful, *changed)
        problems = [
            *self._met(problems, done),
            *lacking,
            *not_an_answer(questions, self._work.choices.answers),
        ]
        problems += self._nothing(done, questions, problems)
        given = next((one.given for one in about_withdrawn), "")
        if given == REMOVE:
            edits += removals(self._work, withdrawn)
        facts = self._facts(done, withdrawn, given, kept)
        return ReadTable(
            tuple(edits), tuple(problems), questions, reading_of(facts), self._plan.columns
        )

    def _is_stuck(self) -> bool:
        """True where no row can be read: the plan is wrong, or one of its answers waits."""
        first = (*self._plan.questions, *self._whole)
        waiting = any(not one.given for one in first if one.key != "situazione")
        return bool(self._plan.problems) or waiting

    def _found(self) -> tuple[list[Found], list[Problem]]:
        """The figures as they are stored.

        Each month alone where the file counts from January, ages in their bands.
        """
        found = list(self._placer.found())
        if self._timing.running:
            return differences(found, MAIN_VALUE[self._work.kind])
        if self._work.kind is ImportKind.POPULATION and any(AGE in one.values for one in found):
            return added_up([_with_age_apart(one) for one in found])
        if self._work.kind is ImportKind.POPULATION:
            return found, [*parts_beyond_total(found)]
        return found, []

    def _met(self, problems: Iterable[Problem], done: Completed) -> Iterator[Problem]:
        """The problems of the table, in the order in which it is read."""
        yield from self._plan.problems
        if self._work.kind is ImportKind.POPULATION:
            yield from parts_of_residents(self._work.layout)
        yield from contradiction(self._timing)
        yield from self._numbers.problems
        yield from self._placer.problems
        yield from problems
        yield from done.problems
        if self._work.kind is ImportKind.INDICATORS:
            work = self._work
            yield from in_other_units(work.connection, work.layout, self._plan, done.rows)

    def _questions(
        self, done: Completed, about_withdrawn: Sequence[Question]
    ) -> tuple[Question, ...]:
        """What is asked now; what waits for an answer on the columns is asked after it."""
        if self._plan.problems:
            return self._plan.questions
        first = (*self._plan.questions, *self._whole, *self._timing.questions)
        if unanswered(self._plan.questions):
            return first
        return (
            *first,
            *self._numbers.questions,
            *self._placer.questions,
            *self._meaning.questions,
            *ask_other_figures(
                self._work.layout,
                self._plan,
                self._work.kind,
                self._work.choices.answers,
                OtherPeriods(self._table, self._timing).said_around(),
            ),
            *ask_from_january(self._work, self._plan),
            *ask_doubtful(self._table, self._timing),
            *self._on_indicators(done),
            *ask_unusable(self._work, self._placer.tally, done),
            *about_withdrawn,
        )

    def _on_indicators(self, done: Completed) -> Iterator[Question]:
        work = self._work
        if work.kind is ImportKind.INDICATORS:
            told = work.choices.answers
            yield from ask_on_indicators(work.layout, self._plan, done.rows, work.percents, told)

    def _nothing(
        self, done: Completed, questions: Sequence[Question], problems: Sequence[Problem]
    ) -> list[Problem]:
        """A file from which no row comes is refused, never a success."""
        came = done.rows or done.idle or done.early or self._placer.tally.missing
        if came or problems or unanswered(questions):
            return []
        return [
            Problem(
                "X52",
                "Dal file non si ricava nessuna riga.",
                "Controllare il tipo di file scelto e le sue colonne.",
                Place(self._work.layout.where),
            )
        ]

    def _facts(
        self, done: Completed, withdrawn: Withdrawn, given: str, kept: Sequence[str]
    ) -> SheetFacts:
        work = self._work
        return SheetFacts(
            work.name,
            work.kind,
            work.layout,
            work.others,
            self._plan,
            self._placer.tally,
            done,
            work.known,
            self._timing.running,
            [(image, given) for _, _, image in withdrawn],
            absent_from(work, done, withdrawn, self._sent),
            [
                *self._timing.years.beside(),
                *beside_the_comune(self._work, self._plan),
                *beside_the_day(self._work),
                *self._notes(kept),
            ],
        )

    def _notes(self, kept: Sequence[str]) -> Iterator[str]:
        for word in dict.fromkeys(self._meaning.other_states):
            yield (
                f"{quoted(word)} non è tra gli stati di una scheda: lo stato si cambia nella"
                " scheda, non da qui."
            )
        if kept:
            schede = italian.plural(len(kept), "scheda", "schede")
            yield (
                f"Lo stato di {schede} nel file è diverso da quello registrato"
                f" ({italian.listing(list(kept[:_MOST_CODES]))}): si cambia nella scheda, non da"
                " qui."
            )
        yield from without_progress(self._work.layout, self._plan, self._work.kind)
        if self._meaning.more_asked:
            yield (
                f"Altre {italian.number(self._meaning.more_asked)} parole non si conoscono: si"
                " chiedono dopo queste."
            )


def _with_usual_source(work: Work, plan: ReadingPlan, read: Choices) -> Choices:
    """A monitoring of the fund that names no source is of the fund's own money."""
    said = "source_id" in plan.columns or "source_id" in read.fixed
    if said or work.kind is not ImportKind.FRNA_MONITORING:
        return read
    return replace(read, fixed={**read.fixed, "source_id": USUAL_SOURCE})


def _without(read: Choices, name: str) -> Choices:
    return replace(read, fixed={one: said for one, said in read.fixed.items() if one != name})


def _likely(plan: ReadingPlan) -> ReadingPlan:
    """The plan as it would be by the first answer."""
    return replace(plan, figures=plan.figures or plan.likely)


def _with_age_apart(found: Found) -> tuple[int, Found]:
    """A row of a single age: the age, and the row without it."""
    values = {name: value for name, value in found.values.items() if name != AGE}
    return int(found.values[AGE] or 0), replace(found, values=values)


def contradiction(timing: Timing) -> list[Problem]:
    """A problem where one period was told of the whole file and its rows or headings say others."""
    told = timing.contradicted
    if not told:
        return []
    return [
        Problem(
            "X35",
            f"Per tutto il file è stato detto «{told}», ma il file dice altri periodi.",
            "Togliere ciò che è stato detto, o correggere il file.",
            value=told,
        )
    ]
