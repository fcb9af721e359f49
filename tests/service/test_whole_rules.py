"""S1-20, S4-02: a programme's year is inside its plan; a project's annualità have no holes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_districts import made_districts, rows
from tests.made_rows import asked, fingerprint, sound
from udp_core.checking.database import check_database
from udp_core.kernel.problem import RefusedError
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.entities.project import ProjectPhase
from udp_core.writing.saving import Edit, SaveRows, save_rows

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
