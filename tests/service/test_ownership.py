"""Whose a row is: rights come from the row as it was and as it would be.

What is of nobody is written by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_copy import copied
from tests.made_desk import TODAY, E, entry, made_desk, save
from tests.made_districts import BODY, SITTING, made_districts, rows
from tests.made_rows import asked, batches, family, fingerprint, load, sound
from udp_core.archive.changes import WantedChanges
from udp_core.archive.engine import reading
from udp_core.archive.entity import OF_ALL, SHIPPED, USERS, Entity, id_of, specs, table_name
from udp_core.archive.images import read_all, read_by_id
from udp_core.archive.registry import BY_NAME, ENTITIES, referring
from udp_core.history.report import change_reports
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Role
from udp_core.people.rights import is_written_by, right_of
from udp_core.people.rules import Actor, Grant
from udp_core.territory.entities import Population
from udp_core.writing.saving import Edit, SaveRows, tried_rows

EVERY = pytest.mark.parametrize("entity", ENTITIES, ids=table_name)
ALL = [one for one in ENTITIES if one.belongs_to == OF_ALL]


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory, _migrated_file: Path) -> Path:
    """Two districts, and a row of every entity that is of «a», or of all."""
    with copied(_migrated_file, tmp_path_factory.mktemp("owned")) as engine:
        made_districts(engine)
        for entity in ENTITIES:
            load(engine, *batches(family(entity)))
        return Path(str(engine.url.database))


@pytest.fixture
def world(_made: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied(_made, tmp_path) as engine:
        yield engine


def codes(engine: Engine, officer: str, *edits: Edit) -> set[str]:
    """Why a save is refused; empty where it would be done. Nothing is kept."""
    before = fingerprint(engine)
    tried = tried_rows(engine, SaveRows(asked(), officer, edits, TODAY), lambda _: frozenset())
    assert fingerprint(engine) == before
    return {problem.code for problem in tried.problems}


def edit(
    engine: Engine,
    entity: type[Entity],
    row_id: str,
    *,
    remove: bool = False,
    **values: str | int | None,
) -> Edit:
    with reading(engine) as connection:
        version, _ = read_by_id(connection, entity, [row_id])[row_id]
    return Edit(entity, values, row_id, version, "Prova", remove)


@EVERY
def test_every_entity_says_whose_it_is(entity: type[Entity]) -> None:
    """Its path leads to a district, through rows that have one.

    Or it is of all, shipped, or of who uses it.
    """
    assert entity.belongs_to, "dire di chi sono le sue righe: `belongs_to`"
    if entity.belongs_to not in {OF_ALL, SHIPPED}:
        assert all(one == USERS or leads(entity, one) for one in entity.belongs_to)


def leads(entity: type[Entity], name: str) -> bool:
    parent = specs(entity)[name].refers_to or table_name(entity)
    return parent == "district" or (
        BY_NAME[parent] is not entity and bool(BY_NAME[parent].belongs_to)
    )


def test_what_belongs_to_nobody_is_written_by_nobody(
    world: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = edit(world, E["plan"], "a:a", title="Cambiato")
    assert codes(world, "anna", change) == set()
    monkeypatch.setattr(E["plan"], "belongs_to", ())
    assert "A13" in codes(world, "anna", change)


@EVERY
def test_who_works_elsewhere_changes_no_row(world: Engine, entity: type[Entity]) -> None:
    image = sound(entity)
    change = edit(world, entity, id_of(entity, image), remove=True)
    never = right_of(entity, image, tuple(image), exists=False) is None
    for officer in ("bice", "bruno"):
        assert ("A12" if never else "A11") in codes(world, officer, change), officer


MOVED = {
    "municipality": "c",
    "governing_body": BODY,
    "sitting": SITTING,
    "scenario": "a",
    "mandate": "",
}
"""Entities whose district is a field that is no part of the key."""


def test_no_other_entity_can_change_its_district() -> None:
    free = {
        table_name(one)
        for one in ENTITIES
        if "district_id" in specs(one) and "district_id" not in one.key
    }
    free -= {
        table_name(one) for one in ENTITIES if right_of(one, sound(one), (), exists=True) is None
    }
    assert free - set(MOVED) <= {"staff_position", "project", "corrective_plan", "plan"}


@pytest.mark.parametrize("table", [one for one in MOVED if MOVED[one]])
def test_no_row_is_taken_from_another_district_nor_given_to_it(world: Engine, table: str) -> None:
    change = edit(world, E[table], MOVED[table], district_id="b")
    assert "A11" in codes(world, "bice", change)
    assert "A11" in codes(world, "anna", change)
    rows(
        "mandate",
        {
            "officer_id": "alba",
            "role": "coordinator",
            "district_id": "b",
            "valid_from": "2020-01-01",
        },
        engine=world,
    )
    assert "A11" not in codes(world, "alba", change)


@pytest.mark.parametrize("entity", ALL, ids=table_name)
def test_what_holds_for_all_is_changed_by_who_may_in_every_district_at_work(
    world: Engine, entity: type[Entity]
) -> None:
    row_id = id_of(entity, sound(entity))
    name = next(
        one
        for one, spec in specs(entity).items()
        if one not in entity.key and spec.longest and not spec.terms
    )
    change = replace(edit(world, entity, row_id), values={name: "Cambiato"})
    assert "A11" in codes(world, "anna", change)
    rows(
        "mandate",
        {
            "officer_id": "anna",
            "role": "coordinator",
            "district_id": "b",
            "valid_from": "2020-01-01",
        },
        engine=world,
    )
    assert "A11" not in codes(world, "anna", change)


@pytest.mark.parametrize(
    "table", ["frna_entry", "activity_measure", "intervention_funding", "intervention", "mandate"]
)
def test_nothing_of_a_district_is_told_of_a_comune_of_another(world: Engine, table: str) -> None:
    """Nor is it taken from there: what is of «b» is chosen by none of «a»."""
    rows("municipality", {"istat_code": "m", "district_id": "b"}, engine=world)
    who = "adele" if table == "mandate" else "anna"
    [row_id] = _ids(world, table)[:1]
    [values] = [image for entity, image in family(E[table]) if entity is E[table]]
    own = {"municipality_id": "c", "officer_id": "gino"} if table == "mandate" else {}
    for place, wrong in (("m", True), ("c", False)):
        new = {**values, **own, "municipality_id": place}
        named = Edit(E[table], new)
        if "municipality_id" not in E[table].key:
            named = edit(world, E[table], row_id, municipality_id=place)
        assert ("W23" in codes(world, who, named)) is wrong


def _ids(engine: Engine, table: str) -> list[str]:
    with reading(engine) as connection:
        return [row_id for row_id, _, _ in read_all(connection, E[table])]


def test_where_one_district_is_at_work_what_holds_for_all_is_its_own(empty_engine: Engine) -> None:
    made_desk(empty_engine)
    assert (
        codes(empty_engine, "anna", edit(empty_engine, E["frna_voce"], "A1", name="Assistenza"))
        == set()
    )


def test_a_common_row_says_of_which_districts_it_is(world: Engine) -> None:
    with pytest.raises(RefusedError) as caught:
        save(
            world,
            "anna",
            edit(
                world,
                E["unit_cost"],
                id_of(E["unit_cost"], sound(E["unit_cost"])),
                source="Altrove",
            ),
        )
    assert (
        caught.value.problems[0].sentence
        == "«costo unitario» è di più distretti (a e b): la cambia chi ne ha l’incarico in"
        " ciascuno."
    )


def test_an_organisation_is_of_who_uses_it(world: Engine) -> None:
    """Anybody who coordinates adds one.

    Once the other district's fund is managed by it, it is theirs as well.
    """
    new = Edit(E["organisation"], sound(E["organisation"], code="unione"))
    assert codes(world, "bice", new) == codes(world, "anna", new) == set()
    assert "A11" in codes(world, "ugo", new)
    rows("organisation", {"code": "unione"}, engine=world)
    change = edit(world, E["organisation"], "unione", name="Unione")
    assert codes(world, "anna", change) == codes(world, "bice", change) == set()
    rows(
        "fund_year",
        {"district_id": "b", "source_id": "frna", "year": 2026, "manager_id": "unione"},
        engine=world,
    )
    assert (codes(world, "bice", change), codes(world, "anna", change)) == (set(), {"A11"})
    rows("fund_year", {"source_id": "frna", "year": 2025, "manager_id": "unione"}, engine=world)
    assert codes(world, "bice", change) == codes(world, "anna", change) == {"A11"}


def test_an_officer_is_of_the_districts_of_the_mandates(world: Engine) -> None:
    disabled = edit(world, E["officer"], "carlo", active=0)
    assert codes(world, "bruno", disabled) == {"A11"}
    assert codes(world, "adele", disabled) == set()
    assert (
        codes(world, "bruno", Edit(E["officer"], {"code": "nuovo", "name": "Nuovo", "active": 1}))
        == set()
    )


def test_rows_that_come_in_together_are_judged_together(world: Engine) -> None:
    """A plan of the other district and its programme, in one request.

    Neither is added by who works here.
    """
    plan = Edit(E["plan"], sound(E["plan"], district_id="b", code="p"))
    programme = Edit(E["annual_programme"], sound(E["annual_programme"], plan_id="b:p"))
    assert codes(world, "bice", plan, programme) == set()
    assert codes(world, "anna", plan, programme) == {"A11"}
    assert "A11" in codes(world, "bice", entry(5, 10))


def test_what_is_there_belongs_where_it_stands_not_where_the_request_would_take_it(
    world: Engine,
) -> None:
    """Bice takes a Comune to her district and changes its residents: she may do neither."""
    moved = edit(world, E["municipality"], "a", district_id="b")
    residents = edit(world, Population, id_of(Population, sound(Population)), residents=7)
    order = SaveRows(asked(), "bice", (moved, residents), TODAY)
    refused = tried_rows(world, order, lambda _: frozenset()).problems
    of = {one.place.entity for one in refused if one.code == "A11"}
    assert of == {E["municipality"].label, Population.label}


@pytest.mark.parametrize("entity", [one for one in ENTITIES if referring(one)], ids=table_name)
def test_what_others_refer_to_is_not_taken_away_from_them(
    world: Engine, entity: type[Entity]
) -> None:
    """Told in words, with how many of them there are, and never by the database.

    A row of which nobody speaks goes.
    """
    row_id = id_of(entity, sound(entity))
    counts = {one: users(world, entity, one, row_id) for one, _ in referring(entity)}
    told = [
        f"{number} {one.label if number == 1 else one.labels}"
        for one, number in counts.items()
        if number
    ]
    found = {
        one.code: one.sentence for one in problems(world, edit(world, entity, row_id, remove=True))
    }
    if right_of(entity, sound(entity), (), exists=False) is None:
        assert found.keys() == {"A12"}
        return
    assert ("W15" in found) == bool(told)
    assert [words for words in told if words not in found["W15"]] == []
    if entity.key in {("code",), ("istat_code",)}:
        rows(table_name(entity), {entity.key[0]: "nessuno-ne-parla"}, engine=world)
        assert "W15" not in codes(
            world, "anna", edit(world, entity, "nessuno-ne-parla", remove=True)
        )


def users(engine: Engine, entity: type[Entity], other: type[Entity], row_id: str) -> int:
    """How many rows of another entity speak of this one, counted one by one."""
    names = [name for name, spec in specs(other).items() if spec.refers_to == table_name(entity)]
    with reading(engine) as connection:
        images = [image for _, _, image in read_all(connection, other)]
    return sum(image[name] == row_id for image in images for name in names)


def problems(engine: Engine, *edits: Edit) -> tuple[Problem, ...]:
    return tried_rows(
        engine, SaveRows(asked(), "anna", edits, TODAY), lambda _: frozenset()
    ).problems


def test_history_tells_of_every_row_who_wrote_it_and_why(world: Engine) -> None:
    """Of all entities, mandates and who comes in among them.

    As it stands, each field in words, under its own name.
    """
    for entity in ENTITIES:
        row_id = id_of(entity, sound(entity))
        with reading(world) as connection:
            found = change_reports(
                connection, WantedChanges(entity=table_name(entity), text=row_id)
            )
        first = next(one for one in found if one.entity_id == row_id and one.version == 1)
        assert (first.entity, first.what, first.author, first.reason) == (
            entity.label,
            "aggiunta",
            "Ada Rossi",
            "Prova",
        )
        needed = {spec.label for spec in specs(entity).values() if spec.required}
        assert needed <= {field.label for field in first.fields}, entity
        assert first.title.strip()


@EVERY
def test_what_the_desk_never_changes_is_offered_to_nobody(entity: type[Entity]) -> None:
    """Not to who may do everything everywhere; the rest is offered to who arranges or administers.

    A referent of a Comune is offered what is entered, and nothing that is arranged.
    """
    chief = Actor(
        "x", "x", tuple(Grant(role, "a") for role in (Role.COORDINATOR, Role.ADMINISTRATOR))
    )
    clerk = Actor("y", "y", (Grant(Role.MUNICIPALITY_EDITOR, "a", municipality_id="c"),))
    image = sound(entity)
    deed = right_of(entity, image, tuple(image), exists=True)
    assert is_written_by(chief, entity) == (deed is not None)
    entered = table_name(entity) in ENTERED
    assert is_written_by(clerk, entity) == entered


ADMINISTERED = {"officer", "mandate"}
"""Who comes in is the administrator's alone."""


@EVERY
def test_who_administers_is_offered_who_comes_in_and_who_coordinates_all_the_rest(
    entity: type[Entity],
) -> None:
    """The district itself is offered to both: one makes it, the other keeps its names."""
    name, image = table_name(entity), sound(entity)
    changed = right_of(entity, image, tuple(image), exists=True) is not None
    administrator = Actor("x", "x", (Grant(Role.ADMINISTRATOR, "a"),))
    coordinator = Actor("y", "y", (Grant(Role.COORDINATOR, "a"),))
    assert is_written_by(administrator, entity) == (name in {*ADMINISTERED, "district"})
    assert is_written_by(coordinator, entity) == (changed and name not in ADMINISTERED)


ENTERED = {
    "frna_entry",
    "activity_measure",
    "intervention_funding",
    "measurement",
    "intervention",
    "action",
}
