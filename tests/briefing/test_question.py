"""The question on the wall: which simulations, from which figures, with which levers first."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_sitting import (
    EVENING,
    SITTING,
    TODAY,
    edit,
    eight_points,
    officers,
    opened,
    ten_posts,
)
from udp_core.archive.engine import reading
from udp_core.briefing.deck import scenarios_of, sitting_slides
from udp_core.briefing.question import OF_FUND, questions
from udp_core.briefing.reports import Moment, reports_of
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.sittings.entities import AgendaAlternative
from udp_core.writing.saving import Edit

MOMENT = Moment("ravenna", 2026, TODAY)


def test_the_fund_and_each_scenario_of_the_agenda_may_be_moved(demo_copy: Engine) -> None:
    """The fund begins with no lever moved; a scenario with its own, ten places."""
    officers(demo_copy)
    kept = ten_posts(demo_copy)
    edit(demo_copy, Edit(AgendaAlternative, {"item_id": f"{SITTING}:1", "scenario_id": kept}))
    opened(demo_copy)
    with reading(demo_copy) as known:
        found = questions(demo_copy, known, MOMENT, SITTING)
        assert set(questions(demo_copy, known, MOMENT)) == {OF_FUND}
    assert kept in found
    fund, scenario = found[OF_FUND], found[kept]
    assert fund["chosen"] == []
    assert fund["values"] == [lever["start"] for lever in fund["model"]["levers"]]
    (code,) = scenario["chosen"]
    place = [lever["code"] for lever in scenario["model"]["levers"]].index(code)
    assert scenario["values"][place] - scenario["model"]["levers"][place]["start"] == 10
    assert scenario["title"].startswith("E se…? «")


def test_without_a_programme_the_fund_is_not_asked(demo_copy: Engine) -> None:
    with reading(demo_copy) as known:
        assert questions(demo_copy, known, Moment("ravenna", 2031, date(2031, 5, 1))) == {}


def test_at_a_point_with_a_scenario_every_slide_of_its_own_asks_of_it(demo_copy: Engine) -> None:
    """Of eight points the second proposes ten places, beside twenty: E there moves the ten."""
    officers(demo_copy)
    eight_points(demo_copy)
    with reading(demo_copy) as connection:
        found = sitting_slides(
            demo_copy, connection, MOMENT, EVENING, reports_of(connection, MOMENT)
        )
        (ten, twenty) = scenarios_of(connection, EVENING)[f"{EVENING}:2"]
    frame = DeckFrame("Prova", demo=False, exit=".", pulse="health")
    shown = {one["name"]: one["scenario"] for one in deck_payload(found, frame)["slides"]}
    assert {name: code for name, code in shown.items() if code} == {
        "2-punto": ten.id,
        "2-scenari": ten.id,
        "2-scenario": ten.id,
        "2-scenario-2": twenty.id,
    }
