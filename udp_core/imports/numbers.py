"""The figures of a table as they are stored.

How its columns write numbers, in which unit, as percentages or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from udp_core.archive.entity import specs
from udp_core.archive.field import Kind, Spec
from udp_core.archive.storage import MILLI
from udp_core.files.cell import Reader, Stored, Style, reader
from udp_core.files.style import Evidence, in_one_hand
from udp_core.imports.choices import Choices
from udp_core.imports.file_kinds import ENTITY, MAIN_VALUE
from udp_core.imports.larger_units import LargerUnits
from udp_core.imports.layout import MISSING, Layout
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import Question, asked, quoted
from udp_core.kernel.italian import number as italian_number
from udp_core.kernel.italian import read_number, read_plain_number, without_currency
from udp_core.kernel.money import CENTS_PER_EURO
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import ImportKind

_NUMBERS = frozenset({Kind.CENTS, Kind.DECIMAL, Kind.WHOLE})
THOUSANDS, DECIMALS = "migliaia", "decimali"
PERCENT, SHARE = "percentuale", "quota"
_MOST_DECIMALS = 12
_CLOCK = re.compile(r"(\d{1,6})(?::|\s?h\s?)([0-5]\d)(?::00|\s?m(?:in)?\.?)?", re.ASCII)
"""«12:30», «12h30», «12:30:00»."""
_HUNDRED = 100


def is_missing(text: str) -> bool:
    """True where a cell says that the figure is not there: none that begins with a digit does."""
    return not text[:1].isdigit() and _is_word_for_missing(text)


@lru_cache(maxsize=4096)
def _is_word_for_missing(text: str) -> bool:
    bare = text.strip().lower()
    return (
        bare in MISSING or bare.strip("€ ").strip() in MISSING or bare in {"..", "/", "--", "---"}
    )


class Numbers:
    """How the numbers of one table are read."""

    def __init__(
        self,
        layout: Layout,
        plan: ReadingPlan,
        kind: ImportKind,
        choices: Choices,
        percents: frozenset[str] = frozenset(),
    ) -> None:
        self.questions: list[Question] = []
        self.problems: list[Problem] = []
        self._layout = layout
        self._kind = kind
        self._choices = choices
        self._specs = specs(ENTITY[kind])
        self._percents = percents
        self._main = MAIN_VALUE.get(kind, "")
        self._places = self._of_figures(plan)
        self._styles = self._judged()
        larger = LargerUnits(layout, plan, kind, self._main, choices.answers)
        self._factor = larger.factor
        self.questions += larger.questions
        self.problems += larger.problems
        self._progress = self._percent_of_progress(plan)
        self._readers: dict[tuple[str, Style], Reader] = {}

    def read(
        self, name: str, text: str, at: tuple[int, int], indicator: str = ""
    ) -> Stored | Problem:
        """The stored value of a cell that is not missing; a problem that says why it cannot be."""
        plainly = at in self._layout.sheet.numbers
        style = Style.PLAIN if plainly else self._styles.get(at[1], Style.ITALIAN)
        shown = at in self._layout.sheet.percents
        if found := _CLOCK.fullmatch(text) if self._kind is ImportKind.ACTIVITY else None:
            return _in_hours(found)
        written = self._layout.sheet.units.get(at, "")
        if shown or text.rstrip().endswith("%") or "%" in written:
            return self._percentage(
                name, text.rstrip().rstrip("%").strip(), style, indicator, shown=shown
            )
        if name == "progress" and self._progress == PERCENT:
            return self._scaled(self._specs[name], text, style, Decimal(1) / _HUNDRED)
        if self._factor != 1 and name == self._main:
            return self._scaled(self._specs[name], text, style, self._factor)
        if (name, style) not in self._readers:
            self._readers[name, style] = reader(self._specs[name], style)
        return self._readers[name, style](text)

    def _of_figures(self, plan: ReadingPlan) -> dict[int, str]:
        """Each column of numbers with the field that it fills.

        Not the periods and years, which are read as such.
        """
        places = {
            column: name
            for name, column in plan.columns.items()
            if name in self._specs
            and self._specs[name].kind in _NUMBERS
            and name not in {"period_no", "year"}
        }
        return places | {one.column: one.name for one in plan.figures}

    def _judged(self) -> dict[int, Style]:
        """How each column writes its numbers, judged as a whole and by the rest of the file.

        True numbers of a workbook need no judging.
        """
        styles: dict[int, Style] = {}
        unsure: dict[int, str] = {}
        evidence = {column: self._evidence(column) for column in self._places}
        settled = in_one_hand(evidence.values())
        for column, name in self._places.items():
            thousands = settled or self._specs[name].kind is Kind.WHOLE
            verdict = evidence[column].verdict(self._layout.headings[column], thousands=thousands)
            either = evidence[column].examples.get("either", "")
            if verdict is Style.PLAIN and either and not thousands:
                unsure[column] = either
            elif isinstance(verdict, Style):
                styles[column] = verdict if evidence[column].examples else Style.ITALIAN
            elif verdict.code == "F09":
                unsure[column] = verdict.value
            else:
                self.problems.append(
                    verdict.at(Place(self._layout.where, column=self._layout.headings[column]))
                )
        return styles | self._ask_dots(unsure)

    def _evidence(self, column: int) -> Evidence:
        """What the written numbers of a column say of their style."""
        found = Evidence()
        for number, row in self._layout.rows:
            if column < len(row) and (number - 1, column) not in self._layout.sheet.numbers:
                found.add(row[column].rstrip("% "))
        return found

    def _ask_dots(self, unsure: Mapping[int, str]) -> dict[int, Style]:
        if not unsure:
            return {}
        column, example = next(iter(unsure.items()))
        whole, _, rest = example.partition(".")
        answers = [
            (
                THOUSANDS,
                f"punto delle migliaia: {quoted(example)} è {italian_number(int(whole + rest))}",
            ),
            (DECIMALS, f"punto dei decimali: {quoted(example)} è {whole},{rest}"),
        ]
        place = Place(self._layout.where, column=self._layout.headings[column])
        question = asked(
            "decimali",
            f"{quoted(example)} si può leggere in due modi.",
            answers,
            self._choices.answers,
            place,
        )
        self.questions.append(question)
        return dict.fromkeys(unsure, Style.PLAIN if question.given == DECIMALS else Style.ITALIAN)

    def _percent_of_progress(self, plan: ReadingPlan) -> str:
        """Whether the progress of schede is written from 0 to 100 or from 0 to 1 (as our
        packages do), judged on the whole column.
        """
        column = plan.columns.get("progress")
        if column is None:
            return ""
        bare = [
            text
            for number, row in self._layout.rows
            if column < len(row)
            and (text := row[column].strip())
            and not is_missing(text)
            and not text.endswith("%")
            and (number - 1, column) not in self._layout.sheet.percents
        ]
        values = [value for text in bare if isinstance(value := _loosely(text), Decimal)]
        marked = "%" in self._layout.headings[column]
        above, below = any(value > 1 for value in values), any(0 < value <= 1 for value in values)
        only_ones = below and not any(0 < value < 1 for value in values)
        ours = self._layout.headings[column].strip() == "progress"
        if ours or not (marked or above or only_ones):
            return SHARE
        if not below:
            return PERCENT
        sentence = "L’avanzamento è scritto da 0 a 100, o da 0 a 1?"
        question = asked(
            "avanzamento",
            sentence,
            [(PERCENT, "da 0 a 100: 1 è l’1 %"), (SHARE, "da 0 a 1: 1 è il 100 %")],
            self._choices.answers,
            Place(self._layout.where, column=self._layout.headings[column]),
        )
        self.questions.append(question)
        return question.given

    def _percentage(
        self, name: str, text: str, style: Style, indicator: str, *, shown: bool
    ) -> Stored | Problem:
        """A cell shown as a percentage.

        A share of one for the progress, points for an indicator measured in points.
        """
        spec = self._specs[name]
        if name == "progress":
            return self._scaled(spec, text, style, Decimal(1) if shown else Decimal(1) / _HUNDRED)
        if name == "value" and indicator in self._percents:
            return self._scaled(spec, text, style, Decimal(_HUNDRED) if shown else Decimal(1))
        return Problem(
            "X46",
            f"«{spec.label}» è una percentuale ({quoted(text)}).",
            "Indicare la cifra, non la percentuale.",
            value=text,
        )

    def _scaled(self, spec: Spec, text: str, style: Style, factor: Decimal) -> Stored | Problem:
        """An exact product; refused where it is finer than what is stored."""
        read = read_plain_number if style is Style.PLAIN else read_number
        value = read(
            without_currency(text) if spec.kind is Kind.CENTS else text, decimals=_MOST_DECIMALS
        )
        if isinstance(value, Problem):
            return value
        unit = (
            CENTS_PER_EURO if spec.kind is Kind.CENTS else MILLI if spec.kind is Kind.DECIMAL else 1
        )
        stored = value * factor * unit
        if stored != int(stored):
            return Problem(
                "N03",
                f"{quoted(text)} ha troppe cifre decimali.",
                "Arrotondare la cifra.",
                value=text,
            )
        least, most = spec.least, spec.most
        scale = 1 if spec.kind is Kind.CENTS else unit
        if (least is not None and stored < least * scale) or (
            most is not None and stored > most * scale
        ):
            return Problem(
                "C05",
                f"«{spec.label}» vale {quoted(text)}: è fuori dai limiti.",
                "Controllare la cifra.",
                value=text,
            )
        return int(stored)


def _in_hours(found: re.Match[str]) -> Problem:
    """«12:30» is refused, with what to write."""
    share = italian_number(Fraction(int(found[2]), 60), 3).rstrip("0").rstrip(",")
    return Problem(
        "X58",
        f"{quoted(found[0])} sono ore e minuti.",
        f"Scrivere le ore con la virgola: {found[1].lstrip('0') or '0'}{share[1:]}.",
        value=found[0],
    )


def _loosely(text: str) -> Decimal | Problem:
    value = read_number(text, decimals=_MOST_DECIMALS)
    return value if isinstance(value, Decimal) else read_plain_number(text, decimals=_MOST_DECIMALS)
