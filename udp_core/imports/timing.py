"""Of which period and of which year each figure is.

Month or quarter, of the period alone or from the first of January; what is not said is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from udp_core.archive.entity import specs
from udp_core.imports.choices import COLUMN
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.layout import plain
from udp_core.imports.periods import (
    MONTHS_PER_QUARTER,
    PERIODS,
    RUNNING_WORDS,
    WHOLE_YEAR,
    Span,
    length_said,
    quarter,
    span_of,
    span_under,
    stretch,
)
from udp_core.imports.questions import READ, Question, asked, quoted
from udp_core.imports.table import GivenTable
from udp_core.imports.years import Years
from udp_core.kernel import italian
from udp_core.kernel.calendar import QUARTERS_PER_YEAR
from udp_core.kernel.vocabulary import ImportKind, PeriodKind

_CLOSED = re.compile(
    r"\bal (?:[23]\d (?!gen)[a-z]{3,9}\b|[23]\d[/.-](?!0?1[/.-])\d{1,2}[/.-](?:20)?\d\d)",
    re.IGNORECASE,
)
"""A title that says the day on which figures are («dati al 30 settembre 2026»).

Whether they are of its month alone, where the file says no other, is asked.
"""
_ENGLISH = re.compile(r"\b(?:date|month|period|day)\b")
_DAY_OR_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-](\d\d(?:\d\d)?)")
"""A day of which the month may be the first number or the second."""
_FEW_KINDS = 6
RUNNING, ALONE, QUARTERS = "progressivo", "mese", "trimestre"
_KINDS = {ALONE: PeriodKind.MONTH, QUARTERS: PeriodKind.QUARTER}
_MONTHS_OF = {ALONE: 1, QUARTERS: MONTHS_PER_QUARTER}


class Timing:
    """The periods and years of one table."""

    def __init__(self, table: GivenTable) -> None:
        self.questions: list[Question] = []
        self._layout = table.layout
        self._plan = table.plan
        self._kind = table.kind
        self._choices = table.choices
        self._file = table.file
        self._spans = self._of_column()
        self._has_period = "period_no" in specs(ENTITY[table.kind])
        self._ask_american()
        self._whole = self._of_the_file() if self._has_period else None
        self._length = self._months_of_a_number()
        self._count = self._counted_from() if self._has_period else ""
        self.years = Years(table, [*filter(None, self._spans.values()), *self._over_columns()])
        self.questions += self.years.questions

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
            return replace(found, first=1)
        if self._count == ALONE:
            return replace(found, first=found.last)
        if self._count == QUARTERS and found.last % MONTHS_PER_QUARTER == 0:
            return quarter(found.last // MONTHS_PER_QUARTER, found.year)
        return found

    @property
    def contradicted(self) -> str:
        """The period told of the whole file, where the file says others.

        Nothing where it does not.
        """
        told = self._choices.fixed.get("period_no", "")
        said = span_of(told) if told else None
        if said is None:
            return ""
        others = any((one.first, one.last) != (said.first, said.last) for one in self._said())
        return told if others else ""

    def _over_columns(self) -> list[Span]:
        """The periods of the headings of figures."""
        return [one.span for one in self._plan.figures if one.span]

    def _said(self) -> list[Span]:
        """The periods that the headings say, else those of the rows."""
        return self._over_columns() or [span for span in self._spans.values() if span]

    def _of_column(self) -> dict[str, Span | None]:
        column = self._plan.columns.get("period_no")
        if column is None:
            return {}
        heading = self._layout.headings[column]
        texts = {text for _, text in self._layout.written(column)}
        return {text: span_under(heading, text) for text in texts}

    def _ask_american(self) -> None:
        """Ask whether days under an English heading have the day first, where all may have the
        month first.
        """
        column = self._plan.columns.get("period_no")
        over = "" if column is None else plain(self._layout.headings[column])
        if column is None or not _ENGLISH.search(over):
            return
        texts = [text for _, text in self._layout.written(column)]
        days = [_DAY_OR_MONTH.fullmatch(text) for text in texts]
        either = next((one for one in days if one and one[1] != one[2]), None)
        if either is None or not all(days):
            return
        first, second, year = int(either[1]), int(either[2]), either[3]
        other = f"{year if len(year) > 2 else f'20{year}'}-{first:02}-{second:02}"  # noqa: PLR2004
        self.questions.append(
            asked(
                "giorni",
                f"{quoted(either[0])} è del {first} {italian.month(second)}?",
                [(READ, f"sì; se è del {second} {italian.month(first)}, scrivere {other}")],
                self._choices.answers,
            )
        )

    def _of_the_file(self) -> Span | None:
        """The one period of a file whose rows and headings say none."""
        asked_of_a_column = any(
            one.key == f"{COLUMN}mese" and not one.given for one in self._plan.questions
        )
        if asked_of_a_column or "period_no" in self._plan.columns or self._over_columns():
            return None
        kind = plain(self._choices.fixed.get("period", ""))
        if told := self._choices.fixed.get("period_no", ""):
            return _told_span(told, kind)
        of_indicators = self._kind is ImportKind.INDICATORS
        if kind in {"anno", "year"} or (of_indicators and "periodo" not in self._choices.answers):
            return WHOLE_YEAR
        return self._ask_period()

    def _ask_period(self) -> Span | None:
        """The period that is answered; those that a title names first."""
        titles = [
            found
            for words in (*self._layout.above, self._layout.sheet.name)
            for word in _pieces(words)
            if (found := span_of(word)) and not found.bare
        ]
        answers = {_code(one): one for one in (*titles, *PERIODS, WHOLE_YEAR) if one.kind}
        odd = next((one.words for one in titles if not one.kind), "")
        longer = f" Un titolo parla di un periodo che va {odd}." if odd else ""
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
        spans = self._said()
        numbers = [one.first for one in spans if one.bare]
        if not self._has_period or not spans:
            return 1
        said = length_said(self._heading_of_numbers()) if numbers else None
        if self._told_length_agrees(spans, said):
            return _MONTHS_OF[self._ask_length("Di che periodi sono le cifre?")]
        if not numbers:
            return 1
        if said:
            return said
        if max(numbers) > QUARTERS_PER_YEAR:
            return 1
        given = self._ask_length(
            f"I periodi sono scritti con un numero (da {min(numbers)} a {max(numbers)}): sono mesi"
            " o trimestri?"
        )
        return _MONTHS_OF.get(given, 1)

    def _heading_of_numbers(self) -> str:
        """The heading of the column of periods, where the headings of figures say none."""
        column = self._plan.columns.get("period_no")
        if column is None or self._over_columns():
            return ""
        return plain(self._layout.headings[column])

    def _told_length_agrees(self, spans: Iterable[Span], said: int | None) -> bool:
        """True where months, or quarters, were told, and nothing in the file says otherwise."""
        told = self._choices.answers.get("periodo", "")
        return (
            told in _MONTHS_OF
            and said in {None, _MONTHS_OF[told]}
            and all(one.bare or one.kind is _KINDS[told] for one in spans)
        )

    def _ask_length(self, sentence: str) -> str:
        answers = [(ALONE, "mesi: 1 è gennaio"), (QUARTERS, "trimestri: 1 va da gennaio a marzo")]
        question = asked("periodo", sentence, answers, self._choices.answers)
        self.questions.append(question)
        return question.given

    def _counted_from(self) -> str:
        """Whether figures are of their period alone or run from the first of January.

        «» where nothing makes one doubt.
        """
        spans = self._said()
        told = self._choices.answers.get("cifre", "") in {RUNNING, ALONE}
        words = self._running_words()
        closing = _close_quarters(spans)
        from_january = any(one.running for one in spans) or _start_together(spans)
        if not (told or words or from_january or closing):
            return ""
        answers = [
            (RUNNING, "totale progressivo: di ogni periodo si tiene la differenza dal precedente"),
            (ALONE, "ogni cifra è del solo mese che è scritto"),
        ]
        if closing or all(one.last % MONTHS_PER_QUARTER == 0 for one in spans):
            answers.append((QUARTERS, "ogni cifra è del solo trimestre che si chiude"))
        question = asked(
            "cifre",
            "Le cifre sono un totale progressivo dal 1° gennaio, o del solo periodo?"
            f" {_because(words, spans)}",
            answers,
            self._choices.answers,
        )
        self.questions.append(question)
        return question.given

    def _running_words(self) -> str:
        """The first heading, title, note or repeated cell that says that figures run from
        January.
        """
        closing = next(filter(_CLOSED.search, self._layout.above), "") if self._whole else ""
        column = self._plan.columns.get("period_no")
        over = "" if column is None else self._layout.headings[column]
        if closing or plain(over).split()[-1:] == ["al"]:
            return closing or over
        said = (
            *(one.heading for one in self._plan.figures),
            *self._repeated(),
            *self._layout.above,
            *self._layout.below,
            *self._layout.noted,
            self._layout.sheet.name,
            self._file,
        )
        return next((text for text in said if RUNNING_WORDS.search(plain(text))), "")

    def _repeated(self) -> list[str]:
        """The cells of columns of few words, as a kind of figure is."""
        found: list[str] = []
        figures = {one.column for one in self._plan.figures}
        for column in range(len(self._layout.headings)):
            if column in figures:
                continue
            cells = self._distinct(column, _FEW_KINDS + 1)
            found += cells if len(cells) <= _FEW_KINDS else []
        return found

    def _distinct(self, column: int, most: int) -> list[str]:
        """The different cells under a heading, as far as `most` of them."""
        found: dict[str, None] = {}
        for _, text in self._layout.written(column):
            found[text] = None
            if len(found) == most:
                break
        return list(found)


def _told_span(told: str, kind: str) -> Span | None:
    """The period told of the whole file: a number alone is a quarter where `kind` says so."""
    found = span_of(told)
    if found is None:
        return None
    if found.bare and kind in {"trimestre", "quarter"}:
        return quarter(found.first)
    return replace(found, bare=False)


def _pieces(words: str) -> list[str]:
    """The single words of a title, and the pairs of them, where a month may stand."""
    parts = words.split()
    return [*parts, *(" ".join(pair) for pair in pairwise(parts))]


def _code(span: Span) -> str:
    if span.kind is PeriodKind.QUARTER:
        return f"{span.number}-trimestre"
    return italian.month(span.last) if span.kind is PeriodKind.MONTH else "anno"


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
    if not spans:
        return "I periodi non dicono da dove si conta."
    lasts = sorted({one.last for one in spans})
    return f"I periodi si chiudono a {italian.listing([italian.month(last) for last in lasts])}."
