"""The light of an area never hides its parts."""

from __future__ import annotations

from fractions import Fraction

from udp_core.kernel.money import Money
from udp_core.kernel.status import Judgement, Status, worst
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.rules.area_status import (
    SchedaInArea,
    WeightedProgress,
    What,
    area_light,
    area_status,
    weighted_progress,
)

GOOD, WARN, BAD, GREY = (
    StatusLevel.ON_TRACK,
    StatusLevel.ATTENTION,
    StatusLevel.CRITICAL,
    StatusLevel.STALE,
)


def _part(level: StatusLevel, cents: int | None = 100) -> SchedaInArea:
    judgement = Judgement(level, ("perché",))
    return SchedaInArea(
        "scheda", Status(judgement, judgement), None if cents is None else Money(cents)
    )


def _now(parts: list[SchedaInArea], indicators: tuple[StatusLevel, ...] = ()) -> StatusLevel:
    status = area_status(parts, indicators)
    assert status is not None
    return status.now.level


def test_an_area_without_schede_is_not_judged() -> None:
    assert area_status([], ()) is None


def test_all_on_track() -> None:
    status = area_status([_part(GOOD), _part(GOOD)], ())
    assert status is not None
    assert (status.now.level, status.now.reasons) == (GOOD, ("2 schede in linea.",))


def test_one_critical_scheda_calls_for_attention_whatever_it_weighs_in_every_area() -> None:
    assert _now([_part(GOOD, 100) for _ in range(9)] + [_part(BAD, 5)]) is WARN
    assert _now([_part(GOOD, 100) for _ in range(9)] + [_part(WARN, 5)]) is GOOD
    slight = SchedaInArea(
        "S2",
        Status(Judgement(WARN, ("Ha speso 1,00 € oltre.",)), Judgement(WARN, ("x",))),
        Money(5),
        alarm=True,
    )
    assert _now([_part(GOOD, 995), slight]) is WARN


def test_a_quarter_of_the_money_calls_for_attention_a_third_is_critical() -> None:
    assert _now([_part(GOOD, 301), _part(WARN, 100)]) is GOOD
    assert _now([_part(GOOD, 300), _part(WARN, 100)]) is WARN
    assert _now([_part(GOOD, 201), _part(BAD, 100)]) is WARN
    assert _now([_part(GOOD, 200), _part(BAD, 100)]) is BAD
    assert _now([_part(GOOD, 200), _part(WARN, 100)]) is WARN


def test_without_money_the_schede_are_counted() -> None:
    assert _now([_part(GOOD, None), _part(GOOD, None), _part(BAD, None)]) is BAD


def test_progress_behind_the_plan_weighs_on_the_light_of_today_only() -> None:
    behind = WeightedProgress(Fraction(60, 100), Fraction(87, 100))
    status = area_status([_part(GOOD)], (), behind)
    assert status is not None
    assert (status.now.level, status.at_year_end.level) == (BAD, GOOD)
    assert status.now.reasons[0] == "Fatto il 60 % contro l’87 % previsto a questa data."
    assert (
        area_status(  # type: ignore[union-attr]  # there is a part
            [_part(GOOD)], (), WeightedProgress(Fraction(63, 100), Fraction(87, 100))
        ).now.level
        is WARN
    )


def test_attention_and_critical_indicators_call_for_attention() -> None:
    assert _now([_part(GOOD), _part(WARN)]) is WARN
    assert _now([_part(GOOD)], (BAD, GOOD)) is WARN
    assert _now([_part(GOOD)], (WARN, GOOD)) is GOOD


def test_silence_greys_an_area_or_calls_for_attention_and_never_makes_it_green() -> None:
    assert _now([_part(GREY), _part(GREY)]) is GREY
    assert _now([_part(GREY), _part(GOOD)]) is WARN
    assert _now([_part(GOOD)], (GREY,)) is WARN


def test_an_alarm_known_before_the_silence_still_weighs() -> None:
    put_out = Judgement(GREY, ("Dati fermi.", "Ha speso 2,00 € oltre."), beneath=BAD)
    assert _now([_part(GOOD, 200), SchedaInArea("S2", Status(put_out, put_out), Money(100))]) is BAD


def test_the_light_is_the_worst_of_its_parts_and_says_which() -> None:
    """Nothing late, 36 % of the money in a scheda that spent too much.

    Critical, and the card says why.
    """
    over = Judgement(BAD, ("Ha speso 123.117,72 € oltre il programmato di 1.350.000,00 €.",))
    parts = [_part(GOOD, 2_441), SchedaInArea("S26-15", Status(over, over), Money(1_350))]
    light = area_light(parts, (GOOD,), WeightedProgress(Fraction(76, 100), Fraction(76, 100)))
    assert light is not None
    assert light.status.now.level is BAD
    assert light.status.now.reasons == (
        "S26-15 ha speso 123.117,72 € oltre il programmato di 1.350.000,00 €.",
        "Le schede critiche pesano il 36 % delle risorse.",
        "Fatto il 76 % contro il 76 % previsto a questa data.",
        "1 scheda critica su 2.",
    )
    assert [(part.what, part.level) for part in light.parts_now] == [
        (What.WORK, GOOD),
        (What.ALARMS, WARN),
        (What.CRITICAL_MONEY, BAD),
        (What.WORRYING_MONEY, WARN),
        (What.INDICATORS, GOOD),
    ]
    assert light.parts_now[2].limits == "critico da 33 %"
    assert light.parts_now[2].is_share


def test_where_the_work_decides_it_is_said_first() -> None:
    light = area_light(
        [_part(GOOD, 95), _part(BAD, 5)], (), WeightedProgress(Fraction(54, 100), Fraction(74, 100))
    )
    assert light is not None
    assert light.status.now.reasons[:2] == (
        "Fatto il 54 % contro il 74 % previsto a questa data.",
        "scheda: perché.",
    )
    assert light.parts_now[0].value == Fraction(54, 74)


def test_the_parts_are_counted_in_words() -> None:
    status = area_status([_part(BAD), _part(WARN), _part(GREY), _part(GOOD)], (BAD,))
    assert status is not None
    assert status.now.reasons == (
        "scheda: perché.",
        "Le schede critiche pesano il 25 % delle risorse.",
        "1 scheda critica su 4.",
        "1 scheda con attenzione su 4.",
        "1 scheda con dati da aggiornare su 4.",
        "1 indicatore critico su 1.",
    )


def test_progress_is_weighted_by_budget() -> None:
    parts = [
        (Fraction(1), Fraction(1), Money(300)),
        (Fraction(0), Fraction(1, 2), Money(100)),
        (Fraction(1), Fraction(1), None),
    ]
    assert weighted_progress(parts) == WeightedProgress(Fraction(3, 4), Fraction(7, 8))
    assert weighted_progress([(Fraction(1), Fraction(1), None)]) is None


def test_the_worst_of_several_judgements() -> None:
    assert (
        worst([Judgement(GREY, ("x",)), Judgement(GOOD, ("x",)), Judgement(WARN, ("x",))]) is WARN
    )
    assert worst([Judgement(GREY, ("x",))]) is GREY
    assert worst([]) is None


def test_what_is_critical_beneath_its_old_data_is_counted_apart_in_the_words() -> None:
    """Who counts the cards finds one red and one grey: the sentence says the same."""
    old = Judgement(GREY, ("Dati fermi al 30/06/2026, da oltre 120 giorni.",), beneath=BAD)
    silent = SchedaInArea("S2", Status(old, old), Money(300))
    status = area_status([_part(BAD), silent, _part(GOOD)], ())
    assert status is not None
    assert status.now.level is BAD
    assert status.now.reasons[0] == "scheda: perché."
    assert (
        status.now.reasons[1]
        == "Le schede critiche, anche con dati da aggiornare, pesano l’80 % delle risorse."
    )
    alone = area_status([silent, _part(GOOD)], ())
    assert alone is not None
    assert alone.now.reasons[0] == "S2: dati fermi al 30/06/2026, da oltre 120 giorni."
