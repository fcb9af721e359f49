"""«Perché è cambiato?».

From a figure as it was known then to the same figure now, in parts that add up to the cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.kernel.money import ZERO, Money, total


class Cause(StrEnum):
    """Why a residue is no longer what it was."""

    ALLOCATION = "allocation"
    CARRY_OVER = "carry_over"
    MOVEMENT = "movement"
    TRANSFER = "transfer"
    """Money programmed elsewhere: it moves between voci, and leaves the residue as it is."""
    NEW_SPENDING = "new_spending"
    CORRECTION = "correction"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class CountedAmount:
    """An amount that counted as spent: of which voce and period, from whom."""

    amount: Money
    voce: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """What is under a part: what changed, from how much to how much (None: it was not there), where
    it comes from.
    """

    what: str
    before: Money | None
    after: Money | None
    source: str


@dataclass(frozen=True, slots=True)
class BridgePart:
    """By how much one cause moved the residue."""

    cause: Cause
    amount: Money
    rows: tuple[BridgeRow, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the residue as known then to the residue as known now.

    The parts add up to the difference.
    """

    before: Money
    after: Money
    parts: tuple[BridgePart, ...]


def bridge(
    then: FundPosition,
    now: FundPosition,
    spent_then: Mapping[str, CountedAmount],
    spent_now: Mapping[str, CountedAmount],
    income: Mapping[Cause, tuple[BridgeRow, ...]],
) -> Bridge | None:
    """The parts, each reckoned by itself; None where one of the two residues is not known.

    `spent_*` are the amounts that count as used, by the id of their row; `income` the rows
    under each part of what came in, was programmed elsewhere, or is still to be spent.
    """
    if (
        then.residue is None
        or now.residue is None
        or then.expected_rest is None
        or now.expected_rest is None
    ):
        return None
    fresh = {row_id: one for row_id, one in spent_now.items() if row_id not in spent_then}
    changed = {
        row_id
        for row_id in spent_then
        if row_id not in spent_now or spent_now[row_id].amount != spent_then[row_id].amount
    }
    parts = (
        BridgePart(
            Cause.ALLOCATION, now.assigned - then.assigned, income.get(Cause.ALLOCATION, ())
        ),
        BridgePart(
            Cause.CARRY_OVER, now.carried_in - then.carried_in, income.get(Cause.CARRY_OVER, ())
        ),
        BridgePart(Cause.MOVEMENT, _moved(now) - _moved(then), income.get(Cause.MOVEMENT, ())),
        BridgePart(Cause.TRANSFER, ZERO, income.get(Cause.TRANSFER, ())),
        BridgePart(
            Cause.NEW_SPENDING,
            -total(one.amount for one in fresh.values()),
            tuple(_row(None, one) for one in fresh.values()),
        ),
        _corrections(spent_then, spent_now, changed),
        BridgePart(
            Cause.FORECAST, then.expected_rest - now.expected_rest, income.get(Cause.FORECAST, ())
        ),
    )
    return Bridge(then.residue, now.residue, parts)


def _moved(position: FundPosition) -> Money:
    return position.variations + position.cofinancing - position.returned


def _corrections(
    then: Mapping[str, CountedAmount], now: Mapping[str, CountedAmount], changed: set[str]
) -> BridgePart:
    rows = tuple(_row(then[row_id], now.get(row_id)) for row_id in sorted(changed))
    return BridgePart(
        Cause.CORRECTION, total((one.before or ZERO) - (one.after or ZERO) for one in rows), rows
    )


def _row(before: CountedAmount | None, after: CountedAmount | None) -> BridgeRow:
    one = after or before
    if one is None:
        message = "a row that neither was nor is"
        raise ValueError(message)
    return BridgeRow(
        f"{one.voce}, {one.period}",
        before.amount if before else None,
        after.amount if after else None,
        one.source,
    )
