"""Which row holds the headings: weighed by what stands under it and by the words headings use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from udp_core.archive.entity import specs
from udp_core.archive.registry import BY_NAME
from udp_core.files.unpacked import Sheet
from udp_core.imports.words import plain
from udp_core.kernel import italian

MOST_HEADING_ROWS = 40
BODY_ROWS = 30
"""How many rows under a heading are looked at."""
LEAST_HEADINGS = 2
MOST_UPPER_ROWS = 3
DOUBT = 2
"""Two rows whose weights differ by less are told apart only by who knows the file."""
_FIGURE = re.compile(r"[(€\s]*+[+\-−]?+\s*+\d[\d.,'’\s\u00a0\u202f]*+[€%)\s]*+")
"""Nothing is given back («*+»).

Two repeats that share a run of blanks would try every cut of it.
"""
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2})?")
_YEAR = re.compile(r"(19|20)\d\d")
_UNIT = re.compile(
    r"[(\[]?(€|euro|eur|k€|m€|mln|(in |valori in )?(migliaia|milioni)( di (€|euro))?|(importi )?in"
    r" euro"
    r"|%|h|ore|gg\.?|giorni|giornate|n\.?|nr\.?|num\.?|numero|utenti|posti|unità|persone|mesi|anni|mq"
    r"|(€|euro) ?/ ?\w+|testo|data)[)\]]?",
    re.IGNORECASE,
)
_USUAL = frozenset(
    [
        "voce",
        "voci",
        "codice",
        "cod",
        "comune",
        "comuni",
        "ente",
        "mese",
        "mesi",
        "periodo",
        "trimestre",
        "anno",
        "importo",
        "importi",
        "euro",
        "spesa",
        "costo",
        "totale",
        "fonte",
        "fondo",
        "note",
        "nota",
        "titolo",
        "denominazione",
        "descrizione",
        "stato",
        "inizio",
        "fine",
        "territorio",
        "indicatore",
        "numeratore",
        "denominatore",
        "valore",
        "dato",
        "quantita",
        "unita",
        "residenti",
        "popolazione",
        "abitanti",
        "fascia",
        "eta",
        "sesso",
        "utenti",
        "giornate",
        "ore",
        "posti",
        "pasti",
        "consuntivo",
        "preventivo",
        "impegnato",
        "liquidato",
        "speso",
        "previsto",
        "data",
        "ambito",
        "area",
        "servizio",
        "intervento",
        "azione",
        "progetto",
        "scheda",
        "avanzamento",
        "capofila",
        "responsabile",
        "destinatari",
        "fornitore",
        "provider",
        "service",
        "month",
        "year",
        "amount",
        "hours",
        "municipality",
        "code",
        "name",
        "notes",
        "maschi",
        "femmine",
    ]
)
_BEGIN = frozenset(
    [
        "codice",
        "cod",
        "numero",
        "n",
        "nr",
        "data",
        "totale",
        "spesa",
        "importo",
        "costo",
        "ore",
        "giornate",
        "utenti",
        "tasso",
        "stato",
        "descrizione",
    ]
)
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row, from 0, that may hold the headings, and its weight."""

    row: int
    weight: int


class HeadingRows:
    """The top of a sheet, weighed row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._kinds = [
            [_kind(sheet, number, column, cell) for column, cell in enumerate(row)]
            for number, row in enumerate(sheet.rows[: MOST_HEADING_ROWS + BODY_ROWS])
        ]

    def candidates(self) -> list[Candidate]:
        """The rows that may hold the headings, the likeliest first, of two alike the upper one."""
        weighed = [
            (row, self._weight(row)) for row in range(min(MOST_HEADING_ROWS, len(self._kinds)))
        ]
        return sorted(
            (Candidate(row, weight) for row, weight in weighed if weight is not None),
            key=lambda one: -one.weight,
        )

    def span(self, row: int) -> tuple[int, int]:
        """The first and the last row of headings, where `row` is the likeliest of them."""
        last = row + 1 if self._goes_on(row) else row
        first = last
        while first and last - first < MOST_UPPER_ROWS and self._is_upper(first - 1, last):
            first -= 1
        return min(first, row), last

    def is_units(self, row: int) -> bool:
        """True where a row says in what the columns are («€», «ore»), or numbers them («(1)»)."""
        filled = (
            [cell.strip() for cell in self._sheet.rows[row] if cell.strip()]
            if row < len(self._sheet.rows)
            else []
        )
        numbered = len(filled) > 1 and filled == [
            f"({place})" for place in range(1, len(filled) + 1)
        ]
        return numbered or (bool(filled) and all(map(_UNIT.fullmatch, filled)))

    def _weight(self, row: int) -> int | None:
        kinds, cells = self._kinds[row], self._sheet.rows[row]
        body = list(self._body(row))
        filled = [column for column, kind in enumerate(kinds) if kind]
        if len(filled) < LEAST_HEADINGS or not body:
            return None
        under = {
            column: self._under(column, body)
            for column in range(max(len(self._kinds[number]) for number in body))
        }
        apart = self._apart(row, filled, under)
        words = [column for column in filled if kinds[column] == "word"]
        figures = len(filled) - len(words) - len(apart)
        if len(words) + len(apart) < LEAST_HEADINGS or figures * 3 > len(words):
            return None
        known = sum(is_usual(cells[column]) for column in words)
        contrast = sum(under.get(column, "") in {"number", "day"} for column in words) + len(apart)
        again = sum(
            any(plain(cells[column]) == plain(self._cell(number, column)) for number in body)
            for column in words
        )
        bare = sum(
            bool(kind) and not (column < len(kinds) and kinds[column])
            for column, kind in under.items()
        )
        return 3 * known + 2 * contrast - 4 * again - 3 * figures - 2 * bare

    def _body(self, row: int) -> Iterator[int]:
        """The rows under a heading, as far as another table: those with a cell or two."""
        cells, figures = self._sheet.rows[row], False
        for number in range(row + 1, min(row + 1 + BODY_ROWS, len(self._kinds))):
            if self._sheet.rows[number] == cells:
                continue
            if figures and begins_table(self._sheet, number):
                return
            figures = figures or "number" in self._kinds[number]
            if sum(map(bool, self._kinds[number])) >= LEAST_HEADINGS:
                yield number

    def _under(self, column: int, body: Sequence[int]) -> str:
        """Of what kind most cells under a heading are; nothing where most are blank."""
        kinds = Counter(
            self._kinds[number][column] if column < len(self._kinds[number]) else ""
            for number in body
        )
        return kinds.most_common(1)[0][0]

    def _apart(self, row: int, filled: Sequence[int], under: dict[int, str]) -> list[int]:
        """Columns headed by a day, a year or a number in a series, unlike the figures below."""
        kinds, cells = self._kinds[row], self._sheet.rows[row]
        days = [
            column for column in filled if kinds[column] == "day" and under.get(column) != "day"
        ]
        numbers = [column for column in filled if kinds[column] == "number"]
        texts = [cells[column].strip() for column in numbers]
        years = (
            bool(texts)
            and all(map(_YEAR.fullmatch, texts))
            and not any(_YEAR.fullmatch(self._cell(row + 1, column)) for column in numbers)
        )
        counted = (
            len(texts) >= (LEAST_HEADINGS if texts[:1] == ["1"] else MOST_UPPER_ROWS)
            and (first := italian.few_digits(texts[0])) is not None
            and texts == [str(first + place) for place in range(len(texts))]
        )
        return days + (numbers if years or counted else [])

    def _cell(self, row: int, column: int) -> str:
        cells = self._sheet.rows[row] if row < len(self._sheet.rows) else ()
        return cells[column].strip() if column < len(cells) else ""

    def _is_words(self, row: int) -> bool:
        """True where a row has words, years and days, and no figures."""
        kinds = self._kinds[row] if row < len(self._kinds) else []
        return any(kind == "word" for kind in kinds) and not any(
            kind == "number" and not _YEAR.fullmatch(self._cell(row, column))
            for column, kind in enumerate(kinds)
        )

    def _goes_on(self, row: int) -> bool:
        """True where the row under a heading completes it: words under blanks or merged cells."""
        below = row + 1
        if not self._is_words(below):
            return False
        covered = any(
            top == row
            and right > left
            and any(self._cell(below, column) for column in range(left, right + 1))
            for top, left, _, right in self._sheet.merged
        )
        width = range(max(len(self._kinds[row]), len(self._kinds[below])))
        blanks = [one for one in width if self._cell(below, one) and not self._cell(row, one)]
        alone = any(self._cell(row, one) and not self._cell(below, one) for one in width)
        if not (covered or (blanks and alone)):
            return False
        body = range(below + 1, min(below + 1 + BODY_ROWS, len(self._kinds)))
        figures = bool(body) and any(self._under(one, body) == "number" for one in blanks)
        return figures or (self._weight(below) or 0) > 0

    def _is_upper(self, high: int, low: int) -> bool:
        """True where a row groups the columns of the headings under it, and is no title."""
        filled = [column for column, kind in enumerate(self._kinds[high]) if kind]
        if not filled or any(
            self._kinds[high][column] == "number" and not _YEAR.fullmatch(self._cell(high, column))
            for column in filled
        ):
            return False
        width = len(self._sheet.rows[low])
        if any(
            top == high and left < right and not (left == 0 and right >= width - 1)
            for top, left, _, right in self._sheet.merged
        ):
            return True
        first = next(
            (
                column
                for column in range(width)
                if self._cell(low, column) or self._cell(high, column)
            ),
            0,
        )
        return len(filled) >= LEAST_HEADINGS and (
            not self._cell(high, first)
            or not self._cell(low, first)
            or len(filled) >= width > LEAST_HEADINGS
        )


def _kind(sheet: Sheet, row: int, column: int, cell: str) -> str:
    """«word», «number», «day», or nothing for a blank."""
    text = cell.strip()
    if not text:
        return ""
    if (row, column) in sheet.days or _DAY.fullmatch(text):
        return "day"
    at = (row, column)
    return (
        "number"
        if at in sheet.numbers
        or at in sheet.unsolved
        or at in sheet.errors
        or _FIGURE.fullmatch(text)
        else "word"
    )


def is_figure(sheet: Sheet, row: int, column: int, cell: str) -> bool:
    """True for a number or a day, true or written."""
    return _kind(sheet, row, column, cell) in {"number", "day"}


def begins_table(sheet: Sheet, row: int) -> bool:
    """True of a row of nothing but words that headings use, where the next one has figures."""
    cells = sheet.rows[row]
    filled = [column for column, cell in enumerate(cells) if cell.strip()]
    if len(filled) < LEAST_HEADINGS or any(
        is_figure(sheet, row, column, cells[column]) for column in filled
    ):
        return False
    if not all(is_usual(cells[column]) for column in filled):
        return False
    below = next((one for one in range(row + 1, len(sheet.rows)) if any(sheet.rows[one])), row)
    under = sheet.rows[below]
    return below > row and any(
        column < len(under) and is_figure(sheet, below, column, under[column]) for column in filled
    )


def is_usual(cell: str) -> bool:
    """True for a word that headings use: a field of ours, a month, «voce», «importo»."""
    words = plain(cell).split()
    if not words or len(words) > _FEW_WORDS + 2:
        return False
    said = " ".join(words)
    return said in _labels() or (
        len(words) <= _FEW_WORDS
        and (
            words[0] in _BEGIN
            or (len(words) == 1 and words[0] in _USUAL)
            or (words[0] in _months() and all(map(str.isdigit, words[1:])))
        )
    )


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(
        plain(spec.label) for entity in BY_NAME.values() for spec in specs(entity).values()
    )


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return frozenset(
        plain(name(number))
        for number in range(1, 13)
        for name in (italian.month, italian.month_short)
    )
