"""S1-20, S4-02: a programme's year is inside its plan; a project's annualità have no holes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, text

from tests.made_districts import made_districts, rows
from tests.made_rows import asked, fingerprint, sound
from udp_core.archive.engine import reading, writing
from udp_core.checking.database import check_database
from udp_core.kernel.problem import RefusedError
from udp_core.plan.entities.governance import Act
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.plan.rules import above
from udp_core.programme.entities.project import ProjectPhase
from udp_core.writing.saving import Edit, SaveRows, save_rows
from udp_core.writing.whole_rules import every_broken_whole

TODAY = date(2026, 11, 10)
PLAN, PROJECT = "a:piano", "a:progetto"


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    """A plan of three years, and a project."""
    made_districts(empty_engine)
    years = {"year_from": 2024, "year_to": 2026}
    rows("plan", {"code": "piano", "district_id": "a", **years}, engine=empty_engine)
    rows("project", {"code": "progetto", "district_id": "a"}, engine=empty_engine)
    return empty_engine


def save(engine: Engine, *edits: Edit) -> None:
    save_rows(engine, SaveRows(asked(), "anna", edits, TODAY))


def programme(year: int) -> Edit:
    return Edit(AnnualProgramme, sound(AnnualProgramme, plan_id=PLAN, year=year))


def phase(first: int, last: int) -> Edit:
    image = sound(ProjectPhase, project_id=PROJECT, year_from=first, year_to=last)
    return Edit(ProjectPhase, image)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_first_and_the_last_year_of_the_plan_are_inside(archive: Engine, year: int) -> None:
    save(archive, programme(year))


@pytest.mark.parametrize("year", [2023, 2027, 2035])
def test_a_programme_outside_its_plan_is_refused_whole(archive: Engine, year: int) -> None:
    before = fingerprint(archive)
    with pytest.raises(RefusedError, match=f"del {year} è fuori dal suo piano, che va dal 2024"):
        save(archive, programme(2025), programme(year))
    assert fingerprint(archive) == before


def test_a_plan_is_not_shortened_under_its_programmes(archive: Engine) -> None:
    save(archive, programme(2026))
    with pytest.raises(RefusedError, match="fuori dal suo piano, che va dal 2024 al 2025"):
        save(archive, Edit(Plan, {"year_to": 2025}, PLAN, 1, "accorciato"))


def test_what_was_wrong_before_stops_nobody_who_changes_something_else(archive: Engine) -> None:
    rows("annual_programme", {"plan_id": PLAN, "year": 2035}, engine=archive)
    save(archive, Edit(Plan, {"title": "Un altro titolo"}, PLAN, 1, "refuso"))


def test_the_years_of_a_project_follow_each_other(archive: Engine) -> None:
    save(archive, phase(2, 3), phase(1, 1))
    with pytest.raises(RefusedError, match="lascia un vuoto: era attesa dalla 4"):
        save(archive, phase(5, 6))
    with pytest.raises(RefusedError, match="si sovrappone"):
        save(archive, phase(3, 4))
    save(archive, phase(4, 6))


def test_the_check_finds_what_was_written_before_the_rule(archive: Engine) -> None:
    rows("annual_programme", {"plan_id": PLAN, "year": 2035}, engine=archive)
    rows("project_phase", {"project_id": PROJECT, "year_from": 4, "year_to": 5}, engine=archive)
    found = {one.code: one.sentence for one in check_database(archive).scheda_problems}
    assert "2035" in found["W20"]
    assert "4-5" in found["P01"]


def act(code: str, parent: str | None) -> Edit:
    image = sound(Act, code=code, title=f"Atto {code}", parent_act_id=parent)
    return Edit(Act, image)


def test_s1_11_no_act_rests_in_the_end_on_itself(archive: Engine) -> None:
    """S1-11: uno, then due on uno, then tre on due; uno on tre closes the ring and is refused."""
    save(archive, act("uno", None))
    save(archive, act("due", "uno"))
    save(archive, act("tre", "due"))
    before = fingerprint(archive)
    ring = Edit(Act, {"parent_act_id": "tre"}, "uno", 1)
    said = "«Atto uno» si appoggia, da uno all’altro, su sé stesso"
    with pytest.raises(RefusedError, match=said):
        save(archive, ring)
    with pytest.raises(RefusedError, match="«Atto due» si appoggia"):
        save(archive, Edit(Act, {"parent_act_id": "due"}, "due", 1))
    assert fingerprint(archive) == before


def test_s1_11_a_ring_written_before_the_rule_is_found_by_the_check(archive: Engine) -> None:
    usual = {"body_id": None, "title": "Atto"}
    rows("act", {"code": "uno", **usual}, engine=archive)
    rows("act", {"code": "due", **usual, "parent_act_id": "uno"}, engine=archive)
    with writing(archive) as connection:
        connection.execute(text("UPDATE act SET parent_act_id = 'due' WHERE id = 'uno'"))
    with reading(archive) as connection:
        found = [one for one in every_broken_whole(connection) if one.code == "W22"]
    assert sorted(one.place.entity_id for one in found) == ["due", "uno"]


@pytest.mark.parametrize(
    ("on", "met"),
    [
        ({}, ()),
        ({"a": "b"}, ("b",)),
        ({"a": "b", "b": "c"}, ("b", "c")),
        ({"a": "b", "b": "a"}, ("b", "a")),
        ({"a": "b", "b": "c", "c": "b"}, ("b", "c")),
    ],
)
def test_what_a_row_rests_on_ends_even_in_a_ring(on: dict[str, str], met: tuple[str, ...]) -> None:
    assert above("a", on) == met
