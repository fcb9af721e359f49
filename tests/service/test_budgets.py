"""S0-10, C-05: the preventivo of a fund is agreed, approved by an act, begun again for a reason.

Fund «a» of 2026: 20,000 available, 12,000 and 6,000 typed on two voci. Anna coordinates.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import asked, fingerprint, load, sound, sound_history
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import read_by_id
from udp_core.archive.queries import register_rows, steps_of_rows
from udp_core.desk.report.checked import agreeing, draft_budgets, fund_years_of
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.fund.entities.fund import FundYear
from udp_core.fund.report.all_funds import all_funds
from udp_core.fund.report.reading import fund_report
from udp_core.fund.terms import BudgetState
from udp_core.fund.view.budgets import budget_sentence, budgets_message, budgets_table
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit

BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
ENTRY = f"{FUND}:A1:a:c:budget:year:-"
OTHER = "b:a:2026"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    return made_budget(empty_engine)


@pytest.fixture
def both(engine: Engine) -> Engine:
    """The same on SQLite and on PostgreSQL."""
    return made_budget(engine)


def made_budget(engine: Engine) -> Engine:
    """The preventivo is typed and a draft; of another district there is one too."""
    made_desk(engine)
    income = sound(E["allocation"], fund_year_id=FUND, amount_cents=20_000_00)
    save(engine, "anna", Edit(E["allocation"], income))
    save(engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    planned = {"voce_id": "A1", "municipality_id": "c", **BUDGET}
    measure = sound(ActivityMeasure, fund_year_id=FUND, **planned)
    elsewhere = sound(FundYear, district_id="b", year=2026)
    of_b = entry(1, 900, fund_year_id=OTHER, municipality_id=None, **BUDGET)
    load(
        engine,
        Batch(E["district"], [(None, sound(E["district"], code="b"))]),
        Batch(FundYear, [(None, elsewhere)]),
        Batch(ActivityMeasure, [(None, measure)]),
        *(Batch(E["act"], [(None, act(code, kind))]) for code, kind in ACTS.items()),
        Batch(FrnaEntry, [(None, dict(of_b.values))]),
    )
    return engine


WANTED = "Per passare a «approvato» serve un atto: decisione del Comitato di Distretto."
ACTS = {"decisione": "committee_decision", "delibera": "regional_resolution"}


def act(code: str, kind: str, state: str = "adopted") -> Image:
    values = {"kind": kind, "state": state, "number": "1/2026", "act_date": "2026-02-20"}
    return sound(E["act"], code=code, body_id=None, title=f"Atto {code}", **values)


def image(engine: Engine, entity: type[Entity], row_id: str) -> tuple[int, Image]:
    with reading(engine) as connection:
        return read_by_id(connection, entity, [row_id])[row_id]


def passed(
    engine: Engine,
    state: BudgetState,
    act_id: str = "",
    reason: str = "",
    *,
    officer: str = "anna",
    fund: str = FUND,
) -> None:
    move = Move(FundYear, fund, image(engine, FundYear, fund)[0], state, act_id)
    request = asked(reason=reason or "Passaggio di stato")
    move_states(engine, MoveState(request, officer, [move], TODAY, explained=bool(reason)))


def refused(engine: Engine, work: Callable[[], object]) -> dict[str, str]:
    """The codes of a refusal that changed nothing, each with its sentence."""
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        work()
    assert fingerprint(engine) == before
    return {one.code: one.sentence for one in caught.value.problems}


def said(engine: Engine) -> str:
    with reading(engine) as connection:
        report = fund_report(connection, "a", 2026, TODAY, "a")
    assert report is not None
    return budget_sentence(report.budget)


def states(engine: Engine) -> set[str]:
    with reading(engine) as connection:
        found = [read_by_id(connection, FrnaEntry, [ENTRY, ENTRY.replace("A1", "A2")])]
        measures = read_by_id(connection, ActivityMeasure, [f"{FUND}:A1:c:posts:budget:year:-"])
    return {str(one[1]["state"]) for rows in (*found, measures) for one in rows.values()}


def test_s0_10_agreed_confirms_every_amount_and_approved_writes_its_act(both: Engine) -> None:
    """C-05: 18,000 typed count for nothing until they are agreed; then they are programmed."""
    assert said(both) == "Preventivo: approvazione non registrata."
    passed(both, BudgetState.AGREED)
    assert states(both) == {"confirmed"}
    assert image(both, FrnaEntry, f"{OTHER}:A1:a:-:budget:year:-")[1]["state"] == "draft"
    assert said(both) == "Preventivo concordato, non ancora approvato."
    passed(both, BudgetState.APPROVED, "decisione")
    kept = image(both, FundYear, FUND)[1]
    assert (kept["act_id"], kept["approved_on"]) == ("decisione", "2026-02-20")
    words = "Preventivo approvato il 20/02/2026: decisione del Comitato di Distretto n. 1/2026."
    assert said(both) == words
    with reading(both) as connection:
        steps = steps_of_rows(connection, FundYear, [FUND])
        funds = all_funds(connection, "a", 2026)
        other = all_funds(connection, "b", 2026)
    assert [(one.from_state, one.to_state, one.act_id) for one in steps] == [
        ("bozza", "concordato", None),
        ("concordato", "approvato", "decisione"),
    ]
    assert funds is not None
    assert budgets_message(funds.budgets) == "Preventivi approvati: 1 di 1"
    [row] = budgets_table(funds.budgets, 2026).rows
    assert row[2:] == (
        "approvato",
        "20/02/2026",
        "decisione del Comitato di Distretto n. 1/2026",
    )
    assert other is not None
    assert [one.life.state for one in other.budgets] == [None]
    assert sound_history(both) == []


@pytest.mark.parametrize(
    ("act_id", "told"),
    [
        (
            "",
            {"M04": WANTED},
        ),
        (
            "delibera",
            {"M04": WANTED},
        ),
        ("bozza", {"M11": "L’atto «Atto bozza» è bozza: non vi si appoggia nulla."}),
    ],
)
def test_s0_10_approved_wants_the_standing_decision_of_the_committee(
    desk: Engine, act_id: str, told: dict[str, str]
) -> None:
    load(desk, Batch(E["act"], [(None, act("bozza", "committee_decision", "draft"))]))
    passed(desk, BudgetState.AGREED)
    assert refused(desk, lambda: passed(desk, BudgetState.APPROVED, act_id)) == told


def test_s0_10_no_step_is_skipped_and_an_empty_budget_is_not_agreed(desk: Engine) -> None:
    told = refused(desk, lambda: passed(desk, BudgetState.APPROVED, "decisione"))
    assert told == {"M01": "Da «bozza» non si passa a «approvato»."}
    told = refused(desk, lambda: passed(desk, BudgetState.AGREED, fund="a:a:2027"))
    assert told == {"M20": "Il preventivo non ha nessun importo."}


def test_s0_10_who_only_sits_on_the_committee_agrees_on_nothing(desk: Engine) -> None:
    for officer in ("ugo", "carlo"):
        agrees = partial(passed, desk, BudgetState.AGREED, officer=officer)
        assert set(refused(desk, agrees)) == {"A11"}


def over(engine: Engine) -> None:
    """One euro more than the 20,000 available, with its reason."""
    more = Edit(FrnaEntry, {"amount_cents": 14_001_00}, ENTRY, image(engine, FrnaEntry, ENTRY)[0])
    with pytest.raises(RefusedError) as caught:
        save(engine, "anna", more)
    keys = frozenset(one.key for one in caught.value.problems)
    assert {one.code for one in caught.value.problems} == {"I17"}
    save(engine, "anna", more, excused=keys)


def test_k1_stops_the_approval_that_i17_only_asks_about(desk: Engine) -> None:
    """S0-10: 20,001 on 20,000: agreed with a reason, never approved; with one euro less it is."""
    over(desk)
    assert set(refused(desk, lambda: passed(desk, BudgetState.AGREED))) == {"I17"}
    agreed = Move(FundYear, FUND, 1, BudgetState.AGREED)
    with pytest.raises(RefusedError) as caught:
        move_states(desk, MoveState(asked(), "anna", [agreed], TODAY))
    keys = frozenset(one.key for one in caught.value.problems)
    move_states(desk, MoveState(asked(), "anna", [agreed], TODAY, explained=True, excused=keys))
    told = refused(desk, lambda: passed(desk, BudgetState.APPROVED, "decisione"))
    assert told == {
        "K1": "Il programmato 20.001,00 € supera di 1,00 € il disponibile 20.000,00 €: così non si"
        " approva."
    }


def test_i17_says_of_an_approved_budget_that_it_is(desk: Engine) -> None:
    """S0-10: 18,000 approved; the Region's share falls to 17,000: recorded, with its reason."""
    passed(desk, BudgetState.AGREED)
    passed(desk, BudgetState.APPROVED, "decisione")
    with reading(desk) as connection:
        [row] = register_rows(connection, E["allocation"], {"fund_year_id": FUND})
    less = Edit(E["allocation"], {"amount_cents": 17_000_00}, row.id, row.version)
    told = refused(desk, lambda: save(desk, "anna", less))
    assert told == {
        "I17": "Il preventivo approvato 18.000,00 € supera il disponibile 17.000,00 € di"
        " 1.000,00 €."
    }


def typed(engine: Engine, excused: frozenset[str] = frozenset()) -> None:
    version = image(engine, FrnaEntry, ENTRY)[0]
    less = Edit(FrnaEntry, {"amount_cents": 11_000_00}, ENTRY, version)
    save(engine, "anna", less, excused=excused)


def test_s0_10_an_amount_typed_later_begins_it_again_and_says_why(both: Engine) -> None:
    passed(both, BudgetState.AGREED)
    passed(both, BudgetState.APPROVED, "decisione")
    told = refused(both, lambda: typed(both))
    again = "Il preventivo A 2026 è approvato: con questa modifica torna in bozza."
    assert told == {"B01": again}
    with pytest.raises(RefusedError) as caught:
        typed(both)
    typed(both, frozenset(one.key for one in caught.value.problems))
    kept = image(both, FundYear, FUND)[1]
    assert (kept["budget_state"], kept["act_id"], kept["approved_on"]) == ("draft", None, None)
    with reading(both) as connection:
        [*_, last] = steps_of_rows(connection, FundYear, [FUND])
    assert (last.from_state, last.to_state, last.reason) == ("approvato", "bozza", "Prova")
    assert said(both) == "Preventivo in bozza: non ancora concordato né approvato."
    assert sound_history(both) == []


def test_s0_10_what_is_spent_and_what_is_planned_elsewhere_do_not_touch_it(desk: Engine) -> None:
    passed(desk, BudgetState.AGREED)
    save(desk, "carlo", entry(1, 1_000))
    income = sound(E["allocation"], fund_year_id="a:a:2027", amount_cents=20_000_00)
    save(desk, "anna", Edit(E["allocation"], income))
    save(desk, "anna", entry(1, 11_000, **{**BUDGET, "fund_year_id": "a:a:2027"}))
    assert image(desk, FundYear, FUND)[1]["budget_state"] == "agreed"


def test_an_amount_sent_back_to_a_draft_begins_the_budget_again(desk: Engine) -> None:
    """S0-10: the step of one figure, with its reason, is not behind the back of the approval."""
    passed(desk, BudgetState.AGREED)
    back = Move(FrnaEntry, ENTRY, image(desk, FrnaEntry, ENTRY)[0], DataState.DRAFT)
    move_states(desk, MoveState(asked(reason="Errore"), "anna", [back], TODAY, explained=True))
    assert image(desk, FundYear, FUND)[1]["budget_state"] == "draft"


def test_an_agreed_budget_goes_back_with_a_reason_and_its_amounts_stay(desk: Engine) -> None:
    """S0-10: a step back takes no money away from what is programmed."""
    passed(desk, BudgetState.AGREED)
    passed(desk, BudgetState.APPROVED, "decisione")
    assert set(refused(desk, lambda: passed(desk, BudgetState.DRAFT))) == {"M03"}
    passed(desk, BudgetState.DRAFT, reason="La Regione ha cambiato il riparto")
    kept = image(desk, FundYear, FUND)[1]
    assert (kept["budget_state"], kept["act_id"], kept["approved_on"]) == ("draft", None, None)
    assert states(desk) == {"confirmed"}


def test_amounts_written_after_the_budget_was_looked_at_are_not_confirmed_unseen(
    desk: Engine,
) -> None:
    """S0-10: the screen sends what it showed; one row more, and it is to be looked at again."""
    with reading(desk) as connection:
        [seen] = draft_budgets(connection, "a", 2026)
        assert fund_years_of(connection, "a", 2026) == {FUND: "Attività 2026 (bozza)"}
    save(desk, "anna", entry(1, 10, voce_id="A2", municipality_id="r", **BUDGET))
    order = MoveState(asked(), "anna", agreeing(seen), TODAY)
    assert refused(desk, lambda: move_states(desk, order)) == {
        "M22": "Dopo che il preventivo era stato guardato ne è stato scritto qualche altro importo."
    }
    with reading(desk) as connection:
        [seen] = draft_budgets(connection, "a", 2026)
    move_states(desk, MoveState(asked(), "anna", agreeing(seen), TODAY))
    assert image(desk, FundYear, FUND)[1]["budget_state"] == "agreed"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"budget_state": "approved"}, "W11"),
        ({"approved_on": "2026-02-20"}, "W21"),
        ({"act_id": "decisione"}, "W21"),
    ],
)
def test_state_act_and_day_are_written_by_no_hand(desk: Engine, values: Image, code: str) -> None:
    """C-05: whoever types them in the grid is told of the step."""
    edit = Edit(FundYear, values, FUND, image(desk, FundYear, FUND)[0])
    assert set(refused(desk, lambda: save(desk, "anna", edit))) == {code}


def test_s0_10_a_draft_that_a_file_brought_after_the_agreement_stops_the_approval(
    desk: Engine,
) -> None:
    """18.000 € agreed, then 500 € of a Comune loaded as a draft: the committee saw others."""
    passed(desk, BudgetState.AGREED)
    late = {**entry(1, 500, voce_id="A2", municipality_id="r", **BUDGET).values, "state": "draft"}
    load(desk, Batch(FrnaEntry, [(None, late)]))
    told = refused(desk, lambda: passed(desk, BudgetState.APPROVED, "decisione"))
    assert told == {"M21": "Del preventivo sono ancora in bozza 500,00 €."}


def test_a_budget_of_a_closed_year_takes_no_step(desk: Engine) -> None:
    """S0-10."""
    closure = sound(E["fund_closure"], fund_year_id=FUND)
    load(desk, Batch(E["fund_closure"], [(None, closure)]))
    assert "W10" in refused(desk, lambda: passed(desk, BudgetState.AGREED))
