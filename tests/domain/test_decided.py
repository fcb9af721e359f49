"""What a decision adds, month by month, and the forecast with it: every answer by hand."""

from __future__ import annotations

from fractions import Fraction

from tests.made_simulation import care
from udp_core.simulation.rules.decided import forecast_with, still_to_come
from udp_core.simulation.rules.evaluate import evaluate, months_of
from udp_core.simulation.rules.limits import position_of

NOTHING = (Fraction(0),) * 12


def test_the_months_of_an_account_are_those_of_its_cost() -> None:
    """Ten posts from June at 42 €: 30 days of June are 12.600, 31 of July 13.020.

    Together the cost of the account.
    """
    model = care()
    position = position_of(model, {"posti": (110, 6)})
    found = months_of(model, position, 0)
    assert found[4:7] == (0, 12_600_00, 13_020_00)
    assert sum(found) == evaluate(model, position).total(0)
    assert months_of(model, position, 2) == NOTHING


def test_what_is_decided_falls_in_the_months_to_come() -> None:
    by_month = (*([Fraction(10)] * 10), Fraction(10), Fraction(30))
    assert still_to_come(120, by_month, range(1, 11)) == (*([0] * 10), 30, 90)
    assert still_to_come(-120, by_month, range(1, 11)) == (*([0] * 10), -30, -90)
    assert still_to_come(100, NOTHING, range(1, 11)) == (*([0] * 10), 50, 50)
    assert sum(still_to_come(100, by_month, range(1, 13))) == 100


def test_with_nothing_new_the_forecast_moves_by_what_was_decided() -> None:
    assert forecast_with(1_200, 1_000, 0, 100) == 1_300
    assert forecast_with(0, 0, 0, 100) == 100


def test_a_month_that_feels_the_decision_is_not_counted_twice() -> None:
    """A hundred a month, ten months: 1.200 in a year. Decided: 60 more, 30 in November.

    November comes at 130: the rhythm
    says 1.130 x 12 / 11; without the 30 it is still 1.200, and with the decision 1.260, as
    expected.
    """
    total = round(1_130 * 12 / 11)
    assert abs(forecast_with(total, 1_130, 30, 60) - 1_260) <= 1
    assert forecast_with(1_260, 1_260, 60, 60) == 1_260
