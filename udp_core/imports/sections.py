"""Tables in parts: a row of its own («CERVIA», «PREVENTIVO», «FEBBRAIO») says what the rows under
it are of.

What such rows say becomes a column, and is read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from udp_core.archive.entity import specs
from udp_core.imports.file_kinds import ENTITY, YEAR
from udp_core.imports.headings import fields_named, phase_in
from udp_core.imports.known import KnownNames, term_of
from udp_core.imports.layout import Layout, LeftOut, Reason, plain
from udp_core.imports.periods import span_of
from udp_core.imports.ranges import with_column
from udp_core.imports.year_words import years_titled
from udp_core.kernel.vocabulary import ImportKind, Phase

_HEADINGS = {
    "municipality_id": "Comune",
    "period_no": "Periodo",
    YEAR: "Anno",
    "phase": "Fase",
    "source_id": "Fonte",
    "voce_id": "Voce",
}
"""Fields that the parts of a table may be of, as a column of them is headed."""
_ALONE = frozenset({Reason.LONE, Reason.CONTINUED})
_MOST_WORDS = 6
"""A part is named in few words; a sentence is a note."""
_MOST_LOOKED_AT = 50
"""The cells of a column that are looked at."""
_WHEN = frozenset({"period_no", YEAR, "phase"})
"""Fields that a part may say beside another."""
_BETWEEN = re.compile(r"\s[-–—]\s|[,;:|/()]|\b20\d\d\b")
"""What stands between the names that a row says."""
_PAGE = re.compile(r"pag(?:ina|\.)?\s?\d|segue\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """A row that names a part: its number, and what it says of each field."""

    number: int
    said: Mapping[str, str]


def with_sections(layout: Layout, kind: ImportKind, known: Mapping[str, KnownNames]) -> Layout:
    """The table, with a column for each field that its parts say and no column does."""
    named = _Parts(layout, kind, known).named()
    if not named:
        return layout
    layout = _left_aside(layout, {one.number for one in named})
    for field in dict.fromkeys(field for one in named for field in one.said):
        layout = _with_part(layout, field, [one for one in named if field in one.said])
    return layout


class _Parts:
    """The rows of one table that may name its parts."""

    def __init__(self, layout: Layout, kind: ImportKind, known: Mapping[str, KnownNames]) -> None:
        self._layout = layout
        self._known = known
        self._kind = kind
        own = {*specs(ENTITY[kind]), YEAR}
        said = {field for heading in layout.headings for field in fields_named(kind, (heading,))}
        wide = any(map(span_of, layout.headings))
        self._fields = [
            field
            for field in _HEADINGS
            if field in own and field not in said and not (wide and field == "period_no")
        ]
        self._fields = [field for field in self._fields if not self._has_a_column(field)]

    def _has_a_column(self, field: str) -> bool:
        """True where a column says the field under a heading of others.

        A row alone in it is then only a row without its figures.
        """
        for column, heading in enumerate(self._layout.headings):
            if fields_named(self._kind, (heading,)):
                continue
            cells = [text for _, text in islice(self._layout.written(column), _MOST_LOOKED_AT)]
            if cells and 2 * sum(self._says(field, text) for text in cells) >= len(cells):
                return True
        return False

    def named(self) -> list[_Named]:
        """The rows that name a part.

        Where some do, those of which the words say nothing known are parts all the same.
        """
        alone = [(number, words, self._said(words)) for number, words in self._alone()]
        fields = [field for _, _, said in alone for field in said]
        if not fields:
            return []
        named = [
            _Named(number, said or {fields[0]: words})
            for number, words, said in alone
            if said or not _PAGE.match(words)
        ]
        titles = [(number, self._said(words)) for number, words in self._titles()]
        return [
            *(_Named(number, said) for number, said in titles if set(said) & set(fields)),
            *named,
        ]

    def _alone(self) -> Iterator[tuple[int, str]]:
        """The rows among the data with a word alone, or with the name of a field before it."""
        last = self._layout.rows[-1][0]
        found = [
            (one.number, words)
            for one in self._layout.left_out
            if one.reason in _ALONE and one.number < last and (words := self._words(one.cells))
        ]
        found += [
            (number, words)
            for number, row in self._layout.rows
            if (words := self._after_its_name(row))
        ]
        return iter(sorted(found))

    def _words(self, cells: Sequence[str]) -> str:
        words = next(cell.strip() for cell in cells if cell.strip())
        is_short = len(words.split()) <= _MOST_WORDS
        is_word = any(map(str.isalpha, words)) or YEAR in self._said(words)
        return words if is_short and is_word else ""

    def _after_its_name(self, cells: Sequence[str]) -> str:
        """«CERVIA» of «Comune: | CERVIA»."""
        filled = [text for cell in cells if (text := cell.strip())]
        if len(filled) != 2:  # noqa: PLR2004 - the name of a field, and what it is
            return ""
        name = next((one for one, word in _HEADINGS.items() if plain(filled[0]) == plain(word)), "")
        return filled[1] if name and name in self._said(filled[1]) else ""

    def _titles(self) -> Iterator[tuple[int, str]]:
        """The titles of one cell, for the rows over the first part."""
        for one in self._layout.left_out:
            filled = [cell.strip() for cell in one.cells if cell.strip()]
            if one.reason is Reason.TITLE and len(filled) == 1:
                yield one.number, filled[0]

    def _said(self, words: str) -> dict[str, str]:
        """What some words say, by field, of those that no column says.

        The first of the fields that are names, and all that says when or in which phase: «Cervia,
        consuntivo 2025».
        """
        texts = [text for text in (words, words.partition(":")[2].strip()) if text]
        parts = [*texts, *filter(None, map(str.strip, _BETWEEN.split(words)))]
        found: dict[str, str] = {}
        for field in self._fields:
            is_whole = field == "voce_id" or field in _WHEN
            among = texts if is_whole else parts
            text = next((one for one in among if self._says(field, one)), "")
            if text and not (found.keys() - _WHEN and field not in _WHEN):
                found[field] = text
        return found

    def _says(self, field: str, text: str) -> bool:
        match field:
            case "period_no":
                span = span_of(text)
                return span is not None and not span.bare
            case "phase":
                return (phase_in(text, cut_short=True) or term_of(Phase, text)) is not None
            case _ if field == YEAR:
                return len(years_titled((text,))) == 1
        known = self._known.get(field)
        return known is not None and known.code_of(text) is not None


def _with_part(layout: Layout, field: str, parts: Sequence[_Named]) -> Layout:
    """The table with what its parts say of a field written on each row, in a last column."""
    cells = []
    for number, _ in layout.rows:
        above = [one.said[field] for one in parts if one.number < number]
        cells.append(_cell(field, above[-1]) if above else "")
    return with_column(layout, _HEADINGS[field], cells)


def _cell(field: str, words: str) -> str:
    """What a part says, as a cell would."""
    said = words.partition(":")[2].strip() or words
    if field == "phase" and (phase := phase_in(said, cut_short=True)):
        return phase.label
    return str(*years_titled((said,))) if field == YEAR else said


def _left_aside(layout: Layout, numbers: set[int]) -> Layout:
    """The rows that name a part, out of the data and with their reason."""
    of_rows = [
        LeftOut(number, Reason.SECTION, row) for number, row in layout.rows if number in numbers
    ]
    left_out = [
        (
            replace(one, reason=Reason.SECTION)
            if one.number in numbers and one.reason in _ALONE
            else one
        )
        for one in layout.left_out
    ]
    rows = tuple((number, row) for number, row in layout.rows if number not in numbers)
    return replace(layout, rows=rows, left_out=(*left_out, *of_rows))
