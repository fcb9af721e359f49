"""The whole reading of one table.

Its plan, its figures, the questions that they raise, the edits that they ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from udp_core import italian
from udp_core.model.entity import Image, id_of, specs
from udp_core.problem import Place, Problem
from udp_core.service.mapping.applying import (
    Completed,
    Sent,
    completed,
    differences,
    disagreements,
    edits_of,
    figure_words,
    imaged,
    without_what_is_required,
)
from udp_core.service.mapping.choices import WHOLE_FILE, Choices
from udp_core.service.mapping.found import Found, Tally
from udp_core.service.mapping.headings import AGE, ENTITY, MAIN_VALUE, phase_in
from udp_core.service.mapping.known import WHOLE_DISTRICT, Known
from udp_core.service.mapping.layout import Layout, plain
from udp_core.service.mapping.meaning import Meaning, Words, day_in
from udp_core.service.mapping.numbers import Numbers
from udp_core.service.mapping.placing import Placer, Table
from udp_core.service.mapping.planning import Plan, planned
from udp_core.service.mapping.questions import (
    LEAVE_OUT,
    Question,
    asked,
    not_an_answer,
    quoted,
    unanswered,
)
from udp_core.service.mapping.reading_sheet import EXAMPLES, Facts, Reading, reading_of
from udp_core.service.mapping.residents import added_up
from udp_core.service.mapping.timing import Timing
from udp_core.service.mapping.usual_names import NAMED_IN_TITLES
from udp_core.service.saving import Edit
from udp_core.store.images import read_by_id
from udp_core.store.queries.mapping import rows_from
from udp_core.vocabulary import ActivityUnit, ImportKind, Phase

USUAL_SOURCE = "frna"
"""The source of a monitoring of the fund whose file names none."""
OF_THE_VOCE = "della-voce"
_TO_DATE = {ImportKind.SCHEDE: "l’avanzamento", ImportKind.SCHEDA_SPENDING: "la spesa"}
"""Kinds that speak of the first of January to a day."""
REMOVE, KEEP = "togliere", "lasciare"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a table."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    reading: Reading
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A table, how it is read, for whom.

    `comuni` are the names of those that who imports may write of.
    """

    connection: Connection
    layout: Layout
    others: Sequence[Layout]
    kind: ImportKind
    choices: Choices
    known: Mapping[str, Known]
    name: str
    sender: str
    year: int
    today: date
    comuni: Sequence[str]
    may_be_whole: bool
    percents: frozenset[str]
    units: Mapping[str, str]
    answered: Words
    """The words answered now, beside those remembered."""

    def outcome(self) -> Outcome:
        """Read the table to the end, whatever waits: the sheet shows how far."""
        plan = planned(self.layout, self.kind, self.choices, self.known)
        whole = self._of_the_whole_file(plan)
        read = self._answered(whole)
        if self.kind is ImportKind.FRNA_MONITORING and not {"source_id"} & {
            *plan.columns,
            *read.fixed,
        }:
            read = replace(read, fixed={**read.fixed, "source_id": USUAL_SOURCE})
        by_voce = read.fixed.get("unit") == OF_THE_VOCE
        if by_voce:
            read = replace(
                read, fixed={name: said for name, said in read.fixed.items() if name != "unit"}
            )
        timing = Timing(
            self.layout,
            replace(plan, figures=plan.figures or plan.likely),
            self.kind,
            read,
            self.year,
            self.name,
        )
        numbers = Numbers(self.layout, plan, self.kind, read, self.percents)
        meaning = Meaning(ENTITY[self.kind], self.known, read, self.layout.where, self.answered)
        placer = Placer(
            Table(self.layout, self.kind, plan, read, self.known, meaning, numbers, timing),
            self.may_be_whole,
        )
        stuck = plan.problems or any(
            not one.given for one in (*plan.questions, *whole) if one.key != "situazione"
        )
        sent = Sent(self.kind, self.sender, self.today, self.units if by_voce else {})
        found, problems = ([], []) if stuck else self._found(placer, timing)
        done = completed(found, sent)
        placer.add_up()
        problems = [
            *plan.problems,
            *contradiction(timing),
            *numbers.problems,
            *placer.problems,
            *problems,
            *done.problems,
        ]
        if self.kind is ImportKind.INDICATORS:
            problems += disagreements(self.connection, done.rows)
        edits, kept = edits_of(self.connection, done.rows, sent)
        edits, lacking = without_what_is_required(edits)
        problems += lacking
        withdrawn = self._withdrawn(placer.tally.missing, sent)
        absent = self._absent(done, withdrawn, sent)
        on_cells = [
            *self._on_cells(placer.tally),
            *self._on_months_to_come(done),
            *self._on_withdrawn(withdrawn),
        ]
        questions = (
            plan.questions if plan.problems else (*plan.questions, *whole, *timing.questions)
        )
        if not plan.problems and not unanswered(plan.questions):
            questions = (
                *questions,
                *numbers.questions,
                *placer.questions,
                *meaning.questions,
                *on_cells,
            )
        problems += [
            *not_an_answer(questions, self.choices.answers),
            *self._nothing(done, questions, problems, placer.tally),
        ]
        given = next((one.given for one in on_cells if one.key == "ritirate"), "")
        edits += (
            [self._removal(row_id, version) for row_id, version, _ in withdrawn]
            if given == REMOVE
            else []
        )
        facts = Facts(
            self.name,
            self.kind,
            self.layout,
            self.others,
            plan,
            placer.tally,
            done,
            self.known,
            timing.running,
            [(image, given) for _, _, image in withdrawn],
            absent,
            [*timing.beside(), *self._notes(kept, meaning)],
        )
        return Outcome(tuple(edits), tuple(problems), questions, reading_of(facts), plan.columns)

    def _found(self, placer: Placer, timing: Timing) -> tuple[list[Found], list[Problem]]:
        found = list(placer.found())
        if timing.running:
            return differences(found, MAIN_VALUE[self.kind])
        if self.kind is ImportKind.POPULATION and any(AGE in one.values for one in found):
            ages = [
                (
                    int(one.values[AGE] or 0),
                    replace(
                        one,
                        values={name: value for name, value in one.values.items() if name != AGE},
                    ),
                )
                for one in found
            ]
            return added_up(ages)
        return found, []

    def _answered(self, whole: Iterable[Question]) -> Choices:
        """The choices, with the answers on the whole file as its values."""
        asked_keys = {one.key for one in whole}
        given = {one.key: one.given for one in whole if one.given}
        given |= {
            key: said
            for key, said in self.choices.answers.items()
            if key in WHOLE_FILE - asked_keys
        }
        return Choices(answers=given).settled().over(self.choices)

    def _of_the_whole_file(self, plan: Plan) -> list[Question]:
        """What neither a column nor anybody says, and all the rows need."""
        known = specs(ENTITY[self.kind])
        fixed, figures = self.choices.fixed, plan.figures
        found = []
        if self._lacks_comune(plan):
            found.append(self._whose())
        if (
            "phase" in known
            and not {"phase"} & {*plan.columns, *fixed}
            and (question := self._which_phase(plan))
        ):
            found.append(question)
        if (
            "unit" in known
            and not {"unit"} & {*plan.columns, *fixed}
            and not all(one.unit for one in figures)
        ):
            answers = [
                (OF_THE_VOCE, "la misura propria di ogni voce"),
                *(
                    (plain(unit.label), unit.label)
                    for unit in ActivityUnit
                    if unit is not ActivityUnit.NONE
                ),
            ]
            found.append(
                asked(
                    "unita",
                    "Nel file non è scritta l’unità di misura. In che cosa sono contate le cifre?",
                    answers,
                    self.choices.answers,
                )
            )
        if (
            self.kind is ImportKind.FRNA_MONITORING
            and self._lacks_source(plan)
            and (question := self._of_another_fund(plan))
        ):
            found.append(question)
        if self.kind is ImportKind.SCHEDA_SPENDING and self._lacks_source(plan):
            answers = list(self.known["source_id"].names.items())
            found.append(
                asked(
                    "fonte",
                    "Nel file non è scritto di quale fonte è il denaro. Di quale?",
                    answers,
                    self.choices.answers,
                )
            )
        if self.kind in _TO_DATE and not {"as_of"} & {*plan.columns, *fixed}:
            found.append(self._which_day())
        return found

    def _lacks_comune(self, plan: Plan) -> bool:
        if self.kind is ImportKind.SCHEDE or "municipality_id" in {
            *plan.columns,
            *self.choices.fixed,
        }:
            return False
        return not plan.figures or not all(one.municipality for one in plan.figures)

    def _lacks_source(self, plan: Plan) -> bool:
        """True where neither a column, nor every heading of figures, nor anybody says the
        source.
        """
        return "source_id" not in {*plan.columns, *self.choices.fixed} and not all(
            one.source for one in plan.figures
        )

    def _titled(self, *more: str) -> str:
        """All that the file says over its figures, and by its names, as words are compared."""
        return plain(
            " ".join([*self.layout.above, self.layout.sheet.name, self.name, *more]).replace(
                "_", " "
            )
        )

    def _of_another_fund(self, plan: Plan) -> Question | None:
        """Asked where the file names another fund than the usual one, or names more than one."""
        headings = [one.heading for one in plan.figures or plan.likely]
        said, names = self._titled(*headings).split(), self.known["source_id"].names
        named = [code for code in NAMED_IN_TITLES if code in said and code in names]
        if set(named) <= {USUAL_SOURCE}:
            return None
        answers = [(code, names[code]) for code in dict.fromkeys([*named, USUAL_SOURCE])]
        words = italian.listing([quoted(code.upper()) for code in named])
        return asked(
            "fonte",
            f"Il file parla di {words}. Di quale fonte è il denaro?",
            answers,
            self.choices.answers,
        )

    def _whose(self) -> Question:
        """Of which Comune the file is; those that its titles name first."""
        said = self._titled()
        named = [name for name in self.comuni if f" {plain(name)} " in f" {said} "]
        answers = [(name, f"Comune di {name}") for name in dict.fromkeys([*named, *self.comuni])]
        whole = (
            [(WHOLE_DISTRICT, "tutto il distretto")]
            if self.may_be_whole and not specs(ENTITY[self.kind])["municipality_id"].required
            else []
        )
        return asked(
            "comune",
            "Nel file non è scritto di quale Comune sono le cifre. Di chi sono?",
            [*answers, *whole],
            self.choices.answers,
        )

    def _which_phase(self, plan: Plan) -> Question | None:
        """Asked only where the file speaks of something else than final figures."""
        chosen = any(one.key == "colonna" and one.given for one in plan.questions)
        of_columns = {one.phase for one in plan.figures if one.phase}
        titles = {
            phase
            for text in (*self.layout.above, self.layout.sheet.name)
            if (phase := phase_in(text))
        }
        said = of_columns or titles
        if not said or said == {Phase.FINAL} or (chosen and len(of_columns) == 1):
            return (
                self._phase_of_the_chosen(of_columns)
                if chosen and len(of_columns) == 1 and of_columns != {Phase.FINAL}
                else None
            )
        ordered = [*sorted(said), *(phase for phase in Phase if phase not in said)]
        labels = italian.listing([quoted(phase.label) for phase in sorted(said)])
        return asked(
            "fase",
            f"Il file parla di {labels}. In quale fase vanno le cifre?",
            [(phase.label, phase.label) for phase in ordered],
            self.choices.answers,
        )

    @staticmethod
    def _phase_of_the_chosen(phases: set[Phase]) -> Question:
        """The phase of the column that was chosen: chosen with it."""
        label = next(phase.label for phase in phases)
        return asked(
            "fase", f"Le colonne scelte sono di {quoted(label)}.", [(label, label)], {"fase": label}
        )

    def _which_day(self) -> Question:
        titled = day_in(self.layout.above)
        days = [titled] if titled and titled <= self.today else []
        said = italian.read_day(self.choices.answers.get("situazione", ""))
        days += [said] if isinstance(said, date) and said <= self.today else []
        month_ago = self.today.replace(day=1)
        answers = [
            (italian.day(day), f"al {italian.day(day)}")
            for day in dict.fromkeys(
                [*days, self.today, date.fromordinal(month_ago.toordinal() - 1)]
            )
        ]
        told = (
            {"situazione": italian.day(titled)}
            if titled in days and "situazione" not in self.choices.answers
            else self.choices.answers
        )
        return asked(
            "situazione", f"A quale giorno si riferisce {_TO_DATE[self.kind]}?", answers, told
        )

    def _on_cells(self, tally: Tally) -> list[Question]:
        """Formulas without a result and errors.

        The file is mended, or they are left out by who says so.
        """
        found = []
        if tally.unsolved:
            words = italian.plural(
                len(tally.unsolved), "formula è senza risultato", "formule sono senza risultato"
            )
            answers = [
                (
                    LEAVE_OUT,
                    (
                        "salvare senza quelle cifre; altrimenti aprire il file con Excel, salvarlo"
                        " e riprovare"
                    ),
                )
            ]
            found.append(
                asked(
                    "formule",
                    f"{words} (la prima alla riga {tally.unsolved[0].row}).",
                    answers,
                    self.choices.answers,
                )
            )
        if tally.errors:
            words = italian.plural(
                len(tally.errors), "cella contiene un errore", "celle contengono un errore"
            )
            answers = [
                (LEAVE_OUT, "salvare senza quelle cifre; altrimenti correggere il file e riprovare")
            ]
            found.append(
                asked(
                    "errori",
                    f"{words} (la prima alla riga {tally.errors[0].row}).",
                    answers,
                    self.choices.answers,
                )
            )
        return found

    def _on_months_to_come(self, done: Completed) -> list[Question]:
        if not done.early:
            return []
        place, image = done.early[0]
        words = italian.plural(
            len(done.early),
            "cifra è data come definitiva per un periodo non ancora finito",
            "cifre sono date come definitive per periodi non ancora finiti",
        )
        sentence = f"{words}: {figure_words(self.kind, image)} alla riga {place.row}."
        return [
            asked(
                "mesi-a-venire",
                sentence,
                [(LEAVE_OUT, "salvare senza quelle cifre, fino alla fine del periodo")],
                self.choices.answers,
            )
        ]

    def _withdrawn(self, missing: Sequence[Found], sent: Sent) -> list[tuple[str, int, Image]]:
        """Figures of the archive that the file now says are missing."""
        entity = ENTITY[self.kind]
        images = [image for one in missing if not isinstance(image := imaged(one, sent), Problem)]
        ids = [id_of(entity, image) for image in images]
        return (
            [
                (row_id, *stored)
                for row_id, stored in read_by_id(self.connection, entity, ids).items()
            ]
            if ids
            else []
        )

    def _absent(
        self, done: Completed, withdrawn: Sequence[tuple[str, int, Image]], sent: Sent
    ) -> list[Image]:
        """Figures that the same sender gave, of the same periods and Comuni, and that are no
        longer in the file.
        """
        entity, rows = ENTITY[self.kind], [image for _, image in done.rows]
        scope = [
            name
            for name in (
                "fund_year_id",
                "district_id",
                "year",
                "municipality_id",
                "phase",
                "period",
                "period_no",
            )
            if name in specs(entity)
        ]
        if not rows or self.kind not in {
            ImportKind.FRNA_MONITORING,
            ImportKind.ACTIVITY,
            ImportKind.INDICATORS,
        }:
            return []
        here = {id_of(entity, image) for image in rows} | {row_id for row_id, _, _ in withdrawn}
        where = {name: list({image[name]: None for image in rows}) for name in scope}
        return [
            image
            for row_id, image in rows_from(self.connection, entity, sent.source, where)
            if row_id not in here
        ]

    def _on_withdrawn(self, withdrawn: Sequence[tuple[str, int, Image]]) -> list[Question]:
        if not withdrawn:
            return []
        amounts = italian.listing(
            [figure_words(self.kind, image) for _, _, image in withdrawn[:EXAMPLES]]
        )
        words = italian.plural(len(withdrawn), "cifra ritirata", "cifre ritirate")
        more = "…" if len(withdrawn) > EXAMPLES else ""
        sentence = (
            f"{words}: {'resta' if len(withdrawn) == 1 else 'restano'} {amounts}{more},"
            " che il file ora dice mancante."
        )
        answers = [(REMOVE, "togliere la cifra dall’archivio"), (KEEP, "lasciare quella che c’è")]
        return [asked("ritirate", sentence, answers, self.choices.answers)]

    def _removal(self, row_id: str, version: int) -> Edit:
        return Edit(
            ENTITY[self.kind],
            {},
            row_id,
            version,
            f"Cifra ritirata nel file di {self.sender}",
            remove=True,
        )

    def _nothing(
        self,
        done: Completed,
        questions: Sequence[Question],
        problems: Sequence[Problem],
        tally: Tally,
    ) -> list[Problem]:
        """A file from which no row comes is refused, never a success."""
        if (
            done.rows
            or done.idle
            or done.early
            or problems
            or tally.missing
            or any(not one.given for one in questions)
        ):
            return []
        return [
            Problem(
                "X52",
                "Dal file non si ricava nessuna riga.",
                "Controllare il tipo di file scelto e le sue colonne.",
                Place(self.layout.where),
            )
        ]

    def _notes(self, kept: Sequence[str], meaning: Meaning) -> list[str]:
        notes = [
            f"{quoted(word)} non è tra gli stati di una scheda: lo stato si cambia nella scheda,"
            " non da qui."
            for word in dict.fromkeys(meaning.other_states)
        ]
        if kept:
            notes.append(
                f"Lo stato di {italian.plural(len(kept), 'scheda', 'schede')} nel file è diverso da"
                f" quello registrato ({italian.listing(list(kept[:5]))}): si cambia nella scheda,"
                " non da qui."
            )
        if meaning.more_asked:
            notes.append(
                f"Altre {italian.number(meaning.more_asked)} parole non si conoscono: si chiedono"
                " dopo queste."
            )
        return notes


def contradiction(timing: Timing) -> list[Problem]:
    """A problem where one period was told of the whole file and its rows or headings say others."""
    told = timing.contradicted
    sentence = f"Per tutto il file è stato detto «{told}», ma il file dice altri periodi."
    return (
        [
            Problem(
                "X35", sentence, "Togliere ciò che è stato detto, o correggere il file.", value=told
            )
        ]
        if told
        else []
    )
