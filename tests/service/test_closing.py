"""A year is closed on what was expected, not on what happens to be there.

Opened again, it takes back what it gave.

Cervia programmed 12.000 € on A1 and 6.000 € on A2 of the 20.000 € available; 1.000 € spent in
January and in February.
"""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, made_desk, save
from tests.made_rows import asked, fingerprint, load, sound, sound_history
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.checking.database import check_database
from udp_core.desk.report.checked import checked_figures, moves_of
from udp_core.desk.report.lateness import lateness_report
from udp_core.desk.view.closing import closing_figures, closing_words, missing_table
from udp_core.fund.commands.closing import close_year, declare_nothing_spent, reopen_year
from udp_core.fund.report.closing import ClosingReport, MissingMonth, closing_report
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import DataState, Phase
from udp_core.writing.loading import Batch
from udp_core.writing.moving import MoveState, move_states
from udp_core.writing.saving import Edit, SaveRows, save_rows
from udp_core.writing.undoing import Undo, undo

AFTER = date(2027, 1, 20)
LATER = date(2027, 2, 3)
NEXT = "a:a:2027"
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
_turn = count(1)


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    income = sound(E["allocation"], fund_year_id=FUND, amount_cents=20_000_00)
    save(empty_engine, "anna", Edit(E["allocation"], income))
    save(empty_engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    confirm_budget(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000), entry(2, 1000))
    return empty_engine


def new() -> Asked:
    return asked(f"chiusura {next(_turn)}", "Fine dell’anno")


def report(engine: Engine, today: date = AFTER) -> ClosingReport:
    with reading(engine) as connection:
        found = closing_report(connection, FUND, today)
    assert found is not None
    return found


def problems(engine: Engine, officer: str = "anna", today: date = AFTER) -> list[Problem]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        close_year(engine, new(), officer, FUND, today)
    assert fingerprint(engine) == before
    return list(caught.value.problems)


def codes(found: list[Problem]) -> list[str]:
    return [one.code for one in found]


def validated(engine: Engine) -> None:
    for state in (DataState.CONFIRMED, DataState.VALIDATED):
        with reading(engine) as connection:
            found = checked_figures(connection, "a", 2026)
        own = tuple(
            one
            for one in found
            if one.phase is Phase.FINAL
            and one.table == "frna_entry"
            and one.state is not state
            and one.state is not DataState.VALIDATED
        )
        if own:
            move_states(engine, MoveState(new(), "anna", moves_of(own, state), AFTER))


def declared(engine: Engine) -> None:
    declare_nothing_spent(engine, new(), "anna", FUND, report(engine).missing, AFTER)


def ready(engine: Engine) -> None:
    validated(engine)
    declared(engine)


def carried(engine: Engine) -> list[tuple[str, int]]:
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT as_of, amount_cents FROM carry_over WHERE fund_year_id = 'a:a:2027' ORDER BY"
            " as_of"
        )
        return [(str(row[0]), int(row[1])) for row in found]


def broken(engine: Engine) -> list[str]:
    return [one.code for one in check_database(engine).identity_breaches if one.code == "I7"]


def test_a_year_with_months_missing_is_not_closed_and_they_are_named(desk: Engine) -> None:
    """A1 lacks ten months, A2 all twelve.

    22 figures, as «Chi è in ritardo» says of the same day.
    """
    validated(desk)
    [missing] = problems(desk)
    assert missing.code == "K09"
    assert missing.sentence.startswith("Cervia: mancano 22 cifre (gennaio, febbraio,")
    assert missing.sentence.endswith("di A1 Attività, A2 Attività.")
    with reading(desk) as connection:
        late = lateness_report(connection, "a", 2026, date(2027, 1, 31))
    assert sum(len(one.missing) for one in late.municipalities) == len(report(desk).missing) == 22
    assert missing_table(report(desk).missing).words[0][:2] == ("Cervia", "A1 Attività")


def test_one_month_missing_is_enough_and_a_quarter_is_given_of_its_three(desk: Engine) -> None:
    whole: Image = sound(
        E["frna_entry"],
        fund_year_id=FUND,
        municipality_id="c",
        phase="final",
        amount_cents=0,
        as_of="2026-12-31",
        state="validated",
    )
    march = {**whole, "voce_id": "A1", "period": "month", "period_no": 3, "as_of": "2026-03-31"}
    quarters = [("A1", 2), ("A1", 3), ("A1", 4), ("A2", 1), ("A2", 2), ("A2", 3), ("A2", 4)]
    rows: list[Image] = [march]
    rows += [
        {**whole, "voce_id": voce, "period": "quarter", "period_no": one} for voce, one in quarters
    ]
    load(desk, Batch(E["frna_entry"], [(None, one) for one in rows[:-1]]))
    assert [(one.voce_id, one.month) for one in report(desk).missing] == [
        ("A2", 10),
        ("A2", 11),
        ("A2", 12),
    ]
    validated(desk)
    assert codes(problems(desk)) == ["K09"]
    load(desk, Batch(E["frna_entry"], [(None, rows[-1])]))
    assert close_year(desk, new(), "anna", FUND, AFTER) == Money(18_000_00)


def test_the_district_counts_as_a_comune_does(desk: Engine) -> None:
    ready(desk)
    district = entry(1, 500, municipality_id=None, voce_id="A2", **BUDGET).values
    load(desk, Batch(E["frna_entry"], [(None, dict(district))]))
    [missing] = problems(desk)
    assert missing.sentence.startswith("Intero distretto: mancano 12 cifre")


def test_what_was_not_spent_is_declared_with_its_reason_and_then_the_year_closes(
    desk: Engine,
) -> None:
    """20.000 available less 2.000 used: 18.000 go on."""
    ready(desk)
    row = f"{FUND}:A2:a:c:final:month:12"
    with reading(desk) as connection:
        version, zero = read_by_id(connection, E["frna_entry"], [row])[row]
    assert (version, zero["amount_cents"], zero["state"], zero["as_of"]) == (
        1,
        0,
        "validated",
        "2026-12-31",
    )
    assert zero["source"] == "Nessuna spesa: Fine dell’anno"
    assert close_year(desk, new(), "anna", FUND, AFTER, Money(18_000_00)) == Money(18_000_00)
    assert carried(desk) == [("2027-01-20", 18_000_00)]
    assert codes(problems(desk)) == ["K02"]
    with pytest.raises(RefusedError) as caught:
        save(desk, "carlo", entry(3, 10, source_id="b"))
    assert "W10" in codes(list(caught.value.problems))
    assert sound_history(desk) == []


def test_a_declared_month_is_validated_and_is_not_undone(desk: Engine) -> None:
    validated(desk)
    declare_nothing_spent(desk, asked("dichiarati"), "anna", FUND, report(desk).missing, AFTER)
    before = fingerprint(desk)
    with pytest.raises(RefusedError) as caught:
        undo(desk, Undo(new(), "anna", "dichiarati", AFTER))
    assert set(codes(list(caught.value.problems))) == {"W03"}
    assert fingerprint(desk) == before


def test_nothing_is_declared_of_what_was_given_nor_before_the_end_nor_by_who_may_not(
    desk: Engine,
) -> None:
    missing = report(desk).missing
    january = MissingMonth("c", "Cervia", "A1", "Attività", "a", 1)
    for officer, months, today, code in (
        ("anna", (january,), AFTER, "K10"),
        ("anna", missing, TODAY, "K03"),
        ("carlo", missing, AFTER, "A11"),
        ("anna", (), AFTER, "K11"),
    ):
        before = fingerprint(desk)
        with pytest.raises(RefusedError) as caught:
            declare_nothing_spent(desk, new(), officer, FUND, months, today)
        assert code in codes(list(caught.value.problems))
        assert fingerprint(desk) == before


def test_a_year_is_closed_when_it_is_over_by_who_coordinates_on_the_residue_that_was_shown(
    desk: Engine,
) -> None:
    assert codes(problems(desk, today=TODAY))[:2] == ["K03", "K04"]
    ready(desk)
    assert codes(problems(desk, "carlo")) == ["A11"]
    with pytest.raises(RefusedError) as caught:
        close_year(desk, new(), "anna", FUND, AFTER, Money(17_999_99))
    assert codes(list(caught.value.problems)) == ["K06"]
    assert caught.value.problems[0].sentence.startswith(
        "Il residuo è ora 18.000,00 €, non 17.999,99 €"
    )


def test_before_closing_the_residue_stands_beside_the_forecast_and_what_is_written(
    desk: Engine,
) -> None:
    """5.000 were written in 2027 by hand: the residue is 13.000 above."""
    written: Image = sound(
        E["carry_over"],
        fund_year_id=NEXT,
        from_year=2026,
        amount_cents=5_000_00,
        as_of="2026-11-07",
    )
    load(desk, Batch(E["carry_over"], [(None, written)]))
    ready(desk)
    found = report(desk)
    assert (found.residue, found.held, found.beyond_held) == (
        Money(18_000_00),
        Money(5_000_00),
        Money(13_000_00),
    )
    assert found.beyond_forecast == Money(0)
    words = [(one.value, one.note) for one in closing_figures(found)]
    assert words[0] == ("18.000,00 €", "disponibile 20.000,00 €, usati 2.000,00 €")
    assert words[1] == ("18.000,00 €", "nessuna differenza sulla previsione")
    assert words[2] == ("5.000,00 €", "+13.000,00 € rispetto a ciò che è scritto")
    assert closing_words(found) == "Confermo: il 2026 si chiude e porta 18.000,00 € al 2027."


def test_opened_again_a_year_takes_its_carry_over_back_and_i7_holds_all_along(desk: Engine) -> None:
    """Closed at 18.000, opened, 500 more spent in March, closed again at 17.500.

    Never two carry-overs.
    """
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    assert broken(desk) == []
    reopen_year(desk, new(), "anna", FUND, LATER)
    assert carried(desk) == []
    assert broken(desk) == []
    march = f"{FUND}:A1:a:c:final:month:3"
    with reading(desk) as connection:
        version, _ = read_by_id(connection, E["frna_entry"], [march])[march]
        found = tuple(one for one in checked_figures(connection, "a", 2026) if one.id == march)
    move_states(
        desk, MoveState(new(), "anna", moves_of(found, DataState.DRAFT), LATER, explained=True)
    )
    edit = Edit(
        E["frna_entry"], {"amount_cents": 500_00}, march, version + 1, "Fattura arrivata dopo"
    )
    save_rows(desk, SaveRows(new(), "anna", [edit], LATER))
    assert codes(problems(desk, today=LATER)) == ["K04"]
    validated(desk)
    assert close_year(desk, new(), "anna", FUND, LATER) == Money(17_500_00)
    assert carried(desk) == [("2027-02-03", 17_500_00)]
    assert broken(desk) == []
    assert sound_history(desk) == []


def test_what_stood_in_the_year_after_is_there_again(desk: Engine) -> None:
    """An official carry-over of the very day of the closing, written by hand.

    Overwritten, then given back.
    """
    written: Image = sound(
        E["carry_over"],
        fund_year_id=NEXT,
        from_year=2026,
        status="official",
        amount_cents=5_000_00,
        as_of="2027-01-20",
    )
    load(desk, Batch(E["carry_over"], [(None, written)]))
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    assert carried(desk) == [("2027-01-20", 18_000_00)]
    reopen_year(desk, new(), "anna", FUND, AFTER)
    assert carried(desk) == [("2027-01-20", 5_000_00)]


def test_while_the_year_after_is_closed_neither_closes_nor_opens(desk: Engine) -> None:
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    load(desk, Batch(E["fund_closure"], [(None, sound(E["fund_closure"], fund_year_id=NEXT))]))
    before = fingerprint(desk)
    with pytest.raises(RefusedError) as caught:
        reopen_year(desk, new(), "anna", FUND, LATER)
    assert codes(list(caught.value.problems)) == ["K07"]
    assert fingerprint(desk) == before


def test_a_year_does_not_close_onto_a_closed_one(desk: Engine) -> None:
    ready(desk)
    load(desk, Batch(E["fund_closure"], [(None, sound(E["fund_closure"], fund_year_id=NEXT))]))
    assert codes(problems(desk)) == ["K07"]


def test_a_deficit_is_not_carried_over_and_is_said(desk: Engine) -> None:
    """21.000 more in December: 23.000 used of 20.000."""
    rows = sound(
        E["frna_entry"],
        fund_year_id=FUND,
        voce_id="A1",
        municipality_id="c",
        phase="final",
        period="month",
        period_no=12,
        amount_cents=21_000_00,
        as_of="2026-12-31",
    )
    load(desk, Batch(E["frna_entry"], [(None, rows)]))
    ready(desk)
    found = report(desk)
    assert (found.residue, found.carried) == (Money(-3_000_00), Money(0))
    assert closing_words(found).endswith("Il disavanzo di 3.000,00 € non si porta all’anno dopo.")
    close_year(desk, new(), "anna", FUND, AFTER)
    assert carried(desk) == [("2027-01-20", 0)]


def test_the_year_that_is_born_has_a_preventivo_to_write_whatever_approved_the_other(
    desk: Engine,
) -> None:
    act = sound(E["act"], code="delibera", state="adopted", act_date="2026-10-01")
    approved = {"budget_state": "approved", "act_id": "delibera", "approved_on": "2026-10-01"}
    load(desk, Batch(E["act"], [(None, act)]))
    with reading(desk) as connection:
        own = read_by_id(connection, E["fund_year"], [FUND])[FUND][1]
    load(desk, Batch(E["fund_year"], [(None, {**own, **approved})]))
    save(desk, "anna", Edit(E["fund_year"], {}, NEXT, 1, "Prova", remove=True))
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    with reading(desk) as connection:
        born = read_by_id(connection, E["fund_year"], [NEXT])[NEXT][1]
    begun = {"budget_state": "draft", "act_id": None, "approved_on": None}
    assert born == {**own, **begun, "year": 2027}


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_a_closed_year_itself_is_not_touched_by_hand(desk: Engine, change: str) -> None:
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    for table, values in (
        ("fund_closure", {"residue_cents": 1}),
        ("fund_year", {"accounting_regime": "accrual"}),
    ):
        edit = Edit(
            E[table], values if change == "edit" else {}, FUND, 1, remove=change == "remove"
        )
        before = fingerprint(desk)
        with pytest.raises(RefusedError):
            save_rows(desk, SaveRows(new(), "anna", [edit], AFTER))
        assert fingerprint(desk) == before
