"""What the voci do.

Activity planned and done, and what one unit costs the fund in the months that have both figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from udp_core.calendar import Period
from udp_core.domain.pictures.fund import Activity
from udp_core.money import Money, total
from udp_core.store.queries.frna import ActivityRow
from udp_core.vocabulary import ActivityUnit, PeriodKind, Phase

STOCKS = frozenset({ActivityUnit.POSTS, ActivityUnit.BENEFICIARIES, ActivityUnit.PROJECTS})
"""Units that say how many there are, not how much was done.

Their periods are averaged, never summed.
"""


def months_of(kind: PeriodKind, number: int | None) -> range:
    """The months of a period, as places in a list of twelve (January is 0)."""
    months = Period(2000, kind, number).months
    return range(months.start - 1, months.stop - 1)


@dataclass(frozen=True, slots=True)
class VoceActivity:
    """The activity rows of a voce, its own unit, and its twelve months of spending (None: not
    reported).
    """

    unit: ActivityUnit
    rows: Sequence[ActivityRow]
    spent: Sequence[Money | None]

    def measures(self) -> tuple[Activity, ...]:
        """Each unit, the voce's own first.

        Only that one measures what the money buys, so it alone has a unit cost.
        """
        known = sorted(
            {row.unit for row in self.rows},
            key=lambda one: (one is not self.unit, list(ActivityUnit).index(one)),
        )
        return tuple(self._measure(unit) for unit in known)

    def _measure(self, unit: ActivityUnit) -> Activity:
        planned, done = self._of(unit, Phase.BUDGET), self._of(unit, Phase.FINAL)
        cost = self._unit_cost(done) if unit is self.unit and unit not in STOCKS else None
        return Activity(unit, _whole(unit, planned), _whole(unit, done), cost)

    def _of(self, unit: ActivityUnit, phase: Phase) -> list[ActivityRow]:
        return [row for row in self.rows if row.unit is unit and row.phase is phase]

    def _unit_cost(self, done: Sequence[ActivityRow]) -> Money | None:
        """Money over activity of the same months.

        Figures of different months would make a cost that nobody pays.
        """
        both = [
            row
            for row in done
            if all(self.spent[month] is not None for month in months_of(row.period, row.period_no))
        ]
        activity = sum((row.total for row in both), Decimal(0))
        months = {month for row in both for month in months_of(row.period, row.period_no)}
        if not activity:
            return None
        money = total(
            amount
            for month, amount in enumerate(self.spent)
            if month in months and amount is not None
        )
        return Money.rounded(Fraction(money.cents, 100) / Fraction(activity))


def _whole(unit: ActivityUnit, rows: Sequence[ActivityRow]) -> Decimal | None:
    """The year so far: stocks as the average of their periods, the rest as a sum.

    None without rows.
    """
    if not rows:
        return None
    whole = sum((row.total for row in rows), Decimal(0))
    return whole / len(rows) if unit in STOCKS else whole
