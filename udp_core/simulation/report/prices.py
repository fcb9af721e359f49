"""What one unit of a voce costs.

By the approved programme (its euro over its activity), and by the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from udp_core.fund.queries.fund import VoceRow
from udp_core.kernel.vocabulary import ActivityUnit, Payer
from udp_core.simulation.queries.simulation import ActivityPlaceRow, CostRow, PlaceRow, TermRow
from udp_core.simulation.report.facts import SURE
from udp_core.simulation.rules.model import ZERO, Price

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
