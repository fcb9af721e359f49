"""«I miei aggiornamenti»: the figures that are an officer's to give, one by one.

What to type, what is there, what was there before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of, specs, table_name
from udp_core.archive.images import read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.desk.report.rows import AskedMonth, FigureRow, expected_rows
from udp_core.fund.queries.monthly import given, programmed
from udp_core.fund.report.closing import given_months, month_of
from udp_core.kernel.calendar import MONTHS_PER_YEAR, month_end
from udp_core.kernel.vocabulary import DataState, Role
from udp_core.people.rules import Actor
from udp_core.territory.queries import municipality_names
from udp_core.writing.surprises import GROWING, expected_growth, grows, known_before
from udp_core.writing.time_rules import day_of, period_of
from udp_core.writing.usual import (
    MOST_VALUES,
    PastFigures,
    UsualRange,
    followed,
    past_values,
    usual_range,
)

Value = int | str | None


@dataclass(frozen=True, slots=True)
class DueField:
    """One cell to type: the field of the entity, its words, the stored value (None: not given),
    what is expected.
    """

    name: str
    label: str
    stored: Value
    last: Value = None
    usual: UsualRange | None = None


@dataclass(frozen=True, slots=True)
class DueFigure:
    """A row to give. `values` are what identifies it and what goes with it.

    `seen` is 0 where it is not there yet.

    `speaks_of` is the day that a figure of a period is of; None where it is of the month that is
    being given.
    """

    entity: str
    entity_id: str
    seen: int
    label: str
    detail: str
    fields: tuple[DueField, ...]
    values: tuple[tuple[str, Value], ...] = ()
    state: DataState | None = None
    as_of: date | None = None
    percent: bool = False
    is_due: bool = field(kw_only=True)
    """False where the figure of the period is already there, or none is expected yet."""
    speaks_of: date | None = None
    always: bool = False
    """True where it is asked every month, even where something is there: it is written over."""

    @property
    def may_be_same(self) -> bool:
        """True where it is due and what is stored may be given again: nothing has changed in it."""
        return self.is_due and all(one.stored is not None for one in self.fields)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Figures of one kind, under one title."""

    code: str
    title: str
    figures: tuple[DueFigure, ...]

    @property
    def missing(self) -> int:
        """How many are still to be given."""
        return sum(figure.is_due for figure in self.figures)

    @property
    def drafts(self) -> tuple[DueFigure, ...]:
        """Those given and not yet confirmed."""
        return tuple(figure for figure in self.figures if figure.state is DataState.DRAFT)


@dataclass(frozen=True, slots=True)
class DeskReport:
    """What an officer has to give for a month of a year."""

    year: int
    month: int
    groups: tuple[DueGroup, ...]

    @property
    def figures(self) -> tuple[DueFigure, ...]:
        """All of them, in order."""
        return tuple(figure for group in self.groups for figure in group.figures)

    @property
    def missing(self) -> int:
        """How many are still to be given."""
        return sum(group.missing for group in self.groups)

    @property
    def drafts(self) -> tuple[DueFigure, ...]:
        """Those given and not yet confirmed."""
        return tuple(figure for figure in self.figures if figure.state is DataState.DRAFT)


Before = Mapping[str, tuple[int, UsualRange | None]]
"""Of each field the last value before the month, and where the new one is no surprise."""
Stored = Mapping[str, tuple[int, Image]]
OWN, WHOLE = "", "distretto"
"""Whose figures are looked at: of one's own Comuni, or of the whole district.

Else of a Comune, by its code.
"""


def scope_of(actor: Actor) -> tuple[str | None, ...]:
    """The Comuni of an officer; a coordinator gives what belongs to the whole district."""
    own: tuple[str | None, ...] = tuple(
        grant.municipality_id for grant in actor.scopes(Role.MUNICIPALITY_EDITOR)
    )
    return (*own, None) if Role.COORDINATOR in actor.roles else own


def scope_at(actor: Actor, place: str) -> tuple[str | None, ...]:
    """The Comuni of a place; a place that is not of an officer is none.

    Only a coordinator gives figures of any.
    """
    if place == OWN:
        return scope_of(actor)
    municipality = None if place == WHOLE else place
    may = Role.COORDINATOR in actor.roles or municipality in scope_of(actor)
    return (municipality,) if may else ()


def areas_of(actor: Actor) -> tuple[str, ...]:
    """The ambiti of an officer."""
    return tuple(grant.area_id for grant in actor.scopes(Role.AREA_EDITOR) if grant.area_id)


def desk_report(  # noqa: PLR0917 - what a report depends on
    connection: Connection,
    actor: Actor,
    district: str,
    year: int,
    month: int,
    today: date,
    scope: tuple[str | None, ...] | None = None,
) -> DeskReport:
    """Everything that is the officer's to give for the month.

    `scope` are the Comuni chosen, else the officer's own.
    """
    asked = AskedMonth(district, year, month, today)
    scope = scope_of(actor) if scope is None else scope
    made = (
        DueGroup(code, title, tuple(_looked_up(connection, list(rows), asked)))
        for code, title, rows in expected_rows(connection, asked, scope, areas_of(actor))
    )
    return DeskReport(year, month, tuple(group for group in made if group.figures))


def figures_of_all(
    connection: Connection, asked: AskedMonth, only: Collection[tuple[str, str]] | None = None
) -> tuple[DueGroup, ...]:
    """What is to be given for a month by anybody, whoever has a mandate for it.

    `only` some of it, by register and id.
    """
    scope = (*municipality_names(connection, asked.district), None)
    found = (
        (code, title, [row for row in rows if only is None or _key_of(row) in only])
        for code, title, rows in expected_rows(connection, asked, scope, ())
    )
    made = (
        DueGroup(code, title, tuple(_looked_up(connection, rows, asked)))
        for code, title, rows in found
    )
    return tuple(group for group in made if group.figures)


def _key_of(row: FigureRow) -> tuple[str, str]:
    return table_name(row.entity), id_of(row.entity, row.image)


def desk_again(
    connection: Connection,
    report: DeskReport,
    district: str,
    today: date,
    figures: Collection[str],
) -> DeskReport:
    """A report with only some figures, by their ids, looked up anew.

    Nothing else changed since it was made.
    """
    asked = AskedMonth(district, report.year, report.month, today)

    def again(group: DueGroup) -> DueGroup:
        rows = [_row_of(one) for one in group.figures if one.entity_id in figures]
        fresh = {one.entity_id: one for one in _looked_up(connection, rows, asked)}
        return replace(group, figures=tuple(fresh.get(one.entity_id, one) for one in group.figures))

    return replace(report, groups=tuple(map(again, report.groups)))


def _row_of(figure: DueFigure) -> FigureRow:
    fields = tuple((one.name, one.label) for one in figure.fields)
    return FigureRow(
        BY_NAME[figure.entity],
        dict(figure.values),
        figure.label,
        figure.detail,
        fields,
        figure.always,
        figure.percent,
    )


def usual_month(  # noqa: PLR0917 - what it depends on
    connection: Connection,
    actor: Actor,
    district: str,
    year: int,
    today: date,
    scope: tuple[str | None, ...] | None = None,
) -> int:
    """The month to be given, never one to come.

    The first that is over and of which nothing is there.

    Where each has something, the latest that lacks something: a figure that nobody ever gave does
    not hold back the
    months after it. Where all is there, the month that runs.
    """
    scope = scope_of(actor) if scope is None else scope
    last = today.month if today.year == year else MONTHS_PER_YEAR
    over = [month for month in range(1, last + 1) if month_end(year, month) <= today]
    expected = [
        one for one in programmed(connection, district, year) if one.municipality_id in scope
    ]
    there = given_months(given(connection, district, year))
    lacking = {month: sum(month_of(one, month) not in there for one in expected) for month in over}
    untouched = [month for month, missing in lacking.items() if missing == len(expected) > 0]
    partly = [month for month, missing in lacking.items() if missing]
    return untouched[0] if untouched else partly[-1] if partly else last


def _looked_up(
    connection: Connection, rows: Sequence[FigureRow], asked: AskedMonth
) -> Iterator[DueFigure]:
    """Each row with what is stored of it and what was before."""
    by_entity: dict[type[Entity], list[tuple[str, FigureRow]]] = {}
    for row in rows:
        by_entity.setdefault(row.entity, []).append((id_of(row.entity, row.image), row))
    for entity, found in by_entity.items():
        stored = read_by_id(connection, entity, [row_id for row_id, _ in found])
        past = past_values(connection, entity, [row.image for _, row in found])
        grown = _grown(connection, entity, stored, asked)
        for row_id, row in found:
            version, image = stored.get(row_id, (0, {}))
            before = grown.get(row_id) or _before(row, past)
            yield _figure(row, (row_id, version), image, before, asked)


def _before(row: FigureRow, past: PastFigures) -> Before:
    """Of each field of a row what it was in the periods before, and what is expected of it."""
    found = (
        {name: past.before(row.image, name, MOST_VALUES) for name, _ in row.fields}
        if followed(row.entity)
        else {}
    )
    return {name: (values[0], usual_range(values)) for name, values in found.items() if values}


def _grown(
    connection: Connection, entity: type[Entity], stored: Stored, asked: AskedMonth
) -> dict[str, Before]:
    """The same of rows that are written over: what they said before this month."""
    day = asked.last_day.isoformat()
    written = {
        row_id: {**image, "as_of": day}
        for row_id, (_, image) in stored.items()
        if grows(entity, image)
    }
    last = known_before(connection, entity, written)
    name = GROWING.get(entity, "")
    return {
        row_id: {name: (int(one[name] or 0), expected_growth(entity, written[row_id], one))}
        for row_id, one in last.items()
    }


def _figure(
    row: FigureRow, key: tuple[str, int], image: Image, before: Before, asked: AskedMonth
) -> DueFigure:
    row_id, version = key
    state, as_of = _state(row.entity, image), image.get("as_of")
    given = all(image.get(name) is not None for name, _ in row.fields)
    old = row.always and (as_of is None or str(as_of) < asked.last_day.isoformat())
    values: tuple[tuple[str, Value], ...] = tuple(row.image.items())
    period = period_of(table_name(row.entity), row.image) if "period" in row.image else None
    fields = tuple(_field(name, label, image, before) for name, label in row.fields)
    return DueFigure(
        table_name(row.entity),
        row_id,
        version,
        row.label,
        row.detail,
        fields,
        values,
        state,
        date.fromisoformat(str(as_of)) if as_of else None,
        row.percent,
        is_due=not given or old,
        speaks_of=day_of(period, asked.today) if period else None,
        always=row.always,
    )


def _field(name: str, label: str, image: Image, before: Before) -> DueField:
    last, usual = before.get(name, (None, None))
    return DueField(name, label, image.get(name), last, usual)


def _state(entity: type[Entity], image: Image) -> DataState | None:
    name = next((name for name, spec in specs(entity).items() if spec.terms is DataState), None)
    return DataState.of(str(image[name])) if name and image else None
