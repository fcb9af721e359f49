"""S0-05, S0-06, S0-10: the next year is made from this one, once, whole, and undone whole."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from tests.made_districts import made_districts
from tests.made_rows import fingerprint
from tests.made_sitting import officers
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.images import read_all
from udp_core.archive.replay import alterations
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import Allocation, FundYear
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.problem import RefusedError
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.entities.intervention import Action, Intervention, InterventionFunding
from udp_core.registers.queries import readable_rows
from udp_core.writing.naming import Names
from udp_core.writing.undoing import Undo, undo
from udp_core.years.commands import prepare_year
from udp_core.years.report.lines import prepared
from udp_core.years.report.new_year import new_year_report
from udp_core.years.report.wanted import WantedYear
from udp_core.years.rules import Basis, YearPart

TODAY = date(2026, 12, 5)
EVERYTHING = frozenset(YearPart)
ALREADY_KNOWN = frozenset({"I17"})


@pytest.fixture
def archive(demo_address: str, tmp_path: Path) -> Engine:
    """A copy of the demonstration, with its coordinator."""
    copy = tmp_path / "year.sqlite"
    shutil.copy(demo_address.removeprefix("sqlite:///"), copy)
    engine = open_engine(f"sqlite:///{copy}")
    officers(engine)
    return engine


def wanted(parts: frozenset[YearPart] = EVERYTHING, **more: object) -> WantedYear:
    return WantedYear("ravenna", 2026, TODAY, parts, **more)  # type: ignore[arg-type]


def asked(name: str, officer: str = "anna") -> Asked:
    return Asked(name, officer, "", "Decide il Comitato", datetime.now(UTC))


def made(engine: Engine, order: WantedYear, name: str = "anno") -> int:
    """Prepared, the sums over the available explained."""
    with pytest.raises(RefusedError) as refused:
        prepare_year(engine, asked(name), order)
    assert {one.code for one in refused.value.problems} == ALREADY_KNOWN
    keys = frozenset(one.key for one in refused.value.problems)
    return prepare_year(engine, asked(f"{name} di nuovo"), order, keys).touched


def rows(connection: Connection, entity: type[Entity], **filters: str) -> dict[str, Image]:
    found = readable_rows(connection, entity, "ravenna", filters)
    return {row.id: row.image for row in found}


def test_schede_begin_again_with_their_actions_a_year_later(archive: Engine) -> None:
    made(archive, wanted())
    with reading(archive) as connection:
        [programme] = rows(connection, AnnualProgramme, year="2027").values()
        plan = rows(connection, Plan)[str(programme["plan_id"])]
        now = rows(connection, Intervention, programme_id=id_of(AnnualProgramme, programme))
        [before] = rows(connection, AnnualProgramme, year="2026").values()
        then = rows(connection, Intervention, programme_id=id_of(AnnualProgramme, before))
        old = {one["code"]: one for one in then.values()}
        one = next(image for image in now.values() if image["code"] == "S27-04")
        actions = rows(connection, Action, intervention_id=id_of(Intervention, one))
        first = old["S26-04"]
        earlier = rows(connection, Action, intervention_id=id_of(Intervention, first))
        money = rows(connection, InterventionFunding, intervention_id=id_of(Intervention, one))
    assert (programme["title"], programme["state"], programme["act_id"]) == (
        "Programma attuativo annuale 2027 (dimostrativo)",
        "draft",
        None,
    )
    assert (plan["year_from"], plan["year_to"], plan["state"]) == (2027, 2029, "draft")
    assert plan["previous_plan_id"] == "ravenna:pdz-2024-2026"
    continued = {row["code"] for row in then.values() if row["state"] != "not_realised"}
    assert {str(row["code"]).replace("S27", "S26") for row in now.values()} == continued
    assert (one["state"], one["progress"], one["evaluation"]) == ("proposed", 0, None)
    assert (one["start_date"], one["end_date"]) == ("2027-01-01", "2027-12-31")
    assert one["lead_organisation_id"] == first["lead_organisation_id"]
    assert len(actions) == len(earlier)
    assert [str(row["due_date"])[:4] for row in actions.values()] == ["2027"] * len(actions)
    assert {row["done_date"] for row in actions.values()} == {None}
    assert {row["phase"] for row in money.values()} == {"budget"}
    assert {row["state"] for row in money.values()} == {"draft"}


def test_the_budget_begins_from_what_was_chosen_to_the_cent(archive: Engine) -> None:
    totals = {}
    for basis in Basis:
        with reading(archive) as connection:
            lines = prepared(connection, wanted(frozenset({YearPart.BUDGET}), basis=basis)).lines
        ours = [line for line in lines if ":frna:" in str(line.image["fund_year_id"])]
        totals[basis] = sum(int(str(line.image["amount_cents"])) for line in ours)
        assert {line.image["state"] for line in ours} == {"draft"}
    with reading(archive) as connection:
        report = fund_report(connection, "ravenna", 2026, TODAY)
    assert report is not None
    assert report.position.programmed is not None
    assert totals[Basis.BUDGET] == report.position.programmed.cents
    forecast = sum(
        (voce.year_total or voce.programmed).cents for voce in report.voci if voce.programmed
    )
    assert totals[Basis.FORECAST] == forecast
    assert totals[Basis.RUN_RATE] not in {totals[Basis.BUDGET], 0}


def test_every_fund_is_prepared_with_what_it_was_assigned_as_an_estimate(archive: Engine) -> None:
    made(archive, wanted())
    with reading(archive) as connection:
        funds = {row["source_id"] for row in rows(connection, FundYear, year="2027").values()}
        assigned = rows(connection, Allocation, fund_year_id="ravenna:fna:2027")
    assert funds == {"frna", "fna", "dopo-di-noi", "vita-indipendente", "caregiver"}
    assert {row["status"] for row in assigned.values()} == {"estimated"}
    assert {row["act_id"] for row in assigned.values()} == {None}


def test_done_again_it_adds_only_what_is_missing(archive: Engine) -> None:
    first = made(archive, wanted(frozenset({YearPart.FUNDS, YearPart.AVAILABLE, YearPart.BUDGET})))
    second = prepare_year(archive, asked("il resto"), wanted()).touched
    before = fingerprint(archive)
    with pytest.raises(RefusedError, match="non manca nulla"):
        prepare_year(archive, asked("ancora"), wanted())
    assert fingerprint(archive) == before
    assert first > 70
    assert second > 600
    with reading(archive) as connection:
        report = new_year_report(connection, wanted())
        assert list(alterations(connection)) == []
    assert report.rows == 0
    assert sum(one.there for one in report.registers) == first + second


def test_one_request_undone_is_a_year_that_never_was(archive: Engine) -> None:
    with reading(archive) as connection:
        before = {row_id for row_id, _, _ in read_all(connection, Intervention)}
    made(archive, wanted(), "anno")
    undo(archive, Undo(asked("annulla"), "anna", "anno di nuovo", TODAY))
    with reading(archive) as connection:
        after = {row_id for row_id, _, _ in read_all(connection, Intervention)}
        assert rows(connection, FundYear, year="2027") == {}
        assert rows(connection, FrnaEntry, fund_year_id="ravenna:frna:2027") == {}
    assert after == before


def test_a_scheda_that_is_dropped_is_left_behind_with_all_its_parts(archive: Engine) -> None:
    dropped = "ravenna:pdz-2024-2026:2026:1:S26-04"
    with reading(archive) as connection:
        lines = prepared(connection, wanted(dropped=frozenset({dropped}))).lines
    said = [line for line in lines if "S27-04" in line.id or "S26-04" in line.id]
    assert said == []


@pytest.mark.parametrize("officer", ["ugo", "nessuno"])
def test_only_who_arranges_prepares_a_year(archive: Engine, officer: str) -> None:
    before = fingerprint(archive)
    with pytest.raises(RefusedError):
        prepare_year(archive, asked("anno", officer), wanted())
    assert fingerprint(archive) == before


def test_another_district_is_not_touched(empty_engine: Engine) -> None:
    made_districts(empty_engine)
    order = WantedYear("b", 2026, TODAY, EVERYTHING)
    with reading(empty_engine) as connection:
        assert prepared(connection, order).lines == ()
    with pytest.raises(RefusedError, match="non manca nulla"):
        prepare_year(empty_engine, asked("anno"), order)


def test_the_lines_of_a_budget_are_of_the_fund_that_they_begin_from(archive: Engine) -> None:
    """Those of next year are not there yet, and have no name: each line names this year's."""
    with reading(archive) as connection:
        picture = new_year_report(connection, wanted())
        names = Names(connection)
        funds = {names.of(FundYear, one): one for one in rows(connection, FundYear, year="2026")}
        budgets = rows(connection, FrnaEntry, phase="budget").values()
    told = dict.fromkeys(funds, 0)
    for line in picture.budget:
        told[line.fund] += line.before.cents
    assert told == {
        name: sum(int(str(one["amount_cents"])) for one in budgets if one["fund_year_id"] == fund)
        for name, fund in funds.items()
    }
    assert min(told.values()) > 0
