"""The cells of a grid.

The word or the code is understood, whatever else is told with the words that would do.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, made_desk
from tests.made_rows import load, sound
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image
from udp_core.kernel.problem import Problem
from udp_core.writing.grid.cells import GridColumns, marked, unmarked, usual_values
from udp_core.writing.grid.judging import Bench, judged
from udp_core.writing.grid.ordering import Looked, looked_for, natural, ordered_ids
from udp_core.writing.grid.sheet import GridSheet
from udp_core.writing.grid.words import NamesInGrid, chosen_words, known_rows
from udp_core.writing.loading import Batch

OTHER = "b"
CERVIA = "039007"
"""A district that is not one's own."""


def organisation(code: str, name: str, **values: str | None) -> Image:
    return (
        sound(
            E["organisation"],
            code=code,
            name=name,
            municipality_id=None,
            valid_from=None,
            valid_to=None,
        )
        | values
    )


@pytest.fixture(scope="module")
def two_districts(
    tmp_path_factory: pytest.TempPathFactory, _migrated_file: Path
) -> Iterator[Engine]:
    """Namesakes.

    A Comune in each district, the same fund year in both, two offices (one ended), two with their
    own code.
    """
    engine = open_engine(
        f"sqlite:///{shutil.copy(_migrated_file, tmp_path_factory.mktemp('cells') / 'two.sqlite')}"
    )
    made_desk(engine)
    towns: list[Image] = [
        sound(E["municipality"], istat_code=code, district_id=district, name=name)
        for code, district, name in (
            (CERVIA, "a", "Cervia mare"),
            ("039010", "a", "Faenza"),
            ("039011", OTHER, "Faenza"),
            ("040001", OTHER, "Solarolo"),
        )
    ]
    offices = [
        organisation("ausl", "AUSL Romagna"),
        organisation("asp", "ASP"),
        organisation("asp-vecchia", "ASP", valid_to="2024-12-31"),
        organisation("o’brien", "L’Aquilone"),
    ]
    load(
        engine,
        Batch(E["district"], [(None, sound(E["district"], code=OTHER, name="Altro distretto"))]),
        Batch(E["municipality"], [(None, one) for one in towns]),
        Batch(E["organisation"], [(None, one) for one in offices]),
        Batch(E["fund_year"], [(None, sound(E["fund_year"], district_id=OTHER, year=2026))]),
    )
    yield engine
    engine.dispose()


def known(engine: Engine, table: str) -> NamesInGrid:
    with reading(engine) as connection:
        return known_rows(connection, E[table], "a")


@pytest.mark.parametrize(
    ("table", "typed", "found"),
    [
        ("municipality", "Cervia mare", CERVIA),
        ("municipality", "  cervia   MARE ", CERVIA),
        ("municipality", CERVIA, CERVIA),
        ("municipality", "39007", CERVIA),  # a spreadsheet ate the zero
        ("municipality", "Faenza", "039010"),  # of one's own district: the other cannot be written
        ("municipality", "39011", "039011"),
        ("municipality", "Solarolo", "040001"),
        ("organisation", "ausl romagna", "ausl"),
        ("organisation", "AUSL", "ausl"),
        ("organisation", "L'Aquilone", "o’brien"),
        ("fund_year", "A 2026", FUND),
        ("fund_year", FUND, FUND),
    ],
)
def test_one_meaning_is_taken(two_districts: Engine, table: str, typed: str, found: str) -> None:
    assert known(two_districts, table).find(typed) == found


@pytest.mark.parametrize(
    ("table", "typed", "code", "said"),
    [
        ("municipality", "Cervja mare", "G01", "Forse «Cervia mare»?"),
        ("municipality", "Ravenna", "G01", "Scrivere «Cervia», «Cervia mare», «Faenza» o «Russi»."),
        ("municipality", "7", "G01", "Scrivere"),
        ("organisation", "asp", "", "asp"),  # a code is exact, whatever has it for a name
        (
            "organisation",
            "ASP",
            "G02",
            "ASP (codice asp); ASP (codice asp-vecchia, fino al 31/12/2024).",
        ),
    ],
)
def test_no_meaning_or_many_are_told(
    two_districts: Engine, table: str, typed: str, code: str, said: str
) -> None:
    found = known(two_districts, table).find(typed)
    if not code:
        assert found == said
        return
    assert isinstance(found, Problem)
    assert found.code == code
    assert said in f"{found.sentence} {found.remedy}"
    assert found.value == typed


def test_what_a_cell_shows_of_every_row_is_read_back_as_that_row(two_districts: Engine) -> None:
    for table in (
        "municipality",
        "organisation",
        "fund_year",
        "intervention",
        "frna_voce",
        "district",
    ):
        rows = known(two_districts, table)
        assert {words: rows.find(words) for words in rows.shown.values()} == {
            words: row_id for row_id, words in rows.shown.items()
        }


def columns(engine: Engine, table: str) -> GridColumns:
    bare = GridColumns(E[table])
    referred = {name: bare.spec(name).refers_to for name in bare.names}
    return GridColumns(
        E[table], {name: known(engine, one) for name, one in referred.items() if one}
    )


@pytest.mark.parametrize(
    ("table", "name", "typed", "value"),
    [
        ("frna_entry", "municipality_id", "39007", CERVIA),
        ("frna_entry", "municipality_id", " ", None),
        ("frna_entry", "phase", "Consuntivo", "final"),
        ("frna_entry", "phase", "final", "final"),
        ("frna_entry", "period_no", "novembre", 11),
        ("frna_entry", "period_no", "Nov", 11),
        ("frna_entry", "period_no", "11", 11),
        ("frna_entry", "amount_cents", "€ 25.200,00", 25_200_00),
        ("frna_entry", "amount_cents", "1 000,5", 1_000_50),
        ("frna_entry", "as_of", "7.11.2026", "2026-11-07"),
        ("frna_entry", "origin", "dato  reale", "real"),
        ("action", "weight", "50 %", 500),
        ("action", "weight", "50%", 500),
        ("action", "weight", "50", 500),
        ("officer", "active", "sì", 1),
        ("officer", "active", "SI", 1),
        ("officer", "active", "x", 1),
        ("officer", "active", "No", 0),
        ("act", "title", "Due  spazi restano", "Due  spazi restano"),
    ],
)
def test_a_cell_is_understood(
    two_districts: Engine, table: str, name: str, typed: str, value: int | str | None
) -> None:
    assert columns(two_districts, table).read(name, typed) == value


@pytest.mark.parametrize(
    ("table", "name", "typed"),
    [
        ("frna_entry", "amount_cents", "n.d."),
        ("frna_entry", "amount_cents", "(25.700,00)"),
        ("frna_entry", "amount_cents", "25,600.00"),
        ("frna_entry", "amount_cents", "1.000,005"),
        ("frna_entry", "period_no", "brumaio"),
        ("frna_entry", "phase", "consuntivi"),
        ("frna_entry", "voce_id", ""),
        ("action", "weight", "0,5"),  # half of one, or half of a hundredth: asked back
        ("officer", "active", "boh"),
        ("plan", "year_from", "01/01/2024"),
    ],
)
def test_a_cell_that_is_not_understood_is_a_problem_and_never_a_guess(
    two_districts: Engine, table: str, name: str, typed: str
) -> None:
    assert isinstance(columns(two_districts, table).read(name, typed), Problem)


def test_choices_given_are_read_by_code_and_by_words() -> None:
    opens = chosen_words("Che cosa apre", {"frna": "Il fondo", "sala": "La sala"})
    assert [opens.find(words) for words in ("il FONDO", "sala")] == ["frna", "sala"]
    assert isinstance(opens.find("Il tetto"), Problem)


def test_what_is_usual_in_a_new_row() -> None:
    today = date(2026, 11, 29)
    usual = usual_values(
        E["measurement"], today, 2026, "a", {"indicator_id": "i1", "municipality_id": "c"}
    )
    assert usual == {
        "district_id": "a",
        "year": 2026,
        "state": "draft",
        "as_of": "2026-11-29",
        "origin": "real",
        "indicator_id": "i1",
    }
    assert "municipality_id" not in usual  # left empty it means the whole district
    assert usual_values(E["plan"], today, 2026, "a", {})["state"] == "draft"
    scheda = usual_values(E["intervention"], today, 2027, "a", {})
    assert (scheda["start_date"], scheda["end_date"], scheda["progress"], scheda["as_of"]) == (
        "2027-01-01",
        "2027-12-31",
        0,
        "2026-11-29",
    )


def test_a_mark_is_shown_and_is_no_part_of_what_is_typed() -> None:
    assert [
        marked("Cervja"),
        marked(""),
        unmarked("⚠ Cervja"),
        unmarked("⚠"),
        unmarked("Cervia"),
    ] == ["⚠ Cervja", "⚠", "Cervja", "", "Cervia"]


def test_rows_stand_as_they_are_counted_and_are_found_by_their_words(two_districts: Engine) -> None:
    assert sorted(["mese 10", "mese 2", "anno"], key=natural) == ["anno", "mese 2", "mese 10"]
    entries = [
        sound(
            E["frna_entry"],
            fund_year_id=FUND,
            voce_id="A1",
            municipality_id="c",
            phase="final",
            period="month",
            period_no=number,
            amount_cents=100 * number,
        )
        for number in (10, 2, 1)
    ]
    load(two_districts, Batch(E["frna_entry"], [(None, one) for one in entries]))
    with reading(two_districts) as connection:
        ids = ordered_ids(connection, E["frna_entry"], (("voce_id", "A1"),), 2026)
        own = columns(two_districts, "frna_entry")
        assert [row_id.rpartition(":")[2] for row_id in ids] == ["1", "2", "10"]
        assert looked_for(connection, own, ids, Looked(by="amount_cents", backwards=True)) == tuple(
            reversed(ids)
        )
        assert looked_for(connection, own, ids, Looked("mese 10,00 cervia")) == ids[2:]
        assert looked_for(connection, own, ids, Looked("russi")) == ()


@pytest.mark.parametrize(
    ("column", "first_to_last"),
    [
        ("code", ["a2", "a10", "b1"]),
        ("name", ["b1", "a2", "a10"]),
        ("kind", ["a10", "a2", "b1"]),
        ("valid_to", ["a2", "a10", "b1"]),
    ],
)
def test_a_column_orders_the_rows_either_way_and_blanks_stay_last(
    two_districts: Engine, column: str, first_to_last: list[str]
) -> None:
    """Codes as they are counted, lists in their own order, days as they come; «b1» never ends."""
    made = [
        organisation("a10", "Zeta", kind="municipality", valid_to="2026-12-31"),
        organisation("b1", "Alfa", kind="other"),
        organisation("a2", "Beta", kind="health_authority", valid_to="2026-02-28"),
    ]
    load(two_districts, Batch(E["organisation"], [(None, one) for one in made]))
    own, ids = columns(two_districts, "organisation"), [str(one["code"]) for one in made]
    with reading(two_districts) as connection:
        there, back = (
            list(looked_for(connection, own, ids, Looked(by=column, backwards=backwards)))
            for backwards in (False, True)
        )
    last = ["b1"] if column == "valid_to" else []
    assert there == first_to_last
    assert back == [*reversed([one for one in there if one not in last]), *last]


def test_what_only_a_step_writes_is_not_typed_in_a_new_row() -> None:
    columns = GridColumns(E["fund_year"], {}, {}, {})
    typed = GridSheet({}, {1: {"approved_on": "20/02/2026"}}, {})
    found = judged(Bench(columns, date(2026, 11, 29), {1: 1}), typed)
    problem = found.wrong[1]["approved_on"]
    assert (problem.code, problem.sentence) == (
        "W21",
        "«Preventivo approvato il» lo scrive il passaggio di stato.",
    )
