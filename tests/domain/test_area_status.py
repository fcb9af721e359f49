"""The light of an area never hides its parts."""

from __future__ import annotations

from fractions import Fraction

from udp_core.domain.area_status import Part, WeightedProgress, area_status, weighted_progress
from udp_core.domain.status import Judgement, Status, worst
from udp_core.money import Money
from udp_core.vocabulary import StatusLevel

GOOD, WARN, BAD, GREY = StatusLevel.ON_TRACK, StatusLevel.ATTENTION, StatusLevel.CRITICAL, StatusLevel.STALE


def _part(level: StatusLevel, cents: int | None = 100) -> Part:
    judgement = Judgement(level, ("perché",))
    return Part("scheda", Status(judgement, judgement), None if cents is None else Money(cents))


def _now(parts: list[Part], indicators: tuple[StatusLevel, ...] = ()) -> StatusLevel:
    status = area_status(parts, indicators)
    assert status is not None
    return status.now.level


def test_an_area_without_schede_is_not_judged() -> None:
    assert area_status([], ()) is None


def test_all_on_track() -> None:
    status = area_status([_part(GOOD), _part(GOOD)], ())
    assert status is not None
    assert (status.now.level, status.now.reasons) == (GOOD, ("2 schede in linea.",))


def test_one_critical_scheda_of_little_weight_is_an_alarm_not_the_light() -> None:
    assert _now([_part(GOOD, 100) for _ in range(9)] + [_part(BAD, 50)]) is GOOD


def test_a_quarter_of_the_money_calls_for_attention_a_third_is_critical() -> None:
    assert _now([_part(GOOD, 301), _part(BAD, 100)]) is GOOD
    assert _now([_part(GOOD, 300), _part(BAD, 100)]) is WARN
    assert _now([_part(GOOD, 200), _part(BAD, 100)]) is BAD
    assert _now([_part(GOOD, 200), _part(WARN, 100)]) is WARN


def test_without_money_the_schede_are_counted() -> None:
    assert _now([_part(GOOD, None), _part(GOOD, None), _part(BAD, None)]) is BAD


def test_progress_behind_the_plan_weighs_on_the_light_of_today_only() -> None:
    behind = WeightedProgress(Fraction(60, 100), Fraction(87, 100))
    status = area_status([_part(GOOD)], (), behind)
    assert status is not None
    assert (status.now.level, status.at_year_end.level) == (BAD, GOOD)
    assert status.now.reasons[0] == "Fatto il 60 % contro l'87 % previsto a questa data."
    assert area_status([_part(GOOD)], (), WeightedProgress(Fraction(63, 100), Fraction(87, 100))).now.level is WARN  # type: ignore[union-attr]  # there is a part


def test_attention_and_critical_indicators_call_for_attention() -> None:
    assert _now([_part(GOOD), _part(WARN)]) is WARN
    assert _now([_part(GOOD)], (BAD, GOOD)) is WARN
    assert _now([_part(GOOD)], (WARN, GOOD)) is GOOD


def test_grey_only_where_everything_is_grey() -> None:
    assert _now([_part(GREY), _part(GREY)]) is GREY
    assert _now([_part(GREY), _part(GOOD)]) is GOOD


def test_the_parts_are_counted_in_words() -> None:
    status = area_status([_part(BAD), _part(WARN), _part(GREY), _part(GOOD)], (BAD,))
    assert status is not None
    assert status.now.reasons == (
        "1 scheda critica su 4.",
        "1 scheda con attenzione su 4.",
        "1 scheda con dati da aggiornare su 4.",
        "1 indicatore critico su 1.",
    )


def test_progress_is_weighted_by_budget() -> None:
    parts = [(Fraction(1), Fraction(1), Money(300)), (Fraction(0), Fraction(1, 2), Money(100)), (Fraction(1), Fraction(1), None)]
    assert weighted_progress(parts) == WeightedProgress(Fraction(3, 4), Fraction(7, 8))
    assert weighted_progress([(Fraction(1), Fraction(1), None)]) is None


def test_the_worst_of_several_judgements() -> None:
    assert worst([Judgement(GREY, ("x",)), Judgement(GOOD, ("x",)), Judgement(WARN, ("x",))]) is WARN
    assert worst([Judgement(GREY, ("x",))]) is GREY
    assert worst([]) is None
