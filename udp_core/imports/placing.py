"""From the rows of a table to its figures, each with all that identifies it.

Every row and cell that gives none is counted with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from udp_core.archive.entity import specs
from udp_core.imports.blanks import Blanks
from udp_core.imports.cells import Cells, Row
from udp_core.imports.doubtful_rows import ROWS, doubtful_rows, why_not
from udp_core.imports.file_kinds import ENTITY, VALUES, YEAR
from udp_core.imports.found import STRUCK, UNSEEN, Found, ReadTally, Values
from udp_core.imports.known import term_of
from udp_core.imports.layout import Reason, cell_of
from udp_core.imports.longer_periods import LongerPeriods
from udp_core.imports.meaning import Meaning, UnplacedCell
from udp_core.imports.moved_rows import MovedRows
from udp_core.imports.numbers import Numbers, is_missing
from udp_core.imports.periods import Span, span_under
from udp_core.imports.plan import FigureColumn
from udp_core.imports.questions import LEAVE_OUT, READ, Question
from udp_core.imports.row_words import RowWords
from udp_core.imports.table import GivenTable
from udp_core.imports.timing import Timing
from udp_core.imports.year_words import year_in_cell
from udp_core.kernel.problem import Place, Problem

_SHOWN = 40
"""How much of a cell a sentence shows."""


class Placer:
    """Reads the rows of a table one after the other."""

    def __init__(
        self,
        table: GivenTable,
        meaning: Meaning,
        numbers: Numbers,
        timing: Timing,
        may_be_whole: bool,
    ) -> None:
        self.tally = ReadTally()
        self.problems: list[Problem] = []
        self._table = table
        self._plan = table.plan
        self._where = table.layout.where
        self._sheet = table.layout.sheet
        self._meaning = meaning
        self._numbers = numbers
        self._timing = timing
        self._specs = specs(ENTITY[table.kind])
        self._cells = Cells(table.layout)
        self._blanks = Blanks(table, self._cells, self.tally, may_be_whole=may_be_whole)
        self._words = RowWords(
            table, self._cells, meaning, numbers, self._blanks, self.tally, self.problems
        )
        self._first_words = [*self._words.columns.values()][:1]
        self._identifying = (*self._words.columns.values(), *table.plan.columns.values())
        self._values = {
            name: table.plan.columns[name]
            for name in VALUES[table.kind]
            if name in table.plan.columns
        }
        self._saying_when = {
            name: column
            for name, column in table.plan.columns.items()
            if name in {"period_no", YEAR}
        }
        self._times: dict[tuple[str, str, int], tuple[Span | None, int]] = {}
        self._longer = LongerPeriods(table)
        self._moved = MovedRows(table, self._cells, self._words.columns.values())
        self._doubtful = (
            doubtful_rows(table, timing) if table.choices.answers.get(ROWS) == LEAVE_OUT else {}
        )
        self._cells.share_figures(
            {one.column for one in table.plan.figures} | set(self._values.values())
        )
        self._may_be_untold = self._cells.share_any or any(
            (self._sheet.struck, self._sheet.unseen, self._sheet.unsolved, self._sheet.errors)
        )
        """False of nearly every sheet: none of its cells needs a look."""

    @property
    def questions(self) -> list[Question]:
        """What is asked of cells left blank."""
        return self._blanks.questions

    def found(self) -> Iterator[Found]:
        """Every figure, one a line or one a column of figures."""
        figures = self._plan.figures
        for number, row in sorted(self._cells.rows()):
            if number in self._doubtful:
                self.tally.leave(f"{self._doubtful[number]}, {why_not(self._table.kind)}", number)
                continue
            if figures and not any(self._says_something(number, row, one) for one in figures):
                if problem := self._moved.problem(number, row):
                    self.problems.append(problem)
                else:
                    self.tally.leave("senza cifre", number)
                    self.tally.blank += self._left_blank(number, row)
                continue
            values = self._words.values(number, row)
            if values is not None:
                yield from self._of_row(number, row, values)

    def _says_something(self, number: int, row: Row, figure: FigureColumn) -> bool:
        """True of a cell with something in it, or merged with one that has."""
        return bool(cell_of(row, figure.column)) or self._cells.is_shared(number, figure.column)

    def _left_blank(self, number: int, row: Row) -> list[Found]:
        """The figures that a row with the whole of its key does not give.

        What the archive has of them may be withdrawn.
        """
        if self._timing.waits or not self._has_its_key(number, row):
            return []
        values = self._words.values(number, row)
        if values is None:
            return []
        whens = [(figure, self._when(number, row, figure)) for figure in self._plan.figures]
        place = Place(self._where, number)
        return [
            Found(place, {**values, **self._said_over(figure), figure.name: None}, *when)
            for figure, when in whens
            if when
        ]

    def _has_its_key(self, number: int, row: Row) -> bool:
        """True of a row whose words all read, with nothing to ask."""
        known = self._table.known
        for name, column in {**self._words.columns, **self._plan.columns}.items():
            text = self._cells.text(number, row, column)
            heading = self._table.layout.headings[column]
            if name in known and known[name].code_of(text) is None:
                return False
            if name == "period_no" and span_under(heading, text) is None:
                return False
            if name == YEAR and year_in_cell(text) is None:
                return False
            terms = self._specs[name].terms if name in self._specs else None
            if terms and term_of(terms, text) is None:
                return False
        return True

    def add_up(self) -> None:
        """Read the totals that the file writes, row by row and in the last column, to be
        compared with ours.
        """
        if not self._plan.figures:
            return
        for one in self._table.layout.left_out:
            if one.reason is Reason.TOTAL:
                self._total_row(one.number, one.cells)
        if self._plan.sums and not self._timing.running:
            for number, row in self._table.layout.rows:
                self._totals_across(number, row)

    def _total_row(self, number: int, row: Row) -> None:
        for figure in self._plan.figures:
            value = self._total_in(number, row, figure.column, figure.name)
            if value is not None:
                self.tally.amounts[number, figure.column] = value

    def _totals_across(self, number: int, row: Row) -> None:
        """The totals of a row, each with what its figures add up to."""
        figures, amounts = self._plan.figures, self.tally.amounts
        own = [amounts[number, one.column] for one in figures if (number, one.column) in amounts]
        for column in self._plan.sums:
            value = self._total_in(number, row, column, figures[0].name)
            if value is not None and own:
                self.tally.across.append((number, value, sum(own)))

    def _total_in(self, number: int, row: Row, column: int, name: str) -> int | None:
        text = cell_of(row, column)
        if is_missing(text) or (number - 1, column) in self._sheet.unsolved:
            return None
        value = self._numbers.read(name, text, (number - 1, column))
        return value if isinstance(value, int) else None

    def _of_row(self, number: int, row: Row, values: Values) -> Iterator[Found]:
        if self._plan.figures:
            for figure in self._plan.figures:
                yield from self._figure(number, row, values, figure)
            return
        found = self._own_values(number, row, values)
        if found is not None:
            yield found

    def _figure(
        self, number: int, row: Row, values: Values, figure: FigureColumn
    ) -> Iterator[Found]:
        when = self._when(number, row, figure)
        if when is None:
            return
        said = self._said_over(figure)
        if not self._with_source(said, number, figure):
            return
        place = Place(self._where, number, figure.heading)
        amount = self._amount(figure.name, number, row, figure.column, values)
        found = Found(place, {**values, **said, figure.name: amount}, *when)
        if amount is not None:
            yield found
        elif self._is_empty(number, row, figure.column):
            self.tally.missing.append(found)
            self.tally.read.add(number)

    def _said_over(self, figure: FigureColumn) -> Values:
        """What the heading says of its figures: their Comune, their band of age, their unit."""
        said: Values = {}
        if figure.municipality:
            said["municipality_id"] = figure.municipality
        if figure.band:
            said["age_band"] = figure.band
        if figure.unit and "unit" in self._specs and "unit" not in self._words.columns:
            said["unit"] = figure.unit.value
        return said

    def _with_source(self, said: Values, number: int, figure: FigureColumn) -> bool:
        """The source that the heading names, among what the column says.

        False where its word waits for an answer.
        """
        told = {*self._words.columns, *self._table.choices.fixed}
        if not figure.source or "source_id" in told:
            return True
        meant = self._meaning.of("source_id", figure.source)
        if isinstance(meant, UnplacedCell):
            self._words.set_aside(meant, number, figure.source)
            return False
        said["source_id"] = None if isinstance(meant, Problem) else meant
        return True

    def _own_values(self, number: int, row: Row, values: Values) -> Found | None:
        """A row with its figures under their own names: numerator, denominator, value.

        None of a scheda.
        """
        when = self._when(number, row, None)
        if when is None:
            return None
        place = Place(self._where, number)
        got = {
            name: self._amount(name, number, row, column, values)
            for name, column in self._values.items()
        }
        if got and all(value is None for value in got.values()):
            if all(is_missing(cell_of(row, column)) for column in self._values.values()):
                self.tally.missing.append(Found(place, values, *when))
            return None
        if not self._values and any(self._is_doubted(number, one) for one in self._first_words):
            return None
        self.tally.read.add(number)
        return Found(place, {**values, **got}, *when)

    def _amount(
        self, name: str, number: int, row: Row, column: int, values: Values
    ) -> int | str | None:
        """The figure in a cell.

        None of one that is missing, and of one that cannot be told, which is noted.
        """
        text = cell_of(row, column)
        if self._may_be_untold and self._cannot_be_told(number, column):
            return None
        if is_missing(text):
            return None
        indicator = str(values.get("indicator_id") or "")
        value = self._numbers.read(name, text, (number - 1, column), indicator)
        if isinstance(value, Problem):
            self.problems.append(value.at(self._cells.place(number, column)))
            return None
        self.tally.read.add(number)
        self.tally.amounts[number, column] = int(value or 0)
        return value

    def _cannot_be_told(self, number: int, column: int) -> bool:
        """True, and noted, of a figure that stands for more cells, or that no formula left."""
        at = number - 1, column
        if self._cells.is_shared(number, column):
            if self._cells.begins(number, column):
                self.problems.append(
                    Problem(
                        "X47",
                        "La cifra sta in una cella unita su più cifre: di quale è, non si sa.",
                        "Dividere la cella e scrivere ogni cifra al suo posto.",
                        self._cells.place(number, column),
                        cell_of(self._sheet.rows[at[0]], column),
                    )
                )
        elif at in self._sheet.unsolved:
            self.tally.unsolved.append(self._cells.place(number, column))
        elif at in self._sheet.errors:
            self.tally.errors.append(self._cells.place(number, column))
        elif is_missing(cell_of(self._sheet.rows[at[0]], column)):
            return False
        else:
            return self._is_doubted(number, column)
        return True

    def _is_doubted(self, number: int, column: int) -> bool:
        """True, and noted, of a figure crossed out or that the file does not show, until it is
        said to be one all the same.
        """
        told, sheet = self._table.choices.answers, self._sheet
        words = (*self._identifying, column)
        doubts = False
        for key, is_so, places in (
            (STRUCK, any((number - 1, one) in sheet.struck for one in words), self.tally.struck),
            (UNSEEN, (number - 1, column) in sheet.unseen, self.tally.unseen),
        ):
            if is_so:
                places.append(self._cells.place(number, column))
                doubts = doubts or told.get(key) != READ
        return doubts

    def _is_empty(self, number: int, row: Row, column: int) -> bool:
        """True of a cell that says nothing, and was not noted for another reason."""
        at = number - 1, column
        noted = at in self._sheet.unsolved or at in self._sheet.errors
        told = noted or self._cells.is_shared(number, column)
        return is_missing(cell_of(row, column)) and not told

    def _when(
        self, number: int, row: Row, figure: FigureColumn | None
    ) -> tuple[Span | None, int] | None:
        """The period and the year of a figure.

        None where they are waited for, left out, or do not read.
        """
        texts = {
            name: self._blanks.text(name, number, row, column)
            for name, column in self._saying_when.items()
        }
        if self._timing.waits:
            self.tally.waiting.add(number)
        if self._timing.waits or None in texts.values():
            return None
        period, year = texts.get("period_no") or "", texts.get(YEAR) or ""
        said = (period, year, figure.column if figure else -1)
        if said not in self._times:
            found = self._read_when(number, period, year, figure)
            if found is None:
                return None
            self._times[said] = found
        when = self._times[said]
        if problem := self._longer.contradicting(number, row, when[0]):
            self.problems.append(problem)
            return None
        return when

    def _read_when(
        self, number: int, period: str, cell: str, figure: FigureColumn | None
    ) -> tuple[Span | None, int] | None:
        span = self._timing.span(period, figure.span if figure else None)
        if span is None and "period_no" in self._specs:
            self.problems.append(self._no_period(number, period))
            return None
        written = cell.removesuffix(".0")
        if cell and year_in_cell(written) is None:
            self.problems.append(self._no_year(number, cell))
            return None
        year = self._timing.years.of(written, span, figure.year if figure else None)
        if year is None:
            self.tally.leave("di un altro anno", number)
            return None
        return span, year

    def _no_period(self, number: int, text: str) -> Problem:
        column = self._plan.columns.get("period_no")
        heading = self._table.layout.headings[column] if column is not None else ""
        return Problem(
            "X41",
            f"«{text[:_SHOWN]}» non si legge come un periodo.",
            "Scrivere il mese («novembre», 11, 2026-11) o il trimestre («I trim»).",
            Place(self._where, number, heading),
        )

    def _no_year(self, number: int, text: str) -> Problem:
        return Problem(
            "X41",
            f"«{text[:_SHOWN]}» non si legge come un anno.",
            "Scrivere l’anno con quattro cifre, per esempio 2026.",
            self._cells.place(number, self._plan.columns[YEAR]),
        )
