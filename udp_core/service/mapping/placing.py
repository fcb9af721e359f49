"""From the rows of a table to its figures, each with all that identifies it.

Every row and cell that gives none is counted with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from udp_core import italian
from udp_core.model.entity import specs
from udp_core.problem import Place, Problem
from udp_core.service.mapping.choices import WORD_OF, Choices
from udp_core.service.mapping.found import Found, Tally, Values
from udp_core.service.mapping.headings import AGE, ENTITY, VALUES, YEAR
from udp_core.service.mapping.known import WHOLE_DISTRICT, Known
from udp_core.service.mapping.layout import Layout, Reason
from udp_core.service.mapping.meaning import Meaning, Waiting
from udp_core.service.mapping.numbers import Numbers, is_missing
from udp_core.service.mapping.periods import Span
from udp_core.service.mapping.planning import FigureColumn, Plan
from udp_core.service.mapping.questions import LEAVE_OUT, Question, asked
from udp_core.service.mapping.timing import Timing
from udp_core.vocabulary import ImportKind

AS_ABOVE = "sopra"
_FEMININE = frozenset({"voce", "fonte", "fascia", "unita", "fase", "scheda"})
_TIMES = frozenset({"period_no", YEAR, AGE})
"""Columns that say when, or an age: read apart from the others."""
_TIME_LABELS = {"period_no": "Periodo", YEAR: "Anno", AGE: "Età"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with how it is read."""

    layout: Layout
    kind: ImportKind
    plan: Plan
    choices: Choices
    known: Mapping[str, Known]
    meaning: Meaning
    numbers: Numbers
    timing: Timing


class Placer:
    """Reads the rows of a table one after the other."""

    def __init__(self, table: Table, may_be_whole: bool) -> None:
        self.tally = Tally()
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self._table = table
        self._entity = ENTITY[table.kind]
        self._specs = specs(self._entity)
        self._merged = _covered(table.layout)
        self._words = {
            name: column
            for name, column in table.plan.columns.items()
            if name not in _TIMES and name not in VALUES[table.kind]
        }
        self._figures = {
            name: table.plan.columns[name]
            for name in VALUES[table.kind]
            if name in table.plan.columns
        }
        self._blank = self._answers_on_blanks(may_be_whole)
        self._fixed = self._same_for_all()
        self._last: dict[str, str] = {}
        self._times: dict[tuple[str, str, int], tuple[Span | None, int | None]] = {}
        self._telling = tuple(
            {*self._words.values(), *(column for _, column in table.plan.again), *self._of_age()}
        )
        self._alike: dict[tuple[str, ...], Values] = {}

    def found(self) -> Iterator[Found]:
        """Every figure, one a line or one a column of figures."""
        for number, row in sorted(self._rows()):
            figures = self._table.plan.figures
            if figures and not any(_raw(row, one.column) for one in figures):
                self.tally.leave("senza cifre", number)
                continue
            values = self._values(number, row)
            if values is not None:
                yield from self._of_row(number, row, values)

    def _of_row(self, number: int, row: tuple[str, ...], values: Values) -> Iterator[Found]:
        if self._table.plan.figures:
            for figure in self._table.plan.figures:
                yield from self._figure(number, row, values, figure)
            return
        found = self._own_values(number, row, values)
        if found is not None:
            yield found

    def _cell(self, number: int, row: tuple[str, ...], column: int) -> str:
        return _raw(row, column) or (
            self._merged.get((number - 1, column), "") if self._merged else ""
        )

    def _text(self, name: str, number: int, row: tuple[str, ...], column: int) -> str | None:
        """The words of a row under a field; where they are blank, what was answered of blanks.

        None: the row waits or stays out.
        """
        text = self._cell(number, row, column)
        if not is_missing(text):
            self._last[name] = text
            return text
        if name not in self._blank or name in self._choices_fixed:
            return self._choices_fixed.get(name, "")
        given = self._blank[name]
        if not given:
            self.tally.waiting.add(number)
            return None
        if given == LEAVE_OUT:
            self.tally.leave(f"senza «{self._label(name)}»", number)
            return None
        return self._last.get(name, "") if given == AS_ABOVE else given

    def add_up(self) -> None:
        """Read the totals that the file writes, row by row and in the last column, to be
        compared with ours.
        """
        figures = self._table.plan.figures
        for one in self._table.layout.left_out:
            for figure in figures if one.reason is Reason.TOTAL else ():
                value = self._total_in(one.number, one.cells, figure.column, figure.name)
                if value is not None:
                    self.tally.amounts[one.number, figure.column] = value
        for number, row in (
            self._table.layout.rows if figures and not self._table.timing.running else ()
        ):
            for column in self._table.plan.sums:
                value = self._total_in(number, row, column, figures[0].name)
                own = [
                    self.tally.amounts[number, one.column]
                    for one in figures
                    if (number, one.column) in self.tally.amounts
                ]
                if value is not None and own:
                    self.tally.across.append((number, value, sum(own)))

    def _total_in(self, number: int, row: tuple[str, ...], column: int, name: str) -> int | None:
        text = _raw(row, column)
        if is_missing(text) or (number - 1, column) in self._table.layout.sheet.unsolved:
            return None
        value = self._table.numbers.read(name, text, (number - 1, column))
        return value if isinstance(value, int) else None

    @property
    def _choices_fixed(self) -> Mapping[str, str]:
        return self._table.choices.fixed

    def _label(self, name: str) -> str:
        return _TIME_LABELS.get(name) or self._specs[name].label

    def _of_age(self) -> tuple[int, ...]:
        return tuple(column for name, column in self._table.plan.columns.items() if name == AGE)

    def _values(self, number: int, row: tuple[str, ...]) -> Values | None:
        """What the row says beside its figures.

        None where something of it waits, stays out, or does not read.

        Rows with the same words are read once, where no row depends on the one above or on how a
        cell is shown.
        """
        if self._fixed is None:
            return None
        if self._blank or self._merged or "progress" in self._words:
            return self._read_values(number, row, self._fixed)
        words = tuple([_raw(row, column) for column in self._telling])
        values = self._alike.get(words)
        if values is None and (values := self._read_values(number, row, self._fixed)) is not None:
            self._alike[words] = values
        return values

    def _read_values(self, number: int, row: tuple[str, ...], fixed: Values) -> Values | None:
        values = dict(fixed)
        good = True
        for name, column in self._words.items():
            text = self._text(name, number, row, column)
            if text is None:
                return None
            meant = self._meant(name, text, (number - 1, column), number)
            if isinstance(meant, Waiting):
                self._set_aside(meant, number, text)
                return None
            if isinstance(meant, Problem):
                good = False
                self.problems.append(
                    meant.at(Place(self._table.layout.where, number, self._label(name)))
                )
            else:
                good = self._agrees(name, meant, text, number) and good
                values[name] = meant
        if AGE in self._table.plan.columns:
            good = self._with_age(values, number, row) and good
        return values if good and self._agree_again(values, number, row) else None

    def _with_age(self, values: Values, number: int, row: tuple[str, ...]) -> bool:
        """The single age of a row, under its own name until the bands are added up."""
        text = self._cell(number, row, self._table.plan.columns[AGE]).removesuffix(".0")
        if (age := italian.few_digits(text)) is not None:
            values[AGE] = age
            return True
        self.problems.append(
            Problem(
                "X51",
                f"«{text[:40]}» non è un’età.",
                "Scrivere un numero di anni; 999 è il totale.",
                Place(self._table.layout.where, number, "Età"),
                text,
            )
        )
        return False

    def _meant(
        self, name: str, text: str, at: tuple[int, int], number: int
    ) -> int | str | Problem | Waiting | None:
        if name == "progress" and text and not is_missing(text):
            return self._table.numbers.read(name, text, at)
        return self._table.meaning.of(name, text, number)

    def _set_aside(self, meant: Waiting, number: int, text: str) -> None:
        if meant.left_out:
            self.tally.leave(f"«{text[:40]}» lasciato fuori", number)
        else:
            self.tally.waiting.add(number)

    def _agrees(self, name: str, meant: int | str | None, text: str, number: int) -> bool:
        """False, and told, where the row says something else than what was said of the whole
        file.
        """
        if (
            self._fixed is None
            or name not in self._choices_fixed
            or meant is None
            or meant == self._fixed[name]
        ):
            return True
        sentence = (
            f"La riga dice «{text[:40]}» per «{self._label(name)}»; per tutto il file è stato detto"
            f" «{self._choices_fixed[name]}»."
        )
        self.problems.append(
            Problem(
                "X35",
                sentence,
                "Togliere ciò che è stato detto per tutto il file, o correggere la riga.",
                Place(self._table.layout.where, number, self._label(name)),
                text,
            )
        )
        return False

    def _agree_again(self, values: Values, number: int, row: tuple[str, ...]) -> bool:
        """Where a code and a name stand side by side, both must be of the same thing.

        A name that is not ours says nothing.
        """
        for name, column in self._table.plan.again:
            known = self._table.known.get(name)
            text = self._cell(number, row, column)
            other = known.code_of(text) if known and text else None
            if other and other != values.get(name):
                sentence = (
                    f"La riga dice due cose diverse per «{self._label(name)}»:"
                    f" «{self._cell(number, row, self._words[name])}» e «{text[:40]}»."
                )
                self.problems.append(
                    Problem(
                        "X34",
                        sentence,
                        "Correggere la riga.",
                        Place(self._table.layout.where, number, self._label(name)),
                        text,
                    )
                )
                return False
        return True

    def _figure(
        self, number: int, row: tuple[str, ...], values: Values, figure: FigureColumn
    ) -> Iterator[Found]:
        place = Place(self._table.layout.where, number, figure.heading)
        when = self._when(number, row, figure)
        if when is None:
            return
        span, year = when
        said: Values = {"municipality_id": figure.municipality} if figure.municipality else {}
        said |= (
            {"unit": figure.unit.value}
            if figure.unit and "unit" in self._specs and "unit" not in self._words
            else {}
        )
        if not self._with_source(said, number, figure):
            return
        amount = self._amount(figure.name, number, row, figure.column, values)
        if amount is not None:
            yield Found(place, {**values, **said, figure.name: amount}, span, year)
        elif self._is_empty(number, row, figure.column):
            self.tally.missing.append(
                Found(place, {**values, **said, figure.name: None}, span, year)
            )
            self.tally.read.add(number)

    def _with_source(self, said: Values, number: int, figure: FigureColumn) -> bool:
        """The source that the heading names, among what the column says.

        False where its word waits for an answer.
        """
        if not figure.source or "source_id" in self._words or "source_id" in self._choices_fixed:
            return True
        meant = self._table.meaning.of("source_id", figure.source)
        if isinstance(meant, Waiting):
            self._set_aside(meant, number, figure.source)
            return False
        said["source_id"] = None if isinstance(meant, Problem) else meant
        return True

    def _own_values(self, number: int, row: tuple[str, ...], values: Values) -> Found | None:
        """A row with its figures under their own names: numerator, denominator, value.

        None of a scheda.
        """
        when = self._when(number, row, None)
        if when is None:
            return None
        place = Place(self._table.layout.where, number)
        got = {
            name: self._amount(name, number, row, column, values)
            for name, column in self._figures.items()
        }
        if got and all(value is None for value in got.values()):
            if all(is_missing(_raw(row, column)) for column in self._figures.values()):
                self.tally.missing.append(Found(place, values, *when))
            return None
        self.tally.read.add(number)
        return Found(place, {**values, **got}, *when)

    def _amount(
        self, name: str, number: int, row: tuple[str, ...], column: int, values: Values
    ) -> int | str | None:
        """The figure in a cell.

        None of one that is missing, and of one that cannot be told, which is noted.
        """
        text = _raw(row, column)
        if self._cannot_be_told(number, column) or is_missing(text):
            return None
        value = self._table.numbers.read(
            name, text, (number - 1, column), str(values.get("indicator_id") or "")
        )
        if isinstance(value, Problem):
            self.problems.append(value.at(self._at(number, column)))
            return None
        self.tally.read.add(number)
        self.tally.amounts[number, column] = int(value or 0)
        return value

    def _cannot_be_told(self, number: int, column: int) -> bool:
        """True, and noted, of a figure that more rows share, or that a formula did not leave."""
        at, sheet = (number - 1, column), self._table.layout.sheet
        if at in self._merged:
            sentence = "La cifra sta in una cella unita su più righe: di quale riga è, non si sa."
            self.problems.append(
                Problem(
                    "X47",
                    sentence,
                    "Dividere la cella e scrivere la cifra di ogni riga.",
                    self._at(number, column),
                )
            )
            return True
        if at in sheet.unsolved or at in sheet.errors:
            (self.tally.unsolved if at in sheet.unsolved else self.tally.errors).append(
                self._at(number, column)
            )
            return True
        return False

    def _is_empty(self, number: int, row: tuple[str, ...], column: int) -> bool:
        """True of a cell that says nothing, and was not noted for another reason."""
        at, sheet = (number - 1, column), self._table.layout.sheet
        told = at in self._merged or at in sheet.unsolved or at in sheet.errors
        return is_missing(_raw(row, column)) and not told

    def _at(self, number: int, column: int) -> Place:
        return Place(self._table.layout.where, number, self._table.layout.headings[column])

    def _when(
        self, number: int, row: tuple[str, ...], figure: FigureColumn | None
    ) -> tuple[Span | None, int | None] | None:
        """The period and the year of a figure.

        None where they are waited for, left out, or do not read.
        """
        timing, columns = self._table.timing, self._table.plan.columns
        texts = {
            name: self._text(name, number, row, columns[name])
            for name in ("period_no", YEAR)
            if name in columns
        }
        if timing.waits or None in texts.values():
            self.tally.waiting.add(number)
            return None
        said = (
            texts.get("period_no") or "",
            texts.get(YEAR) or "",
            figure.column if figure else -1,
        )
        if said in self._times:
            return self._times[said]
        span = timing.span(said[0], figure.span if figure else None)
        if span is None and "period_no" in self._specs:
            self.problems.append(
                Problem(
                    "X41",
                    f"«{(texts.get('period_no') or '')[:40]}» non si legge come un periodo.",
                    "Scrivere il mese («novembre», 11, 2026-11) o il trimestre («I trim»).",
                    Place(self._table.layout.where, number, self._period_heading()),
                )
            )
            return None
        if said[1] and italian.few_digits(said[1].removesuffix(".0"), italian.YEAR_DIGITS) is None:
            self.problems.append(
                Problem(
                    "X41",
                    f"«{said[1][:40]}» non si legge come un anno.",
                    "Scrivere l’anno con quattro cifre, per esempio 2026.",
                    self._at(number, columns[YEAR]),
                )
            )
            return None
        year = timing.year(said[1].removesuffix(".0"), span, figure.year if figure else None)
        if year is None:
            self.tally.leave("di un altro anno", number)
            return None
        self._times[said] = (span, year)
        return span, year

    def _period_heading(self) -> str:
        column = self._table.plan.columns.get("period_no")
        return self._table.layout.headings[column] if column is not None else ""

    def _same_for_all(self) -> Values | None:
        """What every row starts from: the words for the whole file, read once.

        None where one does not read.
        """
        values: Values = dict.fromkeys(self._specs)
        good = True
        for name, text in self._choices_fixed.items():
            if name in _TIMES or name == "period":
                continue
            meant = self._table.meaning.of(name, text) if text not in {WHOLE_DISTRICT, ""} else None
            if isinstance(meant, Problem | Waiting):
                good = False
                if isinstance(meant, Problem):
                    self.problems.append(meant.at(Place(column=self._label(name))))
            else:
                values[name] = meant
        return values if good else None

    def _answers_on_blanks(self, may_be_whole: bool) -> dict[str, str]:
        """Fields of the key that some rows leave blank, with the answer given on them."""
        found = {}
        for name in (*self._entity.key, YEAR):
            column = self._table.plan.columns.get(name)
            if column is None or name in self._choices_fixed or name in VALUES[self._table.kind]:
                continue
            written = {row[column] if column < len(row) else "" for _, row in self._rows()}
            missing = {word.strip(): is_missing(word) for word in written}
            if not any(missing.values()):
                continue
            blank = [
                number
                for number, row in self._rows_with_figures()
                if missing[_raw(row, column)] and is_missing(self._cell(number, row, column))
            ]
            if blank:
                found[name] = self._ask_blank(name, blank, may_be_whole)
        return found

    def _rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows of the table, and those that go on with the row above."""
        continued = (
            (one.number, one.cells)
            for one in self._table.layout.left_out
            if one.reason is Reason.CONTINUED
        )
        return chain(self._table.layout.rows, continued)

    def _rows_with_figures(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        columns = [one.column for one in self._table.plan.figures] or [
            column
            for name, column in self._table.plan.columns.items()
            if name in VALUES[self._table.kind]
        ]
        for number, row in self._rows():
            if not columns or any(not is_missing(_raw(row, column)) for column in columns):
                yield number, row

    def _ask_blank(self, name: str, blank: list[int], may_be_whole: bool) -> str:
        label, word = self._label(name), WORD_OF.get(name, name)
        known = self._table.known.get(name)
        answers: list[tuple[str, str]] = []
        if known and known.is_comune:
            answers = (
                [(WHOLE_DISTRICT, "sono di tutto il distretto")]
                if may_be_whole and not self._specs[name].required
                else []
            )
            answers += [(said, said) for said in known.names.values()]
        elif name == "source_id" and known:
            answers = [(code, said) for code, said in known.names.items()]
        answers += [(AS_ABOVE, "come la riga sopra"), (LEAVE_OUT, "lasciare fuori queste righe")]
        rows = italian.listing([str(number) for number in blank[:5]]) + (
            " e altre" if len(blank) > 5 else ""  # noqa: PLR2004 - enough to find them
        )
        told = italian.plural(
            len(blank), "riga con una cifra non dice", "righe con una cifra non dicono"
        )
        sentence = (
            f"{told} «{label}» ({'riga' if len(blank) == 1 else 'righe'} {rows}). Di che cosa"
            f" {'è' if len(blank) == 1 else 'sono'}?"
        )
        question = asked(
            f"{word}-vuot{'a' if word in _FEMININE else 'o'}",
            sentence,
            answers,
            self._table.choices.answers,
            Place(self._table.layout.where),
        )
        self.questions.append(question)
        return question.given


def _raw(row: tuple[str, ...], column: int) -> str:
    """A cell as it stands."""
    return row[column].strip() if column < len(row) else ""


def _covered(layout: Layout) -> dict[tuple[int, int], str]:
    """The words of merged cells at every position that they cover, first column of them only.

    What a reader sees beside each row.
    """
    found = {}
    rows = layout.sheet.rows
    for top, left, bottom, _right in layout.sheet.merged:
        text = rows[top][left].strip() if top < len(rows) and left < len(rows[top]) else ""
        if text and bottom > top:
            found.update({(number, left): text for number in range(top + 1, bottom + 1)})
    return found
