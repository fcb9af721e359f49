"""The light of an indicator, on numbers a person can check."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.indicators.rules.indicators import (
    ExpectedValue,
    IndicatorRule,
    Measure,
    MeasuredQuantity,
    Trend,
    added,
    attainment,
    band_distance,
    band_words,
    expected_at,
    indicator_status,
    is_old,
    trend,
    value_of,
)
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import DataState, Direction, Frequency, StatusLevel

YEAR_END = date(2026, 12, 31)
UP = IndicatorRule(Direction.UP, Frequency.QUARTERLY, "%", 1)
DOWN = IndicatorRule(Direction.DOWN, Frequency.QUARTERLY, "giorni", 0)
BAND = IndicatorRule(Direction.BAND, Frequency.YEARLY, "%", 1)
INFO = IndicatorRule(Direction.INFO, Frequency.YEARLY, "persone", 0)


def number(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def expected(
    baseline: float | None = None,
    value: float | None = None,
    *,
    low: float | None = None,
    high: float | None = None,
    tolerance: float = 0,
    year: int = 2026,
) -> ExpectedValue:
    return ExpectedValue(
        year, number(baseline), number(value), number(low), number(high), Fraction(str(tolerance))
    )


def measure(
    value: float | None, as_of: date = YEAR_END, state: DataState = DataState.VALIDATED
) -> Measure:
    return Measure(number(value), as_of, state)


def judged(
    rule: IndicatorRule,
    wanted: ExpectedValue | None,
    measured: Measure | None,
    today: date = YEAR_END,
) -> Judgement:
    found = indicator_status(rule, wanted, measured, today)
    assert found is not None
    return found


# Values


def test_a_ratio_times_its_multiplier() -> None:
    assert value_of(MeasuredQuantity(Fraction(3), Fraction(12)), Fraction(100), is_ratio=True) == 25


@pytest.mark.parametrize("denominator", [None, Fraction(0)])
def test_nothing_to_divide_by_is_no_value_and_not_zero(denominator: Fraction | None) -> None:
    assert (
        value_of(MeasuredQuantity(Fraction(3), denominator), Fraction(100), is_ratio=True) is None
    )


def test_a_count_and_a_measured_value_stand_as_they_are() -> None:
    assert value_of(MeasuredQuantity(Fraction(45), None), Fraction(1), is_ratio=False) == 45
    assert value_of(MeasuredQuantity(Fraction(45), None), Fraction(1000), is_ratio=False) == 45_000
    assert value_of(MeasuredQuantity(None, None, Fraction(84)), Fraction(100), is_ratio=True) == 84
    assert value_of(MeasuredQuantity(None, None), Fraction(1), is_ratio=True) is None


def test_the_district_is_the_ratio_of_sums_and_not_the_mean_of_ratios() -> None:
    whole = added(
        [
            MeasuredQuantity(Fraction(10), Fraction(100)),
            MeasuredQuantity(Fraction(10), Fraction(20)),
        ],
        is_ratio=True,
    )
    assert whole == MeasuredQuantity(Fraction(20), Fraction(120))
    assert value_of(whole, Fraction(60), is_ratio=True) == 10


def test_counts_of_the_comuni_are_summed_without_a_denominator() -> None:
    assert added(
        [MeasuredQuantity(Fraction(4), None), MeasuredQuantity(Fraction(6), None)], is_ratio=False
    ) == MeasuredQuantity(Fraction(10), None)


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [MeasuredQuantity(None, Fraction(10), Fraction(5))],
        [MeasuredQuantity(Fraction(1), Fraction(2)), MeasuredQuantity(Fraction(1), None)],
    ],
)
def test_a_missing_part_leaves_the_whole_unknown(parts: list[MeasuredQuantity]) -> None:
    assert added(parts, is_ratio=True) == MeasuredQuantity(None, None)


@pytest.mark.parametrize(
    ("direction", "before", "now", "found"),
    [
        (Direction.UP, 10, 11, Trend.BETTER),
        (Direction.UP, 11, 10, Trend.WORSE),
        (Direction.DOWN, 10, 11, Trend.WORSE),
        (Direction.DOWN, 11, 10, Trend.BETTER),
        (Direction.BAND, 10, 11, Trend.RISING),
        (Direction.INFO, 11, 10, Trend.FALLING),
        (Direction.UP, 10.01, 10.04, Trend.STEADY),
        (Direction.UP, None, 10, None),
        (Direction.UP, 10, None, None),
    ],
)
def test_trend(
    direction: Direction, before: float | None, now: float | None, found: Trend | None
) -> None:
    assert trend(direction, number(before), number(now), 1) is found


# What was expected by then


def test_the_way_is_a_line_over_the_year() -> None:
    wanted = expected(0, 365)
    assert expected_at(wanted, date(2026, 1, 1)) == 1
    assert expected_at(wanted, date(2026, 9, 30)) == 273
    assert expected_at(wanted, YEAR_END) == 365
    assert expected_at(expected(None, 95), date(2026, 3, 1)) == 95
    assert expected_at(expected(low=95, high=102), YEAR_END) is None


def test_attainment_is_the_share_of_the_way() -> None:
    assert attainment(Direction.UP, expected(50, 70), Fraction(65), YEAR_END) == Fraction(3, 4)
    assert attainment(Direction.DOWN, expected(120, 100), Fraction(104), YEAR_END) == Fraction(4, 5)
    assert attainment(Direction.UP, expected(50, 70), Fraction(45), YEAR_END) == Fraction(-1, 4)


@pytest.mark.parametrize(
    "wanted", [expected(None, 70), expected(70, 70), expected(80, 70), expected(low=1)]
)
def test_no_way_to_go(wanted: ExpectedValue) -> None:
    assert attainment(Direction.UP, wanted, Fraction(65), YEAR_END) is None


# The light


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (70, StatusLevel.ON_TRACK),
        (68, StatusLevel.ON_TRACK),
        (67.9, StatusLevel.ATTENTION),
        (64, StatusLevel.ATTENTION),
        (63.9, StatusLevel.CRITICAL),
    ],
)
def test_the_thresholds_of_the_way(value: float, level: StatusLevel) -> None:
    assert judged(UP, expected(50, 70), measure(value)).level is level


def test_half_the_way_at_half_the_year_is_green() -> None:
    found = judged(UP, expected(0, 73), measure(37, date(2026, 6, 30)), date(2026, 7, 15))
    assert found.level is StatusLevel.ON_TRACK
    assert found.reasons == (
        "Valore 37,0 %; atteso al 30/06/2026: 36,2 %; obiettivo del 2026: 73,0 %.",
        "Percorso il 102 % del cammino atteso a questa data.",
    )


def test_less_is_better_downwards() -> None:
    found = judged(DOWN, expected(120, 100), measure(104))
    assert found.level is StatusLevel.ATTENTION
    assert found.reasons == (
        "Valore 104 giorni; atteso al 31/12/2026: 100.",
        "Percorso l’80 % del cammino atteso a questa data.",
    )


def test_going_backwards_is_said() -> None:
    found = judged(UP, expected(50, 70), measure(40))
    assert (found.level, found.reasons[1]) == (
        StatusLevel.CRITICAL,
        "Si è allontanato dall’obiettivo, oltre il valore di partenza.",
    )


@pytest.mark.parametrize(
    ("rule", "wanted", "value", "level"),
    [
        (UP, expected(97, 97), 97, StatusLevel.ON_TRACK),
        (UP, expected(97, 97), 96.9, StatusLevel.CRITICAL),
        (UP, expected(97, 97, tolerance=1), 96, StatusLevel.ATTENTION),
        (UP, expected(None, 97), 98, StatusLevel.ON_TRACK),
        (DOWN, expected(30, 30), 24, StatusLevel.ON_TRACK),
        (DOWN, expected(30, 30, tolerance=2), 32, StatusLevel.ATTENTION),
        (DOWN, expected(30, 30, tolerance=2), 33, StatusLevel.CRITICAL),
    ],
)
def test_a_value_to_keep(
    rule: IndicatorRule, wanted: ExpectedValue, value: float, level: StatusLevel
) -> None:
    assert judged(rule, wanted, measure(value)).level is level


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (95, StatusLevel.ON_TRACK),
        (102, StatusLevel.ON_TRACK),
        (92, StatusLevel.ATTENTION),
        (105, StatusLevel.ATTENTION),
        (91.9, StatusLevel.CRITICAL),
        (105.1, StatusLevel.CRITICAL),
    ],
)
def test_a_band(value: float, level: StatusLevel) -> None:
    assert judged(BAND, expected(low=95, high=102, tolerance=3), measure(value)).level is level


def test_reasons_of_a_band() -> None:
    found = judged(BAND, expected(low=95, high=102, tolerance=3), measure(92.6))
    assert found.reasons == (
        "Valore 92,6 %; fascia attesa: da 95,0 a 102,0 %.",
        "Fuori dalla fascia di 2,4 punti; tolleranza: 3,0 punti.",
    )


def test_a_band_may_have_one_side() -> None:
    assert band_distance(expected(low=95), Fraction(200)) == 0
    assert band_distance(expected(high=5), Fraction(7)) == 2
    assert band_words(BAND, expected(low=95)) == "almeno 95,0 %"
    assert band_words(BAND, expected(high=5)) == "non oltre 5,0 %"
    assert band_words(BAND, expected()) == "n.d."
    assert judged(BAND, expected(high=5), measure(4)).level is StatusLevel.ON_TRACK


# What is not judged, and grey


@pytest.mark.parametrize(
    ("rule", "wanted", "measured"),
    [
        (INFO, expected(1, 2), measure(2)),
        (UP, None, measure(2)),
        (UP, expected(1), measure(2)),
        (BAND, expected(1, 2), measure(2)),
        (UP, expected(1, 2), Measure(None, YEAR_END, DataState.VALIDATED, undefined=True)),
    ],
)
def test_nothing_is_judged(
    rule: IndicatorRule, wanted: ExpectedValue | None, measured: Measure
) -> None:
    assert indicator_status(rule, wanted, measured, YEAR_END) is None


def test_no_measure_is_grey() -> None:
    assert judged(UP, expected(1, 2), None) == Judgement(
        StatusLevel.STALE, ("Nessuna rilevazione comunicata.",)
    )


def test_a_partial_measure_names_who_is_missing() -> None:
    found = judged(
        UP,
        expected(1, 2),
        Measure(None, YEAR_END, DataState.VALIDATED, missing=("Cervia", "Russi")),
    )
    assert found == Judgement(
        StatusLevel.STALE,
        ("Il valore del distretto non si calcola: mancano i dati di Cervia e Russi.",),
    )
    assert judged(UP, expected(1, 2), measure(None)).reasons == (
        "La rilevazione non ha un valore.",
    )


def test_a_draft_is_grey_and_keeps_its_reasons() -> None:
    found = judged(UP, expected(50, 70), measure(70, state=DataState.DRAFT))
    assert found.level is StatusLevel.STALE
    assert found.reasons[0] == "I dati sono in bozza: nessuno li ha ancora confermati."
    assert len(found.reasons) == 3


@pytest.mark.parametrize(
    ("frequency", "days", "old"),
    [
        (Frequency.MONTHLY, 120, False),
        (Frequency.MONTHLY, 121, True),
        (Frequency.QUARTERLY, 121, True),
        (Frequency.HALF_YEARLY, 304, False),
        (Frequency.HALF_YEARLY, 305, True),
        (Frequency.YEARLY, 485, False),
        (Frequency.YEARLY, 486, True),
    ],
)
def test_how_old_is_too_old(frequency: Frequency, days: int, old: bool) -> None:
    as_of = date(2025, 1, 31)
    assert is_old(frequency, as_of, date.fromordinal(as_of.toordinal() + days)) is old


def test_old_data_are_grey() -> None:
    found = judged(UP, expected(50, 70), measure(70, date(2026, 3, 31)), date(2026, 11, 10))
    assert (found.level, found.reasons[0]) == (
        StatusLevel.STALE,
        "Dati fermi al 31/03/2026: la rilevazione trimestrale è da aggiornare.",
    )


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-100, 100))
def test_better_values_never_get_a_worse_light(baseline: int, goal: int, value: int) -> None:
    order = [StatusLevel.CRITICAL, StatusLevel.ATTENTION, StatusLevel.ON_TRACK]
    wanted = expected(baseline, goal, tolerance=3)
    up = [order.index(judged(UP, wanted, measure(at)).level) for at in (value, value + 1)]
    down = [order.index(judged(DOWN, wanted, measure(at)).level) for at in (value, value + 1)]
    assert up[0] <= up[1]
    assert down[0] >= down[1]


def test_a_score_is_said_of_what_it_can_be() -> None:
    score = IndicatorRule(Direction.UP, Frequency.YEARLY, "punteggio da 1 a 5", 2)
    assert score.words(Fraction(412, 100)) == "4,12 su 5"
    assert score.words(None) == "n.d."
    assert score.difference(Fraction(1, 5)) == "0,20 punti"


def test_words_of_a_value() -> None:
    assert [
        UP.words(None),
        UP.words(Fraction(5)),
        DOWN.short(Fraction(5)),
        DOWN.difference(Fraction(5)),
    ] == ["n.d.", "5,0 %", "5", "5 giorni"]
