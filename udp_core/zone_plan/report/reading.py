"""The reading that fills the report on a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.kernel.grouping import grouped
from udp_core.plan.terms import NOT_YET_DECIDED
from udp_core.programme.report.programme import known_total, progress_of
from udp_core.programme.report.reading import scheda_values
from udp_core.programme.rules.area_status import SchedaInArea, WeightedProgress, area_status
from udp_core.thresholds.report import thresholds
from udp_core.thresholds.rules import AreaThresholds
from udp_core.zone_plan.queries.objectives import (
    LinkRow,
    ObjectiveRow,
    guidelines,
    links,
    measured_by,
    objectives,
    regional_objectives,
)
from udp_core.zone_plan.queries.plans import (
    EditionRow,
    PlanHead,
    plans,
    programmes_behind,
    schede_of,
)
from udp_core.zone_plan.report.plan import (
    ObjectiveValue,
    PlanReport,
    PlanScheda,
    Standing,
    usual_plan,
    year_of,
)
from udp_core.zone_plan.rules import code_order


def plan_report(
    connection: Connection, district: str, plan_id: str, year: int, today: date
) -> PlanReport | None:
    """The plan with that id (empty: the usual one of the year); None where there is none."""
    known = plans(connection, district)
    usual = usual_plan(known, year)
    plan = next((one for one in known if one.id == plan_id), None if plan_id else usual)
    if plan is None:
        return None
    shown = year_of(plan, year)
    day = min(today, date(shown, 12, 31))
    written = _Written(
        plan, programmes_behind(connection, plan.id), links(connection, plan.id), day
    )
    schede = _schede(connection, district, written)
    limits = thresholds(connection, district, day).area
    tree = _Tree(
        objectives(connection, plan.id),
        _resolved(written, schede),
        _named(connection, plan.id),
        limits,
    )
    years = (plan.year_from, plan.year_to)
    return PlanReport(
        plan,
        shown,
        day,
        tuple(one for one in chosen_editions(written.programmes) if one.plan_id == plan.id),
        guidelines(connection, district, *years),
        tuple(tree.values()),
        schede,
        regional_objectives(connection, district, *years),
        standing_of(schede, limits),
    )


def chosen_editions(programmes: Iterable[EditionRow]) -> tuple[EditionRow, ...]:
    """Of each year of each plan, its latest edition already decided, else its latest draft."""
    found: dict[tuple[str, int], EditionRow] = {}
    ranked = sorted(programmes, key=lambda one: (one.state not in NOT_YET_DECIDED, one.edition))
    for one in ranked:
        found[one.plan_id, one.year] = one
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class _Written:
    """A plan, every edition of the programmes behind it, its ties, the day it is looked at."""

    plan: PlanHead
    programmes: tuple[EditionRow, ...]
    ties: tuple[LinkRow, ...]
    day: date


def _schede(connection: Connection, district: str, written: _Written) -> tuple[PlanScheda, ...]:
    """The plan's own schede, and the others that its objectives lean on."""
    chosen = {one.id: one for one in chosen_editions(written.programmes)}
    wanted = {(one.plan_id, one.year, code) for one, code in _tied(written)}
    judged = {
        value.id: value
        for one in chosen.values()
        if one.year == written.day.year
        for value in scheda_values(connection, district, one.id, written.day)
    }
    found = []
    for row in schede_of(connection, tuple(chosen)):
        of = chosen[row.programme_id]
        own = of.plan_id == written.plan.id
        if own or (of.plan_id, of.year, row.code) in wanted:
            found.append(PlanScheda(row, of.year, own, judged.get(row.id)))
    return tuple(sorted(found, key=lambda one: (one.year, code_order(one.row.code))))


def _tied(written: _Written) -> Iterator[tuple[EditionRow, str]]:
    known = {one.id: one for one in written.programmes}
    return ((known[tie.programme_id], tie.code) for tie in written.ties)


def _resolved(
    written: _Written, schede: Iterable[PlanScheda]
) -> Mapping[str, tuple[PlanScheda, ...]]:
    """The schede of each objective, those of a year in its chosen edition, whatever was tied."""
    plan_of = {one.id: one.plan_id for one in written.programmes}
    of = {(plan_of[one.row.programme_id], one.year, one.row.code): one for one in schede}
    found: defaultdict[str, dict[str, PlanScheda]] = defaultdict(dict)
    for tie, (programme, code) in zip(written.ties, _tied(written), strict=True):
        if scheda := of.get((programme.plan_id, programme.year, code)):
            found[tie.objective_id][scheda.id] = scheda
    return {objective: tuple(each.values()) for objective, each in found.items()}


def _named(connection: Connection, plan: str) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for objective, name in measured_by(connection, plan):
        found[objective].append(name)
    return {objective: tuple(names) for objective, names in found.items()}


def standing_of(schede: Iterable[PlanScheda], limits: AreaThresholds) -> Standing:
    """How some schede of the year stand together, by the rule of the ambiti."""
    judged = [one.judged for one in schede if one.judged]
    progress = progress_of(judged)
    parts = [
        SchedaInArea(one.code, one.status, one.programmed, one.is_over_budget) for one in judged
    ]
    work = (
        None
        if progress.done is None or progress.planned is None
        else WeightedProgress(progress.done, progress.planned)
    )
    status = area_status(parts, (), work, limits)
    return Standing(status.now if status else None, progress)


class _Tree:
    """The objectives of a plan, each under its own, with what each adds up to."""

    def __init__(
        self,
        rows: Sequence[ObjectiveRow],
        schede: Mapping[str, tuple[PlanScheda, ...]],
        indicators: Mapping[str, tuple[str, ...]],
        limits: AreaThresholds,
    ) -> None:
        self._rows = sorted(rows, key=lambda one: code_order(one.code))
        self._schede = schede
        self._indicators = indicators
        self._limits = limits
        known = {one.id for one in rows}
        self._under = grouped(
            self._rows, lambda one: one.parent_id if one.parent_id in known else None
        )

    def values(self) -> Iterator[ObjectiveValue]:
        """In the order of the tree; what stands in a ring is shown too, as if under nothing."""
        met: set[str] = set()
        for root in self._under[None]:
            yield from self._branch(root, 0, root.guideline_id, met)
        for row in self._rows:
            if row.id not in met:
                yield from self._branch(row, 0, row.guideline_id, met)

    def _branch(
        self, row: ObjectiveRow, depth: int, guideline: str | None, met: set[str]
    ) -> list[ObjectiveValue]:
        met.add(row.id)
        under: list[ObjectiveValue] = []
        for one in self._under[row.id]:
            if one.id not in met:
                under += self._branch(one, depth + 1, one.guideline_id or guideline, met)
        own = self._schede.get(row.id, ())
        every = {one.id: one for one in own}
        for value in under:
            every |= {one.id: one for one in value.own}
        schede = tuple(every.values())
        here = ObjectiveValue(
            row,
            depth,
            own,
            schede,
            len(under),
            standing_of(schede, self._limits),
            known_total(one.programmed for one in schede),
            known_total(one.spent for one in schede),
            self._indicators.get(row.id, ()),
            guideline,
        )
        return [here, *under]
