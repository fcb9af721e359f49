"""S0-05, S0-10: bodies, terms and mandates are carried on; what is proposed is corrected by hand.

What is changed of a row that is there is undone with the rest, and done again changes nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, mandate, save
from tests.made_districts import made_districts, rows
from tests.made_rows import fingerprint, sound, sound_history
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.kernel.problem import RefusedError
from udp_core.people.entities import Mandate
from udp_core.people.rights import actor_of
from udp_core.registers.queries import readable_rows
from udp_core.sittings.entities import BodyRule, Member
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo
from udp_core.years.commands import prepare_year
from udp_core.years.report.lines import prepared
from udp_core.years.report.new_year import NewYearReport, new_year_report, unfunded
from udp_core.years.report.wanted import WantedYear, day_key, voce_key
from udp_core.years.rules import BY_HAND, YearPart, written_amounts, written_days

TODAY = date(2026, 11, 10)
BODIES = frozenset({YearPart.BODIES})
MANDATES = frozenset({YearPart.MANDATES})
MONEY = frozenset({YearPart.FUNDS, YearPart.BUDGET})
DINA = "dina:area_editor:a:a:-"
ENDING, ENDED, FAR = "2026-12-31", "2026-11-09", "2027-12-31"


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    """Two districts; of «a» some terms end, some ended, some last."""
    made_districts(empty_engine)
    terms = (("5", ENDING), ("6", ENDED), ("7", FAR), ("8", "2027-06-30"))
    rows(
        "member",
        *(
            {"body_id": "comitato", "code": code, "valid_from": "2020-01-01", "valid_to": last}
            for code, last in terms
        ),
        engine=empty_engine,
    )
    return empty_engine


def wanted(parts: frozenset[YearPart], **more: object) -> WantedYear:
    return WantedYear("a", 2026, TODAY, parts, **more)  # type: ignore[arg-type]


def asked(name: str, officer: str = "anna") -> Asked:
    return Asked(name, officer, "", "Prova", datetime(2026, 11, 10, 9, tzinfo=UTC))


def report_of(engine: Engine, order: WantedYear) -> NewYearReport:
    with reading(engine) as connection:
        return new_year_report(connection, order)


def stored(engine: Engine, entity: type[Entity]) -> dict[str, Image]:
    with reading(engine) as connection:
        return {row.id: row.image for row in readable_rows(connection, entity, "a", {})}


def test_the_rule_of_a_body_is_said_again_and_terms_that_end_go_on(archive: Engine) -> None:
    """Of four terms the one of 31 December 2026 and that of June 2027 go on a year; not the
    one that ended, nor the one that lasts."""
    found = {one.title: one for one in report_of(archive, wanted(BODIES)).dated}
    days = {one.key: (one.before, one.after, one.why) for one in found.values()}
    assert days == {
        "body_rule|comitato:2020-01-01": (
            date(2020, 1, 1),
            date(2027, 1, 1),
            "la regola resta, detta di nuovo per l’anno",
        ),
        "member|comitato:5": (date(2026, 12, 31), date(2027, 12, 31), "finisce il 31/12/2026"),
        "member|comitato:8": (date(2027, 6, 30), date(2028, 6, 30), "finisce il 30/06/2027"),
    }
    assert prepare_year(archive, asked("organi"), wanted(BODIES)).touched == 3
    rules, members = stored(archive, BodyRule), stored(archive, Member)
    assert rules["comitato:2027-01-01"]["quorum"] == rules["comitato:2020-01-01"]["quorum"]
    assert members["comitato:5"]["valid_to"] == "2027-12-31"
    assert members["comitato:6"]["valid_to"] == ENDED
    assert sound_history(archive) == []


def test_done_again_nothing_is_made_twice_and_undone_all_is_as_it_was(archive: Engine) -> None:
    before = stored(archive, Member), stored(archive, BodyRule)
    prepare_year(archive, asked("organi"), wanted(BODIES))
    mark = fingerprint(archive)
    with pytest.raises(RefusedError, match="non manca nulla"):
        prepare_year(archive, asked("ancora"), wanted(BODIES))
    assert fingerprint(archive) == mark
    undo(archive, Undo(asked("annulla"), "anna", "organi", TODAY))
    assert (stored(archive, Member), stored(archive, BodyRule)) == before


def test_mandates_are_carried_on_by_who_administers_and_by_nobody_else(archive: Engine) -> None:
    """dina's ends in December; the one of an officer no longer active stays as it is."""
    for officer in ("gino", "ugo"):
        image = mandate(officer, "committee", valid_from="2021-01-01", valid_to=ENDING)
        if officer == "gino":
            save(archive, "adele", Edit(E["mandate"], image))
    save(archive, "adele", Edit(E["mandate"], {"valid_to": ENDING}, DINA, 1))
    save(archive, "adele", Edit(E["officer"], {"active": 0}, "gino", 1))
    with pytest.raises(RefusedError, match="A11"):
        prepare_year(archive, asked("anna", "anna"), wanted(MANDATES))
    assert prepare_year(archive, asked("adele", "adele"), wanted(MANDATES)).touched == 1
    assert stored(archive, Mandate)[DINA]["valid_to"] == FAR
    assert stored(archive, Mandate)["gino:committee:a:-:-"]["valid_to"] == ENDING
    with reading(archive) as connection:
        assert actor_of(connection, "dina", date(2027, 3, 1)) is not None


def test_a_day_written_by_hand_counts_and_an_empty_one_leaves_the_line_out(
    archive: Engine,
) -> None:
    days, problems = written_days(
        {
            day_key("member", "comitato:5"): "30/04/2027",
            day_key("member", "comitato:8"): "",
            day_key("body_rule", "comitato:2020-01-01"): "1/2/2027",
        },
        2027,
    )
    assert problems == ()
    order = wanted(BODIES, days=frozenset(days.items()))
    assert len(report_of(archive, order).dated) == 2
    prepare_year(archive, asked("organi"), order)
    members = stored(archive, Member)
    assert members["comitato:5"]["valid_to"] == "2027-04-30"
    assert members["comitato:8"]["valid_to"] == "2027-06-30"
    assert "comitato:2027-02-01" in stored(archive, BodyRule)


def test_an_amount_written_by_hand_is_shared_to_the_cent_as_it_was(archive: Engine) -> None:
    """A1 of two Comuni, 12.000 and 500 €: 100,01 € become 96,01 and 4,00 €; A2 stays."""
    two = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
    image = {**dict(entry_of_a1(archive)), "municipality_id": "r", "amount_cents": 500_00, **two}
    save(archive, "anna", Edit(E["frna_entry"], image))
    amounts, problems = written_amounts({voce_key(FUND, "A1"): "100,01 €"})
    assert problems == ()
    order = wanted(MONEY, amounts=frozenset(amounts.items()))
    [line] = [one for one in report_of(archive, order).budget if one.key == voce_key(FUND, "A1")]
    assert (line.before.cents, line.after.cents, line.why) == (12_500_00, 100_01, BY_HAND)
    with reading(archive) as connection:
        made = {
            (line.image["voce_id"], line.image["municipality_id"]): line.image["amount_cents"]
            for line in prepared(connection, order).lines
            if line.entity is FrnaEntry and line.image["fund_year_id"] == "a:a:2027"
        }
    assert made == {("A1", "c"): 96_01, ("A1", "r"): 4_00, ("A2", "c"): 6_000_00}


def entry_of_a1(engine: Engine) -> Image:
    found = stored(engine, FrnaEntry).values()
    return next(
        one
        for one in found
        if (one["fund_year_id"], one["voce_id"], one["phase"]) == (FUND, "A1", "budget")
    )


def test_a_scheda_without_sources_takes_no_amount(archive: Engine) -> None:
    """Until a source is written in its budget."""
    order = wanted(frozenset({YearPart.PROGRAMME}))
    report = report_of(archive, order)
    [scheda] = report.schede
    assert [one.code for one in unfunded(report, {scheda.key})] == ["N08"]
    assert unfunded(report, {"un’altra"}) == ()
    own: Image = {"intervention_id": scheda.key, "phase": "budget", "amount_cents": 300_00}
    funding = sound(E["intervention_funding"], **own)
    save(archive, "anna", Edit(E["intervention_funding"], funding))
    assert unfunded(report_of(archive, order), {scheda.key}) == ()
    typed = wanted(frozenset({YearPart.PROGRAMME}), amounts=frozenset({(scheda.key, 250_00)}))
    [scheda] = report_of(archive, typed).schede
    assert (scheda.was.cents, scheda.budget.cents, scheda.why) == (300_00, 250_00, BY_HAND)


@pytest.mark.parametrize("text", ["boh", "-5", "1.2.3", "1,234.5"])
def test_an_amount_that_does_not_read_is_told_and_counts_for_nothing(text: str) -> None:
    amounts, problems = written_amounts({"uno": text, "due": "10", "tre": ""})
    assert amounts == {"due": 10_00}
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["domani", "31/02/2027", "31/12/2026", "1/1/2028"])
def test_a_day_that_is_none_or_of_another_year_is_told(text: str) -> None:
    days, problems = written_days({"uno": text, "due": "31/12/2027"}, 2027)
    assert days == {"due": "2027-12-31"}
    assert len(problems) == 1
