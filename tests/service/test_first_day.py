"""The first day.

What is there, what is missing, the district of another region, and who may begin one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, confirm_budget, made_desk, mandate, save
from tests.made_rows import batches, load, sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.desk.view.first_day import missing_words, step_title, summary_words, there_words
from udp_core.kernel.problem import RefusedError
from udp_core.overview.queries import Counts, counts
from udp_core.overview.report.first_day import FirstDay, FirstDayStep, Thing, first_day
from udp_core.sign_in.accounts import first_invitation
from udp_core.territory.entities import UNTOLD
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    return engine


def of(engine: Engine, district: str, year: int = 2026) -> FirstDay:
    with reading(engine) as connection:
        return first_day(connection, district, year)


def there(report: FirstDay) -> dict[Thing, tuple[int, int]]:
    return {one.thing: (one.count, one.missing) for _, things in report.steps for one in things}


def test_an_empty_archive_lacks_everything(engine: Engine) -> None:
    report = of(engine, "ravenna")
    assert [step for step, _ in report.steps] == list(FirstDayStep) == list(report.left)
    assert set(there(report).values()) == {(0, 1)}
    assert summary_words(report) == "Il primo giorno del 2026: mancano 6 passi di 6"


def test_what_is_there_is_counted_of_this_district_and_year(desk: Engine) -> None:
    found = there(of(desk, "a"))
    assert found[Thing.MUNICIPALITY] == (2, 0)
    assert found[Thing.OFFICER] == (4, 0)
    assert (found[Thing.PROGRAMME], found[Thing.SCHEDA]) == ((1, 0), (1, 0))
    assert there(of(desk, "a", 2031))[Thing.PROGRAMME] == (0, 1)
    other = there(of(desk, "b"))
    assert (other[Thing.MUNICIPALITY], other[Thing.OFFICER], other[Thing.SCHEDA]) == ((0, 1),) * 3


def test_each_thing_is_counted_by_itself(desk: Engine) -> None:
    """Of this district and year; what is spent is no budget, and a draft of it is not confirmed."""
    programme = "a:a:2026:1"
    rows: list[tuple[str, dict[str, Any]]] = [
        ("district", {"code": "b", "region": "Lazio"}),
        ("municipality", {"istat_code": "x", "district_id": "b"}),
        *(("population", {"municipality_id": place, "year": year})
          for place, year in (("c", 2025), ("c", 2026), ("x", 2026))),
        ("governing_body", {"code": "z", "district_id": "b"}),
        ("organisation", {"code": "o"}),
        *(("plan", {"district_id": where, "code": f"p{first}", "year_from": first, "year_to": last})
          for where, first, last in (("b", 2026, 2026), ("a", 2027, 2029), ("a", 2024, 2026))),
        ("intervention", {"programme_id": programme, "code": "b"}),
        *(("intervention_funding", {"intervention_id": f"{programme}:{code}", "phase": phase,
                                    "source_id": source})
          for code, phase, source in (("a", "budget", "a"), ("a", "budget", "frna"),
                                      ("b", "final", "a"))),
        *(("fund_year", {"district_id": where, "source_id": "frna", "year": year})
          for where, year in (("a", 2026), ("a", 2027), ("b", 2026))),
        *(("allocation", {"fund_year_id": fund}) for fund in ("a:frna:2026", "b:frna:2026", FUND)),
        *(("frna_entry", {"fund_year_id": "a:frna:2026", "source_id": "frna", "voce_id": voce,
                          "phase": phase, "state": state})
          for voce, phase, state in (("A1", "budget", "draft"), ("A2", "budget", "confirmed"),
                                     ("A1", "final", "confirmed"))),
        *(("measurement", {"district_id": "a", "year": year}) for year in (2024, 2025)),
        ("measurement", {"district_id": "b", "year": 2025}),
    ]  # fmt: skip
    rows.insert(0, ("funding_source", {"code": "frna", "kind": "frna"}))
    load(desk, *batches([(E[name], sound(E[name], **values)) for name, values in rows]))
    with reading(desk) as connection:
        ours, theirs = (counts(connection, one, 2026) for one in ("a", "b"))
    assert ours == Counts(
        districts=1,
        municipalities=2,
        peopled=1,
        bodies=0,
        organisations=1,
        officers=4,
        plans=1,
        programmes=1,
        fund_years=1,
        allocations=1,
        budget=2,
        confirmed=1,
        schede=2,
        funded=1,
        indicators=1,
        measurements=2,
    )
    assert theirs == Counts(1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1)


def test_residents_are_missing_of_each_comune_that_has_none(desk: Engine) -> None:
    save(
        desk, "anna", Edit(E["population"], sound(E["population"], municipality_id="c", year=2026))
    )
    steps = dict(of(desk, "a").steps)
    [people] = [one for one in steps[FirstDayStep.TERRITORY] if one.thing is Thing.POPULATION]
    assert (people.count, people.missing, people.wanted) == (1, 1, 2)
    assert "i residenti per fascia di età (1 di 2)" in missing_words(steps[FirstDayStep.TERRITORY])
    assert "2 Comuni, 1 Comune con i residenti" in there_words(steps[FirstDayStep.TERRITORY])


def test_a_budget_in_draft_is_there_and_its_confirmation_is_missing(engine: Engine) -> None:
    made_desk(engine)
    save(engine, "anna", Edit(E["funding_source"], sound(E["funding_source"], code="frna")))
    save(
        engine,
        "anna",
        Edit(E["fund_year"], sound(E["fund_year"], district_id="a", source_id="frna", year=2026)),
    )
    money = sound(
        E["allocation"], fund_year_id="a:frna:2026", amount_cents=5_000_000_00, as_of="2026-02-10"
    )
    save(engine, "anna", Edit(E["allocation"], money))
    budget: Image = sound(
        E["frna_entry"],
        fund_year_id="a:frna:2026",
        voce_id="A1",
        source_id="frna",
        municipality_id="c",
        phase="budget",
        period="year",
        period_no=None,
        amount_cents=4_600_000_00,
        as_of="2026-03-30",
    )
    save(engine, "anna", Edit(E["frna_entry"], budget))
    found = there(of(engine, "a"))
    assert (found[Thing.FUND_YEAR], found[Thing.BUDGET], found[Thing.CONFIRMED]) == (
        (1, 0),
        (1, 0),
        (0, 1),
    )
    confirm_budget(engine)
    assert there(of(engine, "a"))[Thing.CONFIRMED] == (1, 0)


def test_one_begins_at_the_first_step_that_lacks_something(desk: Engine) -> None:
    report = of(desk, "a")
    assert report.next_step is report.left[0]
    titles = [step_title(number, step, report) for number, (step, _) in enumerate(report.steps, 1)]
    assert sum("si comincia da qui" in one for one in titles) == 1
    assert titles[0].startswith("1 Comuni e popolazione")


def test_a_district_that_nobody_ships_begins_with_its_code_and_waits_for_its_name(
    engine: Engine,
) -> None:
    assert first_invitation(engine, "sotto-monte", datetime.now(UTC))
    with reading(engine) as connection:
        image = read_by_id(connection, E["district"], ["sotto-monte"])["sotto-monte"][1]
    assert (image["name"], image["region"], image["province_code"]) == (
        "Sotto Monte",
        UNTOLD,
        UNTOLD,
    )
    found = there(of(engine, "sotto-monte"))
    assert (found[Thing.DISTRICT], found[Thing.OFFICER]) == ((0, 1), (1, 0))
    named: Image = {"name": "Sotto il Monte", "province_code": "BG", "region": "Lombardia"}
    save(engine, "coordinatore", Edit(E["district"], named, "sotto-monte", 1))
    assert there(of(engine, "sotto-monte"))[Thing.DISTRICT] == (1, 0)


@pytest.mark.parametrize("typed", ["faensa", "Faenza", "faenzza"])
def test_a_mistyped_district_is_not_made_and_the_one_it_looks_like_is_offered(
    engine: Engine, typed: str
) -> None:
    load(
        engine,
        Batch(
            E["district"],
            [(None, sound(E["district"], code=code)) for code in ("faenza", "lugo", "ravenna")],
        ),
    )
    with pytest.raises(RefusedError) as refused:
        first_invitation(engine, typed, datetime.now(UTC))
    assert (
        refused.value.problems[0].sentence
        == f"«{typed}» non è il codice di un distretto, e somiglia a quello di: faenza."
    )
    with reading(engine) as connection:
        assert read_by_id(connection, E["district"], [typed]) == {}
    assert first_invitation(engine, "potenza", datetime.now(UTC))


def test_a_district_is_added_by_who_administers_and_its_first_mandates_too(desk: Engine) -> None:
    district = Edit(E["district"], sound(E["district"], code="nuovo"))
    with pytest.raises(RefusedError, match="A11"):
        save(desk, "anna", district)
    administrator = Edit(E["mandate"], mandate("anna", "administrator"))
    with pytest.raises(RefusedError, match="A11"):
        save(desk, "anna", administrator)
    load(desk, Batch(E["mandate"], [(None, mandate("anna", "administrator"))]))
    save(desk, "anna", district)
    first = {**mandate("dina", "administrator"), "district_id": "nuovo"}
    save(desk, "anna", Edit(E["mandate"], first))
    second = {**mandate("carlo", "coordinator"), "district_id": "nuovo"}
    with pytest.raises(RefusedError, match="A11"):
        save(desk, "anna", Edit(E["mandate"], second))
    save(desk, "dina", Edit(E["mandate"], second))
