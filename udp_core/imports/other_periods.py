"""The period that words beside a figure give to it: «competenza febbraio», «spesa di gennaio»."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from udp_core.imports.layout import cell_of, plain
from udp_core.imports.periods import Span, span_of
from udp_core.imports.plan import FigureColumn
from udp_core.imports.table import GivenTable
from udp_core.imports.timing import Timing

_GIVES = re.compile(
    r"competenza|mensilita|relativ[aoie]|riferit[aoie]|arretrat[aoie]|conguagli[oa]?"
)
_IS_OF = re.compile(r"spes[ae]|saldo|quot[ae]|rat[ae]|import[oi]|prestazion[ei]|mes[ei]|periodo")
_BETWEEN = frozenset({"di", "del", "dei", "mese", "mesi", "il", "al", "a", "e", "nel"})
_MOST_BETWEEN = 3
_OTHER_DAY = re.compile(
    r"\b(?:pag|liquid|emess|mandat|incass|ricevut|pervenut|registr|trasmess|inviat|aggiorn|fattur)"
)
"""What happened to the paper, not when the money was spent."""
_OF_NOTES = re.compile(r"not[ae]\b|osservazion|causale|annotazion|competenza")
"""Headings under which a month alone says of when a figure is."""
_EACH = {
    "mensil[ei]": 1,
    "bimestral": 2,
    "trimestral": 3,
    "semestral": 6,
    r"annu(?:[oai]|al[ei])\b": 12,
}
"""Over a column, how long the period of each figure is."""
_MARKED = re.compile(r"\s*(?:\*|\(?\w\)|\[\w\]|¹|²|³)")
"""How a note begins that is of some of the figures: «(a) competenza febbraio»."""


_TO_DATE = re.compile(r"dat[oi]|spes[aeo]|aggiornat[aoie]|situazione|avanzamento|rilevat[aoie]")
"""Words that say until when a figure of a scheda counts: «dato al 30 giugno»."""


def months_to_date(text: str) -> set[int]:
    """The months until which some words say that a figure counts."""
    words = plain(text).split()
    found: set[int] = set()
    for place, word in enumerate(words):
        if _TO_DATE.fullmatch(word):
            after = words[place + 1 : place + 2 + _MOST_BETWEEN + 1]
            spans = [span for one in after if (span := span_of(one)) and not span.bare]
            found |= {one.last for one in spans[:1]}
    return found


class OtherPeriods:
    """The periods of the figures of a table, and those that words beside them give."""

    def __init__(self, table: GivenTable, timing: Timing) -> None:
        self._layout = table.layout
        self._figures = table.plan.figures
        self._column = table.plan.columns.get("period_no")
        self._timing = timing

    def given_to_row(self, number: int, heading: str, text: str) -> bool:
        """True of a cell that gives some figure of its row to a period that is not its own."""
        said = [*_given(text), *_alone(heading, text)]
        return bool(said) and any(_is_other(said, own) for own in self._of_row(number).values())

    def given_to_cell(self, number: int, column: int, text: str) -> bool:
        """The same of a note kept beside a cell: of its figure, else of any of its row."""
        said, own = [*_given(text), *filter(None, [span_of(text)])], self._of_row(number)
        spans = [own[column]] if column in own else list(own.values())
        return bool(said) and any(_is_other(said, one) for one in spans)

    def said_around(self) -> Iterator[str]:
        """The titles and the notes that speak of a period of none of the figures.

        A note with a mark, of one that is not of all of them: which ones it means is not known.
        """
        layout = self._layout
        rows = {self._said_by(number) for number, _ in layout.rows}
        given = [one for said in rows for one in self._spans(*said).values()]
        spans = {(one.first, one.last): one for one in given}.values()
        lengths = {one.last - one.first + 1 for one in spans}
        yield from (one.heading for one in self._figures if _each(one.heading) - lengths)
        name = layout.file.rpartition(".")[0].replace("_", " ")
        names = (name,) if layout.sheet.is_text else (layout.sheet.name, name)
        for text in (*layout.above, *names, *layout.below, *layout.between):
            said = list(_given(text)) if spans else []
            is_marked = _MARKED.match(text) is not None
            if any(not _is_among(one, spans, of_all=is_marked) for one in said):
                yield text

    def _of_row(self, number: int) -> Mapping[int, Span]:
        """The period of each figure of a row, by its column."""
        return self._spans(*self._said_by(number))

    def _said_by(self, number: int) -> tuple[str, tuple[FigureColumn, ...]]:
        """What a row says of its period, and the figures that it has."""
        row = self._layout.sheet.rows[number - 1]
        text = "" if self._column is None else cell_of(row, self._column)
        return text, tuple([one for one in self._figures if cell_of(row, one.column)])

    def _spans(self, text: str, figures: Iterable[FigureColumn]) -> Mapping[int, Span]:
        spans = {one.column: self._timing.span(text, one.span) for one in figures}
        return {column: span for column, span in spans.items() if span}


def _is_other(said: list[Span], own: Span) -> bool:
    return any(not own.first <= one.first <= one.last <= own.last for one in said)


def _each(heading: str) -> set[int]:
    """How many months each figure has, by the heading over it: three of «Importo trimestrale»."""
    return {many for stem, many in _EACH.items() if re.search(rf"\b{stem}", plain(heading))}


def _is_among(said: Span, spans: Collection[Span], *, of_all: bool) -> bool:
    """True of a period that meets one of those of the figures; `of_all`, that holds in each."""
    if of_all:
        return not any(_is_other([said], own) for own in spans)
    return any(said.first <= own.last and own.first <= said.last for own in spans)


def _alone(heading: str, text: str) -> Iterator[Span]:
    found = span_of(text) if _OF_NOTES.match(plain(heading)) else None
    if found and not found.bare:
        yield found


def _given(text: str) -> Iterator[Span]:
    """The periods of which some words say that a figure is."""
    said = plain(text)
    words = said.split()
    is_of_the_paper = _OTHER_DAY.search(said) is not None
    for place, word in enumerate(words):
        after = words[place + 1 : place + 2 + _MOST_BETWEEN]
        if _GIVES.fullmatch(word):
            yield from _first_of(after)
        elif _IS_OF.fullmatch(word) and not is_of_the_paper:
            idle = next((at for at, one in enumerate(after) if one not in _BETWEEN), len(after))
            yield from _first_of(after[idle : idle + 2])


def _first_of(words: list[str]) -> Iterator[Span]:
    """The first period among a few words, unless they speak of a paper before it."""
    for place, word in enumerate(words):
        if _OTHER_DAY.match(word):
            return
        found = span_of(" ".join(words[place : place + 2])) or span_of(word)
        if found and not found.bare:
            yield found
            return
