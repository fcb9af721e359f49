"""The rows of the next year, built from those of this one: nothing is written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.images import CHUNK, read_by_id
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.fund.entities.fund import DRAFT_AGAIN, Allocation, Cofinancing, FundYear
from udp_core.fund.report.reading import fund_report
from udp_core.indicators.entities import IndicatorLink, Target
from udp_core.kernel.grouping import grouped
from udp_core.kernel.vocabulary import (
    AmountStatus,
    DataState,
    InterventionState,
    PeriodKind,
    Phase,
    PlanState,
)
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.plan.terms import NOT_YET_DECIDED
from udp_core.programme.entities.intervention import (
    Action,
    Intervention,
    InterventionAreaLink,
    InterventionFunding,
    InterventionPartner,
    InterventionSector,
)
from udp_core.registers.queries import readable_rows
from udp_core.years.report.bodies import body_lines, mandate_lines
from udp_core.years.report.wanted import NewYearLine, WantedYear, voce_key
from udp_core.years.rules import (
    BY_HAND,
    Basis,
    YearPart,
    next_day,
    next_span,
    next_words,
    run_rate,
    shared,
)

PARTS_OF_A_SCHEDA = (InterventionAreaLink, InterventionPartner, InterventionSector, IndicatorLink)
FRNA = "frna"


def lines_of(connection: Connection, wanted: WantedYear) -> tuple[NewYearLine, ...]:
    """Every row that the new year begins with, parents first."""
    made = _Lines(connection, wanted)
    steps: dict[YearPart, Callable[[], Iterator[NewYearLine]]] = {
        YearPart.FUNDS: made.funds,
        YearPart.AVAILABLE: made.available,
        YearPart.BUDGET: made.budget,
        YearPart.ACTIVITY: made.activity,
        YearPart.PROGRAMME: made.programme,
        YearPart.TARGETS: made.targets,
        YearPart.BODIES: partial(body_lines, connection, wanted),
        YearPart.MANDATES: partial(mandate_lines, connection, wanted),
    }
    return tuple(line for part, step in steps.items() if part in wanted.parts for line in step())


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would be made: the new lines, and how many of each register are there already."""

    lines: tuple[NewYearLine, ...]
    there: dict[type[Entity], int]

    @property
    def counted(self) -> dict[type[Entity], int]:
        """How many new rows of each register, parents first."""
        return dict(Counter(line.entity for line in self.lines))


def prepared(connection: Connection, wanted: WantedYear) -> Prepared:
    """The lines of the new year that are not there yet."""
    lines = lines_of(connection, wanted)
    known = _present(connection, lines)
    new = tuple(line for line in lines if line.row_id or (line.entity, line.id) not in known)
    return Prepared(new, dict(Counter(entity for entity, _ in known)))


def _present(connection: Connection, lines: Sequence[NewYearLine]) -> set[tuple[type[Entity], str]]:
    found: set[tuple[type[Entity], str]] = set()
    new = (line for line in lines if not line.row_id)
    for entity, own in grouped(new, lambda line: line.entity).items():
        ids = [line.id for line in own]
        for first in range(0, len(ids), CHUNK):
            stored = read_by_id(connection, entity, ids[first : first + CHUNK])
            found |= {(entity, row_id) for row_id in stored}
    return found


class _Lines:
    """Reads a district's year, register by register."""

    def __init__(self, connection: Connection, wanted: WantedYear) -> None:
        self._connection = connection
        self._wanted = wanted

    def funds(self) -> Iterator[NewYearLine]:
        """The same funds, managers and regimes."""
        for image in self._rows(FundYear, year=str(self._wanted.year)):
            yield NewYearLine(FundYear, {**image, **DRAFT_AGAIN, "year": self._wanted.next}, image)

    def available(self) -> Iterator[NewYearLine]:
        """What this year was assigned, as an estimate for the next; what others add, the same."""
        said = {"as_of": self._wanted.today.isoformat(), "source": self._wanted.source}
        for fund in self._funds():
            for row in _current(self._rows(Allocation, fund_year_id=fund)):
                estimate = {"status": AmountStatus.ESTIMATED.value, "act_id": None}
                new = {**row, **said, **estimate, "fund_year_id": self._next_fund(fund)}
                yield NewYearLine(Allocation, new, row, "presunta, come quest’anno")
            for row in self._rows(Cofinancing, fund_year_id=fund):
                yield NewYearLine(
                    Cofinancing, {**row, **said, "fund_year_id": self._next_fund(fund)}, row
                )

    def budget(self) -> Iterator[NewYearLine]:
        """Each line of the budget of each fund, with the amount of the basis chosen."""
        for fund in self._funds():
            rows = list(self._rows(FrnaEntry, fund_year_id=fund))
            planned = [row for row in rows if _is_planned(row)]
            amounts = self._by_hand(fund, list(self._amounts(fund, planned, rows)))
            for row, amount, why in amounts:
                new = {**row, "fund_year_id": self._next_fund(fund), "amount_cents": amount}
                yield NewYearLine(FrnaEntry, self._draft(new), row, why)

    def activity(self) -> Iterator[NewYearLine]:
        """What each voce is expected to do."""
        for fund in self._funds():
            for row in self._rows(ActivityMeasure, fund_year_id=fund):
                if _is_planned(row):
                    new = {**row, "fund_year_id": self._next_fund(fund)}
                    yield NewYearLine(ActivityMeasure, self._draft(new), row)

    def targets(self) -> Iterator[NewYearLine]:
        """What is expected of each indicator."""
        for row in self._rows(Target, year=str(self._wanted.year)):
            new = {**row, "year": self._wanted.next, "source": self._wanted.source}
            yield NewYearLine(Target, new, row)

    def programme(self) -> Iterator[NewYearLine]:
        """The programmes of the year, each in the plan that covers the next, with their schede."""
        plans = {id_of(Plan, image): image for image in self._rows(Plan)}
        for image in self._last_editions():
            plan = plans[str(image["plan_id"])]
            into = self._plan_after(plan, plans)
            if into is None:
                new_plan = self._new_plan(plan)
                yield NewYearLine(Plan, new_plan, plan, "il piano di prima finisce")
                into = id_of(Plan, new_plan)
            new = self._new_programme(image, into)
            yield NewYearLine(AnnualProgramme, new, image)
            yield from self._schede(id_of(AnnualProgramme, image), id_of(AnnualProgramme, new))

    def _last_editions(self) -> list[Image]:
        """Of each plan the latest edition already decided, else the latest draft, as on screen."""
        rows = self._rows(AnnualProgramme, year=str(self._wanted.year))
        by_plan = grouped(rows, lambda image: image["plan_id"])
        return [max(found, key=_precedence) for found in by_plan.values()]

    def _plan_after(self, plan: Image, plans: Mapping[str, Image]) -> str | None:
        """The plan of the same kind whose years have the next one."""
        for plan_id, one in plans.items():
            covers = int(str(one["year_from"])) <= self._wanted.next <= int(str(one["year_to"]))
            if one["kind"] == plan["kind"] and covers:
                return plan_id
        return None

    def _new_plan(self, plan: Image) -> Image:
        first, last = next_span((int(str(plan["year_from"])), int(str(plan["year_to"]))))
        moved = {str(plan["year_from"]): str(first), str(plan["year_to"]): str(last)}
        words = {name: _replaced(str(plan[name]), moved) for name in ("code", "title")}
        if words["code"] == plan["code"]:  # without its years it would be that of before
            words["code"] = f"{words['code']}-{first}-{last}"
        return {
            **plan,
            **words,
            "year_from": first,
            "year_to": last,
            "state": PlanState.DRAFT.value,
            "previous_plan_id": id_of(Plan, plan),
            **_NOT_TRANSMITTED,
            "source": self._wanted.source,
        }

    def _new_programme(self, image: Image, plan: str) -> Image:
        return {
            **image,
            "plan_id": plan,
            "year": self._wanted.next,
            "edition": 1,
            "title": next_words(str(image["title"]), self._wanted.year),
            "state": PlanState.DRAFT.value,
            "approved_on": None,
            "act_id": None,
            **_NOT_TRANSMITTED,
            "source": self._wanted.source,
        }

    def _schede(self, before: str, after: str) -> Iterator[NewYearLine]:
        for image in self._rows(Intervention, programme_id=before):
            old = id_of(Intervention, image)
            if old in self._wanted.dropped or image["state"] == _NOT_REALISED:
                continue
            new = self._new_scheda(image, after)
            yield NewYearLine(Intervention, new, image)
            yield from self._parts(old, id_of(Intervention, new))

    def _new_scheda(self, image: Image, programme: str) -> Image:
        ends = date.fromisoformat(str(image["end_date"]))
        days = ("start_date", "end_date") if ends.year <= self._wanted.year else ()
        return {
            **image,
            **{name: _later(image[name]) for name in days},
            "programme_id": programme,
            "code": next_words(str(image["code"]), self._wanted.year),
            "state": InterventionState.PROPOSED.value,
            "progress": 0,
            "critical_points": None,
            "evaluation": None,
            "data_state": DataState.DRAFT.value,
            "as_of": self._wanted.today.isoformat(),
            "source": self._wanted.source,
        }

    def _parts(self, old: str, new: str) -> Iterator[NewYearLine]:
        for entity in PARTS_OF_A_SCHEDA:
            for image in self._rows(entity, intervention_id=old):
                yield NewYearLine(entity, {**image, "intervention_id": new}, image)
        for image in self._rows(Action, intervention_id=old):
            moved = {"due_date": _later(image["due_date"]), "done_date": None}
            yield NewYearLine(Action, {**image, **moved, "intervention_id": new}, image)
        yield from self._funding(old, new)

    def _funding(self, old: str, new: str) -> Iterator[NewYearLine]:
        """The budget of a scheda, source by source; what somebody wrote shared as it was."""
        rows = [
            image
            for image in self._rows(InterventionFunding, intervention_id=old)
            if image["phase"] == Phase.BUDGET.value
        ]
        budget = [int(str(image["amount_cents"])) for image in rows]
        typed = dict(self._wanted.amounts).get(old)
        amounts = budget if typed is None else shared(typed, budget)
        for image, amount in zip(rows, amounts, strict=True):
            funding = {**image, "intervention_id": new, "amount_cents": amount}
            why = _AS_BUDGET if typed is None else BY_HAND
            yield NewYearLine(InterventionFunding, self._draft(funding), image, why)

    def _amounts(
        self, fund: str, planned: Sequence[Image], rows: Sequence[Image]
    ) -> Iterator[tuple[Image, int, str]]:
        """Each line of a budget, its amount of next year, and why."""
        if self._wanted.basis is Basis.RUN_RATE:
            yield from _at_the_pace(planned, rows)
        elif self._wanted.basis is Basis.FORECAST and f":{FRNA}:" in fund:
            yield from self._as_forecast(planned)
        else:
            yield from ((row, int(str(row["amount_cents"])), _AS_BUDGET) for row in planned)

    def _by_hand(
        self, fund: str, found: Sequence[tuple[Image, int, str]]
    ) -> Iterator[tuple[Image, int, str]]:
        """The same, the voci whose amount somebody wrote shared over their lines as they were."""
        typed = dict(self._wanted.amounts)
        for voce, lines in grouped(found, lambda one: str(one[0]["voce_id"])).items():
            whole = typed.get(voce_key(fund, voce))
            if whole is None:
                yield from lines
                continue
            parts = shared(whole, [amount for _, amount, _ in lines])
            yield from (
                (row, part, BY_HAND) for (row, _, _), part in zip(lines, parts, strict=True)
            )

    def _as_forecast(self, planned: Sequence[Image]) -> Iterator[tuple[Image, int, str]]:
        wanted = self._wanted
        report = fund_report(self._connection, wanted.district, wanted.year, wanted.today)
        known = {voce.code: voce.year_total for voce in report.voci} if report else {}
        by_voce = grouped(planned, lambda row: str(row["voce_id"]))
        for voce, rows in by_voce.items():
            budget = [int(str(row["amount_cents"])) for row in rows]
            forecast = known.get(voce)
            amounts = budget if forecast is None else shared(forecast.cents, budget)
            why = "previsione al 31/12" if forecast is not None else _NO_FORECAST
            yield from zip(rows, amounts, [why] * len(rows), strict=True)

    def _draft(self, image: Image) -> Image:
        said = {"as_of": self._wanted.today.isoformat(), "source": self._wanted.source}
        return {**image, **said, "state": DataState.DRAFT.value}

    def _funds(self) -> list[str]:
        return [id_of(FundYear, one) for one in self._rows(FundYear, year=str(self._wanted.year))]

    def _next_fund(self, fund: str) -> str:
        return f"{fund.rpartition(':')[0]}:{self._wanted.next}"

    def _rows(self, entity: type[Entity], **filters: str) -> Iterator[Image]:
        for row in readable_rows(self._connection, entity, self._wanted.district, filters):
            yield row.image


_NOT_TRANSMITTED: Image = {"transmit_by": None, "transmitted_on": None}
"""Of what begins: it is sent nowhere yet, and nobody said by when."""
_NOT_REALISED = InterventionState.NOT_REALISED.value
_AS_BUDGET = "come quest’anno"
_NO_FORECAST = "come quest’anno: la voce non ha previsione"
_NO_MONTHS = "come quest’anno: nessun mese comunicato"


def _precedence(programme: Image) -> tuple[bool, int]:
    """Of two editions the one decided, then the later one."""
    drafted = PlanState.of(str(programme["state"])) in NOT_YET_DECIDED
    return not drafted, int(str(programme["edition"]))


def _current(rows: Iterable[Image]) -> list[Image]:
    """Of each line the latest official value, else the latest estimate."""
    strongest: dict[object, tuple[bool, str, Image]] = {}
    for row in rows:
        official = row["status"] == AmountStatus.OFFICIAL.value
        before = strongest.get(row["line"])
        if before is None or (official, str(row["as_of"])) > before[:2]:
            strongest[row["line"]] = (official, str(row["as_of"]), row)
    return [row for _, _, row in strongest.values()]


def _is_planned(row: Image) -> bool:
    return row["phase"] == Phase.BUDGET.value and row["period"] == PeriodKind.YEAR.value


def _at_the_pace(
    planned: Sequence[Image], rows: Sequence[Image]
) -> Iterator[tuple[Image, int, str]]:
    """Each line at the pace of its own confirmed months."""
    months: dict[tuple[object, ...], dict[int, int]] = defaultdict(dict)
    for row in rows:
        monthly = row["phase"] == Phase.FINAL.value and row["period"] == PeriodKind.MONTH.value
        if monthly and row["state"] != DataState.DRAFT.value:
            months[_line(row)][int(str(row["period_no"]))] = int(str(row["amount_cents"]))
    for row in planned:
        known = months.get(_line(row), {})
        pace = run_rate(known)
        why = f"ritmo di {len(known)} mesi" if pace is not None else _NO_MONTHS
        yield row, int(str(row["amount_cents"])) if pace is None else pace, why


def _line(row: Image) -> tuple[object, ...]:
    return row["voce_id"], row["source_id"], row["municipality_id"]


def _later(day: int | str | None) -> str | None:
    return None if day is None else next_day(date.fromisoformat(str(day))).isoformat()


def _replaced(words: str, moved: Mapping[str, str]) -> str:
    for before, after in moved.items():
        words = words.replace(before, after)
    return words
