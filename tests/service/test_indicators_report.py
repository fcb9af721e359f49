"""The report on the indicators: ratio of sums, lights, small counts hidden everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.made_indicators import TODAY, YEAR_2025, indicator, load_indicators, measured, target
from tests.made_programme import CERVIA, RAVENNA, Made, image
from tests.made_rows import batches, load
from udp_core.archive.engine import reading
from udp_core.indicators.report.indicators import IndicatorsReport, IndicatorValue, beside_now
from udp_core.indicators.report.reading import indicator_levels_by_area, indicators_report
from udp_core.indicators.rules.indicators import Trend
from udp_core.kernel.small_numbers import Hidden, ShownCount
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import DataState, StatusLevel


def report(engine: Engine, year: int = 2026, today: date = TODAY) -> IndicatorsReport:
    with reading(engine) as connection:
        return indicators_report(connection, "ravenna", year, today)


def one(found: IndicatorsReport, code: str) -> IndicatorValue:
    return next(value for value in found.indicators if value.text.code == code)


def made(engine: Engine, *more: Made) -> IndicatorsReport:
    load_indicators(engine, *more)
    return report(engine)


def test_the_district_is_the_ratio_of_sums(empty_engine: Engine) -> None:
    rate = one(made(empty_engine), "RATE")
    assert rate.latest is not None
    assert rate.latest.value == ShownCount(Fraction(30))
    assert (rate.latest.numerator, rate.latest.denominator) == (
        ShownCount(Fraction(45)),
        ShownCount(Fraction(150)),
    )
    assert [(row.place, row.value) for row in rate.latest.rows] == [
        ("Ravenna", ShownCount(Fraction(20))),
        ("Cervia", ShownCount(Fraction(50))),
    ]


def test_judged_on_the_way_to_the_day_of_the_data(empty_engine: Engine) -> None:
    """Expected 20 + 20 x 273/365 = 34.96 on 30 September; 10 of 14.96 points gone: the 67 %."""
    rate = one(made(empty_engine), "RATE")
    assert rate.judgement is not None
    assert rate.level is StatusLevel.CRITICAL
    assert rate.judgement.reasons == (
        "Valore 30,0 %; atteso al 30/09/2026: 35,0 %; obiettivo del 2026: 40,0 %.",
        "Percorso il 67 % del cammino atteso a questa data.",
    )
    assert rate.trend is Trend.BETTER


def test_last_year_is_judged_by_what_was_expected_then(empty_engine: Engine) -> None:
    band = one(made(empty_engine), "BAND")
    assert (band.level, band.target and band.target.expected.year) == (StatusLevel.ON_TRACK, 2025)


def test_small_counts_are_hidden_with_what_would_tell_them(empty_engine: Engine) -> None:
    people = one(made(empty_engine), "PEOPLE")
    assert people.latest is not None
    assert people.latest.value == ShownCount(Fraction(64))
    assert {row.place: row.numerator for row in people.latest.rows} == {
        "Ravenna": Hidden("n.p."),
        "Cervia": Hidden("<5"),
        "": ShownCount(Fraction(64)),
    }
    assert {row.place: row.value for row in people.latest.rows if row.place} == {
        "Ravenna": Hidden("n.p."),
        "Cervia": Hidden("n.p."),
    }
    assert (people.level, people.judgement) == (None, None)


def test_no_reason_names_a_hidden_value(empty_engine: Engine) -> None:
    more = (
        indicator("FEW", counts_people=1),
        target("FEW", baseline=0, value=10_000),
        measured("FEW", None, 3, 100),
        measured("FEW", None, 2, 100, **YEAR_2025),
    )
    few = one(made(empty_engine, *more), "FEW")
    assert few.latest is not None
    assert few.judgement is not None
    assert (few.latest.numerator, few.latest.value) == (Hidden("<5"), Hidden("n.p."))
    assert few.judgement.reasons == (
        "Il valore viene da conteggi troppo piccoli per essere pubblicati.",
    )
    assert few.trend is None


def test_a_rate_of_people_without_its_count_is_not_shown(empty_engine: Engine) -> None:
    more = (
        indicator("BARE", counts_people=1),
        measured("BARE", None, None, None, value=2_500),
        measured("BARE", RAVENNA, None, None, value=2_000),
    )
    bare = one(made(empty_engine, *more), "BARE")
    assert bare.latest is not None
    assert bare.latest.value == Hidden("n.p.")


def test_a_value_measured_as_it_is(empty_engine: Engine) -> None:
    more = (indicator("SCORE"), measured("SCORE", None, None, None, value=4_120))
    score = one(made(empty_engine, *more), "SCORE")
    assert score.latest is not None
    assert (score.latest.value, score.latest.numerator) == (ShownCount(Fraction("4.12")), None)


def test_a_comune_that_is_missing_leaves_the_district_grey(empty_engine: Engine) -> None:
    partial = one(made(empty_engine), "PARTIAL")
    assert partial.latest is not None
    assert partial.latest.value is None
    assert partial.judgement is not None
    assert (partial.level, partial.judgement.reasons) == (
        StatusLevel.STALE,
        ("Il valore del distretto non si calcola: mancano i dati di Cervia.",),
    )


def test_people_of_one_comune_only(empty_engine: Engine) -> None:
    more = (indicator("HALF", counts_people=1), measured("HALF", CERVIA, 8, 100))
    half = one(made(empty_engine, *more), "HALF")
    assert half.latest is not None
    assert (half.latest.numerator, half.latest.rows[0].numerator) == (None, ShownCount(Fraction(8)))


def test_a_denominator_of_zero_is_not_judged(empty_engine: Engine) -> None:
    more = (
        indicator("ZERO"),
        target("ZERO", baseline=0, value=10_000),
        measured("ZERO", None, 5, 0, note="Non definito: nessuno"),
    )
    zero = one(made(empty_engine, *more), "ZERO")
    assert zero.latest is not None
    assert (zero.latest.value, zero.level) == (None, None)


def test_one_draft_makes_the_whole_a_draft(empty_engine: Engine) -> None:
    more = (
        indicator("DRAFT"),
        target("DRAFT", baseline=0, value=1_000),
        measured("DRAFT", RAVENNA, 5, 100, state="draft"),
        measured("DRAFT", CERVIA, 5, 100),
    )
    draft = one(made(empty_engine, *more), "DRAFT")
    assert (draft.latest and draft.latest.state, draft.level) == (
        DataState.DRAFT,
        StatusLevel.STALE,
    )


def test_what_grows_inside_its_year_has_no_trend(empty_engine: Engine) -> None:
    more = (
        indicator("SUM"),
        measured("SUM", None, 5, 100, note="Cumulato dal 1º gennaio"),
        measured("SUM", None, 9, 100, **YEAR_2025),
    )
    assert one(made(empty_engine, *more), "SUM").trend is None


@pytest.mark.parametrize(
    ("today", "level"), [(date(2027, 1, 28), StatusLevel.CRITICAL), (TODAY, StatusLevel.CRITICAL)]
)
def test_a_year_gone_by_is_judged_on_its_last_day(
    empty_engine: Engine, today: date, level: StatusLevel
) -> None:
    load_indicators(empty_engine)
    found = report(empty_engine, 2026, today)
    assert (found.day, one(found, "RATE").level) == (min(today, date(2026, 12, 31)), level)


def test_nothing_is_known_before_it_was_measured(empty_engine: Engine) -> None:
    load_indicators(empty_engine)
    rate = one(report(empty_engine, 2026, date(2026, 2, 1)), "RATE")
    assert rate.latest is not None
    assert rate.latest.period.year == 2025


def test_lights_by_area_leave_out_what_is_not_judged(empty_engine: Engine) -> None:
    load_indicators(empty_engine)
    with reading(empty_engine) as connection:
        found = indicator_levels_by_area(connection, "ravenna", 2026, TODAY)
        assert indicator_levels_by_area(connection, "rubicone", 2026, TODAY) == {}
    assert found == {"anziani": (StatusLevel.CRITICAL, StatusLevel.STALE)}


def test_only_what_is_followed_is_counted(empty_engine: Engine) -> None:
    found = made(empty_engine)
    assert [value.text.code for value in found.followed] == ["RATE", "PEOPLE", "BAND", "PARTIAL"]
    assert dict(found.by_level) == {
        StatusLevel.CRITICAL: 1,
        StatusLevel.ON_TRACK: 1,
        StatusLevel.STALE: 1,
    }
    assert found.published == ()


# The state of a sitting beside that of now


def counted(engine: Engine, cervia: int, whole: int) -> IndicatorValue:
    """People of Ravenna, always 74, of Cervia, and of the whole district, as shown."""
    people = indicator("TWO", denominator=None, multiplier=1000, direction="info", counts_people=1)
    places = ((RAVENNA, 74), (CERVIA, cervia), (None, whole))
    load(
        engine,
        *batches(
            [
                image(people),
                *(
                    image(measured("TWO", place, count, None, value=count * 1000))
                    for place, count in places
                ),
            ]
        ),
    )
    return one(report(engine), "TWO")


def shown(value: IndicatorValue) -> list[object]:
    assert value.latest is not None
    cells = [row.numerator for row in value.latest.rows]
    return [
        int(cell.value) if isinstance(cell, ShownCount) else cell and cell.label for cell in cells
    ]


def both(then: IndicatorValue, now: IndicatorValue) -> IndicatorValue:
    around = IndicatorsReport(2026, TODAY, (), (then,), ())
    return beside_now(around, replace(around, indicators=(now,))).indicators[0]


def test_two_states_together_do_not_tell_what_each_hides(empty_engine: Engine) -> None:
    """Then 74, 6, 80 are shown whole.

    Now 80 - 6 = 74 are still those of Ravenna, and 78 - 74 would tell the 4 of Cervia.
    """
    load_indicators(empty_engine)
    then, now = counted(empty_engine, 6, 80), counted(empty_engine, 4, 78)
    assert (shown(then), shown(now)) == ([74, 6, 80], ["n.p.", "<5", 78])
    seen = both(then, now)
    assert shown(seen) == ["n.p.", "n.p.", "n.p."]
    assert seen.latest is not None
    assert {row.value for row in seen.latest.rows} == {seen.latest.value} == {Hidden("n.p.")}
    assert shown(both(now, then)) == ["n.p.", "n.p.", "n.p."]


def test_what_did_not_change_since_is_shown_as_it_was(empty_engine: Engine) -> None:
    """And what changed, where neither state hides anything: 6 of 80 then, 7 of 81 now."""
    load_indicators(empty_engine)
    whole, small, more = (
        counted(empty_engine, 6, 80),
        counted(empty_engine, 4, 78),
        counted(empty_engine, 7, 81),
    )
    assert both(small, small) == small
    assert both(whole, more) == whole


def test_what_is_gone_since_shows_only_what_hid_nothing(empty_engine: Engine) -> None:
    load_indicators(empty_engine)
    whole, small = counted(empty_engine, 6, 80), counted(empty_engine, 4, 78)
    gone = replace(small, points=())
    assert shown(both(small, gone)) == ["n.p.", "n.p.", "n.p."]
    assert both(whole, gone) == whole


def test_no_reason_and_no_trend_names_what_is_hidden_beside_now(empty_engine: Engine) -> None:
    """And an indicator of no people is never touched."""
    load_indicators(empty_engine)
    then, now = counted(empty_engine, 6, 80), counted(empty_engine, 4, 78)
    judged = Judgement(StatusLevel.CRITICAL, ("Valore 80; obiettivo 100.",))
    seen = both(replace(then, judgement=judged, trend=Trend.BETTER), now)
    assert seen.judgement is not None
    assert (seen.level, seen.trend, "80" in seen.reason) == (StatusLevel.CRITICAL, None, False)
    places = replace(then, text=replace(then.text, counts_people=False))
    assert both(places, now) == places
