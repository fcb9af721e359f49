"""From a decision to its act, to the step that the act opens, to the day that follows.

District «a» has a sitting of its committee, with one point that speaks of the programme of 2026:
approved by four votes to none on 10/11/2026.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY
from tests.made_districts import ACT, BODY, SITTING, asks, made_districts, rows
from tests.made_rows import fingerprint, sound_history
from tests.service.command_calls_decided import transfer_asked
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.archive.queries import steps_of_rows, steps_on_act
from udp_core.briefing.agenda import point_slide
from udp_core.briefing.deck import points_of
from udp_core.briefing.docx import minutes_bytes
from udp_core.briefing.following import FollowingStep, following_steps
from udp_core.briefing.minutes import act_words, sheet_of
from udp_core.deadlines.report import deadlines_report
from udp_core.fund.commands.transfers import DecideTransfer
from udp_core.fund.commands.transfers import decide as decide_transfer
from udp_core.fund.entities.decided import VoceTransfer
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import ActKind, ActState, PlanState, TransferState
from udp_core.plan.entities.governance import Act
from udp_core.plan.entities.plan import AnnualProgramme
from udp_core.registers.report import row_sheet
from udp_core.registers.view.markup import sheet_markup
from udp_core.registers.view.tables import sheet_table, steps_table
from udp_core.render.export import csv_bytes
from udp_core.render.stamp import Stamp
from udp_core.sittings.commands.conducting import move_sitting
from udp_core.sittings.commands.deciding import Resolution, decide
from udp_core.sittings.commands.making_act import NewAct, make_act
from udp_core.sittings.queries.decisions import acts_made, decision
from udp_core.sittings.rules import VoteTally
from udp_core.writing.act_rules import Sending
from udp_core.writing.moving import Move, MoveState, move_states

PROGRAMME, DECISION = "a:piano:2026:1", f"{SITTING}:1"
NEW = NewAct(DECISION, BODY, ActKind.COMMITTEE_DECISION, "5/2026", TODAY, "Programma 2026")


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    """The programme of 2026 waits for the committee; the sitting is open."""
    return with_a_point(empty_engine, f"riga:annual_programme:{PROGRAMME}")


def with_a_point(empty_engine: Engine, screen: str) -> Engine:
    """The same, its point opening what is said."""
    made_districts(empty_engine)
    rows(
        "plan",
        {"code": "piano", "district_id": "a", "year_from": 2024, "year_to": 2026},
        engine=empty_engine,
    )
    programme = {"plan_id": "a:piano", "year": 2026, "title": "Programma 2026"}
    rows("annual_programme", {**programme, "state": "consultation"}, engine=empty_engine)
    point = {"sitting_id": SITTING, "number": 2, "kind": "decision", "title": "Programma 2026"}
    rows("agenda_item", {**point, "screen": screen}, engine=empty_engine)
    move_sitting(empty_engine, asks("anna", "apre"), "anna", (SITTING, 1), TODAY)
    return empty_engine


def decided(engine: Engine, tally: VoteTally, request: str = "decide", **more: str) -> None:
    found = Resolution(f"{SITTING}:2", f"Si approva ({request}).", tally, **more)  # type: ignore[arg-type]  # the id of the one that it replaces
    decide(engine, asks("anna", request), "anna", SITTING, found, TODAY)


def closed(engine: Engine) -> None:
    move_sitting(engine, asks("anna", "chiude"), "anna", (SITTING, 2), TODAY)


@pytest.fixture
def approved(archive: Engine) -> Engine:
    decided(archive, VoteTally(4, 0, 0))
    closed(archive)
    return archive


def made(engine: Engine, new: NewAct = NEW, officer: str = "anna", request: str = "atto") -> str:
    return make_act(engine, asks(officer, request), officer, new, TODAY)


def refused(engine: Engine, work: Callable[[], object]) -> dict[str, str]:
    """The codes of a refusal that changed nothing, each with its sentence."""
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        work()
    assert fingerprint(engine) == before
    return {one.code: one.sentence for one in caught.value.problems}


def offered(engine: Engine) -> FollowingStep:
    with reading(engine) as connection:
        row = decision(connection, DECISION)
        assert row is not None
        act = acts_made(connection, "a")[DECISION]
        [found] = following_steps(connection, row, act, "a")
    return found


def test_an_approved_decision_makes_an_adopted_act_and_each_leads_to_the_other(
    approved: Engine,
) -> None:
    assert made(approved) == "seduta-n1"
    assert made(approved) == "seduta-n1"  # the same request: once
    with reading(approved) as connection:
        act = acts_made(connection, "a")[DECISION]
        of_act = row_sheet(connection, "act", "seduta-n1", "a", None)
        of_decision = row_sheet(connection, "decision", DECISION, "a", None)
        sheet = sheet_of(connection, SITTING)
        point = points_of(connection, SITTING, "a")[-1].point
    words = "decisione del Comitato di Distretto n. 5/2026 del 10/11/2026 (adottato)"
    assert act_words(act) == words
    assert of_act is not None
    assert of_decision is not None
    links = {one.id for group in of_act.referring for one in group.rows}
    assert DECISION in links
    assert {one.id for group in of_decision.referring for one in group.rows} == {"seduta-n1"}
    assert "riga=act%3Aseduta-n1" in sheet_markup(of_decision)
    assert point_slide(point).lines[-1].endswith(f"Atto: {words}.")
    assert sheet is not None
    assert [one.act for one in sheet.decisions] == [words]
    minutes = Document(BytesIO(minutes_bytes(sheet)))
    assert f"Atto: {words}." in [one.text for one in minutes.paragraphs]
    assert sound_history(approved) == []


def test_a_second_press_is_told_of_the_act_that_there_is(approved: Engine) -> None:
    made(approved)
    again = replace(NEW, number="6/2026")
    told = refused(approved, lambda: made(approved, again, request="di nuovo"))
    assert told == {"D74": "Da questa decisione è già nato l’atto «Programma 2026»."}


def test_a_repealed_act_opens_nothing_and_another_may_take_its_place(approved: Engine) -> None:
    made(approved)
    repealed = Move(Act, "seduta-n1", 1, ActState.REPEALED)
    request = asks("anna", "abroga", reason="Numero sbagliato")
    move_states(approved, MoveState(request, "anna", [repealed], TODAY, explained=True))
    assert offered(approved).why == "L’atto è «abrogato»: non apre nessun passaggio."
    step = Move(AnnualProgramme, PROGRAMME, 1, PlanState.AGREED, "seduta-n1")
    assert set(refused(approved, lambda: moved(approved, step))) == {"M11"}
    assert made(approved, replace(NEW, number="6/2026"), request="nuovo") == "seduta-n1-2"
    assert offered(approved).to_state is PlanState.AGREED


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(NEW, body_id="altro"), "D75"),
        (replace(NEW, kind=ActKind.REGIONAL_RESOLUTION), "D76"),
        (replace(NEW, number=" "), "D77"),
        (replace(NEW, number="5" * 61), "D77"),
        (replace(NEW, title=""), "D77"),
        (replace(NEW, day=TODAY - timedelta(days=1)), "D78"),
        (replace(NEW, day=TODAY + timedelta(days=1)), "D78"),
        (replace(NEW, parent_id="nessuno"), "D79"),
        (replace(NEW, decision_id=f"{SITTING}:9"), "D70"),
    ],
)
def test_what_an_act_cannot_say_is_refused_in_words(
    approved: Engine, new: NewAct, code: str
) -> None:
    rows("governing_body", {"code": "altro", "district_id": "a"}, engine=approved)
    assert set(refused(approved, lambda: made(approved, new))) == {code}


def test_a_decision_that_did_not_pass_makes_no_act(archive: Engine) -> None:
    decided(archive, VoteTally(1, 3, 0))
    closed(archive)
    told = refused(archive, lambda: made(archive))
    assert told == {"D71": "La decisione è «respinta»: non ne nasce un atto."}


def test_no_act_while_the_sitting_is_open_and_none_of_what_was_replaced(archive: Engine) -> None:
    decided(archive, VoteTally(4, 0, 0))
    assert set(refused(archive, lambda: made(archive))) == {"D72"}
    decided(archive, VoteTally(4, 0, 0), "corregge", replaces_id=DECISION)
    closed(archive)
    assert refused(archive, lambda: made(archive)) == {
        "D73": "La decisione n. 1 è sostituita dalla n. 2."
    }
    assert made(archive, replace(NEW, decision_id=f"{SITTING}:2")) == "seduta-n2"


def moved(engine: Engine, step: Move, request: str = "passo") -> None:
    move_states(engine, MoveState(asks("anna", request), "anna", [step], TODAY))


def test_s1_10_the_act_opens_the_step_that_the_row_keeps_with_its_day(approved: Engine) -> None:
    """S1-10: the programme passes on the act of the decision; date, act, who, and what follows.

    By 20/12/2026 it goes to the Region: 40 days from 10/11.
    """
    made(approved)
    step = offered(approved)
    assert step.words == ("Programma 2026: da «in consultazione» a «concordato in Comitato»")
    by = date(2026, 12, 20)
    moved(approved, Move(AnnualProgramme, PROGRAMME, 1, PlanState.AGREED, "seduta-n1", None, by))
    with reading(approved) as connection:
        [taken] = steps_of_rows(connection, AnnualProgramme, [PROGRAMME])
        [on_act] = steps_on_act(connection, "seduta-n1")
        [due] = [
            one
            for one in deadlines_report(connection, "a", TODAY, None).rows
            if one.table == "annual_programme"
        ]
        sheet = row_sheet(connection, "annual_programme", PROGRAMME, "a", None)
    assert (taken.act_id, taken.done_on, taken.officer_id) == ("seduta-n1", "2026-11-10", "anna")
    assert (on_act.row_title, on_act.to_state) == ("Programma 2026", "concordato in Comitato")
    assert (due.day, due.field, due.left(TODAY)) == (by, "Da trasmettere entro", 40)
    assert sheet is not None
    assert csv_bytes(steps_table(sheet), stamp()).decode("utf-8-sig").count("concordato") == 1
    assert offered(approved).why == (
        "Per passare a «sottoscritto» serve un altro atto: accordo di programma."
    )


def test_a_step_needs_an_act_of_its_own_district_and_one_that_stands(approved: Engine) -> None:
    other = {"code": "comitato-b", "district_id": "b"}
    rows("governing_body", other, engine=approved)
    acts = [
        {"code": "di-b", "body_id": "comitato-b", "state": "adopted"},
        {"code": "bozza", "body_id": BODY, "state": "draft"},
    ]
    usual = {"kind": "committee_decision", "act_date": "2026-11-03"}
    rows("act", *({**usual, **one} for one in acts), engine=approved)
    for act, code in (("di-b", "M16"), ("bozza", "M11"), ("", "M04")):
        step = Move(AnnualProgramme, PROGRAMME, 1, PlanState.AGREED, act)
        assert set(refused(approved, lambda step=step: moved(approved, step))) == {code}  # type: ignore[misc]  # the step of this round


def test_a_stale_page_moves_nothing(approved: Engine) -> None:
    made(approved)
    step = Move(AnnualProgramme, PROGRAMME, 7, PlanState.AGREED, "seduta-n1")
    assert set(refused(approved, lambda: moved(approved, step))) == {"M02"}


def test_what_was_transmitted_stays_with_day_recipient_protocol_and_content(
    approved: Engine,
) -> None:
    """Sent on 9/11: the day that was asked for is met, and asks no more."""
    made(approved)
    usual = {"kind": "agreement", "state": "adopted", "act_date": "2026-11-05"}
    rows("act", {"code": "accordo", "body_id": BODY, **usual}, engine=approved)
    by, sent = date(2026, 12, 20), Sending(date(2026, 11, 9), "Regione", "12/2026", "Programma")
    moved(approved, Move(AnnualProgramme, PROGRAMME, 1, PlanState.AGREED, "seduta-n1", None, by))
    moved(approved, Move(AnnualProgramme, PROGRAMME, 2, PlanState.SIGNED, "accordo"), "firma")
    step = Move(AnnualProgramme, PROGRAMME, 3, PlanState.TRANSMITTED, sending=sent)
    moved(approved, step, "trasmette")
    with reading(approved) as connection:
        last = steps_of_rows(connection, AnnualProgramme, [PROGRAMME])[-1]
        sheet = row_sheet(connection, "annual_programme", PROGRAMME, "a", None)
        due = deadlines_report(connection, "a", TODAY, None).rows
    assert (last.done_on, last.recipient, last.protocol, last.content) == (
        "2026-11-09",
        "Regione",
        "12/2026",
        "Programma",
    )
    assert sheet is not None
    assert steps_table(sheet).words[-1][-1] == "a Regione, prot. 12/2026: Programma"
    assert {one.label: one.words for one in sheet.fields}["Trasmesso il"] == "09/11/2026"
    assert [one for one in due if one.table == "annual_programme"] == []


def test_s1_11_acts_rest_on_acts_and_the_chain_is_read_both_ways(approved: Engine) -> None:
    """S1-11: the decision of the committee, then the act of the lead Comune that rests on it."""
    made(approved, replace(NEW, parent_id=ACT))
    giunta = {"code": "giunta", "kind": "other", "number": "88", "act_date": "2026-11-10"}
    after = {"parent_act_id": "seduta-n1", "title": "Presa d’atto", "state": "draft"}
    rows("act", {**giunta, **after}, engine=approved)
    rows("act", {**giunta, "code": "sola", "title": "Da sola"}, engine=approved)
    with reading(approved) as connection:
        alone = row_sheet(connection, "act", "sola", "a", None)
        first = row_sheet(connection, "act", ACT, "a", None)
        last = row_sheet(connection, "act", "giunta", "a", None)
    assert first is not None
    assert last is not None
    assert alone is not None
    assert alone.chain == ()
    ids = [ACT, "seduta-n1", "giunta"]
    assert [(one.depth, one.id) for one in first.chain] == list(enumerate(ids))
    assert [one.id for one in last.chain] == ids
    assert [one.is_this for one in last.chain] == [False, False, True]
    assert last.chain[1].said == "n. 5/2026 del 10/11/2026, adottato"
    assert "La catena" in sheet_markup(last)
    exported = csv_bytes(sheet_table(last), stamp()).decode("utf-8-sig")
    assert "→ Programma 2026 (n. 5/2026 del 10/11/2026, adottato)" in exported


def test_an_act_is_adopted_after_the_one_that_it_rests_on(approved: Engine) -> None:
    before = {"code": "primo", "kind": "other", "state": "draft", "act_date": "2026-11-03"}
    after = {"code": "secondo", "kind": "other", "act_date": "2026-11-04", "state": "draft"}
    rows("act", {**before, "title": "Primo"}, engine=approved)
    rows("act", {**after, "parent_act_id": "primo"}, engine=approved)
    second = Move(Act, "secondo", 1, ActState.ADOPTED)
    told = refused(approved, lambda: moved(approved, second))
    assert told == {"M17": "L’atto presupposto «Primo» è bozza."}
    moved(approved, Move(Act, "primo", 1, ActState.ADOPTED), "primo")
    moved(approved, second, "secondo")


def test_an_act_without_its_day_is_not_adopted(approved: Engine) -> None:
    undated = {"code": "primo", "kind": "other", "state": "draft", "act_date": None}
    rows("act", {**undated, "title": "Primo"}, engine=approved)
    told = refused(approved, lambda: moved(approved, Move(Act, "primo", 1, ActState.ADOPTED)))
    assert told == {"M12": "L’atto non ha la sua data."}


def test_an_act_on_which_nothing_rests_goes_back_to_a_draft(approved: Engine) -> None:
    """Adopted by mistake, with a reason; of two, only the one that another rests on stays."""
    first = {"code": "primo", "kind": "other", "state": "adopted", "act_date": "2026-11-03"}
    after = {"code": "secondo", "kind": "other", "state": "adopted", "act_date": "2026-11-04"}
    rows("act", {**first, "title": "Primo"}, engine=approved)
    rows("act", {**after, "title": "Secondo", "parent_act_id": "primo"}, engine=approved)

    def back(act_id: str) -> None:
        move = Move(Act, act_id, 1, ActState.DRAFT)
        order = MoveState(asks("anna", act_id), "anna", [move], TODAY, explained=True)
        move_states(approved, order)

    assert "M13" in refused(approved, lambda: back("primo"))
    back("secondo")
    with reading(approved) as connection:
        assert read_by_id(connection, Act, ["secondo"])["secondo"][1]["state"] == "draft"


def test_an_act_typed_with_the_code_of_the_one_to_be_made_is_in_its_way(approved: Engine) -> None:
    typed = {"code": "seduta-n1", "kind": "other", "state": "draft", "title": "Altro"}
    rows("act", typed, engine=approved)
    told = refused(approved, lambda: made(approved))
    assert told == {"D80": "C’è già un altro atto con il codice seduta-n1."}


def test_a_point_on_transfers_offers_to_approve_those_that_wait(archive: Engine) -> None:
    """Two wait, of 100 €; approved on the act, the first has moved: 12.000 becomes 11.900."""
    transfer_asked(archive)
    point = {"sitting_id": SITTING, "number": 3, "kind": "decision", "title": "Spostamenti"}
    rows("agenda_item", {**point, "screen": "elenco:voce_transfer"}, engine=archive)
    found = Resolution(f"{SITTING}:3", "Si approvano.", VoteTally(4, 0, 0))
    decide(archive, asks("anna", "decide"), "anna", SITTING, found, TODAY)
    closed(archive)
    made(archive)
    with reading(archive) as connection:
        row = decision(connection, DECISION)
        assert row is not None
        waiting = following_steps(connection, row, acts_made(connection, "a")[DECISION], "a")
    assert [(one.row_id, one.to_state) for one in waiting] == [
        (f"{FUND}:1", TransferState.APPROVED),
        (f"{FUND}:2", TransferState.APPROVED),
    ]
    chosen = DecideTransfer(f"{FUND}:1", 1, approved=True, act_id="seduta-n1")
    decide_transfer(archive, asks("anna", "approva"), "anna", chosen, TODAY)
    with reading(archive) as connection:
        kept = read_by_id(connection, VoceTransfer, [f"{FUND}:1"])[f"{FUND}:1"][1]
        row_id = f"{FUND}:A1:a:c:budget:year:-"
        budget = read_by_id(connection, FrnaEntry, [row_id])[row_id][1]
        [left] = following_steps(connection, row, acts_made(connection, "a")[DECISION], "a")
    assert (kept["act_id"], kept["decided_on"]) == ("seduta-n1", TODAY.isoformat())
    assert (budget["amount_cents"], left.row_id) == (11_900_00, f"{FUND}:2")


def test_the_other_district_sees_and_makes_nothing(approved: Engine) -> None:
    assert set(refused(approved, lambda: made(approved, officer="bice"))) == {"A11"}
    made(approved)
    with reading(approved) as connection:
        assert acts_made(connection, "b") == {}
        assert row_sheet(connection, "act", "seduta-n1", "b", None) is None


def stamp() -> Stamp:
    return Stamp(TODAY, asks("anna", "x").at, 1, "", "", demo=True)
