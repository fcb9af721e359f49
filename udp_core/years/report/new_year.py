"""What a year is prepared with: how many rows of each register, and the money voce by voce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of, table_name
from udp_core.archive.registry import ENTITIES, register_name
from udp_core.fund.entities.frna import FrnaEntry, FrnaVoce
from udp_core.fund.entities.fund import FundYear
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem
from udp_core.people.entities import Mandate
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.sittings.entities import BodyRule, Member
from udp_core.writing.naming import Names
from udp_core.years.report.lines import prepared
from udp_core.years.report.wanted import NewYearLine, WantedYear, day_key, voce_key


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """Rows of a register that would be made, and those that are there already."""

    name: str
    new: int
    there: int


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A voce of a fund: this year's budget, next year's, and why."""

    fund: str
    voce: str
    before: Money
    after: Money
    why: str
    key: str


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A rule, a term, a mandate that is carried on: its day of before, that of after, why."""

    register: str
    title: str
    before: date
    after: date
    why: str
    key: str


@dataclass(frozen=True, slots=True)
class SchedaLine:
    """A scheda that is carried over: its code and title in the new year, its days, its money."""

    before: str
    after: str
    starts: str
    ends: str
    was: Money
    budget: Money
    why: str
    key: str
    has_sources: bool = True


@dataclass(frozen=True, slots=True)
class NewYearReport:
    """A year before it is made."""

    year: int
    registers: tuple[RegisterCount, ...]
    budget: tuple[BudgetLine, ...]
    schede: tuple[SchedaLine, ...]
    dated: tuple[DatedLine, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows would be made."""
        return sum(one.new for one in self.registers)


def new_year_report(connection: Connection, wanted: WantedYear) -> NewYearReport:
    """What is not there yet of the year, register by register, voce by voce, scheda by scheda."""
    found = prepared(connection, wanted)
    counted = found.counted
    registers = tuple(
        RegisterCount(register_name(table_name(one)), counted.get(one, 0), found.there.get(one, 0))
        for one in ENTITIES
        if one in counted or one in found.there
    )
    names = Names(connection)
    return NewYearReport(
        wanted.next,
        registers,
        tuple(_budget(found.lines, names)),
        tuple(_schede(found.lines)),
        tuple(_dated(found.lines, names)),
    )


_DAYS: dict[type[Entity], str] = {
    BodyRule: "valid_from",
    Member: "valid_to",
    Mandate: "valid_to",
}
"""Of what is carried on, the day that moves."""


def _dated(lines: Sequence[NewYearLine], names: Names) -> Iterator[DatedLine]:
    for line in lines:
        if (name := _DAYS.get(line.entity)) and line.before:
            row_id = id_of(line.entity, line.before)
            before, after = (
                date.fromisoformat(str(image[name])) for image in (line.before, line.image)
            )
            title = names.of(line.entity, row_id, line.before)
            table = table_name(line.entity)
            called = register_name(table), title
            yield DatedLine(*called, before, after, line.why, day_key(table, row_id))


def _budget(lines: Sequence[NewYearLine], names: Names) -> Iterator[BudgetLine]:
    """The lines of the budgets, added up over sources and Comuni."""
    added: dict[tuple[str, str], list[NewYearLine]] = defaultdict(list)
    for line in lines:
        if line.entity is FrnaEntry and line.before:
            added[str(line.before["fund_year_id"]), str(line.image["voce_id"])].append(line)
    for (fund, voce), found in added.items():
        before, after = _sum(one.before or {} for one in found), _sum(one.image for one in found)
        why = "; ".join(dict.fromkeys(one.why for one in found))
        called = names.of(FundYear, fund), names.of(FrnaVoce, voce)
        yield BudgetLine(*called, before, after, why, voce_key(fund, voce))


def _schede(lines: Sequence[NewYearLine]) -> Iterator[SchedaLine]:
    funding: dict[str, list[NewYearLine]] = defaultdict(list)
    for line in lines:
        if line.entity is InterventionFunding:
            funding[str(line.image["intervention_id"])].append(line)
    for line in lines:
        if line.entity is Intervention and line.before:
            image, own = line.image, funding[line.id]
            yield SchedaLine(
                f"{line.before['code']} {line.before['title']}",
                f"{image['code']} {image['title']}",
                str(image["start_date"]),
                str(image["end_date"]),
                _sum(one.before or {} for one in own),
                _sum(one.image for one in own),
                "; ".join(dict.fromkeys(one.why for one in own)) or NO_SOURCES,
                id_of(Intervention, line.before),
                bool(own),
            )


NO_SOURCES = "nessuna fonte: si scrive nella scheda"


def _sum(images: Iterable[Image]) -> Money:
    return Money(sum(int(str(one["amount_cents"])) for one in images))


def unfunded(report: NewYearReport, amounts: Collection[str]) -> tuple[Problem, ...]:
    """Of schede without any source, whose amount somebody wrote: it would be of no money."""
    return tuple(
        Problem(
            "N08",
            f"La scheda {one.after} non ha fonti: l’importo non sarebbe di nessun fondo.",
            "Lasciare la cella com’era, e scrivere fonte e importo nella scheda preparata.",
            value=one.key,
        )
        for one in report.schede
        if one.key in amounts and not one.has_sources
    )
