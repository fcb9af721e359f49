"""The cells of a grid.

What is shown in them, what may be written in them, and what an empty one is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from udp_core.archive.entity import Entity, specs
from udp_core.archive.field import LONGEST_LINE, Kind, Spec
from udp_core.files.cell import Stored
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import DataState, Origin
from udp_core.programme.entities.intervention import Intervention
from udp_core.writing.grid.words import NamesInGrid, normal
from udp_core.writing.registers import BY_COMMAND
from udp_core.writing.typed import typed
from udp_core.writing.words import words_of

MARK = "⚠"
"""Before what is typed in a cell that is not understood."""
NUMBERS = frozenset({Kind.CENTS, Kind.DECIMAL, Kind.WHOLE, Kind.FIGURE})
_SHORT_MONTH = 3


@dataclass(frozen=True, slots=True)
class GridColumns:
    """The columns of a grid.

    The fields of an entity without those that are the same in all its rows (`fixed`).

    `known` are the rows that a field may name; `usual` what an empty cell of a new row is worth.
    """

    entity: type[Entity]
    known: Mapping[str, NamesInGrid] = field(default_factory=dict)
    fixed: Mapping[str, Stored] = field(default_factory=dict)
    usual: Mapping[str, Stored] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """In the order shown: first those that identify a row."""
        names = [name for name in specs(self.entity) if name not in self.fixed]
        return (*self.keys, *(name for name in names if name not in self.entity.key))

    @property
    def keys(self) -> tuple[str, ...]:
        """Those that identify a row."""
        return tuple(name for name in self.entity.key if name not in self.fixed)

    def spec(self, name: str) -> Spec:
        """What is known of a column."""
        return specs(self.entity)[name]

    def shown(self, name: str, value: Stored) -> str:
        """A stored value as its cell says it."""
        known = self.known.get(name)
        if known is not None and value is not None:
            return known.shown.get(str(value), str(value))
        return words_of(self.spec(name), value)

    def read(self, name: str, text: str) -> Stored | Problem:
        """What a cell means; or why it means nothing."""
        words, spec = text.strip(), self.spec(name)
        if not words:
            return typed(spec)("")
        if name in self.known:
            return self.known[name].find(words)
        if spec.terms is not None:
            members = {
                normal(one): term.value for term in spec.terms for one in (term.value, term.label)
            }
            words = members.get(normal(words), words)
        elif spec.kind is Kind.FLAG:
            words = normal(words)
        elif name == "period_no":
            words = _month(words)
        return typed(spec)(words)

    def is_line(self, name: str) -> bool:
        """True where a cell holds no lines.

        A line break in it is another row of what was pasted.
        """
        spec = self.spec(name)
        return spec.kind is not Kind.TEXT or spec.longest <= LONGEST_LINE


def _month(words: str) -> str:
    """«novembre» and «nov» are 11."""
    given = words.casefold()
    found = [
        number
        for number, month in enumerate(italian.MONTHS, 1)
        if given in {month, month[:_SHORT_MONTH]}
    ]
    return str(found[0]) if found else words


def usual_values(
    entity: type[Entity], today: date, year: int, district: str, filters: Mapping[str, Stored]
) -> dict[str, Stored]:
    """What an empty cell of a new row is worth, where it may not be left empty.

    A real figure, known today, of this year and of one's own district, in the first of its states;
    a scheda as long as
    its year, in which nothing is done yet; and whatever the rows looked at have in common, by the
    filters.
    """
    usual: dict[str, Stored] = {}
    for name, spec in specs(entity).items():
        value = _usual(name, spec, (today, year, district))
        if entity is Intervention and value is None:
            value = _of_a_new_scheda(name, year)
        if name in filters:
            value = int(str(filters[name])) if spec.kind is Kind.WHOLE else filters[name]
        if spec.required and value is not None:
            usual[name] = value
    return usual


def _usual(name: str, spec: Spec, here: tuple[date, int, str]) -> Stored:
    today, year, district = here
    if spec.terms is Origin:
        return Origin.REAL.value
    if spec.terms is DataState:
        return DataState.DRAFT.value
    if name in BY_COMMAND and spec.terms is not None:
        return next(iter(spec.terms)).value
    others: dict[str, Stored] = {"as_of": today.isoformat(), "year": year, "district_id": district}
    return others.get(name)


def _of_a_new_scheda(name: str, year: int) -> Stored:
    known: dict[str, Stored] = {
        "start_date": f"{year}-01-01",
        "end_date": f"{year}-12-31",
        "progress": 0,
    }
    return known.get(name)


def marked(text: str) -> str:
    """A cell that is not understood, as it is shown."""
    return f"{MARK} {text}".strip()


def unmarked(text: str) -> str:
    """What is typed in a cell, without the mark."""
    return text.removeprefix(MARK).lstrip() if text.startswith(MARK) else text
