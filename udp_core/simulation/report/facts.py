"""What the rules K1-K15 judge, gathered from the archive.

Rows of the rules, money of every source, posts, persons; and what one unit of a voce costs, by the
approved programme (its euro over its activity) and by the list.
"""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.archive.queries import names_of
from udp_core.fund.entities.fund import FundingSource
from udp_core.fund.queries.fund import VoceRow
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import FRNA
from udp_core.kernel.vocabulary import (
    ActivityUnit,
    AllocationLine,
    FrnaArea,
    MacroSection,
    Payer,
    Trust,
)
from udp_core.simulation.queries import simulation as queries
from udp_core.simulation.queries.simulation import (
    ActivityPlaceRow,
    CostRow,
    LeverRow,
    PlaceRow,
    RuleRow,
    TermRow,
)
from udp_core.simulation.rules.facts import RuleFacts, Rules, RuleValue
from udp_core.simulation.rules.model import ZERO, Model, Price

UNIT_OF_ITEM = {"day": ActivityUnit.DAYS, "hour": ActivityUnit.HOURS}
"""Costs of the unit that a voce is counted in.

Others (the levels of a cheque) are parts that no programme tells apart.
"""
ONE_OF = {ActivityUnit.DAYS: "giornata", ActivityUnit.HOURS: "ora"}


class Prices:
    """The unit costs of a year.

    The list in force on its last day, the programme, and who wants the list.
    """

    def __init__(self, costs: Sequence[CostRow], day: date, listed: Iterable[str]) -> None:
        self._day = day
        self._listed = frozenset(listed)
        self.in_force = _in_force(costs, day)
        self._programmed: Mapping[str, int] = {}
        self._activity: Mapping[tuple[str, ActivityUnit], Fraction] = {}
        self._units: Mapping[str, ActivityUnit] = {}

    def of_programme(
        self,
        amounts: Sequence[PlaceRow],
        activity: Sequence[ActivityPlaceRow],
        voci: Mapping[str, VoceRow],
    ) -> None:
        """Take in what the programme spends and does, by voce."""
        programmed: defaultdict[str, int] = defaultdict(int)
        for amount in amounts:
            programmed[amount.voce] += int(amount.value)
        done: defaultdict[tuple[str, ActivityUnit], Fraction] = defaultdict(Fraction)
        for one in activity:
            done[one.voce, one.unit] += Fraction(one.value)
        self._programmed, self._activity = programmed, done
        self._units = {code: voce.unit for code, voce in voci.items()}

    def listed(self, voce: str, item: str, payer: Payer) -> CostRow | None:
        """The cost on the list.

        One recorded once, for another payer, is also what this one pays.
        """
        found = self.in_force.get((voce, item, payer))
        if found is not None:
            return found
        others = [
            cost for (of, name, _), cost in self.in_force.items() if (of, name) == (voce, item)
        ]
        return others[0] if len(others) == 1 else None

    def is_sure(self, cost: CostRow) -> bool:
        """Confirmed, and in force on the last day of the year."""
        return cost.trust in SURE and _holds(cost, self._day)

    def price(self, row: TermRow) -> Price | None:
        """The two costs of a unit of the fund.

        None where a term has no unit cost, or is not the fund's.
        """
        if not row.item or not row.voce or row.payer is not Payer.FRNA:
            return None
        cost = self.listed(row.voce, row.item, row.payer)
        unit = UNIT_OF_ITEM.get(row.item)
        known = unit is not None and self._units.get(row.voce) is unit
        activity = self._activity.get((row.voce, unit), ZERO) if known and unit else ZERO
        programmed = self._programmed.get(row.voce) if activity else None
        if cost is None and programmed is None:
            return None
        return Price(
            ONE_OF.get(unit, "") if unit else "",
            programmed,
            activity if programmed is not None else None,
            cost.cents if cost else None,
            cost is not None and self.is_sure(cost),
            row.lever in self._listed,
        )


def _in_force(costs: Sequence[CostRow], day: date) -> dict[tuple[str, str, Payer], CostRow]:
    """Of each cost the last begun that still holds; where none does, the last that did."""
    found: dict[tuple[str, str, Payer], CostRow] = {}
    for cost in costs:
        key = (cost.voce, cost.item, cost.payer)
        if key not in found or _holds(cost, day) or not _holds(found[key], day):
            found[key] = cost
    return found


def _holds(cost: CostRow, day: date) -> bool:
    return cost.valid_to is None or cost.valid_to >= day


SURE = frozenset({Trust.OFFICIAL, Trust.PRESS})
AREA_OF = {AllocationLine.ELDERLY: FrnaArea.ELDERLY, AllocationLine.DISABLED: FrnaArea.DISABLED}
EARMARKED = (AllocationLine.GRAD, AllocationLine.SPECIAL_MANAGEMENT, AllocationLine.EARMARKED)
DAYS, LEAP_DAYS = 365, 366


@dataclass(frozen=True, slots=True)
class Ground:
    """A model of a fund year and what it was made from."""

    district: str
    report: FundReport
    day: date
    model: Model
    levers: Sequence[LeverRow]
    voci: Mapping[str, VoceRow]
    costs: Mapping[tuple[str, str, Payer], CostRow]


def fund_facts(connection: Connection, ground: Ground) -> RuleFacts:
    """What the rules speak of, in a fund year."""
    report, model = ground.report, ground.model
    now = {
        step.row.line: step.row.amount.cents for step in report.allocations if not step.superseded
    }
    latest = queries.latest_activity(connection, report.id)
    by_place = dict(enumerate(ground.levers))
    return RuleFacts(
        rules_of(connection, ground.day),
        model.accounts,
        model.levers,
        model.fund_account or 0,
        model.available,
        report.position.recurring.cents,
        LEAP_DAYS if isleap(model.year) else DAYS,
        areas={area: now[line] for line, area in AREA_OF.items() if line in now},
        lines={line.value: now[line] for line in EARMARKED if line in now},
        sources=_others(queries.programmed_by_source(connection, ground.district, report.year)),
        typed=_others(
            queries.programmed_by_source(connection, ground.district, report.year, drafts=True)
        ),
        occupied=_summed(latest, ActivityUnit.POSTS),
        voce_of={place: row.voce for place, row in by_place.items() if row.voce},
        posts_of={
            place: row.voce
            for place, row in by_place.items()
            if row.voce and row.activity_unit is ActivityUnit.POSTS
        },
        served=_summed(latest, ActivityUnit.BENEFICIARIES),
        costs=_paid_by(ground.costs, Payer.FRNA),
        fees=_paid_by(ground.costs, Payer.USER),
        home_share_before=_home_share(connection, ground),
        names=_names(connection, ground.voci),
    )


def rules_of(connection: Connection, day: date) -> Rules:
    """The rows of the rules in force on a day."""
    return {
        (row.code, row.parameter): _rule(row) for row in queries.rules_in_force(connection, day)
    }


def _rule(row: RuleRow) -> RuleValue:
    value = None if row.value is None else Fraction(row.value)
    return RuleValue(row.sentence, row.level, value, row.trust in SURE, row.source, row.unit or "")


def _others(paid: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    """The sources that are not the fund itself."""
    return {source: voci for source, voci in paid.items() if source != FRNA}


def _summed(found: Sequence[ActivityPlaceRow], unit: ActivityUnit) -> dict[str, Fraction]:
    """Activity of the last month by voce, in a unit."""
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for one in found:
        if one.unit is unit:
            sums[one.voce] += Fraction(one.value)
    return dict(sums)


def _paid_by(
    costs: Mapping[tuple[str, str, Payer], CostRow], payer: Payer
) -> dict[tuple[str, str], int]:
    return {(voce, item): cost.cents for (voce, item, who), cost in costs.items() if who is payer}


def _home_share(connection: Connection, ground: Ground) -> Fraction | None:
    """The part of home care in what was programmed the year before; None without that year."""
    before = ground.report.id.rpartition(":")[0] + f":{ground.model.year - 1}"
    found = queries.programmed_amounts(connection, before)
    whole = sum(int(one.value) for one in found)
    home = sum(
        int(one.value) for one in found if ground.voci[one.voce].macro is MacroSection.DOMICILIARY
    )
    return Fraction(home, whole) if whole else None


def _names(connection: Connection, voci: Mapping[str, VoceRow]) -> dict[str, str]:
    """Names of voci, sources and lines: their codes never meet."""
    lines = {line.value: line.label for line in AllocationLine}
    return {
        **lines,
        **names_of(connection, FundingSource),
        **{code: voce.short_name for code, voce in voci.items()},
    }
