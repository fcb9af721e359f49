"""What a decision adds to a voce, month by month, and what the voce is forecast to cost with it.

The forecast of a voce is the rhythm of its reported months: it knows nothing of a decision until
months that feel it are
reported. So what those months already owe to the decision is taken out of the rhythm, and the whole
decision added once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from udp_core.kernel.money import round_half_up, split_whole

MONTHS = range(1, 13)


def still_to_come(
    change: int, by_month: Sequence[Fraction], reported: Collection[int]
) -> tuple[int, ...]:
    """The cents decided, over the months (January first) that were not reported.

    A month that is past cannot change.

    In proportion to what the scenario puts in each of them; evenly where it puts nothing there.
    """
    left = [abs(by_month[month - 1]) if month not in reported else Fraction(0) for month in MONTHS]
    if not any(left):
        left = [Fraction(month not in reported) for month in MONTHS]
    return split_whole(change, left) if any(left) else (*([0] * 11), change)


def forecast_with(total: int, used: int, felt: int, change: int) -> int:
    """Cents of the year with the decision.

    `felt` is what of it the months reported since already hold.

    The estimate is in proportion to what is used (`total / used`): without what is felt it would be
    as much smaller.
    """
    if not used:
        return total + change
    return total - round_half_up(Fraction(felt * total, used)) + change
