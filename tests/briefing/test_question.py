"""The question on the wall: which simulations, from which figures, with which levers first."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_sitting import SITTING, TODAY, edit, officers, opened, ten_posts
from udp_core.archive.engine import reading
from udp_core.briefing.question import OF_FUND, questions
from udp_core.briefing.reports import Moment
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
