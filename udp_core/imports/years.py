"""Of which year each figure is: what the file says, and where the figures go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from udp_core.imports.file_kinds import YEAR
from udp_core.imports.heading_words import WHEN
from udp_core.imports.layout import plain
from udp_core.imports.periods import Span, span_of
from udp_core.imports.questions import LONGEST_QUOTED, Question, asked, letter, quoted
from udp_core.imports.table import GivenTable
from udp_core.imports.year_words import year_in_cell, years_in, years_titled
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ImportKind

AS_SAID = "come-nel-file"
_OF_YEARS = re.compile(r"\bann[oiu]|\besercizi|\bcompetenza|\byear|\be f\b|\bef\b|\bes fin")
_OWN_YEAR = frozenset({ImportKind.INDICATORS, ImportKind.POPULATION})
"""Kinds whose rows have a year of their own.

A column «Anno» says it, and nobody has to be asked.
"""
_OF_A_PROGRAMME = frozenset({ImportKind.SCHEDE, ImportKind.SCHEDA_SPENDING})
"""Kinds whose schede are of the programme of the year at work, and of no other."""


class Years:
    """The years of one table.

    `spans` are the periods that its rows and its headings say.
    """

    def __init__(self, table: GivenTable, spans: Sequence[Span]) -> None:
        self.questions: list[Question] = []
        self._layout = table.layout
        self._plan = table.plan
        self._kind = table.kind
        self._told = table.choices.answers
        self._year = table.year
        self._file = table.file
        self._explicit, self._which = self._taken(spans)

    def of(self, cell: str, span: Span | None, heading: int | None) -> int | None:
        """The year of a figure; None where the figure is of a year that was left out."""
        written = year_in_cell(cell)
        said = written if written is not None else (span.year if span and span.year else heading)
        if self._which == AS_SAID or not self._which:
            return said or self._year
        chosen = int(self._which)
        return chosen if said is None or said == chosen or not self._explicit else None

    def beside(self) -> list[str]:
        """Columns not used whose days, or years, are of another year than the one where the
        figures go.
        """
        if self._which == AS_SAID:
            return []
        chosen = int(self._which) if self._which.isdigit() else self._year
        return list(self._of_another_year(chosen))

    def _of_another_year(self, chosen: int) -> Iterator[str]:
        used = self._plan.used() | {one.column for one in self._plan.likely}
        for column, heading in enumerate(self._layout.headings):
            if column in used:
                continue
            if years := sorted(_years_of(heading, self._cells(column)) - {chosen}):
                yield (
                    f"La colonna {quoted(heading or letter(column))} non è usata e parla del"
                    f" {italian.listing(list(map(str, years)))}: le cifre vanno nel {chosen}."
                )

    def _cells(self, column: int) -> set[str]:
        """What is written under a heading, numbers as whole numbers."""
        return {text.removesuffix(".0") for _, text in self._layout.written(column)}

    def _taken(self, spans: Sequence[Span]) -> tuple[bool, str]:
        """Whether the file says years figure by figure, and which are taken.

        All as said, or one.
        """
        if YEAR in self._plan.columns and self._kind in _OWN_YEAR:
            return True, AS_SAID
        if explicit := self._said_of_figures(spans):
            return True, self._ask_explicit(sorted(explicit))
        titles = self._titled()
        if not titles or titles == (self._year,):
            told = self._told.get("anno", "")
            return False, told if told.isdigit() else ""
        return False, self._ask_titled(titles)

    def _said_of_figures(self, spans: Sequence[Span]) -> set[int]:
        """The years that rows and headings say."""
        column = self._plan.columns.get(YEAR)
        cells = () if column is None else self._cells(column)
        written = map(year_in_cell, cells)
        return (
            {year for year in written if year is not None}
            | {one.year for one in spans if one.year}
            | {one.year for one in self._plan.figures if one.year}
        )

    def _titled(self) -> tuple[int, ...]:
        """The years that the file speaks of, beside its figures.

        Those of headings only where nothing says the year at work.
        """
        layout = self._layout
        if others := self._rows_of_other_programmes():
            return others
        said = (*layout.above, *layout.below, *layout.between, layout.sheet.name, self._file)
        over = years_in(layout.headings)
        covers = [text for text in layout.around if len(text) <= LONGEST_QUOTED]
        titles = years_titled((*said, *layout.noted_over, *covers))
        if self._kind is ImportKind.SCHEDE or len(titles) > 1:
            return (
                (self._year,)
                if self._kind is ImportKind.SCHEDE and self._year in titles
                else titles
            )
        return tuple(sorted({*titles, *(() if self._year in {*titles, *over} else over)}))

    def _rows_of_other_programmes(self) -> tuple[int, ...]:
        """The years of a column «Anno» of schede, where they are not only the one at work."""
        if self._kind not in _OF_A_PROGRAMME:
            return ()
        headings = self._layout.headings
        columns = [one for one, text in enumerate(headings) if plain(text) in WHEN[YEAR]]
        cells = [text for column in columns for text in self._cells(column)]
        years = {year for text in cells if (year := year_in_cell(text)) is not None}
        return tuple(sorted(years)) if years - {self._year} else ()

    def _ask_explicit(self, years: list[int]) -> str:
        if years == [self._year]:
            return ""
        listed = italian.listing([str(year) for year in years])
        if self._kind in _OF_A_PROGRAMME:
            answers = [(str(self._year), f"si leggono solo quelle del {self._year}")]
        elif len(years) == 1:
            answers = [(str(years[0]), f"vanno nel {years[0]}, come dice il file")]
        else:
            answers = [
                (AS_SAID, "ciascuna va nell’anno che dice"),
                *((str(year), f"si leggono solo quelle del {year}") for year in years),
            ]
        return self._ask(
            f"Nel file le cifre sono del {listed}, l’anno scelto è il {self._year}. Dove vanno?",
            answers,
        )

    def _ask_titled(self, titles: Sequence[int]) -> str:
        listed = italian.listing([str(year) for year in titles])
        answers = [(str(self._year), f"sono del {self._year}")]
        if self._kind not in _OF_A_PROGRAMME:
            answers = [
                *((str(year), f"sono del {year}, come è scritto nel file") for year in titles),
                *answers,
            ]
        return self._ask(
            f"Il file parla del {listed}, l’anno scelto è il {self._year}. Di che anno sono le"
            " cifre?",
            answers,
        )

    def _ask(self, sentence: str, answers: Iterable[tuple[str, str]]) -> str:
        question = asked("anno", sentence, answers, self._told)
        self.questions.append(question)
        return question.given


def _years_of(heading: str, texts: set[str]) -> set[int]:
    """The years of a column of days, or of years by its heading.

    None where its cells are anything else, as 2.000 users.
    """
    named = bool(_OF_YEARS.search(plain(heading)))
    if all(text.isdigit() for text in texts):
        written = {text: italian.few_digits(text, italian.YEAR_DIGITS) for text in texts}
        are_years = named and all(years_in((text,)) == (year,) for text, year in written.items())
        return {year for year in written.values() if year is not None} if are_years else set()
    if named and all(years_in((text,)) for text in texts):  # «2025/2026»
        return set(years_in(tuple(texts)))
    spans = [span_of(text) for text in texts]
    return {one.year for one in spans if one and one.year} if all(spans) else set()
