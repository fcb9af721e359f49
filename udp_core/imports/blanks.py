"""Cells of the key left blank: as the row above, of the whole district, or out. It is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udp_core.archive.entity import specs
from udp_core.imports.cells import Cells, Row
from udp_core.imports.choices import WORD_OF
from udp_core.imports.file_kinds import ENTITY, VALUES, YEAR, label_of
from udp_core.imports.found import ReadTally
from udp_core.imports.known import WHOLE_DISTRICT
from udp_core.imports.layout import cell_of
from udp_core.imports.numbers import is_missing
from udp_core.imports.questions import LEAVE_OUT, Question, asked
from udp_core.imports.table import GivenTable
from udp_core.kernel import italian
from udp_core.kernel.problem import Place

AS_ABOVE = "sopra"
_FEMININE = frozenset({"voce", "fonte", "fascia", "unita", "fase", "scheda"})
_MOST_ROWS = 5
"""The rows that a question names: enough to find them."""


class Blanks:
    """The fields of the key that some rows of a table leave blank, with what was answered."""

    def __init__(
        self, table: GivenTable, cells: Cells, tally: ReadTally, *, may_be_whole: bool
    ) -> None:
        self.questions: list[Question] = []
        self._table = table
        self._cells = cells
        self._tally = tally
        self._may_be_whole = may_be_whole
        self._last: dict[str, str] = {}
        self._given = self._answers()

    @property
    def any(self) -> bool:
        """True where some field is left blank."""
        return bool(self._given)

    def text(self, name: str, number: int, row: Row, column: int) -> str | None:
        """The words of a row under a field; where they are blank, what was answered of blanks.

        None: the row waits or stays out.
        """
        text = self._cells.text(number, row, column)
        if not is_missing(text):
            self._last[name] = text
            return text
        fixed = self._table.choices.fixed
        if name not in self._given or name in fixed:
            return fixed.get(name, "")
        given = self._given[name]
        if not given:
            self._tally.waiting.add(number)
            return None
        if given == LEAVE_OUT:
            self._tally.leave(f"senza «{label_of(self._table.kind, name)}»", number)
            return None
        return self._last.get(name, "") if given == AS_ABOVE else given

    def _answers(self) -> dict[str, str]:
        """Fields of the key that some rows leave blank, with the answer given on them."""
        found = {}
        for name in (*ENTITY[self._table.kind].key, YEAR):
            column = self._table.plan.columns.get(name)
            if column is None or name in self._table.choices.fixed:
                continue
            if blank := self._blank_under(column):
                question = self._ask(name, blank)
                self.questions.append(question)
                found[name] = question.given
        return found

    def _blank_under(self, column: int) -> list[int]:
        """The rows with a figure that say nothing under a heading."""
        written = {cell_of(row, column) for _, row in self._cells.rows()}
        missing = {text for text in written if is_missing(text)}
        if not missing:
            return []
        return [
            number
            for number, row in self._rows_with_figures()
            if cell_of(row, column) in missing and is_missing(self._cells.text(number, row, column))
        ]

    def _rows_with_figures(self) -> Iterator[tuple[int, Row]]:
        plan = self._table.plan
        own = [plan.columns[name] for name in VALUES[self._table.kind] if name in plan.columns]
        columns = [one.column for one in plan.figures] or own
        for number, row in self._cells.rows():
            if not columns or any(not is_missing(cell_of(row, column)) for column in columns):
                yield number, row

    def _ask(self, name: str, blank: Sequence[int]) -> Question:
        label, word = label_of(self._table.kind, name), WORD_OF.get(name, name)
        told = italian.plural(
            len(blank), "riga con una cifra non dice", "righe con una cifra non dicono"
        )
        named = italian.listing([str(number) for number in blank[:_MOST_ROWS]])
        more = " e altre" if len(blank) > _MOST_ROWS else ""
        rows, are = ("riga", "è") if len(blank) == 1 else ("righe", "sono")
        answers = [
            *self._usual(name),
            (AS_ABOVE, "come la riga sopra"),
            (LEAVE_OUT, "lasciare fuori queste righe"),
        ]
        return asked(
            f"{word}-vuot{'a' if word in _FEMININE else 'o'}",
            f"{told} «{label}» ({rows} {named}{more}). Di che cosa {are}?",
            answers,
            self._table.choices.answers,
            Place(self._table.layout.where),
        )

    def _usual(self, name: str) -> list[tuple[str, str]]:
        """What a blank may stand for: a Comune or the district, a source."""
        known = self._table.known.get(name)
        if known and known.is_comune:
            required = specs(ENTITY[self._table.kind])[name].required
            whole = self._may_be_whole and not required
            district = [(WHOLE_DISTRICT, "sono di tutto il distretto")] if whole else []
            return [*district, *((said, said) for said in known.names.values())]
        return list(known.names.items()) if known and name == "source_id" else []
