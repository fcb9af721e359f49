"""States move one step at a time, with their guards.

Transfers and closures change what they must and nothing else.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, made_desk, mandate, save
from tests.made_rows import asked, fingerprint, load, sound, sound_history
from udp_core.archive.changes import reasons_of
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.archive.life import DATA, PLAN, SCHEDA, steps_from
from udp_core.fund.commands.transfers import DECIDE, DecideTransfer, Proposal, decide, propose
from udp_core.fund.queries.monthly import free_of_voci, transfers, waiting
from udp_core.kernel.money import Money
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import ActState, DataState, InterventionState, PlanState, Term
from udp_core.writing.act_rules import Sending
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit

ENTRY, SCHEDA_ENTITY, PROGRAMME = E["frna_entry"], E["intervention"], E["annual_programme"]
BUDGET = {"phase": "budget", "period": "year", "period_no": None}


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    save(
        engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=20_000_00)),
    )
    save(engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    confirm_budget(engine)
    save(engine, "carlo", entry(1, 1000), entry(2, 1000))
    return engine


def row(month: int) -> str:
    return f"{FUND}:A1:a:c:final:month:{month}"


def image(engine: Engine, table: str, row_id: str) -> tuple[int, Image]:
    with reading(engine) as connection:
        return read_by_id(connection, E[table], [row_id])[row_id]


def move(engine: Engine, officer: str, *moves: Move, explained: bool = False) -> None:
    move_states(engine, MoveState(asked(), officer, moves, TODAY, explained=explained))


def test_nobody_has_written_why_until_it_is_said() -> None:
    assert not MoveState(asked(), "anna", [], TODAY).explained


def refused(engine: Engine, officer: str, *moves: Move, explained: bool = False) -> list[str]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        move(engine, officer, *moves, explained=explained)
    assert fingerprint(engine) == before
    return [problem.code for problem in caught.value.problems]


def figure(month: int, seen: int, state: DataState) -> Move:
    return Move(ENTRY, row(month), seen, state)


def only(engine: Engine, table: str) -> str:
    with reading(engine) as connection:
        return str(connection.execute(text(f"SELECT id FROM {table}")).scalar_one())


def test_a_figure_is_confirmed_by_its_author_validated_by_who_coordinates_and_then_locked(
    desk: Engine,
) -> None:
    move(desk, "carlo", figure(1, 1, DataState.CONFIRMED), figure(2, 1, DataState.CONFIRMED))
    assert refused(desk, "carlo", figure(1, 2, DataState.VALIDATED)) == ["A11"]
    move(desk, "anna", figure(1, 2, DataState.VALIDATED))
    assert image(desk, "frna_entry", row(1))[1]["state"] == "validated"
    with pytest.raises(RefusedError):
        save(desk, "carlo", Edit(ENTRY, {"amount_cents": 1}, row(1), 3))
    assert refused(desk, "anna", figure(1, 3, DataState.DRAFT)) == ["M03"]
    move(desk, "anna", figure(1, 3, DataState.DRAFT), explained=True)
    save(desk, "carlo", Edit(ENTRY, {"amount_cents": 1100_00}, row(1), 4))
    assert sound_history(desk) == []


def test_no_step_is_skipped_nothing_stale_moves_and_all_or_none_do(desk: Engine) -> None:
    assert refused(desk, "anna", figure(1, 1, DataState.VALIDATED)) == ["M01"]
    assert refused(desk, "carlo", figure(1, 9, DataState.CONFIRMED)) == ["M02"]
    assert refused(
        desk, "carlo", figure(1, 1, DataState.CONFIRMED), figure(9, 1, DataState.CONFIRMED)
    ) == ["W07"]
    move(desk, "carlo", figure(1, 1, DataState.DRAFT))
    assert image(desk, "frna_entry", row(1))[0] == 1


def test_a_scheda_starts_with_money_and_a_lead_and_ends_with_what_was_spent(desk: Engine) -> None:
    scheda = only(desk, "intervention")
    move(desk, "anna", Move(SCHEDA_ENTITY, scheda, 1, InterventionState.APPROVED))
    assert refused(desk, "anna", Move(SCHEDA_ENTITY, scheda, 2, InterventionState.ACTIVE)) == [
        "M05",
        "M06",
    ]
    funding = E["intervention_funding"]
    load(desk, Batch(E["organisation"], [(None, sound(E["organisation"]))]))
    save(
        desk,
        "anna",
        Edit(funding, sound(funding, intervention_id=scheda, phase="budget")),
        Edit(SCHEDA_ENTITY, {"lead_organisation_id": "a"}, scheda, 2),
    )
    move(desk, "anna", Move(SCHEDA_ENTITY, scheda, 3, InterventionState.ACTIVE))
    assert refused(desk, "anna", Move(SCHEDA_ENTITY, scheda, 4, InterventionState.COMPLETED)) == [
        "M07",
        "M08",
        "M09",
    ]
    save(
        desk,
        "anna",
        Edit(funding, sound(funding, intervention_id=scheda, phase="final")),
        Edit(
            SCHEDA_ENTITY,
            {"evaluation": "Riuscita", "progress": 1000},
            scheda,
            4,
            "Conclusa in un mese",
        ),
    )
    move(desk, "anna", Move(SCHEDA_ENTITY, scheda, 5, InterventionState.COMPLETED))
    assert image(desk, "intervention", scheda)[1]["state"] == "completed"


def test_a_programme_rests_on_its_acts_and_closes_when_its_schede_have_ended(desk: Engine) -> None:
    programme, scheda = only(desk, "annual_programme"), only(desk, "intervention")
    move(desk, "anna", Move(PROGRAMME, programme, 1, PlanState.CONSULTATION))
    assert refused(desk, "anna", Move(PROGRAMME, programme, 2, PlanState.AGREED)) == ["M04"]
    acts = [
        sound(E["act"], kind="committee_decision", act_date="2026-03-02"),
        sound(E["act"], kind="agreement", code="b", act_date="2026-04-09", state="adopted"),
    ]
    bodies = [Batch(E["governing_body"], [(None, sound(E["governing_body"]))])]
    load(desk, *bodies, *(Batch(E["act"], [(None, one)]) for one in acts))
    with reading(desk) as connection:
        ids = {
            str(kind): str(act)
            for act, kind in connection.execute(text("SELECT id, kind FROM act"))
        }
    decision = Move(PROGRAMME, programme, 2, PlanState.AGREED, ids["committee_decision"])
    assert refused(desk, "anna", decision) == ["M11"]
    move(desk, "anna", Move(E["act"], ids["committee_decision"], 1, ActState.ADOPTED))
    move(desk, "anna", decision)
    kept = image(desk, "annual_programme", programme)[1]
    assert (kept["act_id"], kept["approved_on"]) == (ids["committee_decision"], "2026-03-02")
    assert refused(
        desk, "anna", Move(E["act"], ids["committee_decision"], 2, ActState.DRAFT), explained=True
    ) == ["M13"]
    assert refused(
        desk, "anna", Move(PROGRAMME, programme, 3, PlanState.SIGNED, ids["committee_decision"])
    ) == ["M04"]
    move(desk, "anna", Move(PROGRAMME, programme, 3, PlanState.SIGNED, ids["agreement"]))
    assert refused(desk, "anna", Move(PROGRAMME, programme, 4, PlanState.TRANSMITTED)) == ["M15"]
    tomorrow = Sending(TODAY + timedelta(days=1), "Regione", "1/2026", "Programma")
    sent = Sending(TODAY, "Regione", "1/2026", "Programma")
    assert refused(
        desk, "anna", Move(PROGRAMME, programme, 4, PlanState.TRANSMITTED, sending=tomorrow)
    ) == ["M18"]
    move(desk, "anna", Move(PROGRAMME, programme, 4, PlanState.TRANSMITTED, sending=sent))
    assert image(desk, "annual_programme", programme)[1]["transmitted_on"] == TODAY.isoformat()
    move(desk, "anna", Move(PROGRAMME, programme, 5, PlanState.IN_FORCE))
    assert refused(desk, "anna", Move(PROGRAMME, programme, 6, PlanState.CLOSED)) == ["M10"]
    move(
        desk, "anna", Move(SCHEDA_ENTITY, scheda, 1, InterventionState.NOT_REALISED), explained=True
    )
    move(desk, "anna", Move(PROGRAMME, programme, 6, PlanState.CLOSED))


@pytest.mark.parametrize(
    ("steps", "terms"), [(DATA, DataState), (SCHEDA, InterventionState), (PLAN, PlanState)]
)
def test_every_state_can_be_reached_and_every_step_leads_somewhere(
    steps: dict[tuple[Term, Term], object], terms: type[Term]
) -> None:
    first = next(iter(terms))
    reached, frontier = {first}, [first]
    while frontier:
        for after in steps_from(steps, frontier.pop()):  # type: ignore[arg-type]  # steps of a list
            if after not in reached:
                reached.add(after)
                frontier.append(after)
    assert reached == set(terms)


def proposal(euro: int, **other: str) -> Proposal:
    given = {"from_voce_id": "A1", "to_voce_id": "A2", "reason": "Più domiciliarità", **other}
    return Proposal(
        FUND,
        given["from_voce_id"],
        given["to_voce_id"],
        "a",
        "c",
        Money(euro * 100),
        given["reason"],
    )


def programmed(engine: Engine) -> tuple[int, int]:
    found = [
        image(engine, "frna_entry", f"{FUND}:{voce}:a:c:budget:year:-")[1]["amount_cents"]
        for voce in ("A1", "A2")
    ]
    return int(str(found[0])) // 100, int(str(found[1])) // 100


def test_a_transfer_changes_the_programme_only_when_it_is_approved(desk: Engine) -> None:
    first = propose(desk, asked(), "carlo", proposal(3000), TODAY)
    second = propose(desk, asked(), "carlo", proposal(500), TODAY)
    assert programmed(desk) == (12_000, 6_000)
    with pytest.raises(RefusedError) as caught:
        decide(desk, asked(), "carlo", DecideTransfer(first, 1, approved=True), TODAY)
    assert caught.value.problems[0].code == "A11"
    decide(desk, asked(), "anna", DecideTransfer(first, 1, approved=True), TODAY)
    with pytest.raises(RefusedError) as caught:
        decide(desk, asked(), "anna", DecideTransfer(second, 1, approved=False), TODAY)
    assert [one.code for one in caught.value.problems] == ["T05"]
    decide(
        desk,
        asked(),
        "anna",
        DecideTransfer(second, 1, approved=False, reason="Serve dov’è"),
        TODAY,
    )
    assert programmed(desk) == (9_000, 9_000)
    with reading(desk) as connection:
        assert [(one.number, one.state.value) for one in transfers(connection, FUND)] == [
            (2, "rejected"),
            (1, "approved"),
        ]
        assert reasons_of(connection, E["voce_transfer"], DECIDE)[second] == ("Serve dov’è", 2)
    with pytest.raises(RefusedError) as caught:
        decide(desk, asked(), "anna", DecideTransfer(first, 2, approved=True), TODAY)
    assert caught.value.problems[0].code == "T03"
    assert sound_history(desk) == []


def test_who_proposes_does_not_approve_where_somebody_else_could(desk: Engine) -> None:
    """Alone, the coordinator decides.

    With a second one, that one does, unless the installation says otherwise.
    """
    first = propose(desk, asked(), "anna", proposal(100), TODAY)
    decide(desk, asked(), "anna", DecideTransfer(first, 1, approved=True), TODAY)
    second: list[Image] = [{"code": "bice", "name": "Ufficio di bice", "active": 1}]
    load(
        desk,
        Batch(E["officer"], [(None, one) for one in second]),
        Batch(E["mandate"], [(None, mandate("bice", "coordinator"))]),
    )
    other = propose(desk, asked(), "anna", proposal(200), TODAY)
    with pytest.raises(RefusedError) as caught:
        decide(desk, asked(), "anna", DecideTransfer(other, 1, approved=True), TODAY)
    assert [(one.code, one.remedy) for one in caught.value.problems] == [
        ("T07", "Lo decide un’altra persona: Ufficio di bice.")
    ]
    decide(desk, asked(), "bice", DecideTransfer(other, 1, approved=True), TODAY)
    third = propose(desk, asked(), "anna", proposal(300), TODAY)
    decide(desk, asked(), "anna", DecideTransfer(third, 1, approved=True), TODAY, separate=False)
    assert programmed(desk) == (11_400, 6_600)


def test_a_transfer_keeps_its_act_and_rests_on_no_draft(desk: Engine) -> None:
    load(
        desk,
        Batch(E["governing_body"], [(None, sound(E["governing_body"]))]),
        Batch(E["act"], [(None, sound(E["act"], act_date="2026-03-02"))]),
    )
    first = propose(desk, asked(), "carlo", proposal(100), TODAY)
    with pytest.raises(RefusedError) as caught:
        decide(desk, asked(), "anna", DecideTransfer(first, 1, approved=True, act_id="a"), TODAY)
    assert [one.code for one in caught.value.problems] == ["T06"]
    move(desk, "anna", Move(E["act"], "a", 1, ActState.ADOPTED))
    decide(desk, asked(), "anna", DecideTransfer(first, 1, approved=True, act_id="a"), TODAY)
    assert image(desk, "voce_transfer", first)[1]["act_id"] == "a"


def test_what_each_voce_can_give_is_what_may_be_proposed(desk: Engine) -> None:
    with reading(desk) as connection:
        found = free_of_voci(connection, FUND, "a", "c")
        assert free_of_voci(connection, FUND, "a", "r") == ()
    assert [(one.voce_id, one.programmed, one.used, one.free) for one in found] == [
        ("A1", 12_000_00, 2_000_00, 10_000_00),
        ("A2", 6_000_00, 0, 6_000_00),
    ]


def test_a_budget_in_draft_gives_and_takes_nothing(desk: Engine) -> None:
    row_id = f"{FUND}:A2:a:c:budget:year:-"
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 7_000_00}, row_id, 2))
    with pytest.raises(RefusedError) as caught:
        propose(desk, asked(), "carlo", proposal(100), TODAY)
    assert [one.code for one in caught.value.problems] == ["T04"]
    with reading(desk) as connection:
        assert [one.voce_id for one in free_of_voci(connection, FUND, "a", "c")] == ["A1"]


def test_what_is_already_spent_is_not_moved(desk: Engine) -> None:
    with pytest.raises(RefusedError) as caught:
        propose(desk, asked(), "carlo", proposal(10_001), TODAY)
    [problem] = caught.value.problems
    assert (
        problem.sentence
        == "La voce A1 ha 12.000,00 € programmati e 2.000,00 € già usati: se ne possono spostare"
        " 10.000,00 €, non 10.001,00 €."
    )
    for wrong in (proposal(0), proposal(10, to_voce_id="A1"), proposal(10, reason=" ")):
        with pytest.raises(RefusedError) as caught:
            propose(desk, asked(), "carlo", wrong, TODAY)
        assert caught.value.problems[0].code == "T01"


def test_all_that_is_free_can_be_moved_and_nothing_more(desk: Engine) -> None:
    """12.000 programmed, 2.000 used: 10.000 go, and then not one euro is left to go."""
    first = propose(desk, asked(), "carlo", proposal(10_000), TODAY)
    decide(desk, asked(), "anna", DecideTransfer(first, 1, approved=True), TODAY)
    assert programmed(desk) == (2_000, 16_000)
    with pytest.raises(RefusedError) as caught:
        propose(desk, asked(), "carlo", proposal(1), TODAY)
    assert [one.code for one in caught.value.problems] == ["T02"]


def test_what_waits_is_counted_by_comune_month_and_state(desk: Engine) -> None:
    move(desk, "carlo", figure(1, 1, DataState.CONFIRMED))
    with reading(desk) as connection:
        assert [
            (one.municipality_id, one.month, one.state.value, one.figures, one.cents)
            for one in waiting(connection, "a", 2026)
        ] == [("c", 1, "confirmed", 1, 1000_00), ("c", 2, "draft", 1, 1000_00)]
