"""Of which period and of which year each figure is.

Month or quarter, of the period alone or from the first of January; what is not said is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from udp_core import italian
from udp_core.calendar import MONTHS_PER_YEAR, QUARTERS_PER_YEAR
from udp_core.model.entity import specs
from udp_core.service.mapping.choices import Choices
from udp_core.service.mapping.headings import ENTITY, YEAR
from udp_core.service.mapping.layout import Layout, plain
from udp_core.service.mapping.periods import (
    MONTHS_PER_QUARTER,
    RUNNING_WORDS,
    Span,
    length_said,
    quarter,
    span_of,
    span_under,
    stretch,
    years_in,
)
from udp_core.service.mapping.planning import Plan
from udp_core.service.mapping.questions import Question, asked, letter, quoted
from udp_core.vocabulary import ImportKind, PeriodKind

_OF_YEARS = re.compile(r"\bann[oiu]|\besercizi|\bcompetenza|\byear|\be f\b|\bef\b|\bes fin")
RUNNING, ALONE, QUARTERS = "progressivo", "mese", "trimestre"
AS_SAID = "come-nel-file"
_KINDS = {ALONE: PeriodKind.MONTH, QUARTERS: PeriodKind.QUARTER}
_MONTHS_OF = {ALONE: 1, QUARTERS: MONTHS_PER_QUARTER}
_OWN_YEAR = frozenset({ImportKind.INDICATORS, ImportKind.POPULATION})
"""Kinds whose rows have a year of their own.

A column «Anno» says it, and nobody has to be asked.
"""


class Timing:
    """The periods and years of one table."""

    def __init__(  # noqa: PLR0917 - a table and how it is read
        self,
        layout: Layout,
        plan: Plan,
        kind: ImportKind,
        choices: Choices,
        year: int,
        name: str = "",
    ) -> None:
        self._layout = layout
        self._plan = plan
        self._kind = kind
        self._choices = choices
        self._year = year
        self._name = name
        self.questions: list[Question] = []
        self._spans = self._of_column()
        self._has_period = "period_no" in specs(ENTITY[kind])
        self._whole = self._of_the_file() if self._has_period else None
        self._length = self._months_of_a_number()
        self._count = self._counted_from() if self._has_period else ""
        self._explicit, self._which = self._years()

    @property
    def running(self) -> bool:
        """True where each figure is a total from the first of January."""
        return self._count == RUNNING

    @property
    def waits(self) -> bool:
        """True where a question on the period or on the year has no answer.

        No row can be placed.
        """
        return any(not one.given for one in self.questions)

    def span(self, text: str, said: Span | None) -> Span | None:
        """The period of a figure, from the heading over it or from the cell of its row.

        None where it does not read.
        """
        found = said or (
            self._spans.get(text) if "period_no" in self._plan.columns else self._whole
        )
        if found is None:
            return None
        if found.bare:
            counted = stretch(self._length, found.first, found.year)
            if counted is None:
                return None
            found = counted
        if self._count == RUNNING:
            return replace(found, first=1, running=True)
        if self._count == ALONE:
            return replace(found, first=found.last, running=False)
        return (
            quarter(found.last // MONTHS_PER_QUARTER, found.year)
            if self._count == QUARTERS and found.last % MONTHS_PER_QUARTER == 0
            else found
        )

    def year(self, cell: str, span: Span | None, heading: int | None) -> int | None:
        """The year of a figure; None where the figure is of a year that was left out."""
        written = italian.few_digits(cell, italian.YEAR_DIGITS)
        said = written if written is not None else (span.year if span and span.year else heading)
        if self._which == AS_SAID or not self._which:
            return said or self._year
        chosen = int(self._which)
        return chosen if said is None or said == chosen or not self._explicit else None

    def beside(self) -> list[str]:
        """Columns not used whose days, or years, are of another year than the one where the
        figures go.
        """
        chosen = int(self._which) if self._which.isdigit() else self._year
        idle = (
            set(range(len(self._layout.headings)))
            - self._plan.used()
            - {one.column for one in self._plan.likely}
        )
        found = []
        for column in sorted(idle) if self._which != AS_SAID else ():
            heading = self._layout.headings[column]
            texts = {
                row[column].strip().removesuffix(".0")
                for _, row in self._layout.rows
                if column < len(row)
            } - {""}
            if years := sorted(_years_of(heading, texts) - {chosen}):
                found.append(
                    f"La colonna {quoted(heading or letter(column))} non è usata e parla del"
                    f" {italian.listing(list(map(str, years)))}: le cifre vanno nel {chosen}."
                )
        return found

    @property
    def contradicted(self) -> str:
        """The period told of the whole file, where the file says others.

        Nothing where it does not.
        """
        told = self._choices.fixed.get("period_no", "")
        own = [one.span for one in self._plan.figures if one.span] or [
            span for span in self._spans.values() if span
        ]
        said = span_of(told) if told else None
        return (
            told
            if said and any((one.first, one.last) != (said.first, said.last) for one in own)
            else ""
        )

    def _of_column(self) -> dict[str, Span | None]:
        column = self._plan.columns.get("period_no")
        if column is None:
            return {}
        texts = {
            row[column].strip()
            for _, row in self._layout.rows
            if column < len(row) and row[column].strip()
        }
        return {text: span_under(self._layout.headings[column], text) for text in texts}

    def _of_the_file(self) -> Span | None:
        """The one period of a file whose rows and headings say none."""
        if "period_no" in self._plan.columns or any(one.span for one in self._plan.figures):
            return None
        told, kind = (
            self._choices.fixed.get("period_no", ""),
            plain(self._choices.fixed.get("period", "")),
        )
        if told:
            found = span_of(told)
            return (
                quarter(found.first)
                if found and found.bare and kind in {"trimestre", "quarter"}
                else found and replace(found, bare=False)
            )
        if kind in {"anno", "year"} or (
            self._kind is ImportKind.INDICATORS and "periodo" not in self._choices.answers
        ):
            return Span(1, MONTHS_PER_YEAR)
        titles = [
            found
            for words in (*self._layout.above, self._layout.sheet.name)
            for word in _pieces(words)
            if (found := span_of(word)) and not found.bare
        ]
        months = [Span(number, number) for number in range(1, MONTHS_PER_YEAR + 1)]
        offered = [
            *titles,
            *months,
            *(quarter(number) for number in range(1, QUARTERS_PER_YEAR + 1)),
            Span(1, MONTHS_PER_YEAR),
        ]
        answers = {_code(one): one for one in offered if one.kind}
        longer = next(
            (
                f" Un titolo parla di un periodo che va {one.words}."
                for one in titles
                if not one.kind
            ),
            "",
        )
        question = asked(
            "periodo",
            f"Nel file non è scritto il periodo delle cifre.{longer} Di quale mese o periodo sono?",
            [(code, one.words) for code, one in answers.items()],
            self._choices.answers,
        )
        self.questions.append(question)
        return answers.get(question.given)

    def _months_of_a_number(self) -> int:
        """How many months a number alone stands for.

        Of a month, of a quarter, or as its heading says.
        """
        figures = [one for one in self._plan.figures if one.span]
        spans = [one.span for one in figures if one.span] or [
            span for span in self._spans.values() if span
        ]
        numbers = [one.first for one in spans if one.bare]
        told = self._choices.answers.get("periodo", "")
        answers = [(ALONE, "mesi: 1 è gennaio"), (QUARTERS, "trimestri: 1 va da gennaio a marzo")]
        heading = (
            plain(self._layout.headings[self._plan.columns["period_no"]])
            if "period_no" in self._plan.columns and not figures
            else ""
        )
        said = length_said(heading) if numbers else None
        agrees = told in _MONTHS_OF and said in {None, _MONTHS_OF.get(told)}
        if (
            agrees
            and self._has_period
            and spans
            and all(one.bare or one.kind is _KINDS[told] for one in spans)
        ):
            self.questions.append(
                asked("periodo", "Di che periodi sono le cifre?", answers, self._choices.answers)
            )
            return _MONTHS_OF[told]
        if not numbers or not self._has_period:
            return 1
        if said:
            return said
        if max(numbers) > QUARTERS_PER_YEAR:
            return 1
        question = asked(
            "periodo",
            f"I periodi sono scritti con un numero (da {min(numbers)} a {max(numbers)}): sono mesi"
            " o trimestri?",
            answers,
            self._choices.answers,
        )
        self.questions.append(question)
        return _MONTHS_OF.get(question.given, 1)

    def _counted_from(self) -> str:
        """Whether figures are of their period alone or run from the first of January.

        «» where nothing makes one doubt.
        """
        spans = [one.span for one in self._plan.figures if one.span] or [
            span for span in self._spans.values() if span
        ]
        said = [
            *(one.heading for one in self._plan.figures),
            *self._layout.above,
            *self._layout.below,
            self._layout.sheet.name,
            self._name,
        ]
        told = self._choices.answers.get("cifre", "")
        words = next((text for text in said if RUNNING_WORDS.search(plain(text))), "")
        closing = _close_quarters(spans)
        if not (
            told in {RUNNING, ALONE}
            or any(one.running for one in spans)
            or words
            or _start_together(spans)
            or closing
        ):
            return ""
        if len({one.last for one in spans}) == 0 and not words and not told:
            return ""
        sentence = (
            "Le cifre sono un totale progressivo dal 1° gennaio, o del solo periodo?"
            f" {_because(words, spans)}"
        )
        answers = [
            (RUNNING, "totale progressivo: di ogni periodo si tiene la differenza dal precedente"),
            (ALONE, "ogni cifra è del solo mese che è scritto"),
        ]
        if closing or all(one.last % MONTHS_PER_QUARTER == 0 for one in spans):
            answers.append((QUARTERS, "ogni cifra è del solo trimestre che si chiude"))
        question = asked("cifre", sentence, answers, self._choices.answers)
        self.questions.append(question)
        return question.given

    def _years(self) -> tuple[bool, str]:
        """Whether the file says years figure by figure, and which are taken.

        All as said, or one.
        """
        column = self._plan.columns.get(YEAR)
        cells = {
            row[column].strip().removesuffix(".0")
            for _, row in self._layout.rows
            if column is not None and column < len(row)
        }
        if column is not None and self._kind in _OWN_YEAR:
            return True, AS_SAID
        spans = [*self._spans.values(), *(one.span for one in self._plan.figures)]
        written = (italian.few_digits(text, italian.YEAR_DIGITS) for text in cells)
        explicit = (
            {year for year in written if year is not None}
            | {one.year for one in spans if one and one.year}
            | {one.year for one in self._plan.figures if one.year}
        )
        if explicit:
            return True, self._ask_explicit(sorted(explicit))
        told = self._choices.answers.get("anno", "")
        titles = years_in(
            (
                *self._layout.above,
                *self._layout.below,
                self._layout.sheet.name,
                self._name,
                *self._layout.headings,
            )
        )
        if not titles or self._year in titles:
            return False, told if told.isdigit() else ""
        answers = [
            (str(year), f"sono del {year}, come è scritto nel file")
            for year in titles
            if self._kind is not ImportKind.SCHEDE
        ]
        answers.append((str(self._year), f"sono del {self._year}"))
        return False, self._asked_year(
            f"Il file parla del {italian.listing([str(year) for year in titles])}, l’anno scelto è"
            f" il {self._year}. Di che anno sono le cifre?",
            answers,
        )

    def _ask_explicit(self, years: list[int]) -> str:
        if years == [self._year]:
            return ""
        listed = italian.listing([str(year) for year in years])
        if len(years) == 1:
            answers = [(str(years[0]), f"vanno nel {years[0]}, come dice il file")]
        else:
            answers = [
                (AS_SAID, "ciascuna va nell’anno che dice"),
                *((str(year), f"si leggono solo quelle del {year}") for year in years),
            ]
        return self._asked_year(
            f"Nel file le cifre sono del {listed}, l’anno scelto è il {self._year}. Dove vanno?",
            answers,
        )

    def _asked_year(self, sentence: str, answers: Iterable[tuple[str, str]]) -> str:
        question = asked("anno", sentence, answers, self._choices.answers)
        self.questions.append(question)
        return question.given


def _years_of(heading: str, texts: set[str]) -> set[int]:
    """The years of a column of days, or of years by its heading.

    None where its cells are anything else, as 2.000 users.
    """
    written = {text: italian.few_digits(text, italian.YEAR_DIGITS) for text in texts}
    if all(text.isdigit() for text in texts):
        are_years = _OF_YEARS.search(plain(heading)) and all(
            years_in((text,)) == (year,) for text, year in written.items()
        )
        return {year for year in written.values() if year is not None} if are_years else set()
    if _OF_YEARS.search(plain(heading)) and all(years_in((text,)) for text in texts):  # «2025/2026»
        return set(years_in(tuple(texts)))
    spans = [span_of(text) for text in texts]
    return {one.year for one in spans if one and one.year} if all(spans) else set()


def _pieces(words: str) -> list[str]:
    """The single words of a title, and the pairs of them, where a month may stand."""
    parts = words.split()
    return [*parts, *(" ".join(pair) for pair in pairwise(parts))]


def _code(span: Span) -> str:
    kind = span.kind
    return (
        f"{span.number}-trimestre"
        if kind is PeriodKind.QUARTER
        else italian.month(span.last)
        if kind is PeriodKind.MONTH
        else "anno"
    )


def _start_together(spans: list[Span]) -> bool:
    """«Gen-Mar», «Gen-Giu»: every period begins in January."""
    return (
        len({one.last for one in spans}) > 1
        and all(one.first == 1 for one in spans)
        and not all(one.first == one.last for one in spans)
    )


def _close_quarters(spans: list[Span]) -> bool:
    """Single months, two at least, all of them the last of a quarter.

    It may be they that the figures close.
    """
    lasts = {one.last for one in spans}
    return len(lasts) > 1 and all(
        one.first == one.last and not one.bare and one.last % MONTHS_PER_QUARTER == 0
        for one in spans
    )


def _because(words: str, spans: list[Span]) -> str:
    if words:
        return f"Nel file è scritto {quoted(words)}."
    lasts = sorted({one.last for one in spans})
    return (
        f"I periodi si chiudono a {italian.listing([italian.month(last) for last in lasts])}."
        if lasts
        else "I periodi non dicono da dove si conta."
    )
