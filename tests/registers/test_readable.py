"""Which rows a district reads, and which registers somebody: derived from each class."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_districts import made_districts, rows
from tests.made_rows import load, sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, life_field, specs, table_name
from udp_core.archive.field import Deadline
from udp_core.archive.images import read_all
from udp_core.archive.register import Reader
from udp_core.archive.registry import BY_NAME, ENTITIES, REGISTERS
from udp_core.kernel.vocabulary import Role
from udp_core.people.rights import Subjects
from udp_core.people.rules import Actor, Grant
from udp_core.registers.queries import how_many_readable, readable_rows
from udp_core.registers.report import (
    filters_of,
    is_read_by,
    register_value,
    registers_read,
    row_sheet,
)
from udp_core.registers.view.markup import list_markup, sheet_markup
from udp_core.registers.view.tables import found_in, sheet_table, whole_table
from udp_core.writing.loading import Batch

ANNA = Actor("anna", "Ufficio di anna", (Grant(Role.COORDINATOR, "a"),))
ADELE = Actor("adele", "Ufficio di adele", (Grant(Role.ADMINISTRATOR, "a"),))
UGO = Actor("ugo", "Sindaco", (Grant(Role.COMMITTEE, "a"),))
EVERY = pytest.mark.parametrize("entity", ENTITIES, ids=table_name)


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    """Two districts."""
    made_districts(empty_engine)
    rows("plan", {"code": "piano-b", "district_id": "b"}, engine=empty_engine)
    rows("project", {"code": "pa", "district_id": "a"}, engine=empty_engine)
    rows("project", {"code": "pb", "district_id": "b"}, engine=empty_engine)
    return empty_engine


def test_a_district_reads_its_rows_and_those_that_are_everybodys(archive: Engine) -> None:
    """The joins of the database and the walk along the owner path say the same of every row."""
    met = set()
    with reading(archive) as connection:
        subjects = Subjects(connection)
        for district in ("a", "b"):
            for entity in ENTITIES:
                read = {row.id for row in readable_rows(connection, entity, district, {})}
                own = {
                    row_id
                    for row_id, _, image in read_all(connection, entity)
                    if subjects.of(entity, image).district_id in {None, district}
                }
                assert read == own, (district, table_name(entity))
                assert how_many_readable(connection, entity, district) == len(own)
                met |= {(table_name(entity), district)} if own else set()
    assert ("project", "a") in met
    assert ("project", "b") in met


def test_a_project_of_another_district_is_in_no_list_sheet_or_choice(archive: Engine) -> None:
    with reading(archive) as connection:
        shown = register_value(connection, BY_NAME["project"], "a", {}, ANNA)
        assert [row.id for row in shown.rows] == ["a:pa"]
        assert row_sheet(connection, "project", "b:pb", "a", ANNA) is None
        assert row_sheet(connection, "project", "a:pa", "a", ANNA) is not None


@EVERY
def test_every_register_is_read_by_somebody_and_says_what_it_needs(entity: type[Entity]) -> None:
    """A class that contradicts itself is told the line to write."""
    assert entity.belongs_to, f"in {entity.__name__}: belongs_to = ('district_id',), or OF_ALL"
    assert any(is_read_by(entity, one) for one in (None, UGO, ANNA, ADELE)), "read_by"
    unknown = set(entity.summary) - set(specs(entity))
    assert not unknown, f"in {entity.__name__}: summary names {unknown}"
    assert set(entity.later) <= {name for name, one in specs(entity).items() if not one.required}
    if entity.life:
        states = {type(state) for pair in entity.life for state in pair}
        said = specs(entity).get(life_field(entity))
        assert said is not None, (
            f"in {entity.__name__}: a field.choice(…) of the states of its life"
        )
        assert states == {said.terms}, f"in {entity.__name__}: life speaks of other states"
    for spec in specs(entity).values():
        if isinstance(spec.deadline, Deadline) and spec.deadline.closed_by:
            assert spec.deadline.closed_by in specs(entity), "closed_by names no field"


def test_accounts_are_read_by_who_writes_them(archive: Engine) -> None:
    closed = {table_name(one) for one in ENTITIES if one.read_by is Reader.WRITERS}
    assert {"officer", "mandate"} <= closed
    with reading(archive) as connection:
        public = registers_read(connection, "a", None)
        keeper = registers_read(connection, "a", ADELE)
    assert closed.isdisjoint({table for tables in public.values() for table in tables})
    assert "officer" in {table for tables in keeper.values() for table in tables}
    assert not is_read_by(BY_NAME["officer"], UGO)


def test_a_figure_in_draft_is_read_by_who_signed_in(archive: Engine) -> None:
    entity = BY_NAME["frna_entry"]
    with reading(archive) as connection:
        public = register_value(connection, entity, "a", {}, None)
        known = register_value(connection, entity, "a", {}, ANNA)
    assert public.drafts == len(known.rows) - len(public.rows)
    assert known.drafts == 0


def test_a_list_is_filtered_searched_and_leaves_whole(archive: Engine) -> None:
    image = sound(BY_NAME["organisation"], code="coop-x", name="Cooperativa «Il <b>Sole</b>»")
    load(archive, Batch(BY_NAME["organisation"], [(None, image)]))
    with reading(archive) as connection:
        found = register_value(connection, BY_NAME["organisation"], "a", {}, None)
        only = register_value(connection, BY_NAME["organisation"], "a", {"code": "coop-x"}, None)
        kinds = filters_of(connection, BY_NAME["plan"], "b")
    assert [row.id for row in found_in(found, "sole COOP").rows] == ["coop-x"]
    assert found_in(found, "sole ravenna").rows == ()
    assert [row.id for row in only.rows] == ["coop-x"]
    assert "Il &lt;b&gt;Sole" in list_markup(found, found.rows)
    assert "registro=Organizzazioni&amp;riga=organisation%3Acoop-x" in list_markup(only, only.rows)
    assert whole_table(only).columns[0].name == "nome"
    assert len(whole_table(only).columns) == 1 + len(specs(BY_NAME["organisation"]))
    assert "district_id" not in kinds


@pytest.mark.parametrize(("years", "offered"), [(1, False), (2, True), (60, True), (61, False)])
def test_a_list_is_filtered_by_fields_with_few_words(
    archive: Engine, years: int, offered: bool
) -> None:
    """More than one, no more than sixty: the years of the programmes of one plan, not the plan."""
    of_plan = [
        {"plan_id": "b:piano-b", "year": 2000 + number, "state": ("draft", "closed")[number % 2]}
        for number in range(years)
    ]
    rows("annual_programme", *of_plan, engine=archive)
    with reading(archive) as connection:
        found = filters_of(connection, BY_NAME["annual_programme"], "b")
    numbers = {str(one["year"]): str(one["year"]) for one in of_plan}
    assert found == {
        **({"year": numbers} if offered else {}),
        **({"state": {"closed": "chiuso", "draft": "bozza"}} if years > 1 else {}),
    }


def test_a_list_offers_four_filters_and_no_more(archive: Engine) -> None:
    """Of entries of two voci, phases, Comuni, months, amounts: those of the key, the first."""
    changes = [
        {"voce_id": "A2", "municipality_id": "r", "phase": "final"},
        {"voce_id": "A1", "municipality_id": "c", "phase": "forecast"},
    ]
    for number, one in enumerate(changes, 1):
        own = {"fund_year_id": "a:a:2026", "period": "month", "period_no": number}
        rows("frna_entry", {**one, **own, "state": "validated"}, engine=archive)
    with reading(archive) as connection:
        found = filters_of(connection, BY_NAME["frna_entry"], "a")
    assert {name: len(words) for name, words in found.items()} == {
        "fund_year_id": 2,
        "voce_id": 2,
        "municipality_id": 2,
        "phase": 3,
    }


def test_a_row_leads_to_what_it_names_and_to_who_names_it(archive: Engine) -> None:
    with reading(archive) as connection:
        sheet = row_sheet(connection, "plan", "a:a", "a", None)
        assert sheet is not None
        programme = next(one for one in sheet.referring if one.name == "Programmi attuativi")
        below = row_sheet(connection, "annual_programme", programme.rows[0].id, "a", None)
    assert "riga=district%3Aa" in sheet_markup(sheet)
    told = sheet_table(sheet).rows
    assert (programme.name, f"{programme.count} («{programme.field}»)") in told
    assert below is not None
    assert any(one.link and one.link.id == "a:a" for one in below.fields)


def test_who_may_not_read_a_register_is_not_told_who_in_it_names_the_row(archive: Engine) -> None:
    """The mandates of the office: of who keeps them, not of who passes by."""
    with reading(archive) as connection:
        seen = {
            reader.officer_id if reader else "": row_sheet(connection, "district", "a", "a", reader)
            for reader in (None, ADELE)
        }
    names = {who: {one.name for one in sheet.referring} for who, sheet in seen.items() if sheet}
    assert "Incarichi" in names["adele"]
    assert "Incarichi" not in names[""]
    assert "Piani" in names[""]


def test_the_grid_of_the_desk_offers_what_is_typed_there() -> None:
    assert set(REGISTERS) == {table_name(one) for one in ENTITIES if one.typed}
    assert not {"officer", "decision", "vote", "state_step"} & set(REGISTERS)
