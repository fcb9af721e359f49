"""What a year is prepared with: how many rows of each register, and the money voce by voce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from udp_core.archive.entity import id_of, table_name
from udp_core.archive.registry import ENTITIES, register_name
from udp_core.fund.entities.frna import FrnaEntry, FrnaVoce
from udp_core.fund.entities.fund import FundYear
from udp_core.kernel.money import ZERO, Money
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.writing.naming import Names
from udp_core.years.report.lines import NewYearLine, WantedYear, prepared


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


@dataclass(frozen=True, slots=True)
class SchedaLine:
    """A scheda that is carried over: its code and title in the new year, its days, its money."""

    before: str
    after: str
    starts: str
    ends: str
    budget: Money


@dataclass(frozen=True, slots=True)
class NewYearReport:
    """A year before it is made."""

    year: int
    registers: tuple[RegisterCount, ...]
    budget: tuple[BudgetLine, ...]
    schede: tuple[SchedaLine, ...]

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
    )


def _budget(lines: Sequence[NewYearLine], names: Names) -> Iterator[BudgetLine]:
    """The lines of the budgets, added up over sources and Comuni."""
    added: dict[tuple[str, str], list[NewYearLine]] = defaultdict(list)
    for line in lines:
        if line.entity is FrnaEntry and line.before:
            added[str(line.before["fund_year_id"]), str(line.image["voce_id"])].append(line)
    for (fund, voce), found in added.items():
        before = Money(sum(int(str((one.before or {})["amount_cents"])) for one in found))
        after = Money(sum(int(str(one.image["amount_cents"])) for one in found))
        why = "; ".join(dict.fromkeys(one.why for one in found))
        yield BudgetLine(names.of(FundYear, fund), names.of(FrnaVoce, voce), before, after, why)


def _schede(lines: Sequence[NewYearLine]) -> Iterator[SchedaLine]:
    money: dict[str, Money] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.entity is InterventionFunding:
            amount = Money(int(str(line.image["amount_cents"])))
            money[str(line.image["intervention_id"])] += amount
    for line in lines:
        if line.entity is Intervention and line.before:
            image = line.image
            yield SchedaLine(
                f"{line.before['code']} {line.before['title']}",
                f"{image['code']} {image['title']}",
                str(image["start_date"]),
                str(image["end_date"]),
                money[id_of(Intervention, image)],
            )
