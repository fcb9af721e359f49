"""What the heading of a column says of its figures: period, year, Comune, unit, source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from udp_core.imports.bands import bands_over
from udp_core.imports.columns import Columns
from udp_core.imports.file_kinds import MAIN_VALUE
from udp_core.imports.headings import is_amount, is_money, phase_in, source_in, unit_in
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import plain
from udp_core.imports.periods import Span, span_of
from udp_core.imports.plan import FigureColumn
from udp_core.kernel.vocabulary import ActivityUnit, ImportKind

_YEAR = re.compile(r"20\d\d")
_SEX = re.compile(r"\b(maschi|femmine|uomini|donne)\b")
_UNITARY = re.compile(
    r"\bunitari[oae]?\b|\bpro ?capite\b|\bper (?:utente|giornata|persona|ora|abitante|posto)\b"
    r"|\bin lettere\b"
    r"|\bcosto (?:medio|orario|giornata|giornaliero)\b|\bspesa media\b|\bcentro di costo\b"
)
_SHARE = re.compile(r"(?<![\d\s])\s?%|\bpercentual|\bincidenza", re.IGNORECASE)
_MEASURED = frozenset({ImportKind.ACTIVITY, ImportKind.FRNA_MONITORING})
"""Kinds whose headings may name a unit."""


class FigureHeadings:
    """The headings of a table, read as those of figures."""

    def __init__(
        self, columns: Columns, known: Mapping[str, KnownNames], *, source_told: bool = False
    ) -> None:
        self._columns = columns
        self._kind = columns.kind
        self._main = MAIN_VALUE.get(columns.kind, "")
        self._comuni = known.get("municipality_id")
        self._bands = bands_over(columns)
        self._says_source = source_told or any(
            "source_id" in columns.fields(one) and not columns.is_empty(one) for one in columns.all
        )

    def of(self, column: int) -> FigureColumn:
        """The column with all that its heading says."""
        heading = self._columns.heading(column)
        words = self._columns.words(column)
        span = next((found for said in words if said and (found := span_of(said))), None)
        return FigureColumn(
            column,
            heading,
            self._main,
            span,
            _year(heading, span),
            self._comune(words),
            self._unit(heading),
            phase_in(heading, cut_short=True),
            _block(words, span),
            self._source(heading),
            self._bands.get(column),
        )

    def candidate(self, column: int) -> FigureColumn | None:
        """The column, where it may hold figures of ours."""
        figure = self.of(column)
        named = self._columns.fields(column)
        if named and self._main not in named:
            return None
        if self._kind is ImportKind.POPULATION and self._is_of_a_sex(column):
            return None
        if self._kind is ImportKind.ACTIVITY and figure.unit is None and is_money(figure.heading):
            return None
        speaks = (
            self._main in named
            or figure.is_one_of_several
            or _YEAR.fullmatch(plain(figure.heading))
            or is_amount(self._kind, figure.heading)
        )
        is_sum = self._kind is not ImportKind.SCHEDE and figure.is_a_sum
        return figure if (speaks or is_sum) and self._columns.has_a_figure(column) else None

    def _is_of_a_sex(self, column: int) -> bool:
        words = [plain(said) for said in self._columns.words(column)]
        return any(_SEX.search(said) or said in {"m", "f"} for said in words)

    def _comune(self, words: Sequence[str]) -> str | None:
        if self._comuni is None:
            return None
        codes = (self._comuni.code_of(said) for said in words if said)
        return next(filter(None, codes), None)

    def _unit(self, heading: str) -> ActivityUnit | None:
        return unit_in(heading) if self._kind in _MEASURED else None

    def _source(self, heading: str) -> str:
        """The source of the money of a scheda stands over its column, unless a column of its own
        says it.
        """
        is_over = self._kind is ImportKind.SCHEDA_SPENDING and not self._says_source
        return source_in(heading) if is_over else ""


def _year(heading: str, span: Span | None) -> int | None:
    """The year of the period, else the only one that the heading writes."""
    if span and span.year:
        return span.year
    years = {int(word) for word in _YEAR.findall(plain(heading))}
    return years.pop() if len(years) == 1 else None


def _block(words: Sequence[str], span: Span | None) -> str:
    """What a heading says beside its period.

    The words of the rows that name none, else what is left of its own.
    """
    if span is None:
        return words[0]
    rows = [one for one in reversed(words[1:]) if one]
    if len(rows) > 1:
        return " ".join(one for one in rows if not span_of(one))
    return " ".join(word for word in words[0].split() if not _says_when(word))


def is_unitary(heading: str) -> bool:
    """True of what one unit costs, on the mean, or of where it is accounted: beside amounts, it is
    none of them.
    """
    return _UNITARY.search(plain(heading)) is not None


def is_share(heading: str) -> bool:
    """True of what part of another figure one is; not of an amount with «IVA 5%»."""
    return _SHARE.search(heading) is not None


def _says_when(word: str) -> bool:
    return span_of(word) is not None or _YEAR.fullmatch(word) is not None
