"""How the columns of a table are read.

Which is which field of ours, which hold figures and of what; what is not clear is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from udp_core.italian import listing
from udp_core.model.entity import specs
from udp_core.problem import Place, Problem
from udp_core.service.mapping.choices import COLUMN, WORD_OF, Choices
from udp_core.service.mapping.headings import (
    AGE,
    ENTITY,
    MAIN_VALUE,
    OF_MONEY,
    VALUES,
    YEAR,
    fields_named,
    is_amount,
    nearness,
    phase_in,
    source_in,
    unit_in,
)
from udp_core.service.mapping.known import Known
from udp_core.service.mapping.layout import Layout, plain
from udp_core.service.mapping.periods import Span, resembles_month, span_of
from udp_core.service.mapping.questions import LEAVE_OUT, Question, asked, letter, quoted
from udp_core.vocabulary import ActivityUnit, ImportKind, Phase

REQUIRED: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.FRNA_MONITORING: ("voce_id",),
    ImportKind.ACTIVITY: ("voce_id",),
    ImportKind.INDICATORS: ("indicator_id",),
    ImportKind.POPULATION: ("age_band", "residents"),
    ImportKind.SCHEDE: ("code",),
    ImportKind.SCHEDA_SPENDING: ("intervention_id",),
}
"""Without these columns a file of the kind says nothing."""
ALL = "tutte"
_OF_FIGURES = frozenset("0123456789.,-+€ ")
_YEAR = re.compile(r"20\d\d")
_WHEN = frozenset({"period_no", YEAR})
"""Fields of which a second column confirms nothing: it may be another month, or another year."""
_SEX = re.compile(r"\b(maschi|femmine|uomini|donne)\b")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures.

    Where, its heading, the field that it fills, and what its heading says of them.

    `block` is the heading without its period: what tells «Consuntivo» from «Preventivo» over the
    same months.
    """

    column: int
    heading: str
    name: str
    span: Span | None = None
    year: int | None = None
    municipality: str | None = None
    unit: ActivityUnit | None = None
    phase: Phase | None = None
    block: str = ""
    source: str = ""
    """The words that say of which source the money is, where the heading has any."""

    @property
    def same(self) -> tuple[object, ...]:
        """Two columns of which this is equal would fill the same rows."""
        span = self.span and (self.span.first, self.span.last, self.span.bare)
        return self.name, span, self.year, self.municipality, self.unit, plain(self.source)


@dataclass(frozen=True, slots=True)
class Plan:
    """Field to column, the columns of figures, further columns that say the same field, and what
    waits for an answer.
    """

    columns: Mapping[str, int] = field(default_factory=dict)
    figures: tuple[FigureColumn, ...] = ()
    again: tuple[tuple[str, int], ...] = ()
    sums: tuple[int, ...] = ()
    likely: tuple[FigureColumn, ...] = ()
    """The figures by the first answer, while which column is not answered.

    What else has to be asked, they say.
    """
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()

    def used(self) -> set[int]:
        """The columns that something is read from."""
        return {
            *self.columns.values(),
            *(one.column for one in self.figures),
            *(column for _, column in self.again),
            *self.sums,
        }


def planned(layout: Layout, kind: ImportKind, choices: Choices, known: Mapping[str, Known]) -> Plan:
    """The plan of a table."""
    return _Planner(layout, kind, choices, known).plan()


class _Planner:
    """One table, its headings looked at one by one."""

    def __init__(
        self, layout: Layout, kind: ImportKind, choices: Choices, known: Mapping[str, Known]
    ) -> None:
        self._layout = layout
        self._kind = kind
        self._choices = choices
        self._known = known
        self._specs = specs(ENTITY[kind])
        self._main = MAIN_VALUE.get(kind, "")
        self._told, self._problems = self._columns_told()
        self._questions: list[Question] = []
        self._likely: tuple[FigureColumn, ...] = ()

    def plan(self) -> Plan:
        columns, again = self._fields()
        figures, sums = self._figures(columns)
        columns = {
            name: column for name, column in columns.items() if name != self._main or not figures
        }
        if len(VALUES[self._kind]) > 1:
            columns, figures = self._with_its_terms(columns, figures)
        problems = [*self._problems, *self._missing(columns, figures)]
        return Plan(
            columns,
            figures,
            tuple(again),
            sums,
            self._likely,
            tuple(self._questions),
            tuple(problems),
        )

    def _with_its_terms(
        self, columns: dict[str, int], figures: tuple[FigureColumn, ...]
    ) -> tuple[dict[str, int], tuple[FigureColumn, ...]]:
        """A value in one column stands beside its numerator and denominator.

        In several, it stands alone.
        """
        if len(figures) == 1 and not (figures[0].span or figures[0].municipality):
            return {**columns, self._main: figures[0].column}, ()
        return (
            (
                {
                    name: column
                    for name, column in columns.items()
                    if name not in VALUES[self._kind]
                },
                figures,
            )
            if figures
            else (columns, figures)
        )

    def _columns_told(self) -> tuple[dict[str, int], list[Problem]]:
        """Columns given by letter or by heading («colonna.importo=C»), and by place on the
        screen.
        """
        found = {
            name: column
            for name, column in self._choices.columns.items()
            if name in self._specs or name in {AGE, YEAR}
        }
        problems = []
        for key, said in self._choices.answers.items():
            if key.startswith(COLUMN):
                name = next(
                    (
                        name
                        for name in (*self._specs, AGE, YEAR)
                        if WORD_OF.get(name, name) == key.removeprefix(COLUMN)
                    ),
                    "",
                )
                column = next(
                    (
                        one
                        for one, heading in enumerate(self._layout.headings)
                        if said.upper() == letter(one) or plain(said) == plain(heading)
                    ),
                    None,
                )
                if column is None:
                    problems.append(
                        Problem(
                            "X43",
                            f"Nel file non c’è la colonna {quoted(said)}.",
                            f"Scegliere tra: {self._listed(range(len(self._layout.headings)))}.",
                        )
                    )
                else:
                    found[name] = column
        return found, problems

    def _words(self, column: int) -> tuple[str, ...]:
        heading = self._layout.headings[column]
        block = (
            self._layout.heading_blocks[column]
            if column < len(self._layout.heading_blocks)
            else None
        )
        return (heading, block.lower, *reversed(block.upper)) if block else (heading,)

    def _fields(self) -> tuple[dict[str, int], list[tuple[str, int]]]:
        """Each field with its column.

        Further columns of a field that is told twice (its code and its name).
        """
        claims: dict[str, list[int]] = {}
        taken = set(self._told.values())
        for column, heading in enumerate(self._layout.headings):
            if column in taken or not heading or self._is_empty(column):
                continue
            for name in fields_named(self._kind, self._words(column)):
                if name not in self._told and name != self._main:
                    claims.setdefault(name, []).append(column)
        found = {name: column for name, column in self._told.items() if column >= 0}
        again = []
        self._which_period(found, claims)
        for name, columns in claims.items():
            chosen = self._best(name, columns)
            found[name] = chosen
            again += [
                (name, column) for column in columns if column != chosen and name not in _WHEN
            ]
        return found, again

    def _which_period(self, found: Mapping[str, int], claims: dict[str, list[int]]) -> None:
        """Of columns that say when, the nearest to the figure.

        Where two as near differ, which one is asked.
        """
        name = "period_no"
        told = found.get(name, -1)
        columns = self._claiming(name) if told >= 0 else claims.get(name, [])
        nearest = min((nearness(self._layout.headings[column]) for column in columns), default=0)
        columns = [
            column for column in columns if nearness(self._layout.headings[column]) == nearest
        ]
        if len(columns) > 1 and self._differ(columns):
            listed = ", ".join(quoted(self._layout.headings[column]) for column in columns)
            answers = [
                (
                    letter(column),
                    f"{quoted(self._layout.headings[column])}, colonna {letter(column)}",
                )
                for column in columns
            ]
            told_letter = {f"{COLUMN}mese": letter(told)} if told >= 0 else {}
            self._questions.append(
                asked(
                    f"{COLUMN}mese",
                    f"Più colonne possono dare il periodo: {listed}. Quale si legge?",
                    answers,
                    told_letter,
                )
            )
        if told < 0 and columns:
            claims[name] = columns

    def _claiming(self, name: str) -> list[int]:
        return [
            column
            for column in range(len(self._layout.headings))
            if name in fields_named(self._kind, self._words(column)) and not self._is_empty(column)
        ]

    def _differ(self, columns: Sequence[int]) -> bool:
        """True where the columns name different months on some row."""
        spans = {text: span_of(text) for column in columns for text in self._distinct(column)}
        rows = {
            tuple(
                spans.get(row[column].strip()) if column < len(row) else None for column in columns
            )
            for _, row in self._layout.rows
        }
        return any(len({(one.first, one.last) for one in said if one}) > 1 for said in rows)

    def _is_empty(self, column: int) -> bool:
        return not any(column < len(row) and row[column].strip() for _, row in self._layout.rows)

    def _best(self, name: str, columns: Sequence[int]) -> int:
        """The column whose words are most ours.

        Where a code and a name stand side by side, either may be the true one.
        """
        spec = self._specs.get(name)
        if len(columns) == 1 or spec is None or not spec.refers_to:
            return columns[0]
        known = self._known[name]

        def ours(column: int) -> int:
            return sum(known.code_of(word) is not None for word in self._distinct(column))

        return max(columns, key=lambda column: (ours(column), -column))

    def _distinct(self, column: int) -> list[str]:
        return list(
            {
                row[column].strip(): None
                for _, row in self._layout.rows
                if column < len(row) and row[column].strip()
            }
        )

    def _figures(
        self, columns: Mapping[str, int]
    ) -> tuple[tuple[FigureColumn, ...], tuple[int, ...]]:
        if not self._main:
            return (), ()
        if self._main in self._told:
            column = self._told[self._main]
            return (self._figure(column),) if column >= 0 else (), ()
        free = [
            column
            for column in range(len(self._layout.headings))
            if self._layout.headings[column]
            and column not in columns.values()
            and not self._is_empty(column)
        ]
        found = [figure for column in free if (figure := self._candidate(column))]
        wide = _without_lone_numbers([one for one in found if one.span or one.municipality])
        narrow = [one for one in found if not (one.span or one.municipality)]
        sums = tuple(one.column for one in narrow if plain(one.heading).split()[:1] == ["totale"])
        if len(wide) > 1 or (wide and not narrow and "period_no" not in columns):
            self._ask_strangers(
                wide,
                [column for column in free if column not in {*sums, *(one.column for one in wide)}],
            )
            return self._one_each(wide), sums
        parts = [one for one in narrow if one.column not in sums]
        if parts and not self._may_be_of_a_part(parts):
            narrow = parts
        return self._one_each(narrow), tuple(
            one for one in sums if one not in {figure.column for figure in narrow}
        )

    def _may_be_of_a_part(self, parts: Sequence[FigureColumn]) -> bool:
        """True where several amounts are told apart by nothing of ours, as what is before the
        tax and the tax: the total may be the one.
        """
        alike = {(one.source, one.phase, one.unit) for one in parts}
        return self._kind in OF_MONEY and len(parts) > 1 and len(alike) == 1

    def _ask_strangers(self, wide: Sequence[FigureColumn], others: Sequence[int]) -> None:
        """A column of figures beside those of Comuni, or with the heading of a month badly written.

        Not left out in silence.
        """
        of_comuni = all(one.municipality for one in wide)
        strange = [
            column
            for column in others
            if (of_comuni or resembles_month(self._layout.headings[column]))
            and self._holds_figures(column)
        ]
        if strange:
            named = listing([quoted(self._layout.headings[column]) for column in strange])
            what = "di quale Comune" if of_comuni else "di quale periodo"
            sentence = (
                f"{named} {'ha' if len(strange) == 1 else 'hanno'} cifre, e non si capisce {what}"
                " sono."
            )
            remedy = [(LEAVE_OUT, "non sono di queste: lasciarle fuori")]
            self._questions.append(
                asked(
                    "altre-colonne",
                    sentence,
                    remedy,
                    self._choices.answers,
                    Place(self._layout.where),
                )
            )

    def _holds_figures(self, column: int) -> bool:
        """True of a column where there is nothing but figures, and not only zeros."""
        cells = {row[column].strip() for _, row in self._layout.rows if column < len(row)} - {""}
        return all(map(_OF_FIGURES.issuperset, cells)) and any(
            text.strip("0.,-+€ ") for text in cells
        )

    def _candidate(self, column: int) -> FigureColumn | None:
        figure = self._figure(column)
        named = fields_named(self._kind, self._words(column))
        if named and self._main not in named:
            return None
        if self._kind is ImportKind.POPULATION and _SEX.search(plain(figure.heading)):
            return None
        speaks = (
            self._main in named
            or figure.span
            or figure.municipality
            or _YEAR.fullmatch(plain(figure.heading))
            or is_amount(self._kind, figure.heading)
        )
        is_sum = self._kind is not ImportKind.SCHEDE and plain(figure.heading).split()[:1] == [
            "totale"
        ]
        return figure if (speaks or is_sum) and self._has_figures(column) else None

    def _has_figures(self, column: int) -> bool:
        sheet = self._layout.sheet
        cells = [
            (number - 1, row[column])
            for number, row in self._layout.rows
            if column < len(row) and row[column].strip()
        ]
        return (
            any(
                (number, column) in sheet.numbers
                or (number, column) in sheet.unsolved
                or re.search(r"\d", text)
                for number, text in cells[:200]
            )
            or not cells
        )

    def _figure(self, column: int) -> FigureColumn:
        heading = self._layout.headings[column]
        words = self._words(column)
        span = next((found for said in words if said and (found := span_of(said))), None)
        block = _block(words, span)
        years = [int(word) for word in _YEAR.findall(plain(heading))]
        comune = next(
            (
                code
                for said in words
                if "municipality_id" in self._known
                and said
                and (code := self._known["municipality_id"].code_of(said))
            ),
            None,
        )
        unit = (
            unit_in(heading)
            if self._kind in {ImportKind.ACTIVITY, ImportKind.FRNA_MONITORING}
            else None
        )
        year = (span.year if span and span.year else None) or (
            years[0] if len(set(years)) == 1 else None
        )
        return FigureColumn(
            column,
            heading,
            self._main,
            span,
            year,
            comune,
            unit,
            phase_in(heading, cut_short=True),
            block,
            self._source(heading),
        )

    def _source(self, heading: str) -> str:
        """The source of the money of a scheda stands over its column, unless a column of its own
        says it.
        """
        return source_in(heading) if self._kind is ImportKind.SCHEDA_SPENDING else ""

    def _one_each(self, found: Sequence[FigureColumn]) -> tuple[FigureColumn, ...]:
        """One column for each figure: where two would fill the same rows, which one is asked."""
        by_block: dict[str, list[FigureColumn]] = {}
        for figure in found:
            by_block.setdefault(figure.block, []).append(figure)
        units = {one.unit for one in found}
        clash = len({one.same for one in found}) < len(found) or (
            self._kind is ImportKind.FRNA_MONITORING and len(units) > 1
        )
        measures = self._kind is ImportKind.ACTIVITY and len(units) > 1 and not clash
        if not clash and not measures:
            return tuple(found)
        groups = (
            list(by_block.values())
            if len(by_block) > 1
            and all(len({one.same for one in group}) == len(group) for group in by_block.values())
            else [[one] for one in found]
        )
        answers = {self._slug(group, groups): group for group in groups}
        given = self._ask_which(answers, all_together=measures)
        self._likely = () if given else tuple(found) if measures else tuple(groups[0])
        return tuple(found) if given == ALL else tuple(answers.get(given, ()))

    def _slug(self, group: Sequence[FigureColumn], groups: Sequence[Sequence[FigureColumn]]) -> str:
        """The word that chooses a column or a block.

        Its own where no other has it, else the letter of the column.
        """
        wide = any(one.span for one in group)

        def said(of: Sequence[FigureColumn]) -> str:
            words = self._words(of[0].column)
            return plain(
                of[0].block or of[0].heading
                if wide
                else words[1]
                if len(words) > 1 and words[1]
                else of[0].heading
            ).replace(" ", "-")

        others = [said(one) for one in groups if one is not group]
        return (
            said(group)
            if said(group) and said(group) not in others
            else letter(group[0].column).lower()
        )

    def _ask_which(self, answers: Mapping[str, list[FigureColumn]], *, all_together: bool) -> str:
        shown = [(code, self._described(group)) for code, group in answers.items()]
        whole = [(ALL, "tutte, ciascuna con la sua unità")] if all_together else []
        label = self._specs[self._main].label
        named = ", ".join(
            quoted(group[0].heading if len(group) == 1 else group[0].block)
            for group in answers.values()
        )
        sentence = f"Più colonne possono dare «{label}»: {named}. Quale si legge?"
        question = asked("colonna", sentence, [*whole, *shown], self._choices.answers)
        self._questions.append(question)
        return question.given

    def _described(self, group: Sequence[FigureColumn]) -> str:
        first = group[0]
        sheet = self._layout.sheet
        cells = (
            (row[first.column].strip(), (number - 1, first.column) in sheet.numbers)
            for number, row in self._layout.rows
            if first.column < len(row)
        )
        example = next(
            (
                text.replace(".", ",") if true_number else text
                for text, true_number in cells
                if text
            ),
            "",
        )
        where = (
            f"colonna {letter(first.column)}"
            if len(group) == 1
            else f"colonne da {letter(first.column)} a {letter(group[-1].column)}"
        )
        return (
            f"{quoted(first.heading if len(group) == 1 else first.block or first.heading)},"
            f" {where}; la prima cifra è {example or 'vuota'}"
        )

    def _missing(
        self, columns: Mapping[str, int], figures: Sequence[FigureColumn]
    ) -> Iterator[Problem]:
        """Every column without which nothing can be read, all at once."""
        waiting = any(
            question.key == "colonna" and not question.given for question in self._questions
        )
        wanted = [
            name
            for name in REQUIRED[self._kind]
            if name not in columns and name not in self._choices.fixed and name != self._main
        ]
        if self._kind is ImportKind.POPULATION and AGE in columns:
            wanted.remove("age_band")
        has_figures = figures or waiting or any(name in columns for name in VALUES[self._kind])
        if self._main and not has_figures:
            wanted.append(self._main)
        free = [
            column
            for column, heading in enumerate(self._layout.headings)
            if heading and column not in columns.values()
        ]
        among = f", tra: {self._listed(free)}" if free else ""
        for name in dict.fromkeys(wanted):
            yield Problem(
                "X42",
                f"Non si trova la colonna di «{self._specs[name].label}».",
                "Darle questo nome nel file, o dire qual è"
                f" («{COLUMN}{WORD_OF.get(name, name)}»){among}.",
                Place(self._layout.where),
            )

    def _listed(self, columns: Iterable[int]) -> str:
        return ", ".join(
            f"{letter(column)} {quoted(self._layout.headings[column])}"
            for column in columns
            if self._layout.headings[column]
        )


def _without_lone_numbers(found: list[FigureColumn]) -> list[FigureColumn]:
    """Headings that are bare numbers are months only where at least two follow each other."""
    bare = [one for one in found if one.span and one.span.bare]
    numbers = [one.span.first for one in bare if one.span]
    follow = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return found if follow or not bare else [one for one in found if one not in bare]


def _block(words: Sequence[str], span: Span | None) -> str:
    """What a heading says beside its period.

    The words of the rows that name none, else what is left of its own.
    """
    if span is None:
        return words[0]
    rows = [one for one in reversed(words[1:]) if one]
    if len(rows) > 1:
        beside = [one for one in rows if not span_of(one)]
        return " ".join(beside)
    # one test, named
    keep: Callable[[str], bool] = lambda word: not span_of(word) and not _YEAR.fullmatch(word)  # noqa: E731
    return " ".join(word for word in words[0].split() if keep(word))
