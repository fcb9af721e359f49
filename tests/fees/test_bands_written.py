"""Bad input of the fees: a sentence with the place, and nothing half-written."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import E, made_desk, save
from tests.made_rows import batches, fingerprint, load, sound
from udp_core.archive.engine import reading
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.writing.fee_bands import every_broken_band
from udp_core.writing.saving import Edit

SERVICE = "a:sad"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """The small desk with a service by the hour."""
    made_desk(empty_engine)
    service = sound(E["regulated_service"], district_id="a", code="sad", unit="hour")
    load(empty_engine, *batches([(E["regulated_service"], service)]))
    return empty_engine


def band(low: int, high: int | None, **more: int | str | None) -> Edit:
    own: dict[str, int | str | None] = {
        "service_id": SERVICE,
        "municipality_id": "c",
        "valid_from": "2026-01-01",
    }
    ends = {"isee_from_cents": low, "isee_to_cents": high, "unit": "hour"}
    return Edit(E["fee_rule"], sound(E["fee_rule"], **{**own, **ends, **more}))


def at_rule(code: str, sentence: str, remedy: str, row: str = "c:2026-01-01:0") -> Problem:
    """A problem of the bands of a rule, at one of its rows."""
    row_id = f"{SERVICE}:{row}"
    place = Place(entity="regola tariffaria", entity_id=row_id)
    return Problem(code, sentence, remedy, place, about=row_id)


def refused(engine: Engine, *edits: Edit, officer: str = "anna") -> list[Problem]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as told:
        save(engine, officer, *edits)
    assert fingerprint(engine) == before
    return [*told.value.problems]


def test_bands_that_join_are_written(desk: Engine) -> None:
    save(desk, "anna", band(0, 10_000_00), band(10_000_01, None))
    with reading(desk) as connection:
        assert list(every_broken_band(connection)) == []


def test_bands_that_share_a_cent_are_refused(desk: Engine) -> None:
    [found] = refused(desk, band(0, 10_000_00), band(10_000_00, None))
    assert found == at_rule(
        "Q10",
        "Due fasce di «Attività» dicono quanto si paga con l’ISEE tra 10.000,00 € e 10.000,00 €.",
        "Far cominciare una fascia un centesimo dopo la fine dell’altra.",
    )


def test_a_hole_is_told_and_a_reason_lets_it_stand_until_the_next_band(desk: Engine) -> None:
    [found] = refused(desk, band(0, 10_000_00))
    hole = at_rule(
        "Q11",
        "Nessuna fascia di «Attività» dice quanto si paga con l’ISEE oltre 10.000,00 €.",
        "Aggiungere la fascia che manca, o scrivere perché manca ancora.",
    )
    assert found == hole
    save(desk, "anna", band(0, 10_000_00), excused=frozenset({found.key}))
    with reading(desk) as connection:
        [left] = every_broken_band(connection)
    assert left == hole
    save(desk, "anna", band(10_000_01, None))
    with reading(desk) as connection:
        assert list(every_broken_band(connection)) == []


def test_the_only_band_of_a_rule_is_taken_away_with_its_rule(desk: Engine) -> None:
    """Whoever pays by it is told elsewhere; of no band no hole is said."""
    save(desk, "anna", band(0, None))
    gone = Edit(E["fee_rule"], {}, f"{SERVICE}:c:2026-01-01:0", 1, remove=True)
    assert [one.change for one in save(desk, "anna", gone).rows] == ["removed"]
    with reading(desk) as connection:
        assert list(every_broken_band(connection)) == []


def test_a_fee_for_another_unit_is_refused_and_one_by_the_month_is_not(desk: Engine) -> None:
    [found] = refused(desk, band(0, None, unit="meal"))
    assert found == at_rule(
        "Q12",
        "La tariffa è per «pasto», ma di «Attività» si conta «ora».",
        "Scriverla per «ora» o per «mese».",
    )
    save(desk, "anna", band(0, None, unit="month"))


def test_a_rule_is_of_a_service_in_a_comune_since_a_day(desk: Engine) -> None:
    """The same band elsewhere, later, of another service is of another rule: each has its hole."""
    other = sound(E["regulated_service"], district_id="a", code="pasti", unit="meal")
    load(desk, *batches([(E["regulated_service"], other)]))
    save(desk, "anna", band(0, None))
    half = {"isee_to_cents": 10_000_00}
    for more, row in (
        ({"municipality_id": "r"}, "r:2026-01-01:0"),
        ({"municipality_id": None}, "-:2026-01-01:0"),
        ({"valid_from": "2027-01-01"}, "c:2027-01-01:0"),
    ):
        [found] = refused(desk, band(0, None, **{**half, **more}))
        assert (found.code, found.about) == ("Q11", f"{SERVICE}:{row}")
    [found] = refused(desk, band(0, 10_000_00, service_id="a:pasti", unit="meal"))
    assert (found.code, found.about) == ("Q11", "a:pasti:c:2026-01-01:0")
    with reading(desk) as connection:
        assert [*every_broken_band(connection)] == []


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ({"isee_from_cents": -1}, "W05", "ISEE da"),
        ({"isee_from_cents": 500_00, "isee_to_cents": 100_00}, "R30", "prima del suo inizio"),
        ({"fee_cents": None}, "R31", "né una tariffa né una quota"),
        ({"share": 300, "unit_cost_cents": 27_00}, "R31", "sia una tariffa (10,00 €) sia"),
        ({"fee_cents": None, "share": 300}, "R31", "non il costo dell’unità"),
        ({"fee_to_cents": 20_00}, "R32", "da dove partire o dove finire"),
        ({"unit": None}, "W05", "«Unità» manca"),
    ],
)
def test_a_band_that_cannot_be_is_told(
    desk: Engine, more: dict[str, int | str | None], code: str, said: str
) -> None:
    found = refused(desk, Edit(E["fee_rule"], {**band(0, None).values, **more}))
    assert code in {one.code for one in found}
    assert any(said in one.sentence for one in found)
    assert all(one.place.entity_id for one in found)


def test_the_mean_of_a_band_of_users_is_inside_it(desk: Engine) -> None:
    values: dict[str, int | str | None] = {
        "service_id": SERVICE,
        "municipality_id": "c",
        "year": 2025,
        "isee_from_cents": 0,
    }
    values |= {"isee_to_cents": 100_00, "isee_mean_cents": 200_00}
    out = sound(E["fee_users"], **values)
    [found] = refused(desk, Edit(E["fee_users"], out))
    assert found.code == "R33"


def test_who_pays_the_rest_is_the_fund_or_the_comune(desk: Engine) -> None:
    out = sound(E["regulated_service"], district_id="a", code="x", payer="user")
    [found] = refused(desk, Edit(E["regulated_service"], out))
    assert found.code == "R34"


@pytest.mark.parametrize("officer", ["carlo", "dina", "ugo"])
def test_who_does_not_arrange_writes_no_rule(desk: Engine, officer: str) -> None:
    assert {one.code for one in refused(desk, band(0, None), officer=officer)} == {"A11"}
