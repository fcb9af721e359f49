"""Counts of people in history and in registers are for who may write them.

Others read «n.p.» in their place.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, made_desk, save
from tests.made_rows import load, sound, sound_history
from tests.view.made_reports import STAMP
from udp_core.archive.changes import WantedChanges
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_all
from udp_core.history.report import change_reports
from udp_core.history.tables import changes_table
from udp_core.people.rights import actor_of
from udp_core.people.rules import Actor
from udp_core.people.small_counts import unreadable_rows
from udp_core.render.export import csv_bytes
from udp_core.writing.loading import Batch
from udp_core.writing.naming import rows_in_words
from udp_core.writing.saving import Edit

ENTITY = E["measurement"]
SMALL = "Numeratore: 6 → 4"


@pytest.fixture
def desk(engine: Engine) -> Engine:
    """Of an indicator that counts people Russi and Cervia had 6 and 70; then Russi 4."""
    made_desk(engine)
    people = sound(E["indicator"], code="persone", area_id="a", counts_people=1)
    load(engine, Batch(E["indicator"], [(None, people)]))
    rows: list[tuple[int | None, Image]] = [
        (
            None,
            sound(
                ENTITY,
                indicator_id="persone",
                district_id="a",
                municipality_id=comune,
                year=2025,
                period="year",
                period_no=None,
                numerator=count,
                denominator=1_000_000,
                value=None,
                as_of="2025-12-31",
            ),
        )
        for comune, count in (("r", 6_000), ("c", 70_000))
    ]
    load(engine, Batch(ENTITY, rows))
    with reading(engine) as connection:
        [russi] = [
            row_id
            for row_id, _, image in read_all(connection, ENTITY)
            if image["municipality_id"] == "r" and image["indicator_id"] == "persone"
        ]
    save(engine, "anna", Edit(ENTITY, {"numerator": 4_000}, russi, 1, reason="Erano due in meno"))
    return engine


def told(engine: Engine, officer: str) -> str:
    return told_of(engine, "measurement", officer)


def told_of(engine: Engine, entity: str, officer: str) -> str:
    with reading(engine) as connection:
        reader = actor_of(connection, officer, TODAY) if officer else None
        found = change_reports(connection, WantedChanges(entity=entity), reader)
    return csv_bytes(changes_table(found), STAMP).decode()


def register(engine: Engine, officer: str) -> set[str]:
    with reading(engine) as connection:
        reader: Actor | None = actor_of(connection, officer, TODAY) if officer else None
        images = [
            image
            for _, _, image in read_all(connection, ENTITY)
            if image["indicator_id"] == "persone"
        ]
        headings, cells = rows_in_words(connection, ENTITY, images, reader)
    place = headings.index("Numeratore")
    return {row[place] for row in cells}


def test_who_coordinates_reads_what_was_counted(desk: Engine) -> None:
    assert SMALL in told(desk, "anna")
    assert register(desk, "anna") == {"4", "70"}


@pytest.mark.parametrize("officer", ["", "ugo"])
def test_who_only_reads_is_not_told_in_history_nor_in_its_file(desk: Engine, officer: str) -> None:
    said = told(desk, officer)
    assert "Numeratore: n.p. → n.p." in said
    assert SMALL not in said
    assert "70" not in said
    assert "Erano due in meno" in said
    assert register(desk, officer) == {"n.p."}


def test_who_enters_for_a_comune_reads_its_own_and_no_other(desk: Engine) -> None:
    assert register(desk, "carlo") == {"n.p.", "70"}
    assert SMALL not in told(desk, "carlo")


@pytest.mark.parametrize(
    ("officer", "comuni"), [("anna", {"r", "c"}), ("carlo", {"c"}), ("ugo", set()), ("", set())]
)
def test_a_grid_has_the_rows_whose_counts_may_be_read(
    desk: Engine, officer: str, comuni: set[str]
) -> None:
    with reading(desk) as connection:
        reader = actor_of(connection, officer, TODAY) if officer else None
        kept = unreadable_rows(connection, ENTITY, reader)
        rows = {
            row_id: image["municipality_id"] for row_id, _, image in read_all(connection, ENTITY)
        }
        assert unreadable_rows(connection, E["frna_entry"], reader) == frozenset()
    assert {place for row_id, place in rows.items() if row_id not in kept} == comuni


def test_what_counts_no_people_is_told_to_everybody(desk: Engine) -> None:
    places = sound(E["indicator"], code="posti", area_id="a", counts_people=0)
    load(desk, Batch(E["indicator"], [(None, places)]))
    one = sound(
        ENTITY, indicator_id="posti", district_id="a", municipality_id="c", year=2025, period="year"
    )
    image = {**one, "period_no": None, "numerator": 3_000, "denominator": 10_000, "value": None}
    load(desk, Batch(ENTITY, [(None, {**image, "as_of": "2025-12-31"})]))
    assert "Numeratore: 3" in told(desk, "ugo")
    assert sound_history(desk) == []


# What a voce does, and who pays a fee


def served(engine: Engine, unit: str, phase: str, value: int, comune: str = "c") -> None:
    """How many a voce serves in November in a Comune, or in its plan of the year."""
    of_plan = phase == "budget"
    row = sound(E["activity_measure"], fund_year_id=FUND, voce_id="A2", municipality_id=comune)
    when = {"period": "year" if of_plan else "month", "period_no": None if of_plan else 10}
    image = {**row, **when, "unit": unit, "phase": phase, "value": value, "as_of": "2026-10-31"}
    load(engine, Batch(E["activity_measure"], [(None, image)]))


def values(engine: Engine, name: str, officer: str, heading: str) -> list[str]:
    with reading(engine) as connection:
        reader = actor_of(connection, officer, TODAY) if officer else None
        images = [image for _, _, image in read_all(connection, E[name])]
        headings, cells = rows_in_words(connection, E[name], images, reader)
    return [row[headings.index(heading)] for row in cells]


@pytest.mark.parametrize(
    ("officer", "seen"), [("anna", "2"), ("carlo", "2"), ("ugo", "n.p."), ("", "n.p.")]
)
def test_people_served_by_a_voce_are_counted_to_who_enters_them(
    desk: Engine, officer: str, seen: str
) -> None:
    served(desk, "beneficiaries", "final", 2_000)
    assert values(desk, "activity_measure", officer, "Valore") == [seen]
    assert ("Valore: 2" in told_of(desk, "activity_measure", officer)) is (seen == "2")


@pytest.mark.parametrize(("unit", "phase"), [("days", "final"), ("beneficiaries", "budget")])
def test_days_and_people_planned_for_are_told_to_everybody(
    desk: Engine, unit: str, phase: str
) -> None:
    served(desk, unit, phase, 2_000)
    assert values(desk, "activity_measure", "", "Valore") == ["2"]


def test_of_another_comune_the_people_served_are_not_told(desk: Engine) -> None:
    served(desk, "beneficiaries", "final", 2_000, "r")
    assert values(desk, "activity_measure", "carlo", "Valore") == ["n.p."]


@pytest.mark.parametrize(("officer", "seen"), [("anna", "3"), ("carlo", "n.p."), ("ugo", "n.p.")])
def test_few_who_pay_a_fee_are_told_with_their_isee_to_who_arranges_it(
    desk: Engine, officer: str, seen: str
) -> None:
    service = sound(E["regulated_service"], district_id="a")
    row = sound(
        E["fee_users"], service_id=id_of(E["regulated_service"], service), municipality_id="c"
    )
    image = {**row, "users": 3}
    load(
        desk,
        Batch(E["regulated_service"], [(None, service)]),
        Batch(E["fee_users"], [(None, image)]),
    )
    assert values(desk, "fee_users", officer, "Utenti") == [seen]
    isee = values(desk, "fee_users", officer, "ISEE medio")
    assert (isee == ["n.p."]) is (seen == "n.p.")
