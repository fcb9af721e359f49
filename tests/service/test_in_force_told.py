"""What holds a row where it is, and money given twice, word for word.

Two districts, rows that ended, that end on the day itself, that are to come.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry
from tests.made_districts import FRNA, made_districts, rows
from tests.made_rows import sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_by_id
from udp_core.kernel.problem import NOWHERE, Place, Problem
from udp_core.people.rights import Subjects
from udp_core.writing.closed import in_closed_year
from udp_core.writing.foreign import of_another_district
from udp_core.writing.in_force import Given, counted_twice, ended, held, last_day_of, users_of

AREA, SCHEDA, ENTRY, MEASURE = (
    E[one] for one in ("intervention_area", "intervention", "frna_entry", "activity_measure")
)


@pytest.fixture
def world(empty_engine: Engine) -> Engine:
    """Ambito «z» with three schede, that end in 2025, on 30/06/2026 and in 2027, and a mandate."""
    made_districts(empty_engine)
    area = {"code": "z", "short_name": "Zeta", "valid_from": "2020-01-01"}
    rows("intervention_area", area, engine=empty_engine)
    programme = id_of(E["annual_programme"], sound(E["annual_programme"], year=2026))
    rows(
        "intervention",
        *(
            {"programme_id": programme, "code": f"z{day[:4]}", "area_id": "z", "end_date": day}
            | {"start_date": "2025-01-01"}
            for day in ("2025-12-31", "2026-06-30", "2027-03-31")
        ),
        engine=empty_engine,
    )
    rows("indicator", {"code": "z", "area_id": "z"}, engine=empty_engine)
    return empty_engine


def why(engine: Engine, table: str, row_id: str, after: Image | None, *gone: Any) -> list[Problem]:
    """Why a row does not become that (None: removed)."""
    with reading(engine) as connection:
        before = read_by_id(connection, E[table], [row_id])[row_id][1]
        change = (before, None if after is None else {**before, **after})
        return [*held(connection, E[table], row_id, change, gone)]


def stays(row_id: str, name: str, left: str, remedy: str) -> Problem:
    return Problem(
        "W15", f"«{name}» non si toglie: vi si riferiscono {left}.", remedy, value=row_id
    )


CLOSE = "Per non usarla più scrivere «Valido fino al»: la riga resta per ciò che vi si riferisce."
MOVE = "Spostarli prima su un’altra riga, o lasciarla com’è."


def test_what_others_refer_to_is_not_removed_and_what_to_do_is_said(world: Engine) -> None:
    """What can end is closed; of what cannot, the others are moved first."""
    schede = [(SCHEDA, f"a:a:2026:1:z{year}") for year in (2025, 2026, 2027)]
    left = "3 schede e 1 indicatore"
    assert why(world, "intervention_area", "z", None) == [stays("z", "Zeta", left, CLOSE)]
    assert why(world, "intervention_area", "z", None, *schede[:2]) == [
        stays("z", "Zeta", "1 scheda e 1 indicatore", CLOSE)
    ]
    assert why(world, "intervention_area", "z", None, *schede, (E["indicator"], "z")) == []
    [problem] = why(world, "fund_year", FRNA, None)
    assert problem == stays(FRNA, "FRNA 2026", "1 assegnazione e 2 movimenti FRNA", MOVE)
    with reading(world) as connection:
        assert users_of(connection, AREA, "nessuno") == []


def not_yet(day: str, left: str) -> Problem:
    return Problem(
        "W16",
        f"«Zeta» non si chiude al {day}: dopo quel giorno vi stanno dentro {left}.",
        "Spostarli prima altrove, o chiuderla più tardi.",
        value="z",
    )


@pytest.mark.parametrize(
    ("day", "words", "left"),
    [
        ("2025-12-30", "30/12/2025", "1 scheda del 2025, 1 scheda del 2026, 1 scheda del 2027"),
        ("2025-12-31", "31/12/2025", "1 scheda del 2026, 1 scheda del 2027"),
        ("2026-06-29", "29/06/2026", "1 scheda del 2026, 1 scheda del 2027"),
        ("2026-06-30", "30/06/2026", "1 scheda del 2027"),
        ("2027-03-31", "31/03/2027", ""),
    ],
)
def test_what_is_closed_leaves_nothing_inside_after_its_day(
    world: Engine, day: str, words: str, left: str
) -> None:
    """An indicator has no last day: it stands for ever."""
    told = f"{left} e 1 indicatore" if left else "1 indicatore"
    assert why(world, "intervention_area", "z", {"valid_to": day}) == [not_yet(words, told)]
    assert why(world, "intervention_area", "z", {"name": "Un altro nome"}) == []
    gone = why(world, "intervention_area", "z", {"valid_to": "2027-03-31"}, (E["indicator"], "z"))
    assert gone == []


def test_what_was_closed_already_is_not_asked_again(world: Engine) -> None:
    before = sound(AREA, code="z", valid_to="2025-01-01")
    with reading(world) as connection:
        same = {**before, "name": "Un altro nome"}
        assert [*held(connection, AREA, "z", (before, same))] == []
        opened = {**before, "valid_to": None}
        assert [*held(connection, AREA, "z", (before, opened))] == []


@pytest.mark.parametrize(
    ("ends", "is_over"), [("2026-06-29", False), ("2026-06-30", False), ("2026-07-01", True)]
)
def test_a_row_refers_to_what_is_in_force_until_its_own_last_day(
    world: Engine, ends: str, is_over: bool
) -> None:
    """Asked where the reference or a day changes, and of nothing else."""
    rows(
        "intervention_area",
        {"code": "y", "short_name": "Ypsilon", "valid_from": "2020-01-01"}
        | {"valid_to": "2026-06-30"},
        engine=world,
    )
    image = sound(SCHEDA, area_id="y", end_date=ends)
    told = Problem(
        "W17",
        "«Ypsilon» in «Ambito» è in vigore fino al 30/06/2026.",
        "Scegliere ciò che è in vigore, o correggere le date.",
        value="y",
    )
    with reading(world) as connection:
        for changed, asked in (
            ({"area_id"}, True),
            ({"end_date"}, True),
            ({"valid_to"}, True),
            ({"year"}, True),
            ({"title", "start_date"}, False),
        ):
            found = [*ended(connection, SCHEDA, image, changed)]
            assert found == ([told] if is_over and asked else []), changed
        for other in (None, "z", "mai-visto"):
            image = sound(SCHEDA, area_id=other, end_date=ends)
            assert [*ended(connection, SCHEDA, image, {"area_id"})] == []


def test_what_is_part_of_a_scheda_or_of_a_project_lasts_as_long_as_it(world: Engine) -> None:
    rows("project", {"code": "p", "district_id": "a", "end_date": "2028-02-29"}, engine=world)
    with reading(world) as connection:
        for image, last in (
            ({"intervention_id": "a:a:2026:1:z2026"}, date(2026, 6, 30)),
            ({"project_id": "a:p"}, date(2028, 2, 29)),
            ({"intervention_id": "a:a:2026:1:z2026", "end_date": "2026-01-31"}, date(2026, 1, 31)),
            ({"valid_to": "2026-05-31", "end_date": "2026-01-31"}, date(2026, 5, 31)),
        ):
            assert last_day_of(connection, image) == last


# The same money twice


def figure(table: str, period: str, number: int | None, value: int, **own: Any) -> Image:
    name = "amount_cents" if table == "frna_entry" else "value"
    base = {"fund_year_id": FUND, "voce_id": "A1", "municipality_id": "c", "phase": "final"}
    image = sound(E[table], **{**base, "period": period, "period_no": number, name: value, **own})
    return {**image, "as_of": "2026-01-31"} if period == "month" else image


def twice(engine: Engine, *added: tuple[str, Image], place: Place = NOWHERE) -> list[Problem]:
    with reading(engine) as connection:
        return [
            *counted_twice(connection, [Given(E[table], image, place) for table, image in added])
        ]


def given_twice(
    row: str, others: str, *, whose: str = "Cervia", phase: str = "consuntivo"
) -> Problem:
    sentence = (
        f"«Attività» di {whose}, {phase}: {row} ha mesi che sono già in {others}: si conterebbero"
        " due volte."
    )
    remedy = "Tenere i mesi o il periodo più lungo: togliere prima ciò che si sostituisce."
    return Problem("R26", sentence, remedy)


def stored(engine: Engine, table: str, *images: Image) -> None:
    for image in images:
        rows(table, image, engine=engine)


@pytest.mark.parametrize(
    ("months", "others"),
    [
        ((1,), "gennaio (1,00 €)"),
        ((3,), "marzo (3,00 €)"),
        ((1, 2, 3), "gennaio (1,00 €), febbraio (2,00 €) e marzo (3,00 €)"),
        ((4,), ""),
    ],
)
def test_a_quarter_is_not_added_to_its_months(
    world: Engine, months: tuple[int, ...], others: str
) -> None:
    images = [figure("frna_entry", "month", month, month * 100) for month in reversed(months)]
    stored(world, "frna_entry", *images)
    quarter = figure("frna_entry", "quarter", 1, 600)
    found = [given_twice("1º trimestre (6,00 €)", others)] if others else []
    assert twice(world, ("frna_entry", quarter)) == found


@pytest.mark.parametrize(
    ("count", "others"),
    [
        (3, "gennaio (1,00 €), febbraio (1,00 €) e marzo (1,00 €)"),
        (4, "gennaio (1,00 €), febbraio (1,00 €), marzo (1,00 €) e un altro periodo"),
        (5, "gennaio (1,00 €), febbraio (1,00 €), marzo (1,00 €) e altri 2 periodi"),
    ],
)
def test_of_many_periods_three_are_named(world: Engine, count: int, others: str) -> None:
    stored(
        world,
        "frna_entry",
        *(figure("frna_entry", "month", month, 100) for month in range(1, count + 1)),
    )
    year = figure("frna_entry", "year", None, 500)
    assert twice(world, ("frna_entry", year)) == [given_twice("tutto l’anno (5,00 €)", others)]


@pytest.mark.parametrize(
    "other",
    [
        {"voce_id": "A2"},
        {"municipality_id": "r"},
        {"municipality_id": None},
        {"phase": "forecast"},
        {"source_id": "frna"},
        {"fund_year_id": FRNA},
    ],
)
def test_another_voce_comune_phase_source_or_fund_is_another_figure(
    world: Engine, other: Image
) -> None:
    stored(world, "frna_entry", figure("frna_entry", "month", 1, 100))
    quarter = figure("frna_entry", "quarter", 1, 600, **other)
    assert twice(world, ("frna_entry", quarter)) == []
    month = figure("frna_entry", "month", 1, 200)
    assert twice(world, ("frna_entry", month)) == [], "the same period takes its place"


def test_what_a_voce_did_is_given_once_too_and_told_where_it_came_from(world: Engine) -> None:
    """Of the district, in November: a year beside it is told, at its row of the file."""
    whole: Image = {"municipality_id": None, "unit": "hours"}
    stored(world, "activity_measure", figure("activity_measure", "month", 1, 310_500, **whole))
    year = figure("activity_measure", "year", None, 1_000_000, **whole)
    place = Place("ore.csv", 7)
    told = given_twice("tutto l’anno (1.000)", "gennaio (310,5)", whose="tutto il distretto")
    assert twice(world, ("activity_measure", year), place=place) == [told.at(place)]
    for other in ({"unit": "days"}, {"municipality_id": "c"}):
        row = figure("activity_measure", "year", None, 1, **{**whole, **other})
        assert twice(world, ("activity_measure", row)) == []
    assert twice(world, ("allocation", sound(E["allocation"], fund_year_id=FUND))) == []


# A closed year, another district


def test_nothing_is_written_on_a_closed_year_nor_what_its_closing_carried() -> None:
    closed = {"a:frna:2025"}
    year = Problem(
        "W10", "L’anno del fondo è chiuso.", "Riaprirlo con un motivo, o scrivere nell’anno nuovo."
    )
    carried = Problem(
        "W24",
        "Il 2025 è chiuso, e il suo residuo lo porta la chiusura.",
        "Riaprire il 2025 con un motivo, e chiuderlo di nuovo.",
        value="2025",
    )
    asked: list[tuple[str, str, Image, Problem | None]] = [
        ("frna_entry", "x", {"fund_year_id": "a:frna:2025"}, year),
        ("frna_entry", "x", {"fund_year_id": "a:frna:2026"}, None),
        ("frna_entry", "x", {"fund_year_id": "b:frna:2025"}, None),
        ("fund_year", "a:frna:2025", {}, year),
        ("fund_year", "a:frna:2026", {}, None),
        ("fund_year", "a:frna:2026", {"fund_year_id": "a:frna:2025"}, None),
        ("allocation", "a:frna:2025", {}, None),
        ("carry_over", "x", _carried("a:frna:2026", 2025, "official"), carried),
        ("carry_over", "x", _carried("a:frna:2026", 2025, "estimated"), None),
        ("carry_over", "x", _carried("a:frna:2026", 2024, "official"), None),
        ("carry_over", "x", _carried("b:frna:2026", 2025, "official"), None),
        ("carry_over", "x", _carried("a:frna:2025", 2024, "estimated"), year),
    ]
    for table, row_id, image, found in asked:
        assert in_closed_year(E[table], row_id, image, closed) == found, (table, image)


def _carried(fund: str, year: int, status: str) -> Image:
    return {"fund_year_id": fund, "from_year": year, "status": status}


def test_a_row_refers_to_what_its_own_district_has(world: Engine) -> None:
    rows("municipality", {"istat_code": "m", "district_id": "b"}, engine=world)
    told = Problem(
        "W23",
        "«Comune»: «m» è di un altro distretto.",
        "Sceglierne uno di questo distretto.",
        Place(column="Comune"),
        "m",
    )
    with reading(world) as connection:
        subjects = Subjects(connection)
        for comune, changed, found in (
            ("m", {"municipality_id"}, [told]),
            ("m", {"amount_cents"}, []),
            ("c", {"municipality_id"}, []),
            (None, {"municipality_id"}, []),
        ):
            image = {**entry(1, 1).values, "municipality_id": comune}
            assert [*of_another_district(subjects, ENTRY, image, changed)] == found
        of_b = sound(E["regulated_service"], district_id="b", code="sad")
        rule = sound(E["fee_rule"], service_id="b:sad", municipality_id="c")
        assert [*of_another_district(subjects, E["regulated_service"], of_b, of_b)] == []
        assert [*of_another_district(subjects, E["fee_rule"], rule, {"municipality_id"})] == []
