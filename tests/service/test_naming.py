"""Rows by their names.

No code where there is a name, namesakes of three years told apart, two districts.
"""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from tests.made_desk import E, made_desk, mandate, save
from tests.made_rows import load, sound
from udp_core.archive.changes import WantedChanges
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import id_of, specs, table_name
from udp_core.archive.images import read_all
from udp_core.archive.registry import ENTITIES
from udp_core.history.report import change_reports
from udp_core.history.tables import changes_table
from udp_core.kernel.problem import Place, Problem
from udp_core.writing.conflicts import ConflictsError
from udp_core.writing.loading import Batch
from udp_core.writing.naming import Names, by_name, conflict_words, labels_of
from udp_core.writing.saving import Edit

S26_01 = "ravenna:pdz-2024-2026:2026:1:S26-01"


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Engine:
    return open_engine(demo_address)


@pytest.mark.parametrize(
    ("table", "row_id", "words"),
    [
        (
            "intervention",
            S26_01,
            (
                "scheda S26-01 Centro per le famiglie: consulenza, mediazione, sostegno alla"
                " genitorialità (2026)"
            ),
        ),
        (
            "intervention_funding",
            f"{S26_01}:comuni:039007:final",
            "finanziamento della scheda: S26-01 (2026), Comuni del distretto, Cervia, consuntivo",
        ),
        (
            "frna_entry",
            "ravenna:frna:2026:A1.1:frna:039007:final:month:6",
            (
                "movimento FRNA: FRNA 2026, A1.1 Case residenza anziani (CRA), Fondo regionale per"
                " la non autosufficienza, Cervia, consuntivo, giugno"
            ),
        ),
        ("fund_year", "ravenna:frna:2026", "anno del fondo FRNA 2026"),
        ("action", f"{S26_01}:1", "azione: S26-01 (2026), n. 1, "),
    ],
)
def test_a_row_is_called_as_people_call_it(
    demo: Engine, table: str, row_id: str, words: str
) -> None:
    with reading(demo) as connection:
        assert row_id in {one for one, _, _ in read_all(connection, E[table])}
        found = Names(connection).titled(E[table], row_id)
    assert found.startswith(words.partition(" Centro")[0])
    assert (table in {"intervention", "action"}) or found == words


def test_a_row_of_no_comune_is_of_the_whole_district(demo: Engine) -> None:
    with reading(demo) as connection:
        row_id = next(
            one
            for one, _, image in read_all(connection, E["frna_entry"])
            if image["municipality_id"] is None
        )
        assert ", intero distretto, " in Names(connection).titled(E["frna_entry"], row_id)


def test_no_name_of_any_row_holds_an_id(demo: Engine) -> None:
    """Ids of many parts have colons between words without blanks.

    A name has none, except in what is published as such.
    """
    with reading(demo) as connection:
        names = Names(connection)
        for entity in ENTITIES:
            if table_name(entity) in {"published_row", "published_discrepancy", "data_set"}:
                continue
            for row_id, _, image in read_all(connection, entity):
                found = names.of(entity, row_id, image)
                assert found
                assert not re.search(r"\w:\w", found), found


def test_namesakes_are_told_apart_and_every_choice_is_one(demo: Engine) -> None:
    with reading(demo) as connection:
        for table in (
            "intervention",
            "fund_year",
            "annual_programme",
            "act",
            "frna_voce",
            "officer",
            "organisation",
        ):
            found = labels_of(connection, E[table])
            assert len(set(found.values())) == len(found)
        schede = labels_of(connection, E["intervention"])
    assert {
        year
        for year in (2024, 2025, 2026)
        if any(f"({year})" in words for words in schede.values())
    } == {2024, 2025, 2026}


def test_two_offices_of_one_name_are_two_users(engine: Engine) -> None:
    made_desk(engine)
    load(
        engine,
        Batch(
            E["officer"],
            [
                (None, {"code": name, "name": "Ufficio di Piano", "active": 1})
                for name in ("uno", "due")
            ],
        ),
    )
    load(
        engine,
        Batch(E["mandate"], [(None, mandate("uno", "municipality_editor", municipality_id="c"))]),
    )
    with reading(engine) as connection:
        users = labels_of(connection, E["officer"])
        assert users["uno"] == "uno — Ufficio di Piano" != users["due"]
        [mine] = [
            name
            for row, name in labels_of(connection, E["mandate"]).items()
            if row.startswith("uno:")
        ]
    assert mine == "uno — Ufficio di Piano, referente di Comune, Cervia, Attività"


def test_of_two_districts_what_would_be_alike_is_not(engine: Engine) -> None:
    made_desk(engine)
    twin = {**sound(E["fund_year"], year=2026), "district_id": "b"}
    with reading(engine) as connection:
        [(_, _, district)] = list(read_all(connection, E["district"]))
    load(
        engine,
        Batch(E["district"], [(None, {**district, "code": "b", "name": "Bassa"})]),
        Batch(E["fund_year"], [(None, twin)]),
    )
    with reading(engine) as connection:
        names = labels_of(connection, E["fund_year"])
    assert names[id_of(E["fund_year"], twin)] != names["a:a:2026"]


def test_history_is_read_and_searched_by_name(engine: Engine) -> None:
    made_desk(engine)
    save(engine, "anna", Edit(E["municipality"], {"name": "Cervia Milano"}, "c", 1))
    with reading(engine) as connection:
        [last, *_] = change_reports(connection, WantedChanges(author="anna"))
        assert last.title == "Comune Cervia Milano"
        assert change_reports(connection, WantedChanges(text="milano"))[0].title == last.title
        [line, *_] = changes_table([last]).rows
    assert "Comune Cervia Milano, riga cambiata" in line


def test_a_conflict_and_a_problem_say_the_row_by_name(engine: Engine) -> None:
    made_desk(engine)
    save(engine, "anna", Edit(E["municipality"], {"name": "Uno"}, "r", 1))
    with pytest.raises(ConflictsError) as clash:
        save(engine, "anna", Edit(E["municipality"], {"name": "Due"}, "r", 1))
    with reading(engine) as connection:
        assert conflict_words(connection, clash.value.conflicts[0]) == (
            "Comune Uno",
            "Uno",
            "Due",
            "Russi",
        )
        problem = Problem("X1", "Non va.", "Correggere.", Place(entity="Comune", entity_id="r"))
        unknown = Problem("X1", "Non va.", "Correggere.", Place(entity="Comune", entity_id="mai"))
        of_a_file = Problem("X1", "Non va.", "Correggere.", Place(entity="foglio", entity_id="r"))
        of_no_row = Problem("X1", "Non va.", "Correggere.", Place(entity="Comune"))
        found = by_name(connection, [problem, unknown, of_a_file, of_no_row])
    assert [one.place.entity_id for one in found] == ["Uno", "mai", "r", ""]


def test_a_share_is_a_percentage_in_history_and_in_conflicts(engine: Engine) -> None:
    """«85 % → 1,2 %», never «0,85 → 0,012»."""
    with reading(engine) as connection:
        names, progress = Names(connection), specs(E["intervention"])["progress"]
        assert [names.value(progress, value) for value in (850, 12, 1000, None)] == [
            "85 %",
            "1,2 %",
            "100 %",
            "",
        ]
