"""Two districts in one archive come to the year's end, on both kinds of database.

Each closes its own year and no other.

District a: 20.000 € available, 18.000 € programmed in Cervia, 2.000 € spent. District b: 8.000,
3.000, 1.500 in Zocca.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, made_desk, mandate, save
from tests.made_rows import asked, fingerprint, load, sound, sound_history
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.archive.queries import register_rows
from udp_core.checking.database import check_database
from udp_core.desk.report.checked import checked_figures, draft_budgets, moves_of
from udp_core.fund.commands.closing import close_year, declare_nothing_spent, reopen_year
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.report.closing import closing_report
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import DataState, Phase
from udp_core.writing.loading import Batch
from udp_core.writing.moving import CONFIRM_BUDGET, MoveState, move_states
from udp_core.writing.saving import Edit

AFTER = date(2027, 1, 20)
OTHER = "b:a:2026"
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
_turn = count(1)


def new() -> Asked:
    return asked(f"fine dell'anno {next(_turn)}", "Fine dell’anno")


def of_b(month: int, euro: int, **values: Any) -> Edit:
    return entry(month, euro, fund_year_id=OTHER, municipality_id="z", **values)


@pytest.fixture
def both(engine: Engine) -> Engine:
    made_desk(engine)
    rows: tuple[tuple[str, list[Image]], ...] = (
        ("district", [sound(E["district"], code="b", name="Altrove")]),
        ("municipality", [sound(E["municipality"], istat_code="z", name="Zocca", district_id="b")]),
        ("fund_year", [sound(E["fund_year"], district_id="b", year=2026)]),
        ("officer", [{"code": "fausto", "name": "Ufficio di fausto", "active": 1}]),
        ("mandate", [{**mandate("fausto", "coordinator"), "district_id": "b"}]),
    )
    load(engine, *(Batch(E[name], [(None, one) for one in images]) for name, images in rows))
    for officer, fund, cents in (("anna", FUND, 20_000_00), ("fausto", OTHER, 8_000_00)):
        save(
            engine,
            officer,
            Edit(E["allocation"], sound(E["allocation"], fund_year_id=fund, amount_cents=cents)),
        )
    save(engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    save(engine, "fausto", of_b(1, 3_000, **BUDGET))
    for officer, district in (("anna", "a"), ("fausto", "b")):
        confirmed(engine, officer, district)
    save(engine, "anna", entry(1, 1000), entry(2, 1000))
    save(engine, "fausto", of_b(1, 1_500))
    return engine


def confirmed(engine: Engine, officer: str, district: str) -> None:
    with reading(engine) as connection:
        found = draft_budgets(connection, district, 2026)
    moves = [move for one in found for move in moves_of(one.drafts, DataState.CONFIRMED)]
    move_states(engine, MoveState(new(), officer, moves, AFTER, command=CONFIRM_BUDGET))


def made_ready(engine: Engine, officer: str, district: str, fund: str) -> None:
    """All the figures of a district validated at once, whatever Comune and month.

    What is missing declared.
    """
    for state in (DataState.CONFIRMED, DataState.VALIDATED):
        with reading(engine) as connection:
            found = checked_figures(connection, district, 2026)
        own = tuple(one for one in found if one.phase is Phase.FINAL and one.table == "frna_entry")
        move_states(engine, MoveState(new(), officer, moves_of(own, state), AFTER))
    with reading(engine) as connection:
        report = closing_report(connection, fund, AFTER)
    assert report is not None
    declare_nothing_spent(engine, new(), officer, fund, report.missing, AFTER)


def carried_in(engine: Engine, district: str) -> Money | None:
    with reading(engine) as connection:
        found = fund_report(connection, district, 2027, AFTER, "a")
    return found.position.carried_in if found else None


def test_each_district_closes_its_own_year_and_what_it_carries_is_its_own(both: Engine) -> None:
    with reading(both) as connection:
        reports = [closing_report(connection, fund, AFTER) for fund in (FUND, OTHER)]
    assert [(one.available, len(one.missing), one.unvalidated) for one in reports if one] == [
        (Money(20_000_00), 22, 2),
        (Money(8_000_00), 11, 1),
    ]
    made_ready(both, "anna", "a", FUND)
    with pytest.raises(RefusedError, match="A11"):
        close_year(both, new(), "fausto", FUND, AFTER)
    assert close_year(both, new(), "anna", FUND, AFTER, Money(18_000_00)) == Money(18_000_00)
    with reading(both) as connection:
        assert closed_years(connection) == {FUND}
    assert (carried_in(both, "a"), carried_in(both, "b")) == (Money(18_000_00), None)

    made_ready(both, "fausto", "b", OTHER)
    close_year(both, new(), "fausto", OTHER, AFTER)
    assert (carried_in(both, "a"), carried_in(both, "b")) == (Money(18_000_00), Money(6_500_00))
    reopen_year(both, new(), "anna", FUND, AFTER)
    assert (carried_in(both, "a"), carried_in(both, "b")) == (ZERO, Money(6_500_00))
    assert [one.code for one in check_database(both).identity_breaches] == []
    assert sound_history(both) == []


def test_a_closed_year_is_shown_as_it_ended(both: Engine) -> None:
    made_ready(both, "anna", "a", FUND)
    close_year(both, new(), "anna", FUND, AFTER)
    with reading(both) as connection:
        found = fund_report(connection, "a", 2026, AFTER, "a")
        after = fund_report(connection, "a", 2027, AFTER, "a")
    assert found is not None
    assert after is not None
    position = found.position
    assert (position.available, position.used, position.residue) == (
        Money(20_000_00),
        Money(2_000_00),
        Money(18_000_00),
    )
    assert (after.position.carried_in, after.position.used) == (Money(18_000_00), ZERO)
    with pytest.raises(RefusedError, match="W10"):
        save(both, "anna", entry(3, 10, municipality_id="r"))


def test_a_closure_that_carried_nothing_takes_nothing_back(both: Engine) -> None:
    """Loaded from a file, a closure has no carry-over; the 5.000 € of another day stay."""
    written: Image = sound(
        E["carry_over"],
        fund_year_id="a:a:2027",
        from_year=2026,
        status="official",
        amount_cents=5_000_00,
        as_of="2027-01-20",
    )
    closure = sound(E["fund_closure"], fund_year_id=FUND, closed_on="2027-01-19")
    load(both, Batch(E["carry_over"], [(None, written)]))
    load(both, Batch(E["fund_closure"], [(None, closure)]))
    reopen_year(both, new(), "anna", FUND, AFTER)
    with reading(both) as connection:
        [row] = register_rows(connection, E["carry_over"], {})
        assert (row.image["as_of"], row.image["amount_cents"]) == ("2027-01-20", 5_000_00)
        assert read_by_id(connection, E["fund_closure"], [FUND]) == {}


def test_only_a_year_that_is_there_is_closed_and_only_a_closed_one_opened(both: Engine) -> None:
    before = fingerprint(both)
    with pytest.raises(RefusedError) as caught:
        close_year(both, new(), "anna", "a:a:2031", date(2032, 1, 20))
    assert [one.code for one in caught.value.problems] == ["K01"]
    with pytest.raises(RefusedError) as caught:
        reopen_year(both, new(), "anna", FUND, AFTER)
    assert [one.code for one in caught.value.problems] == ["K05"]
    assert fingerprint(both) == before
