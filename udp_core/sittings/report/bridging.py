"""The bridge of a fund's residue between two states of the archive, with the rows under every
part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from udp_core.fund.queries.fund import spent_rows
from udp_core.fund.report.fund import FundReport, Movement
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.bridge import Bridge, BridgeRow, Cause, CountedAmount, bridge
from udp_core.fund.rules.voci import HistoryStep, Stated
from udp_core.kernel import italian
from udp_core.kernel.money import Money

PROGRAMME = "programma del fondo"
ESTIMATE = "stima sul ritmo dei mesi comunicati e sulla stagionalità"
Moment = tuple[Connection, date]
"""The archive as known at a moment, and the day of that moment."""


def residue_bridge(then: Moment, now: Moment, district: str, year: int) -> Bridge | None:
    """From the residue known then to that known now; None where one of them is not known."""
    before, after = (
        fund_report(connection, district, year, day) for connection, day in (then, now)
    )
    if before is None or after is None:
        return None
    spent_then, spent_now = (_counted(connection, before.id) for connection, _ in (then, now))
    return bridge(before.position, after.position, spent_then, spent_now, _income(before, after))


def _counted(connection: Connection, fund_year: str) -> dict[str, CountedAmount]:
    return {
        row.id: CountedAmount(
            Money(row.amount_cents), row.voce, italian.period(row.period, row.period_no), row.source
        )
        for row in spent_rows(connection, fund_year)
    }


def _income(before: FundReport, after: FundReport) -> dict[Cause, tuple[BridgeRow, ...]]:
    """The statements in force then and now, side by side, those that differ."""
    lines = [
        {
            step.row.line.label: (step.row.amount, step.row.source)
            for step in _in_force(one.allocations)
        }
        for one in (before, after)
    ]
    carried = [
        {
            f"Dal {step.row.from_year}": (step.row.amount, step.row.source)
            for step in _in_force(one.carry_overs)
        }
        for one in (before, after)
    ]
    moved = [_movements((*report.variations, *report.cofinancings)) for report in (before, after)]
    programmed = [
        {
            voce.short_name: (voce.programmed, PROGRAMME)
            for voce in one.voci
            if voce.programmed is not None
        }
        for one in (before, after)
    ]
    ahead = [_estimated(one) for one in (before, after)]
    pairs = {
        Cause.ALLOCATION: lines,
        Cause.CARRY_OVER: carried,
        Cause.MOVEMENT: moved,
        Cause.TRANSFER: programmed,
        Cause.FORECAST: ahead,
    }
    return {cause: _differing(*pair) for cause, pair in pairs.items()}


def _estimated(report: FundReport) -> dict[str, tuple[Money, str]]:
    """What is still estimated of each month of each voce.

    A month whose spending has come is no longer there.
    """
    return {
        f"{voce.short_name}, {italian.month(place + 1)}": (amount, ESTIMATE)
        for voce in report.voci
        for place, amount in enumerate(voce.rest_by_month)
        if amount
    }


def _in_force(steps: Sequence[HistoryStep[Stated]]) -> list[HistoryStep[Stated]]:
    return [step for step in steps if not step.superseded]


def _movements(found: Sequence[Movement]) -> dict[str, tuple[Money, str]]:
    """By what they are; two of the same name are told apart by their number."""
    named: dict[str, tuple[Money, str]] = {}
    met: Counter[str] = Counter()
    for one in found:
        what = _what(one)
        met[what] += 1
        named[f"{what} ({met[what]})" if met[what] > 1 else what] = (one.amount, one.source)
    return named


def _what(one: Movement) -> str:
    return f"{one.what} {italian.day(one.day)}" if one.day else one.what


def _differing(
    then: dict[str, tuple[Money, str]], now: dict[str, tuple[Money, str]]
) -> tuple[BridgeRow, ...]:
    found = []
    for what in dict.fromkeys([*then, *now]):
        before, after = then.get(what), now.get(what)
        if before is None or after is None or before[0] != after[0]:
            found.append(
                BridgeRow(
                    what,
                    before and before[0],
                    after and after[0],
                    (after or before or (None, ""))[1],
                )
            )
    return tuple(found)
