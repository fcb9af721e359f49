"""S0-15, S2-02, S3-01, S3-59: the life of regulations and agreements, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import TODAY, E, made_desk, save
from tests.made_rows import asked, batches, fingerprint, load, sound
from udp_core.agreements.terms import AgreementState, RegulationState
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.archive.queries import steps_of_rows
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Term
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit

RULE, DEAL = "a:reg", "a:conv"


def act(code: str, kind: str, day: str, parent: str | None = None, state: str = "adopted") -> Any:
    return E["act"], sound(
        E["act"],
        code=code,
        title=f"Atto {code}",
        kind=kind,
        state=state,
        act_date=day,
        parent_act_id=parent,
    )


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """The small desk with a committee's decision and the acts of the Giunta."""
    made_desk(empty_engine)
    rows = [
        act("deciso", "committee_decision", "2026-03-10"),
        act("bozza", "committee_decision", "2026-03-10", state="draft"),
        act("giunta", "municipal_resolution", "2026-03-20", "deciso"),
        act("prima", "municipal_resolution", "2026-03-09", "deciso"),
        act("sola", "municipal_resolution", "2026-03-20"),
        act("su-bozza", "municipal_resolution", "2026-03-20", "bozza"),
        (E["organisation"], sound(E["organisation"], code="uno", name="Comune Uno")),
        (E["organisation"], sound(E["organisation"], code="due", name="Comune Due")),
    ]
    load(empty_engine, *batches(rows))
    return empty_engine


def written(engine: Engine, kind: str = "office") -> None:
    values = sound(E["regulation"], district_id="a", code="reg", kind=kind, title="Regolamento")
    save(engine, "anna", Edit(E["regulation"], values))


def step(
    engine: Engine, to: Term, seen: int, act_id: str = "", *, reason: str = "", who: str = "anna"
) -> None:
    table, row = ("regulation", RULE) if isinstance(to, RegulationState) else ("agreement", DEAL)
    move = Move(E[table], row, seen, to, act_id)
    order = MoveState(asked(reason=reason or "Passo"), who, [move], TODAY, bool(reason))
    move_states(engine, order)


def refused(engine: Engine, to: Term, seen: int, act_id: str = "", **more: str) -> Problem:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as told:
        step(engine, to, seen, act_id, **more)
    assert fingerprint(engine) == before
    return told.value.problems[0]


def image(engine: Engine, table: str, row: str) -> Any:
    with reading(engine) as connection:
        return read_by_id(connection, E[table], [row])[row][1]


def test_s3_59_a_regulation_is_adopted_published_in_force_amended_repealed(desk: Engine) -> None:
    written(desk)
    step(desk, RegulationState.ADOPTED, 1, "giunta")
    step(desk, RegulationState.PUBLISHED, 2)
    step(desk, RegulationState.IN_FORCE, 3)
    now = image(desk, "regulation", RULE)
    assert (now["state"], now["act_id"]) == ("in_force", "giunta")
    assert (now["published_on"], now["starts_on"]) == (TODAY.isoformat(), TODAY.isoformat())
    assert refused(desk, RegulationState.AMENDED, 4).code == "M04"
    step(desk, RegulationState.AMENDED, 4, "sola")
    assert refused(desk, RegulationState.REPEALED, 5, "giunta").code == "M03"
    step(desk, RegulationState.REPEALED, 5, "giunta", reason="Sostituito")
    with reading(desk) as connection:
        found = [
            (one.from_state, one.to_state)
            for one in steps_of_rows(connection, E["regulation"], [RULE])
        ]
    assert sorted(found) == sorted(
        [
            ("in proposta", "adottato"),
            ("adottato", "pubblicato"),
            ("pubblicato", "in vigore"),
            ("in vigore", "in vigore, modificato"),
            ("in vigore, modificato", "abrogato"),
        ]
    )


@pytest.mark.parametrize(
    ("act_id", "code", "said"),
    [
        ("", "M04", "serve un atto"),
        ("mai-visto", "M04", "serve un atto"),
        ("sola", "M30", "non si appoggia a una decisione del Comitato"),
        ("su-bozza", "M30", "non si appoggia a una decisione del Comitato"),
        ("prima", "M30", "prima della decisione del Comitato (10/03/2026)"),
        ("bozza", "M11", "non vi si appoggia nulla"),
    ],
)
def test_s2_02_the_giunta_adopts_after_the_committee(
    desk: Engine, act_id: str, code: str, said: str
) -> None:
    written(desk)
    found = refused(desk, RegulationState.ADOPTED, 1, act_id)
    assert (found.code, said in found.sentence) == (code, True)


def test_s0_13_a_regulation_of_a_comune_needs_no_committee(desk: Engine) -> None:
    written(desk, "access")
    step(desk, RegulationState.ADOPTED, 1, "sola")
    assert image(desk, "regulation", RULE)["act_id"] == "sola"


def test_s0_13_in_force_without_an_act_is_refused_whatever_the_door(desk: Engine) -> None:
    row = sound(E["regulation"], district_id="a", code="x", state="in_force")
    with pytest.raises(RefusedError) as told:
        load(desk, *batches([(E["regulation"], row)]))
    assert told.value.problems[0].code == "R35"
    assert "non ha il suo atto" in told.value.problems[0].sentence


def test_s3_59_a_regulation_that_a_file_brought_without_its_act_does_not_come_into_force(
    desk: Engine,
) -> None:
    row = sound(E["regulation"], district_id="a", code="reg", state="published", act_id=None)
    load(desk, *batches([(E["regulation"], row)]))
    found = refused(desk, RegulationState.IN_FORCE, 1)
    assert (found.code, found.sentence) == (
        "M31",
        "Un regolamento in vigore ha il suo atto di adozione.",
    )


def test_s3_59_a_state_is_not_typed_in_the_grid(desk: Engine) -> None:
    written(desk)
    edit = Edit(E["regulation"], {"state": "in_force", "act_id": "giunta"}, RULE, 1)
    with pytest.raises(RefusedError) as told:
        save(desk, "anna", edit)
    assert {one.code for one in told.value.problems} == {"W11"}


def party(who: str, **more: str | None) -> Edit:
    values = sound(E["agreement_party"], agreement_id=DEAL, organisation_id=who, **more)
    return Edit(E["agreement_party"], values)


def test_s0_15_an_agreement_is_in_force_once_everybody_signed(desk: Engine) -> None:
    row = sound(
        E["agreement"],
        district_id="a",
        code="conv",
        title="Convenzione",
        starts_on="2026-01-01",
        ends_on="2028-12-31",
    )
    save(desk, "anna", Edit(E["agreement"], row))
    step(desk, AgreementState.SIGNING, 1)
    assert "non è scritto chi firma" in refused(desk, AgreementState.IN_FORCE, 2).sentence
    save(desk, "anna", party("uno", signed_on="2026-01-10"), party("due"))
    missing = refused(desk, AgreementState.IN_FORCE, 2)
    assert (missing.code, missing.sentence) == ("M32", "All’accordo manca la firma di Comune Due.")
    signed = Edit(E["agreement_party"], {"signed_on": "2026-01-12"}, f"{DEAL}:due", 1)
    save(desk, "anna", signed)
    step(desk, AgreementState.IN_FORCE, 2)
    assert image(desk, "agreement", DEAL)["state"] == "in_force"
    assert refused(desk, AgreementState.ENDED, 3).code == "M03"


def test_s0_15_an_agreement_that_ends_before_it_begins_is_refused(desk: Engine) -> None:
    row = sound(
        E["agreement"], district_id="a", code="x", starts_on="2026-02-01", ends_on="2026-01-31"
    )
    with pytest.raises(RefusedError) as told:
        save(desk, "anna", Edit(E["agreement"], row))
    [found] = told.value.problems
    assert (found.code, "01/02/2026" in found.sentence) == ("R01", True)


def test_who_does_not_arrange_moves_nothing(desk: Engine) -> None:
    written(desk)
    assert refused(desk, RegulationState.ADOPTED, 1, "giunta", who="carlo").code == "A11"
