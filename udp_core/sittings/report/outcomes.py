"""A decision a year later: what was expected beside what is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.fund.report.fund import VoceValue
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.money import Money, of_cents
from udp_core.simulation.rules.decided import forecast_with
from udp_core.sittings.report.expectation import Expectation, ExpectedVoce


@dataclass(frozen=True, slots=True)
class VoceOutcome:
    """A voce.

    What the year was to cost by the decision, what is spent and what is forecast with it (None: not
    known).

    `then` is the forecast at the decision and `decided` what it added; `newly_spent` what was spent
    since. `comparable`
    is False where the expectation was the programme's: the difference would blame the decision for
    what was there before.
    """

    label: str
    then: Money | None
    decided: Money
    expected: Money
    spent: Money | None
    newly_spent: Money | None
    forecast: Money | None
    comparable: bool


def outcomes(
    connection: Connection, expected: Expectation, district: str, today: date
) -> tuple[VoceOutcome, ...]:
    """Every voce that the decision changed.

    Of a scenario of the programme, which has no voci of the fund, none is known.
    """
    report = fund_report(connection, district, expected.year, today)
    known = {voce.code: voce for voce in report.voci} if report else {}
    return tuple(_outcome(one, known.get(one.voce)) for one in expected.voci)


def _outcome(one: ExpectedVoce, voce: VoceValue | None) -> VoceOutcome:
    spent, forecast = (voce.used, voce.year_total) if voce else (None, None)
    then = of_cents(one.forecast_cents)
    newly = None if spent is None or one.spent_cents is None else spent - Money(one.spent_cents)
    return VoceOutcome(
        one.label,
        then,
        Money(one.change_cents),
        Money(one.expected_cents),
        spent,
        newly,
        _with_decision(one, voce) if then is not None else forecast,
        comparable=then is not None,
    )


def _with_decision(one: ExpectedVoce, voce: VoceValue | None) -> Money | None:
    """The forecast of today with what was decided, which the months not reported yet do not
    know.
    """
    if voce is None or voce.forecast is None or voce.year_total is None:
        return None
    since = set(voce.forecast.series.reported) - set(one.reported)
    felt = sum(one.by_month[month - 1] for month in since)
    used = voce.used.cents if voce.used is not None else 0
    return Money(forecast_with(voce.year_total.cents, used, felt, one.change_cents))
