"""How the columns of a table are read.

Which is which field of ours, which hold figures and of what; what is not clear is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from udp_core.archive.entity import specs
from udp_core.imports.choices import COLUMN, WORD_OF, Choices
from udp_core.imports.columns import Columns
from udp_core.imports.file_kinds import AGE, ENTITY, MAIN_VALUE, VALUES, YEAR
from udp_core.imports.headings import nearness
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import Layout, cell_of, plain
from udp_core.imports.periods import span_of
from udp_core.imports.plan import FigureColumn, ReadingPlan
from udp_core.imports.questions import Question, asked, letter, quoted
from udp_core.imports.unclaimed import NONE, ask_unclaimed
from udp_core.imports.which_figures import Figures
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import ImportKind

REQUIRED: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.FRNA_MONITORING: ("voce_id",),
    ImportKind.ACTIVITY: ("voce_id",),
    ImportKind.INDICATORS: ("indicator_id",),
    ImportKind.POPULATION: ("age_band", "residents"),
    ImportKind.SCHEDE: ("code",),
    ImportKind.SCHEDA_SPENDING: ("intervention_id",),
}
"""Without these columns a file of the kind says nothing."""
_WHEN = frozenset({"period_no", YEAR})
"""Fields of which a second column confirms nothing: it may be another month, or another year."""
_PROGRESS = re.compile(r"\bavanz")


def planned(
    layout: Layout, kind: ImportKind, choices: Choices, known: Mapping[str, KnownNames]
) -> ReadingPlan:
    """The plan of a table."""
    return _Planner(Columns(layout, kind), choices, known).plan()


class _Planner:
    """One table, its headings looked at one by one."""

    def __init__(self, columns: Columns, choices: Choices, known: Mapping[str, KnownNames]) -> None:
        self._columns = columns
        self._kind = columns.kind
        self._choices = choices
        self._known = known
        self._specs = specs(ENTITY[self._kind])
        self._main = MAIN_VALUE.get(self._kind, "")
        self._told, self._problems = self._columns_told()
        self._questions: list[Question] = []
        self._finder = Figures(columns, choices, known)

    def plan(self) -> ReadingPlan:
        columns, again = self._fields()
        figures, sums = self._figures(columns)
        if figures:
            columns.pop(self._main, None)
        if len(VALUES[self._kind]) > 1:
            columns, figures = self._with_its_terms(columns, figures)
        questions = [*self._questions, *self._finder.questions]
        problems = [*self._problems, *self._missing(columns, figures)]
        return ReadingPlan(
            columns,
            figures,
            tuple(again),
            sums,
            self._finder.likely,
            tuple(questions),
            tuple(problems),
        )

    def _with_its_terms(
        self, columns: dict[str, int], figures: tuple[FigureColumn, ...]
    ) -> tuple[dict[str, int], tuple[FigureColumn, ...]]:
        """A value in one column stands beside its numerator and denominator.

        In several, it stands alone.
        """
        if not figures:
            return columns, figures
        if len(figures) == 1 and not figures[0].is_one_of_several:
            return {**columns, self._main: figures[0].column}, ()
        values = VALUES[self._kind]
        return {name: one for name, one in columns.items() if name not in values}, figures

    def _columns_told(self) -> tuple[dict[str, int], list[Problem]]:
        """Columns given by letter or by heading («colonna.importo=C»), and by place on the
        screen.
        """
        names = (*self._specs, AGE, YEAR)
        found = {name: one for name, one in self._choices.columns.items() if name in names}
        by_word = {WORD_OF.get(name, name): name for name in reversed(names)}
        problems = []
        for key, said in self._choices.answers.items():
            if not key.startswith(COLUMN):
                continue
            column = -1 if said == NONE else self._column_called(said)
            if column is None:
                problems.append(
                    Problem(
                        "X43",
                        f"Nel file non c’è la colonna {quoted(said)}.",
                        f"Scegliere tra: {self._columns.listed(self._columns.all)}.",
                    )
                )
            else:
                found[by_word.get(key.removeprefix(COLUMN), "")] = column
        return found, problems

    def _column_called(self, said: str) -> int | None:
        """The column of a letter, or of a heading."""
        for column in self._columns.all:
            if said.upper() == letter(column) or plain(said) == plain(
                self._columns.heading(column)
            ):
                return column
        return None

    def _fields(self) -> tuple[dict[str, int], list[tuple[str, int]]]:
        """Each field with its column.

        Further columns of a field that is told twice (its code and its name).
        """
        claims = self._claims()
        found = {name: column for name, column in self._told.items() if column >= 0}
        again = []
        self._which_period(found, claims)
        for name, columns in claims.items():
            chosen = self._best(name, columns)
            found[name] = chosen
            if name not in _WHEN:
                again += [(name, column) for column in columns if column != chosen]
        self._questions += ask_unclaimed(self._columns, self._choices, self._known, claims)
        return found, again

    def _claims(self) -> dict[str, list[int]]:
        """The columns that each field may stand in, beside those that somebody said."""
        claims: dict[str, list[int]] = {}
        taken = set(self._told.values())
        for column in self._columns.all:
            if column in taken or not self._columns.heading(column):
                continue
            if self._columns.is_empty(column):
                continue
            for name in self._columns.fields(column):
                if name not in self._told and name != self._main:
                    claims.setdefault(name, []).append(column)
        return claims

    def _which_period(self, found: Mapping[str, int], claims: dict[str, list[int]]) -> None:
        """Of columns that say when, the nearest to the figure.

        Where two as near differ, which one is asked.
        """
        name = "period_no"
        told = found.get(name)
        columns = claims.get(name, []) if told is None else self._claiming(name)
        near = {column: nearness(self._columns.heading(column)) for column in columns}
        columns = [column for column in columns if near[column] == min(near.values())]
        if len(columns) > 1 and self._differ(columns):
            self._questions.append(self._ask_which_period(columns, told))
        if told is None and columns:
            claims[name] = columns

    def _ask_which_period(self, columns: Sequence[int], told: int | None) -> Question:
        named = {column: quoted(self._columns.heading(column)) for column in columns}
        answers = [(letter(one), f"{name}, colonna {letter(one)}") for one, name in named.items()]
        return asked(
            f"{COLUMN}mese",
            f"Più colonne possono dare il periodo: {', '.join(named.values())}. Quale si legge?",
            answers,
            {} if told is None else {f"{COLUMN}mese": letter(told)},
        )

    def _claiming(self, name: str) -> list[int]:
        return [
            column
            for column in self._columns.all
            if name in self._columns.fields(column) and not self._columns.is_empty(column)
        ]

    def _differ(self, columns: Sequence[int]) -> bool:
        """True where the columns name different months on some row."""
        spans = {
            text: span_of(text) for column in columns for text in self._columns.distinct(column)
        }
        rows = {
            tuple(spans.get(cell_of(row, column)) for column in columns)
            for _, row in self._columns.layout.rows
        }
        return any(len({(one.first, one.last) for one in said if one}) > 1 for said in rows)

    def _best(self, name: str, columns: Sequence[int]) -> int:
        """The column whose words are most ours.

        Where a code and a name stand side by side, either may be the true one.
        """
        spec = self._specs.get(name)
        if len(columns) == 1 or spec is None or not spec.refers_to:
            return columns[0]
        known = self._known[name]

        def ours(column: int) -> int:
            return sum(known.code_of(word) is not None for word in self._columns.distinct(column))

        return max(columns, key=lambda column: (ours(column), -column))

    def _figures(
        self, columns: Mapping[str, int]
    ) -> tuple[tuple[FigureColumn, ...], tuple[int, ...]]:
        if not self._main:
            return (), ()
        if self._main in self._told:
            return self._finder.told(self._told[self._main]), ()
        return self._finder.among(columns.values(), has_period="period_no" in columns)

    def _missing(
        self, columns: Mapping[str, int], figures: Sequence[FigureColumn]
    ) -> Iterator[Problem]:
        """Every column without which nothing can be read, all at once."""
        wanted = [
            name
            for name in REQUIRED[self._kind]
            if name not in columns and name not in self._choices.fixed and name != self._main
        ]
        if AGE in columns or _are_of_bands(figures or self._finder.likely):
            wanted = [name for name in wanted if name != "age_band"]
        if self._main and not self._has_figures(columns, figures):
            wanted.append(self._main)
        if self._kind is ImportKind.SCHEDE and self._tells_no_progress(columns):
            wanted.append("progress")
        taken = set(columns.values())
        free = self._columns.listed(one for one in self._columns.all if one not in taken)
        among = f", tra: {free}" if free else ""
        for name in dict.fromkeys(wanted):
            yield Problem(
                "X42",
                f"Non si trova la colonna di «{self._specs[name].label}».",
                "Darle questo nome nel file, o dire qual è"
                f" («{COLUMN}{WORD_OF.get(name, name)}»){among}.",
                Place(self._columns.layout.where),
            )

    def _tells_no_progress(self, columns: Mapping[str, int]) -> bool:
        """True of schede with their codes alone, or with a progress that no column is read as."""
        if "progress" in columns:
            return False
        named = any(_PROGRESS.search(plain(one)) for one in self._columns.layout.headings)
        return named or not set(columns) - {"code", "as_of", YEAR}

    def _has_figures(self, columns: Mapping[str, int], figures: Sequence[FigureColumn]) -> bool:
        """True where there are figures, or which column of them is being asked."""
        waiting = any(one.key == "colonna" and not one.given for one in self._finder.questions)
        return bool(figures) or waiting or any(name in columns for name in VALUES[self._kind])


def _are_of_bands(figures: Sequence[FigureColumn]) -> bool:
    """True where each column of figures is of a band of age."""
    return bool(figures) and all(one.band for one in figures)
