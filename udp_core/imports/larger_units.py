"""In which unit the figures of a table are: euro, or hundreds, thousands, millions, cents of them.

A title, a note, a heading, a format or a column of units may say it; it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from udp_core.imports.file_kinds import OF_MONEY
from udp_core.imports.layout import Layout
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import Question, asked, letter, quoted
from udp_core.kernel.italian import listing
from udp_core.kernel.italian import number as italian_number
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import ImportKind

_EURO = r"(?:€|eur[oi]?)"
_LARGER = re.compile(
    r"centesim|centinai|migliai|\bmigl\b|\bmgl\b|\bmila\b|\bin mille\b|thousand"
    r"|milion|million|miliard|\bml[nd]\b|\bmil\."
    r"|\bin k\b|\(\s?'?000\s?\)"
    rf"|\b[km]\s?{_EURO}|{_EURO}\s?[km]\b"
    rf"|[/x×*:]\s?1?[.\s]?000\b|['’]000\b|{_EURO}[\s(/x×*]{{0,4}}1?[.\s]?000\b(?![.,]\d)",
    re.IGNORECASE,
)
"""Words by which a table says that its figures are in larger units than one, or in cents."""
_OF_FORMATS = re.compile(r"k|m|mila|migl\.?|mgl|ml[nd]", re.IGNORECASE)
"""What a number format writes beside a figure, where the sign of the euro is left out."""
_OTHER_MONEY = re.compile(
    r"\blir[ae]\b|\bitl\b|₤|£|\bsterlin|\bgbp\b|\$|\bdollar|\busd\b|\bfranchi\b|\bchf\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(r"valuta|divisa|moneta", re.IGNORECASE)
"""The heading of a column that says in which money each figure is."""
_MILLIONS = re.compile(rf"mili|million|ml[nd]|\bm\s?{_EURO}|{_EURO}\s?m\b", re.IGNORECASE)
_FACTORS = {
    "euro": Decimal(1),
    "unita": Decimal(1),
    "centinaia": Decimal(100),
    "migliaia": Decimal(1000),
    "milioni": Decimal(1_000_000),
    "centesimi": Decimal(1) / 100,
}
_LONGEST_UNIT, _MOST_UNITS = 30, 6
"""A column of units has few short words."""


class LargerUnits:
    """What one table says of the unit of its figures.

    `factor`: by how much each is multiplied, once it is answered.
    """

    def __init__(
        self,
        layout: Layout,
        plan: ReadingPlan,
        kind: ImportKind,
        main: str,
        told: Mapping[str, str],
    ) -> None:
        self.questions: list[Question] = []
        self.problems: list[Problem] = []
        self._layout = layout
        self._plan = plan
        self._kind = kind
        self._told = told
        own = {plan.columns[main]} if main in plan.columns else set[int]()
        self._columns = sorted({one.column for one in plan.figures} | own)
        self.factor = self._asked() if main else Decimal(1)
        if kind in OF_MONEY:
            self._ask_money()

    def _asked(self) -> Decimal:
        words = next(filter(_LARGER.search, self._titles()), "") or self._of_formats()
        words = words or self._of_a_column()
        if not words and "misura" not in self._told:
            return Decimal(1)
        sentence = f"Nel file è scritto {quoted(words)}. " if words else ""
        answers = [*self._larger(words), self._as_written()]
        question = asked("misura", f"{sentence}In che misura sono le cifre?", answers, self._told)
        self.questions.append(question)
        return _FACTORS.get(question.given, Decimal(1))

    def _ask_money(self) -> None:
        """Asked where a title, a heading, a format or a column speaks of money that is no euro."""
        layout = self._layout
        units = layout.sheet.units.items()
        words = [
            *self._titles(),
            *sorted({_spelt(one) for (_, column), one in units if column in self._columns}),
            *(
                text
                for column, heading in enumerate(layout.headings)
                if _OF_MONEY.match(heading)
                for _, text in layout.written(column)
            ),
        ]
        if said := next(filter(_OTHER_MONEY.search, words), ""):
            self.questions.append(
                asked(
                    "valuta",
                    f"Nel file è scritto {quoted(said)}: le cifre sono in euro?",
                    [("euro", "sì, sono in euro; altrimenti convertirle nel file e riprovare")],
                    self._told,
                    Place(layout.where),
                )
            )

    def _titles(self) -> list[str]:
        layout = self._layout
        headings = (layout.headings[column] for column in self._columns)
        names = [layout.file.replace("_", " ")]
        said = (*layout.above, *layout.below, *layout.between, *layout.noted, *layout.around)
        return [*said, layout.sheet.name, *names, *headings]

    def _of_formats(self) -> str:
        """What formats write beside the figures, unless they show them divided by as much."""
        sheet = self._layout.sheet
        shown = sorted(
            {
                words
                for at, words in sheet.units.items()
                if at[1] in self._columns and at not in sheet.scaled
            }
        )
        return next(
            (one for one in shown if _LARGER.search(one) or _OF_FORMATS.fullmatch(one.strip())), ""
        )

    def _of_a_column(self) -> str:
        """The larger unit that a column writes beside each figure, the same on every row."""
        for column in range(len(self._layout.headings)):
            if column in self._plan.used():
                continue
            written = list(dict.fromkeys(text for _, text in self._layout.written(column)))
            if len(written) > _MOST_UNITS or any(len(one) > _LONGEST_UNIT for one in written):
                continue
            if not any(map(_LARGER.search, written)):
                continue
            if len(written) == 1:
                return written[0]
            self._refuse(column, written)
        return ""

    def _refuse(self, column: int, units: list[str]) -> None:
        heading = self._layout.headings[column] or f"colonna {letter(column)}"
        named = listing([quoted(one) for one in units])
        self.problems.append(
            Problem(
                "X55",
                f"Le cifre non sono tutte nella stessa misura: {named}.",
                "Scriverle tutte in euro, o mandare un file per ogni misura.",
                Place(self._layout.where, column=heading),
            )
        )

    def _larger(self, words: str) -> list[tuple[str, str]]:
        """The units that the words may mean, the likeliest first."""
        shown = quoted(self._example())
        if self._kind in OF_MONEY and "centesim" in words.lower():
            return [("centesimi", f"in centesimi: {shown} vale {shown} : 100")]
        names = ["migliaia", "milioni"]
        if _MILLIONS.search(words):
            names.reverse()
        if "centinai" in words.lower():
            names.insert(0, "centinaia")
        return [
            (name, f"in {name}: {shown} vale {shown} × {italian_number(int(_FACTORS[name]))}")
            for name in names
        ]

    def _as_written(self) -> tuple[str, str]:
        shown = quoted(self._example())
        if self._kind in OF_MONEY:
            return "euro", f"così come sono scritte: {shown} vale {shown} euro"
        return "unita", f"così come sono scritte: {shown} vale {shown}"

    def _example(self) -> str:
        """The first figure, with the comma of ours."""
        for number, row in self._layout.rows:
            for column in self._columns:
                text = row[column].strip() if column < len(row) else ""
                if re.search(r"\d", text):
                    is_number = (number - 1, column) in self._layout.sheet.numbers
                    return text.replace(".", ",") if is_number else text
        return "1"


def says_other_unit(words: str) -> bool:
    """True of what a format writes beside a figure in larger units, or in other money."""
    return any(
        (
            _LARGER.search(words),
            _OF_FORMATS.fullmatch(words.strip()),
            _OTHER_MONEY.search(_spelt(words)),
        )
    )


def _spelt(words: str) -> str:
    """What a format writes beside a figure: «L.» is of lire."""
    return "lire" if words.strip(" .").upper() == "L" else words
