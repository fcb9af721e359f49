"""Figures that wait to be checked, of whatever register, and the budgets still in draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from udp_core.archive.changes import written_with
from udp_core.archive.entity import Image, life_state, specs, table_name
from udp_core.archive.queries import RegisterRow, names_of
from udp_core.archive.registry import BY_NAME
from udp_core.archive.storage import MILLI
from udp_core.desk.queries.checked import CHECKED, CheckedRow, checked_rows
from udp_core.fund.entities.fund import FundingSource, FundYear
from udp_core.fund.queries.all_funds import funds_in
from udp_core.fund.report.fund import short_name
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.fund.terms import BudgetState
from udp_core.kernel import italian
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import (
    ActivityUnit,
    DataState,
    PeriodKind,
    Phase,
    Right,
)
from udp_core.people.rules import Actor, RowSubject
from udp_core.registers.queries import readable_rows
from udp_core.territory.queries import municipality_names
from udp_core.writing.moving import ASK_CORRECTION, Move


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """One figure: what it is, of whom, of when, how much, and how far it was checked.

    `amount` is money, `number` anything else with its `unit`; both None where the row has no one
    figure.
    """

    table: str
    id: str
    version: int
    what: str
    municipality_id: str | None
    place: str
    phase: Phase | None
    period: PeriodKind | None
    number_of_period: int | None
    when: str
    amount: Money | None
    number: Decimal | None
    unit: str
    state: DataState
    as_of: date
    owner: str = ""
    """The fund year that it is of, where it is of one."""

    @property
    def kind(self) -> str:
        """Figures checked together: those of a register, in a phase, of periods of one length."""
        return "/".join([self.table, self.phase or "", self.period or ""])


def amounts_of(figures: Sequence[CheckedFigure]) -> Money | None:
    """Their money, all together; None where none of them is money."""
    known = [one.amount for one in figures if one.amount is not None]
    return total(known) if known else None


@dataclass(frozen=True, slots=True)
class DraftBudget:
    """The programme of a fund of which something waits to be confirmed."""

    fund_year_id: str
    source: str
    year: int
    drafts: tuple[CheckedFigure, ...]
    confirmed: Money | None
    available: Money | None
    version: int = 0
    """The version of the fund year that was looked at."""

    @property
    def waiting(self) -> Money:
        """What is in draft."""
        return amounts_of(self.drafts) or ZERO

    @property
    def after(self) -> Money:
        """The whole programme once it is confirmed."""
        return (self.confirmed or ZERO) + self.waiting

    @property
    def left(self) -> Money | None:
        """What is available beyond the programme; below zero where the programme is beyond it."""
        return None if self.available is None else self.available - self.after


_NAMED = ("voce_id", "indicator_id", "intervention_id", "source_id")
"""What says, in words, what a figure is of."""
Names = Mapping[str, Mapping[str, str]]


def checked_figures(connection: Connection, district: str, year: int) -> tuple[CheckedFigure, ...]:
    """Every figure of the year, register by register."""
    places = municipality_names(connection, district)
    found = []
    for entity in CHECKED:
        known = {
            name: names_of(connection, BY_NAME[spec.refers_to])
            for name, spec in specs(entity).items()
            if name in _NAMED and spec.refers_to
        }
        rows = checked_rows(connection, entity, district, year)
        found += [_figure(row, known, places, year) for row in rows]
    return tuple(found)


def _figure(row: CheckedRow, known: Names, places: Mapping[str, str], year: int) -> CheckedFigure:
    image, place = row.image, row.image.get("municipality_id")
    phase, period = image.get("phase"), image.get("period")
    amount, number, unit = _value(image)
    return CheckedFigure(
        table_name(row.entity),
        row.id,
        row.version,
        _what(image, known),
        None if place is None else str(place),
        WHOLE_DISTRICT if place is None else places.get(str(place), str(place)),
        None if phase is None else Phase.of(str(phase)),
        None if period is None else PeriodKind.of(str(period)),
        None if image.get("period_no") is None else int(str(image["period_no"])),
        _when(image, year),
        amount,
        number,
        unit,
        row.state,
        date.fromisoformat(str(image["as_of"])),
        str(image.get("fund_year_id") or ""),
    )


def _what(image: Image, known: Names) -> str:
    parts = [
        _named(str(image[name]), known[name], with_code=name == "voce_id")
        for name in _NAMED
        if image.get(name) is not None and name in known
    ]
    if "code" in image:
        parts.append(f"{image['code']} {image['title']}")
    return ", ".join(parts)


def _named(code: str, names: Mapping[str, str], *, with_code: bool) -> str:
    name = names.get(code, code)
    return f"{code} {name}" if with_code and name != code else name


def _when(image: Image, year: int) -> str:
    number = image.get("period_no")
    if image.get("period") == PeriodKind.MONTH.value and number is not None:
        return italian.month(int(str(number)))
    if image.get("period") == PeriodKind.QUARTER.value:
        return f"{number}º trimestre"
    return f"anno {year}"


def _value(image: Image) -> tuple[Money | None, Decimal | None, str]:
    if "amount_cents" in image:
        return Money(int(str(image["amount_cents"]))), None, "€"
    raw: Any = image["progress"] if "progress" in image else image.get("value")
    if raw is None and image.get("numerator") is not None:
        raw = image["numerator"]
    number = None if raw is None else Decimal(int(raw)) / MILLI
    if "progress" in image and number is not None:
        return None, number * 100, "%"
    return None, number, ActivityUnit.of(str(image["unit"])).label if image.get("unit") else ""


@dataclass(frozen=True, slots=True)
class ChosenFigures:
    """Which figures: of a kind, in a state, of some Comuni and periods (none named: all)."""

    kind: str
    state: DataState
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()

    def of(self, figures: tuple[CheckedFigure, ...]) -> tuple[CheckedFigure, ...]:
        """Those among the figures."""
        return tuple(
            one
            for one in figures
            if one.kind == self.kind
            and one.state is self.state
            and (not self.places or one.place in self.places)
            and (not self.periods or one.when in self.periods)
        )


def first_waiting(figures: tuple[CheckedFigure, ...]) -> CheckedFigure:
    """What is opened first: a figure in draft, else one to validate, else any."""
    by_state = {state: [one for one in figures if one.state is state] for state in DataState}
    return next(found[0] for found in by_state.values() if found)


def moves_of(figures: tuple[CheckedFigure, ...], state: DataState) -> tuple[Move, ...]:
    """Each of them to a state, from the version that was looked at."""
    return tuple(Move(BY_NAME[one.table], one.id, one.version, state) for one in figures)


def agreeing(budget: DraftBudget) -> tuple[Move, ...]:
    """What agreeing upon a preventivo asks: its amounts confirmed, as they were looked at."""
    agreed = Move(FundYear, budget.fund_year_id, budget.version, BudgetState.AGREED)
    return (*moves_of(budget.drafts, DataState.CONFIRMED), agreed)


def fund_years_of(connection: Connection, district: str, year: int) -> dict[str, str]:
    """The funds of a year, each with the state of its preventivo, in the order of the sources."""
    rows = {str(one.image["source_id"]): one for one in _fund_years(connection, district, year)}
    return {
        rows[fund.code].id: f"{short_name(fund.code, fund.name)} {year}"
        f" ({life_state(FundYear, rows[fund.code].image).label})"
        for fund in funds_in(connection, district, year)
    }


def _fund_years(connection: Connection, district: str, year: int) -> tuple[RegisterRow, ...]:
    return readable_rows(connection, FundYear, district, {"year": str(year)})


def draft_budgets(connection: Connection, district: str, year: int) -> tuple[DraftBudget, ...]:
    """The funds of the year whose programme is, in whole or in part, a draft."""
    return tuple(_draft_budgets(connection, district, year))


def _draft_budgets(connection: Connection, district: str, year: int) -> Iterator[DraftBudget]:
    drafts = [
        one
        for one in checked_figures(connection, district, year)
        if one.table == "frna_entry" and one.phase is Phase.BUDGET and one.state is DataState.DRAFT
    ]
    owners = {one.owner for one in drafts}
    facts = fund_facts(connection, owners) if owners else {}
    sources = names_of(connection, FundingSource)
    versions = {row.id: row.version for row in _fund_years(connection, district, year)}
    for fund_year, fund in facts.items():
        own = tuple(one for one in drafts if one.owner == fund_year)
        position = fund.position
        source = sources.get(fund.year.source_id, fund.year.source_id)
        stated = bool(fund.allocations or fund.carry_overs)
        available = position.available if stated else None
        yield DraftBudget(
            fund_year, source, year, own, position.programmed, available, versions[fund_year]
        )


def corrections_asked(
    connection: Connection, actor: Actor, district: str, year: int
) -> tuple[tuple[CheckedFigure, str], ...]:
    """The figures of somebody that were sent back and not touched since, each with what is wrong
    with it.
    """
    asked = {(row[0], row[1]): (row[2], row[3]) for row in written_with(connection, ASK_CORRECTION)}
    if not asked:
        return ()
    mine = those_of(actor, district, checked_figures(connection, district, year))
    return tuple(
        (one, asked[one.table, one.id][1])
        for one in mine
        if (one.table, one.id) in asked and asked[one.table, one.id][0] == one.version
    )


def those_of(
    actor: Actor, district: str, figures: tuple[CheckedFigure, ...]
) -> tuple[CheckedFigure, ...]:
    """The figures that somebody may take a step with.

    All of them for who validates, else those of the own Comuni.
    """
    if actor.may(Right.VALIDATE, RowSubject(district)):
        return figures
    return tuple(
        one
        for one in figures
        if one.phase is not Phase.BUDGET
        and actor.may(Right.CONFIRM, RowSubject(district, None, one.municipality_id))
    )
