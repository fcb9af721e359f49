"""Forecasts on years that a person can check.

A winter voce spends 30 a month till June and 10 after, 240 a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.fund.rules.forecast import (
    Band,
    Forecast,
    MonthlySeries,
    band_around,
    expected_by_month,
    expected_to_date,
    forecast,
    fund_forecast,
    past_errors,
    seasonality,
)
from udp_core.fund.rules.identities import i15_forecast
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import ForecastMethod

WINTER = (30, 30, 30, 30, 30, 30, 10, 10, 10, 10, 10, 10)


def euro(amount: int) -> Money:
    return Money.from_euro(amount)


def series(year: int, months: Sequence[int | None]) -> MonthlySeries:
    filled = [*months, *[None] * (12 - len(months))]
    return MonthlySeries(year, tuple(None if each is None else euro(each) for each in filled))


def made(current: MonthlySeries, *past: MonthlySeries) -> Forecast:
    found = forecast(current, past)
    assert found is not None
    return found


LAST_YEAR = series(2025, WINTER)
SIX_MONTHS = series(2026, [36] * 6)  # 20 % more than last year


# Series


def test_what_a_series_says_of_itself() -> None:
    holed = series(2026, [10, None, 10, None])
    assert holed.reported == (1, 3)
    assert holed.missing_inside == (2,)
    assert holed.used == euro(20)
    assert not holed.is_complete
    assert series(2026, []).missing_inside == ()
    assert LAST_YEAR.is_complete
    assert LAST_YEAR.as_of({1, 2}).used == euro(60)


@pytest.mark.parametrize(
    ("months", "message"), [((ZERO,) * 11, "11 months"), ((Money(-1),) * 12, "below zero")]
)
def test_a_series_has_twelve_months_none_below_zero(
    months: tuple[Money, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        MonthlySeries(2026, months)


# Seasonality


def test_seasonality_is_the_average_share_of_complete_years() -> None:
    even = series(2024, [20] * 12)
    assert seasonality([LAST_YEAR]) == (Fraction(1, 8),) * 6 + (Fraction(1, 24),) * 6
    shares = seasonality([LAST_YEAR, even, series(2023, [99]), series(2022, [0] * 12)])
    assert shares is not None
    assert shares[0] == (Fraction(1, 8) + Fraction(1, 12)) / 2
    assert sum(shares) == 1
    assert seasonality([series(2023, [99])]) is None


def test_what_the_programme_expects_by_each_month() -> None:
    curve = expected_by_month(euro(480), [LAST_YEAR])
    assert curve[:7] == tuple(map(euro, (60, 120, 180, 240, 300, 360, 380)))
    assert curve[-1] == euro(480)
    assert expected_by_month(euro(120), [])[5] == euro(60)


def test_what_the_programme_expects_of_the_reported_months() -> None:
    assert expected_to_date(euro(480), range(1, 7), [LAST_YEAR]) == euro(360)
    assert expected_to_date(euro(480), (1, 3), [LAST_YEAR]) == euro(120)
    assert expected_to_date(euro(480), (), [LAST_YEAR]) == ZERO


# Forecast of a voce


def test_the_season_of_past_years_shapes_the_rest() -> None:
    """216 € is three quarters of the year.

    The year is 288 €, of which 72 € are to come, 12 € a month.
    """
    found = made(SIX_MONTHS, LAST_YEAR)
    assert (found.used, found.expected_rest, found.total) == (euro(216), euro(72), euro(288))
    assert found.rest_by_month == (None,) * 6 + (euro(12),) * 6
    assert found.by_month == (euro(36),) * 6 + (euro(12),) * 6
    assert found.method is ForecastMethod.SEASONAL
    assert found.explanation == "Ritmo di 6 mesi comunicati, con la stagionalità del 2025."


def test_without_a_past_year_the_rhythm_is_even_and_it_is_said() -> None:
    found = made(SIX_MONTHS, series(2025, WINTER[:11]))
    assert found.total == euro(432)
    assert found.method is ForecastMethod.RUN_RATE
    assert (
        found.explanation
        == "Ritmo medio di 6 mesi comunicati, senza stagionalità: manca un anno passato completo."
    )


def test_a_missing_month_inside_is_estimated_and_never_zero() -> None:
    found = made(series(2026, [36, None, 36, 36, None, 36]), LAST_YEAR)
    assert found.total == euro(288)
    assert found.rest_by_month[1] == euro(36)
    assert found.explanation.endswith(
        "Mancano i dati di febbraio e maggio: sono stimati, non contati come zero."
    )


def test_a_zero_that_is_reported_is_a_zero() -> None:
    assert made(series(2026, [0] * 6), LAST_YEAR).total == ZERO


def test_a_complete_year_is_not_estimated() -> None:
    found = made(series(2026, [5] * 12), LAST_YEAR)
    assert (found.expected_rest, found.total, found.method) == (
        ZERO,
        euro(60),
        ForecastMethod.ACTUAL,
    )
    assert found.rest_by_month == (None,) * 12
    assert found.explanation == "Tutti i dodici mesi sono comunicati: nulla è stimato."


def test_months_in_which_nothing_was_ever_spent_give_no_rhythm() -> None:
    december = [series(year, [0] * 11 + [amount]) for year, amount in ((2024, 100), (2025, 121))]
    found = made(series(2026, [0] * 10), *december)
    assert found.expected_rest == Money(110_50)
    assert found.rest_by_month[10:] == (ZERO, Money(110_50))
    assert found.method is ForecastMethod.PAST_AVERAGE
    assert (
        found.explanation == "Media del 2024 e 2025: i mesi comunicati non bastano a dare un ritmo."
    )


def test_without_any_data_there_is_no_forecast() -> None:
    assert forecast(series(2026, [])) is None
    assert made(series(2026, []), LAST_YEAR).total == euro(240)


cents = st.integers(0, 10**10).map(Money)
any_series = st.tuples(*[st.none() | cents] * 12).map(lambda months: MonthlySeries(2026, months))
past_years = st.lists(st.tuples(*[cents] * 12), max_size=4).map(
    lambda years: [MonthlySeries(2020 + number, months) for number, months in enumerate(years)]
)


@given(any_series, past_years)
def test_i15_holds_whatever_is_reported(current: MonthlySeries, past: list[MonthlySeries]) -> None:
    found = forecast(current, past)
    if found is None:
        assert current.reported == ()
        return
    assert i15_forecast("qui", found.used, found.expected_rest, found.total) == ()
    assert total(each for each in found.rest_by_month if each is not None) == found.expected_rest
    assert total(found.by_month) == found.total
    if found.band:
        assert found.used <= found.band.low <= found.total <= found.band.high


# Band


def test_past_errors_know_only_the_years_before() -> None:
    """By June 2025, 180 € at an even rhythm (2024) made 360 €.

    The year ended at 240 €, a third less.
    """
    even = series(2024, [20] * 12)
    assert past_errors([LAST_YEAR, even], range(1, 7)) == (Fraction(-1, 3),)
    assert past_errors([LAST_YEAR], range(1, 7)) == ()


def test_a_past_forecast_of_nothing_is_no_error() -> None:
    late = series(2025, [0] * 6 + [10] * 6)
    assert past_errors([series(2024, [20] * 12), late], range(1, 7)) == ()


def test_too_few_errors_make_no_band_and_it_is_said() -> None:
    found = made(SIX_MONTHS, LAST_YEAR, series(2024, WINTER))
    assert found.band is None
    assert (
        found.band_reason
        == "Nessuna fascia di incertezza: 1 errore verificabile nelle previsioni degli anni passati"
        " per gli stessi mesi, ne servono almeno 3."
    )
    assert "nessun errore" in made(SIX_MONTHS, LAST_YEAR).band_reason


def test_a_band_from_the_largest_errors_either_way() -> None:
    errors = (Fraction(1, 10), Fraction(-1, 20), Fraction(0))
    band, reason = band_around(euro(200), euro(100), errors)
    assert band == Band(euro(190), euro(220), 3)
    assert reason == "Fascia data dai maggiori scostamenti in 3 anni passati."


def test_a_band_holds_the_forecast_and_is_never_below_what_is_used() -> None:
    assert band_around(euro(200), euro(195), [Fraction(-1, 2)] * 3)[0] == Band(
        euro(195), euro(200), 3
    )
    assert band_around(euro(200), euro(195), [Fraction(1, 2)] * 3)[0] == Band(
        euro(200), euro(300), 3
    )


def test_a_finished_year_has_no_band() -> None:
    assert band_around(euro(9), euro(9), [Fraction(1)] * 3) == (
        None,
        "Nessuna fascia: non resta spesa da stimare.",
    )


def test_four_past_years_are_enough() -> None:
    """Three of them can be checked against those before.

    All were as 2022, so the band is the forecast itself.
    """
    found = made(SIX_MONTHS, *(series(year, WINTER) for year in range(2022, 2026)))
    assert found.band == Band(euro(288), euro(288), 3)


# Forecast of the fund


def test_the_fund_is_the_sum_of_its_voci() -> None:
    current = {"A1.1": SIX_MONTHS, "D1.1": series(2026, [10] * 9), "T1": series(2026, [])}
    found = fund_forecast(current, {"A1.1": [LAST_YEAR]})
    assert found.without == ("T1",)
    assert found.used == euro(216 + 90)
    assert found.expected_rest == euro(72 + 30)
    assert found.total == euro(288 + 120) == total(found.by_month)
    assert found.by_month[0] == euro(46)
    assert found.band is None


def test_a_fund_of_which_nothing_is_known() -> None:
    found = fund_forecast({"T1": series(2026, [])}, {})
    assert (found.used, found.expected_rest, found.total, found.by_month) == (ZERO, None, None, ())


def test_the_band_of_the_fund_is_made_from_the_errors_of_the_sum() -> None:
    """A1.1 was always right; D1.1 doubled from July in 2025.

    By June 60 + 60 were foreseen, 180 came; 360 became 420.
    """
    years = range(2022, 2026)
    flat, doubled = [10] * 12, [10] * 6 + [20] * 6
    past = {
        "A1.1": [series(year, WINTER) for year in years],
        "D1.1": [series(year, doubled if year == 2025 else flat) for year in years],
    }
    found = fund_forecast({"A1.1": SIX_MONTHS, "D1.1": series(2026, flat[:6])}, past)
    assert found.total is not None
    assert found.band == Band(found.total, found.total.times(Fraction(420, 360)), 3)


def test_a_past_year_with_a_hole_or_with_nothing_foreseen_is_no_check() -> None:
    years = (
        series(2022, [0] * 12),
        series(2023, WINTER[:11]),
        series(2024, [0] * 11 + [5]),
        LAST_YEAR,
    )
    found = fund_forecast({"A1.1": SIX_MONTHS}, {"A1.1": years})
    assert found.band is None
    assert "1 errore" in found.band_reason
