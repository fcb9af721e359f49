"""What a row says beside its figures: of which voce, Comune, source, state it is."""

from __future__ import annotations

import re

from udp_core.archive.entity import specs
from udp_core.imports.blanks import Blanks
from udp_core.imports.cells import Cells, Row
from udp_core.imports.file_kinds import AGE, ENTITY, VALUES, YEAR, label_of
from udp_core.imports.found import ReadTally, Values
from udp_core.imports.known import WHOLE_DISTRICT
from udp_core.imports.layout import cell_of, plain
from udp_core.imports.meaning import Meaning, UnplacedCell
from udp_core.imports.numbers import Numbers, is_missing
from udp_core.imports.residents import TOTAL_AGE
from udp_core.imports.table import GivenTable
from udp_core.kernel.problem import Place, Problem

_AGE = re.compile(r"(?:(\d{1,3})(?: ann[oi])?(?: (?:e )?(?:oltre|piu))?|totale|tot)")
"""«75», «75 anni», «100 e oltre», «Totale»."""
_TIMES = frozenset({"period_no", YEAR, AGE})
"""Columns that say when, or an age: read apart from the others."""
_SHOWN = 40
"""How much of a cell a sentence shows."""


class RowWords:
    """Reads the words of the rows of one table; what does not read is among `problems`."""

    def __init__(  # noqa: PLR0917 - a table and how it is read
        self,
        table: GivenTable,
        cells: Cells,
        meaning: Meaning,
        numbers: Numbers,
        blanks: Blanks,
        tally: ReadTally,
        problems: list[Problem],
    ) -> None:
        self._table = table
        self._cells = cells
        self._meaning = meaning
        self._numbers = numbers
        self._blanks = blanks
        self._tally = tally
        self._problems = problems
        self.columns = {
            name: column
            for name, column in table.plan.columns.items()
            if name not in _TIMES and name not in VALUES[table.kind]
        }
        self._fixed = self._same_for_all()
        self._telling = self._columns_that_tell()
        self._alike: dict[Row, Values] = {}

    def values(self, number: int, row: Row) -> Values | None:
        """What the row says beside its figures.

        None where something of it waits, stays out, or does not read.

        Rows with the same words are read once, where no row depends on the one above or on how a
        cell is shown.
        """
        if self._fixed is None:
            return None
        if self._blanks.any or self._cells.are_merged or "progress" in self.columns:
            return self._read(number, row, self._fixed)
        words = tuple([cell_of(row, column) for column in self._telling])
        values = self._alike.get(words)
        if values is None and (values := self._read(number, row, self._fixed)) is not None:
            self._alike[words] = values
        return values

    def set_aside(self, meant: UnplacedCell, number: int, text: str) -> None:
        """A row of which a word waits for an answer, or was answered to be left out."""
        if meant.left_out:
            self._tally.leave(f"«{text[:_SHOWN]}» lasciato fuori", number)
        else:
            self._tally.waiting.add(number)

    def _columns_that_tell(self) -> tuple[int, ...]:
        plan = self._table.plan
        again = [column for _, column in plan.again]
        ages = [column for name, column in plan.columns.items() if name == AGE]
        return tuple({*self.columns.values(), *again, *ages})

    def _read(self, number: int, row: Row, fixed: Values) -> Values | None:
        values = dict(fixed)
        good = True
        for name, column in self.columns.items():
            text = self._blanks.text(name, number, row, column)
            if text is None:
                return None
            meant = self._meant(name, text, (number - 1, column), number)
            if isinstance(meant, UnplacedCell):
                self.set_aside(meant, number, text)
                return None
            if isinstance(meant, Problem):
                good = False
                self._problems.append(meant.at(self._place(name, number)))
            else:
                good = self._agrees(name, meant, text, number) and good
                values[name] = meant
        if AGE in self._table.plan.columns:
            good = self._with_age(values, number, row) and good
        return values if good and self._agree_again(values, number, row) else None

    def _with_age(self, values: Values, number: int, row: Row) -> bool:
        """The single age of a row, under its own name until the bands are added up."""
        text = self._cells.text(number, row, self._table.plan.columns[AGE]).removesuffix(".0")
        found = _AGE.fullmatch(plain(text))
        if found:
            values[AGE] = TOTAL_AGE if found[1] is None else int(found[1])
            return True
        self._problems.append(
            Problem(
                "X51",
                f"«{text[:_SHOWN]}» non è un’età.",
                "Scrivere un numero di anni; 999 è il totale.",
                self._place(AGE, number),
                text,
            )
        )
        return False

    def _meant(
        self, name: str, text: str, at: tuple[int, int], number: int
    ) -> int | str | Problem | UnplacedCell | None:
        if name == "progress" and text and not is_missing(text):
            return self._numbers.read(name, text, at)
        return self._meaning.of(name, text, number)

    def _agrees(self, name: str, meant: int | str | None, text: str, number: int) -> bool:
        """False, and told, where the row says something else than what was said of the whole
        file.
        """
        told = self._table.choices.fixed
        if self._fixed is None or name not in told or meant in {None, self._fixed[name]}:
            return True
        self._problems.append(
            Problem(
                "X35",
                f"La riga dice «{text[:_SHOWN]}» per «{self._label(name)}»; per tutto il file è"
                f" stato detto «{told[name]}».",
                "Togliere ciò che è stato detto per tutto il file, o correggere la riga.",
                self._place(name, number),
                text,
            )
        )
        return False

    def _agree_again(self, values: Values, number: int, row: Row) -> bool:
        """Where a code and a name stand side by side, both must be of the same thing.

        A name that is not ours says nothing.
        """
        for name, column in self._table.plan.again:
            known = self._table.known.get(name)
            text = self._cells.text(number, row, column)
            other = known.code_of(text) if known and text else None
            if other and other != values.get(name):
                first = self._cells.text(number, row, self.columns[name])
                self._problems.append(
                    Problem(
                        "X34",
                        f"La riga dice due cose diverse per «{self._label(name)}»: «{first}» e"
                        f" «{text[:_SHOWN]}».",
                        "Correggere la riga.",
                        self._place(name, number),
                        text,
                    )
                )
                return False
        return True

    def _same_for_all(self) -> Values | None:
        """What every row starts from: the words for the whole file, read once.

        None where one does not read.
        """
        values: Values = dict.fromkeys(specs(ENTITY[self._table.kind]))
        good = True
        for name, text in self._table.choices.fixed.items():
            if name in _TIMES or name == "period":
                continue
            meant = self._meaning.of(name, text) if text not in {WHOLE_DISTRICT, ""} else None
            if isinstance(meant, Problem):
                self._problems.append(meant.at(Place(column=self._label(name))))
            if isinstance(meant, Problem | UnplacedCell):
                good = False
            else:
                values[name] = meant
        return values if good else None

    def _label(self, name: str) -> str:
        return label_of(self._table.kind, name)

    def _place(self, name: str, number: int) -> Place:
        """A row under a field, as a problem says it."""
        return Place(self._table.layout.where, number, self._label(name))
