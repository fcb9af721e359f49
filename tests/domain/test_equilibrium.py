"""The fund's equilibrium and light, on a fund of 1.000 thousand euro assigned and 100 thousand
carried in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.fund.rules.equilibrium import DataQuality, FundPosition, fund_status
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.status import Status
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.thresholds.rules import FundThresholds

ON_TRACK, ATTENTION, CRITICAL, STALE = StatusLevel
HALF = Fraction(1, 2)
TODAY = date(2026, 7, 20)
FRESH = DataQuality(date(2026, 6, 30), TODAY)


def mila(amount: int) -> Money:
    return Money.from_euro(amount * 1_000)


FUND = FundPosition(
    year=2026,
    assigned=mila(1_000),
    carried_in=mila(100),
    variations=mila(-20),
    cofinancing=mila(20),
    programmed=mila(1_080),
    used=mila(540),
    expected_rest=mila(520),
)


def at(forecast: int, *, spare: int = 0) -> FundPosition:
    """The fund with this forecast and these spare residues, in thousands of euro."""
    return replace(FUND, expected_rest=mila(forecast) - FUND.used, spare_residues=mila(spare))


def light(position: FundPosition, **more: object) -> Status:
    # passed on as given
    return fund_status(position, HALF, FRESH, **more)  # type: ignore[arg-type]


# Equilibrium


def test_what_there_is_and_what_will_be_left() -> None:
    assert FUND.recurring == mila(1_000)
    assert FUND.available == FUND.spendable == mila(1_100)
    assert FUND.remaining == mila(560)
    assert FUND.forecast == mila(1_060)
    assert FUND.residue == mila(40)
    assert FUND.to_finance == ZERO
    assert FUND.forecast_share == Fraction(1_060, 1_100)


def test_rates() -> None:
    assert FUND.use_rate_assigned == Fraction(54, 100)
    assert FUND.use_rate_available == Fraction(540, 1_100)
    assert FUND.residue_consumption == ZERO
    assert replace(FUND, used=mila(1_030)).residue_consumption == mila(30)
    assert replace(FUND, assigned=ZERO).use_rate_assigned is None


def test_equilibrium_with_residues_and_not_without() -> None:
    assert FUND.structural_balance == mila(-60)
    assert FUND.in_equilibrium is True
    assert FUND.in_structural_equilibrium is False
    assert FUND.years_of_residues == Fraction(2, 3)


def test_a_fund_that_lives_on_its_own_money_has_residues_without_end() -> None:
    own = at(1_000)
    assert own.in_structural_equilibrium is True
    assert own.years_of_residues is None


def test_a_deficit_leaves_no_residues() -> None:
    over = at(1_110)
    assert over.residue == mila(-10)
    assert over.in_equilibrium is False
    assert over.years_of_residues == 0


def test_what_was_given_back_is_not_left() -> None:
    returned = replace(FUND, returned=mila(30))
    assert (returned.residue, returned.remaining) == (mila(10), mila(530))
    assert returned.years_of_residues == Fraction(1, 6)


def test_without_a_forecast_nothing_is_said_of_the_year_end() -> None:
    unknown = replace(FUND, expected_rest=None, programmed=None)
    found = (
        unknown.forecast,
        unknown.residue,
        unknown.forecast_share,
        unknown.structural_balance,
        unknown.in_equilibrium,
        unknown.in_structural_equilibrium,
        unknown.years_of_residues,
        unknown.to_finance,
    )
    assert set(found) == {None}


# The light at year end


@pytest.mark.parametrize(
    ("forecast", "level"),
    [
        (989, CRITICAL),  # under 90 %
        (990, ATTENTION),
        (1_044, ATTENTION),
        (1_045, ON_TRACK),  # 95 %
        (1_100, ON_TRACK),  # 100 %
        (1_101, CRITICAL),  # nothing covers it
    ],
)
def test_level_at_year_end(forecast: int, level: StatusLevel) -> None:
    assert light(at(forecast)).at_year_end.level is level


@pytest.mark.parametrize(
    ("forecast", "spare", "level"),
    [(1_133, 33, ATTENTION), (1_133, 32, CRITICAL), (1_134, 34, CRITICAL)],
)
def test_up_to_three_percent_more_may_be_covered_by_other_residues(
    forecast: int, spare: int, level: StatusLevel
) -> None:
    assert light(at(forecast, spare=spare)).at_year_end.level is level


def test_reasons_at_year_end() -> None:
    assert light(FUND).at_year_end.reasons == (
        "Previsione al 31/12/2026: 1,06 M€, 96,4 % del disponibile (1,10 M€).",
        "I residui coprono 60 mila €; a questo ritmo il residuo basta per altri 0,7 anni.",
    )
    assert light(at(990)).at_year_end.reasons[1:] == ("Resterebbero non spesi 110 mila €.",)
    assert light(at(1_100)).at_year_end.reasons[1:] == (
        "I residui coprono 100 mila €, poi sono finiti.",
    )
    assert light(at(1_130)).at_year_end.reasons[1:] == (
        "Mancano 30 mila €, senza copertura.",
        "I residui coprono 100 mila €, poi sono finiti.",
    )
    covered = light(at(1_130, spare=30)).at_year_end
    assert covered.reasons[1] == "Mancano 30 mila €, coperti da altri residui."


def test_a_fund_without_residues_does_not_speak_of_them() -> None:
    assert len(light(replace(at(1_010), carried_in=ZERO)).at_year_end.reasons) == 2


def test_other_thresholds_of_another_region() -> None:
    strict = FundThresholds(on_track_high=Fraction(98, 100))
    judged = light(at(1_089), thresholds=strict).at_year_end
    assert judged.level is ATTENTION
    assert judged.reasons[1] == "Il margine è di soli 11 mila €."


def test_a_fund_without_money() -> None:
    empty = FundPosition(2026, ZERO, ZERO, ZERO, ZERO, None, ZERO, ZERO)
    assert light(empty).at_year_end.level is ON_TRACK
    assert light(empty).now.level is ON_TRACK
    spending = replace(empty, used=mila(5))
    assert light(spending).at_year_end.level is CRITICAL
    assert light(spending).now.level is ATTENTION
    assert light(spending).now.reasons == (
        "Speso 5 mila € al 30/06/2026: a questa data non era attesa spesa.",
    )


def test_without_a_forecast_the_year_end_is_grey() -> None:
    status = light(replace(FUND, expected_rest=None))
    assert status.at_year_end.level is STALE
    assert status.now.level is ON_TRACK


# The light now


@pytest.mark.parametrize(
    ("used", "level"),
    [
        (485, CRITICAL),  # 89,8 % of 540
        (486, ATTENTION),  # 90 %
        (512, ATTENTION),
        (513, ON_TRACK),  # 95 %
        (540, ON_TRACK),
        (556, ON_TRACK),  # 102,96 %: within the tolerance
        (557, CRITICAL),  # 103,1 %: 1.114 thousand by 31 December
    ],
)
def test_level_now_against_what_was_expected_by_now(used: int, level: StatusLevel) -> None:
    assert light(replace(FUND, used=mila(used))).now.level is level


def test_spending_too_fast_is_critical_only_where_the_fund_does_not_bear_it() -> None:
    fast = replace(FUND, programmed=mila(1_000), used=mila(530))
    assert light(fast).now.level is ATTENTION
    assert light(fast).now.reasons == (
        "Speso 530 mila € al 30/06/2026: 106,0 % di quanto atteso a questa data (500 mila €).",
        "A questo ritmo il disponibile basta ancora.",
    )
    faster = replace(fast, used=mila(560))
    assert light(faster).now.level is CRITICAL
    assert light(faster).now.reasons[1] == "A questo ritmo mancherebbero 20 mila €."


def test_half_of_the_money_in_june_is_on_track_and_the_season_counts() -> None:
    assert light(replace(FUND, used=mila(540))).now.level is ON_TRACK
    slow_start = replace(FUND, used=mila(300))
    assert light(slow_start).now.level is CRITICAL
    assert light(slow_start, expected_to_date=mila(300)).now.level is ON_TRACK


def test_without_a_programme_the_available_is_the_measure() -> None:
    assert "(550 mila €)" in light(replace(FUND, programmed=None)).now.reasons[0]


# Data that do not bear a judgement


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DataQuality(date(2026, 3, 21), TODAY), "Dati fermi al 21/03/2026: oltre 120 giorni fa."),
        (DataQuality(None, TODAY), "Nessun dato di spesa comunicato."),
        (
            DataQuality(date(2026, 6, 30), TODAY, unvalidated=True),
            "Ci sono dati non ancora validati.",
        ),
    ],
)
def test_bad_data_make_it_grey_and_keep_the_reasons(data: DataQuality, reason: str) -> None:
    status = fund_status(FUND, HALF, data)
    for judged in (status.now, status.at_year_end):
        assert judged.level is STALE
        assert judged.reasons[0] == reason
        assert len(judged.reasons) > 1


def test_data_of_120_days_ago_still_count() -> None:
    assert DataQuality(date(2026, 3, 22), TODAY).reasons() == ()


def test_the_accounts_of_a_closed_year_do_not_grow_stale() -> None:
    closed = replace(FUND, used=mila(1_060), expected_rest=ZERO)
    old = DataQuality(date(2026, 12, 31), date(2029, 1, 1))
    status = fund_status(closed, Fraction(1), old)
    assert (status.now.level, status.at_year_end.level) == (ON_TRACK, ON_TRACK)
    assert status.at_year_end.reasons[0].startswith("Speso nel 2026: 1,06 M€")
    assert fund_status(FUND, Fraction(1), old).now.level is STALE


seven = st.tuples(*[st.integers(0, 10**12).map(Money)] * 7)


@given(seven)
def test_what_comes_in_is_used_given_back_or_left(drawn: tuple[Money, ...]) -> None:
    assigned, carried, more, added, used, rest, returned = drawn
    fund = FundPosition(2026, assigned, carried, more, added, None, used, rest, returned)
    assert fund.residue is not None
    assert used + rest + returned + fund.residue == fund.available
    assert fund.structural_balance == fund.residue - carried + returned
    assert (fund.years_of_residues is None) is fund.in_structural_equilibrium
    fund_status(fund, HALF, FRESH)
