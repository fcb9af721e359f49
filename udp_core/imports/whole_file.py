"""What neither a column nor anybody says of a file, and all its rows need: it is asked once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from udp_core.archive.entity import specs
from udp_core.imports.choices import COLUMN, WHOLE_FILE, WORD_OF, Choices
from udp_core.imports.file_kinds import ENTITY, OF_MONEY
from udp_core.imports.headings import phase_in
from udp_core.imports.known import EVERYONE, WHOLE_DISTRICT
from udp_core.imports.layout import plain
from udp_core.imports.meaning import day_in
from udp_core.imports.other_figures import is_doubt
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import READ, Question, asked, quoted
from udp_core.imports.usual_names import NAMED_IN_TITLES, SAID_IN_TITLES
from udp_core.imports.work import OF_THE_VOCE, USUAL_SOURCE, Work
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ActivityUnit, ImportKind, Phase

_TO_DATE = {ImportKind.SCHEDE: "l’avanzamento", ImportKind.SCHEDA_SPENDING: "la spesa"}
"""Kinds that speak of the first of January to a day."""
_COMMITTED = re.compile(r"\bimpegn(?:at[oaie]|i|o)\b")
_COST_OF_SCHEDA = re.compile(
    r"\bcost[oi]\b|\bvalore\b|\brisors[ae]\b|\bfinanziament[oi]\b|\bfinanziat|\bcontribut"
    r"|\bimport[oi] (?:dell[ae] |del |di )?"
    r"(?:sched|progett|intervent|total|compless|ammess|concess)"
)
_SPENT = re.compile(
    r"\bspes[aoei]\b|\bsostenut|\bliquidat|\bpagat|\brendicont|\bconsuntiv|\berogat|\brealizzat"
    r"|\bmandat"
)
"""Over a column of schede: what they will cost in all, unless it says that it is spent."""
_PLAN_OF_MONEY = re.compile(
    r"\b(?:piano|quadro|prospetto|programma) (?:economico|finanziari[oa])\b|\bpiano dei costi\b"
)


def of_the_whole_file(work: Work, plan: ReadingPlan) -> list[Question]:
    """The questions, each where it is needed."""
    return list(_WholeFile(work, plan).questions())


def with_answers(work: Work, whole: Iterable[Question]) -> Choices:
    """The choices, with the answers on the whole file as its values."""
    asked_keys = {one.key for one in whole}
    given = {one.key: one.given for one in whole if one.given}
    given |= {
        key: said for key, said in work.choices.answers.items() if key in WHOLE_FILE - asked_keys
    }
    return Choices(answers=given).settled().over(work.choices)


def beside_the_comune(work: Work, plan: ReadingPlan) -> Iterator[str]:
    """Told where the titles name a Comune, and the figures were said to be another's."""
    told = work.choices.answers.get("comune", "") or work.choices.fixed.get("municipality_id", "")
    known = work.known.get("municipality_id")
    if not told or known is None or "municipality_id" in plan.columns:
        return
    code = known.code_of(told)
    said = f" {_WholeFile(work, plan).titled()} "
    named = [one for one, name in known.names.items() if f" {plain(name)} " in said]
    if named and code not in named:
        others = italian.listing([quoted(known.names[one]) for one in named])
        goes = known.names.get(code or "", EVERYONE)
        yield f"Il file parla di {others}, le cifre vanno a {quoted(goes)}."


def beside_the_day(work: Work) -> Iterator[str]:
    """Told where a title says a day, and the figures were said to be of another."""
    titled = day_in(work.layout.above)
    told = italian.read_day(work.choices.answers.get("situazione", ""))
    if work.kind in _TO_DATE and titled and isinstance(told, date) and told != titled:
        yield f"Il titolo parla del {italian.day(titled)}, le cifre vanno al {italian.day(told)}."


class _WholeFile:
    """What a table says of all its figures, and what it leaves to be asked."""

    def __init__(self, work: Work, plan: ReadingPlan) -> None:
        self._work = work
        self._plan = plan
        self._kind = work.kind
        self._layout = work.layout
        self._told = work.choices.answers
        self._fields = specs(ENTITY[work.kind])

    def questions(self) -> Iterator[Question]:
        if self._lacks_comune():
            yield self._whose()
        if question := self._of_another_comune():
            yield question
        if self._lacks("phase") and (question := self._which_phase()):
            yield question
        if self._lacks("unit") and not all(one.unit for one in self._plan.figures):
            yield self._which_unit()
        if self._lacks_source() and (question := self._which_source()):
            yield question
        if self._kind in _TO_DATE and self._lacks("as_of"):
            yield self._which_day()

    def _ask(
        self,
        key: str,
        sentence: str,
        answers: Iterable[tuple[str, str]],
        told: Mapping[str, str] | None = None,
    ) -> Question:
        return asked(key, sentence, answers, self._told if told is None else told)

    def _lacks(self, name: str) -> bool:
        """True of a field of the kind that neither a column nor anybody says.

        While it is asked whether a column says it, it is not asked of the whole file.
        """
        if any(
            one.key == f"{COLUMN}{WORD_OF.get(name)}" and not one.given
            for one in self._plan.questions
        ):
            return False
        said = name in self._plan.columns or name in self._work.choices.fixed
        return name in self._fields and not said

    def _lacks_comune(self) -> bool:
        figures = self._plan.figures
        said = bool(figures) and all(one.municipality for one in figures)
        return self._kind is not ImportKind.SCHEDE and self._lacks("municipality_id") and not said

    def _lacks_source(self) -> bool:
        """True where neither a column, nor every heading of figures, nor anybody says the
        source.
        """
        return self._lacks("source_id") and not all(one.source for one in self._plan.figures)

    def titled(self, *more: str) -> str:
        """All that the file says over its figures, and by its names, as words are compared."""
        layout = self._layout
        said = [*layout.above, *layout.noted_over, layout.sheet.name, self._work.name, *more]
        return plain(" ".join(said).replace("_", " "))

    def _whose(self) -> Question:
        """Of which Comune the file is; those that its titles name first."""
        said, comuni = self.titled(), self._work.comuni
        named = [name for name in comuni if f" {plain(name)} " in f" {said} "]
        answers = [(name, f"Comune di {name}") for name in dict.fromkeys([*named, *comuni])]
        if self._work.may_be_whole and not self._fields["municipality_id"].required:
            answers.append((WHOLE_DISTRICT, EVERYONE))
        return self._ask(
            "comune", "Nel file non è scritto di quale Comune sono le cifre. Di chi sono?", answers
        )

    def _of_another_comune(self) -> Question | None:
        """Asked where a title is of a Comune, and all the rows are, or were said, of one other."""
        known = self._work.known.get("municipality_id")
        if known is None or self._kind is ImportKind.SCHEDE:
            return None
        layout = self._layout
        column = self._plan.columns.get("municipality_id")
        told = self._told.get("comune") or self._work.choices.fixed.get("municipality_id", "")
        written = [told] if column is None else [text for _, text in layout.written(column)]
        titles = [plain(text) for text in (*layout.above, layout.sheet.name)]
        titled = {
            code
            for code, name in known.names.items()
            for text in titles
            if re.search(rf"^{plain(name)}$|\bcomune (?:di )?{plain(name)}\b", text)
        }
        rows = {known.code_of(text) for text in set(written)} if titled else set()
        if len(rows) != 1 or None in rows or titled & rows:
            return None
        said = italian.listing([quoted(known.names[code]) for code in sorted(titled)])
        own = quoted(known.names.get(rows.pop() or "", EVERYONE))
        return self._ask(
            "comune-del-titolo",
            f"Il titolo parla di {said}, le righe sono di {own}. Di chi sono le cifre?"
            if column is not None
            else f"Il titolo parla di {said}, è stato detto {own}. Di chi sono le cifre?",
            [(READ, f"di {own}; altrimenti correggere il file, o il Comune che è stato detto")],
        )

    def _which_phase(self) -> Question | None:
        """Asked only where the file speaks of something else than final figures.

        The phase of the column that was chosen is chosen with it.
        """
        chosen = any(one.key == "colonna" and one.given for one in self._plan.questions)
        of_columns = {one.phase for one in self._plan.figures if one.phase}
        said = of_columns or self._phases_of_titles()
        if not of_columns and (question := self._only_committed()):
            return question
        if not said or said == {Phase.FINAL}:
            return None
        if chosen and len(of_columns) == 1:
            label = next(phase.label for phase in of_columns)
            sentence = f"Le colonne scelte sono di {quoted(label)}."
            return self._ask("fase", sentence, [(label, label)], {"fase": label})
        return self._ask_phase(said)

    def _only_committed(self) -> Question | None:
        """Asked where the figures are of what was committed, which may be spent or not yet.

        So is a plan of what the schede will cost, and «Costo totale».
        """
        headings = [one.heading for one in self._plan.figures]
        said = next((one for one in headings if _COMMITTED.search(plain(one))), "")
        if self._kind is ImportKind.SCHEDA_SPENDING and not said:
            said = self._cost_of_schede()
        if self._kind not in OF_MONEY or not said:
            return None
        phases = (Phase.BUDGET, Phase.FORECAST, Phase.FINAL)
        return self._ask(
            "fase",
            f"Nel file è scritto {quoted(said)}. In quale fase vanno le cifre?",
            [(phase.label, phase.label) for phase in phases],
        )

    def _cost_of_schede(self) -> str:
        """The title, or the heading, that speaks of what schede cost and not of what they spent."""
        titles = (*self._layout.above, self._layout.sheet.name)
        plans = [one for one in titles if _PLAN_OF_MONEY.search(plain(one))]
        costs = [
            one.heading
            for one in self._plan.figures
            if _COST_OF_SCHEDA.search(plain(one.heading)) and not _SPENT.search(plain(one.heading))
        ]
        return next(iter([*plans, *costs]), "")

    def _phases_of_titles(self) -> set[Phase]:
        """What titles say, and the number format of the figures («"stima" 0,00»)."""
        columns = {one.column for one in self._plan.figures}
        units = self._layout.sheet.units.items()
        shown = sorted({words for (_, column), words in units if column in columns})
        layout = self._layout
        notes = (one for one in layout.noted if not is_doubt(one))
        titles = (*layout.above, *notes, layout.sheet.name, *shown)
        return {phase for text in titles if (phase := phase_in(text))}

    def _ask_phase(self, said: Collection[Phase]) -> Question:
        ordered = [*sorted(said), *(phase for phase in Phase if phase not in said)]
        labels = italian.listing([quoted(phase.label) for phase in sorted(said)])
        return self._ask(
            "fase",
            f"Il file parla di {labels}. In quale fase vanno le cifre?",
            [(phase.label, phase.label) for phase in ordered],
        )

    def _which_unit(self) -> Question:
        units = [unit.label for unit in ActivityUnit if unit is not ActivityUnit.NONE]
        return self._ask(
            "unita",
            "Nel file non è scritta l’unità di misura. In che cosa sono contate le cifre?",
            [
                (OF_THE_VOCE, "la misura propria di ogni voce"),
                *((plain(label), label) for label in units),
            ],
        )

    def _which_source(self) -> Question | None:
        if self._kind is ImportKind.FRNA_MONITORING:
            return self._of_another_fund()
        return self._ask(
            "fonte",
            "Nel file non è scritto di quale fonte è il denaro. Di quale?",
            self._work.known["source_id"].names.items(),
        )

    def _of_another_fund(self) -> Question | None:
        """Asked where the file names another fund than the usual one, or names more than one."""
        figures = self._plan.figures or self._plan.likely
        parts = [one for one in self._layout.headings if plain(one).startswith("di cui ")]
        headings = [one.heading for one in figures]
        said = self.titled(*headings, *parts, *self._few_words())
        chosen = any(one.key == "colonna" for one in self._plan.questions)
        phrases = self.titled(*parts, *self._few_words()) if chosen else said
        names, words = self._work.known["source_id"].names, said.split()
        named = [
            *(code for code in NAMED_IN_TITLES if code in words),
            *(code for code, pattern in SAID_IN_TITLES.items() if re.search(pattern, phrases)),
        ]
        named = [code for code in dict.fromkeys(named) if code in names]
        if set(named) <= {USUAL_SOURCE}:
            return None
        funds = [code.upper() if code in NAMED_IN_TITLES else names[code] for code in named]
        listed = italian.listing(list(map(quoted, funds)))
        return self._ask(
            "fonte",
            f"Il file parla di {listed}. Di quale fonte è il denaro?",
            [(code, names[code]) for code in dict.fromkeys([*named, USUAL_SOURCE])],
        )

    def _few_words(self) -> list[str]:
        """The cells of columns that are not read, as «Capitolo: FNA 2026»."""
        layout, used = self._layout, self._plan.used()
        columns = [one for one in range(len(layout.headings)) if one not in used]
        cells = (text for column in columns for _, text in layout.written(column))
        return [text for text in dict.fromkeys(cells) if any(map(str.isalpha, text))]

    def _which_day(self) -> Question:
        """The day of a title, the one told, today, the last of the month before."""
        today = self._work.today
        titled = day_in(self._layout.above)
        said = italian.read_day(self._told.get("situazione", ""))
        month_ago = date.fromordinal(today.replace(day=1).toordinal() - 1)
        over = [one for one in (titled, said) if isinstance(one, date) and one <= today]
        days = dict.fromkeys([*over, today, month_ago])
        told = self._told
        if titled and titled in days and "situazione" not in told:
            told = {"situazione": italian.day(titled)}
        return self._ask(
            "situazione",
            f"A quale giorno si riferisce {_TO_DATE[self._kind]}?",
            [(italian.day(day), f"al {italian.day(day)}") for day in days],
            told,
        )
