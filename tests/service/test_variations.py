"""A variation of the programme.

Proposed once, decided where it belongs, and never over an identity that would break.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

import pytest
from sqlalchemy import Engine

from tests.made_desk import mandate
from tests.made_rows import load
from udp_core.archive.asking import Asked
from udp_core.archive.changes import reasons_of
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.simulation.commands.deciding_variations import DECIDE, decide
from udp_core.simulation.commands.proposing_variations import propose
from udp_core.simulation.commands.scenarios import ScenarioDraft, save_scenario
from udp_core.simulation.commands.variations import DecideVariation, Where
from udp_core.simulation.queries.scenarios import VariationRow, scenarios, variations_of
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.terms import ScenarioKind
from udp_core.simulation.view.variations import outcome_words
from udp_core.writing.loading import Batch

TODAY = date(2026, 10, 31)
RAVENNA = Where("ravenna", 2026, TODAY)
_numbers = count(1)


def asked(request: str = "") -> Asked:
    return Asked(
        request or f"variazione {next(_numbers)}",
        "",
        "",
        "Prova",
        datetime(2026, 11, 1, 9, tzinfo=UTC),
    )


@pytest.fixture
def archive(demo_copy: Engine) -> Engine:
    """«anna» coordinates Ravenna, «fausto» another district."""
    officers: list[tuple[int | None, Image]] = [
        (None, {"code": one, "name": f"Ufficio di {one}", "active": 1})
        for one in ("anna", "fausto")
    ]
    given = (
        {**mandate("anna", "coordinator"), "district_id": "ravenna"},
        {**mandate("fausto", "coordinator"), "district_id": "faenza"},
    )
    load(
        demo_copy,
        Batch(BY_NAME["officer"], officers),
        Batch(BY_NAME["mandate"], [(None, one) for one in given]),
    )
    return demo_copy


def keep(
    engine: Engine,
    position: dict[str, list[object]],
    name: str = "Prova",
    *,
    in_january: bool = False,
) -> str:
    """A scenario of today.

    Or one kept when no month was closed and nothing spent, at the listed cost of respite.
    """
    with reading(engine) as connection:
        model = compile_fund(
            connection,
            "ravenna",
            2026,
            TODAY,
            ("cra-posti", "sollievo-giorni") if in_january else (),
        )
    if in_january:
        model = replace(
            model, first_month=1, accounts=tuple(replace(one, spent=None) for one in model.accounts)
        )
    return save_scenario(
        engine,
        asked(),
        "anna",
        ScenarioDraft(name, "", ScenarioKind.FRNA, "ravenna", model, position),
        TODAY,
    )


POSTS: dict[str, list[object]] = {"cra-posti": [783, 11]}


def proposed(engine: Engine, position: dict[str, list[object]] | None = None) -> str:
    return propose(engine, asked(), "anna", keep(engine, position or POSTS), RAVENNA)


def approve(
    engine: Engine, variation: str, where: Where = RAVENNA, officer: str = "anna", request: str = ""
) -> None:
    with reading(engine) as connection:
        act = str(connection.exec_driver_sql("SELECT id FROM act ORDER BY id LIMIT 1").scalar_one())
    decide(
        engine,
        asked(request),
        officer,
        DecideVariation(variation, 1, approved=True, act_id=act),
        where,
    )


def refused(right: Callable[[], object]) -> dict[str, Problem]:
    with pytest.raises(RefusedError) as caught:
        right()
    assert all(one.sentence and one.remedy for one in caught.value.problems)
    return {one.code: one for one in caught.value.problems}


def budget(engine: Engine, fund_year: str = "ravenna:frna:2026") -> int:
    with reading(engine) as connection:
        return int(
            connection.exec_driver_sql(
                "SELECT coalesce(sum(amount_cents), 0) FROM frna_entry WHERE fund_year_id = ? AND"
                " phase = 'budget'",
                (fund_year,),
            ).scalar_one()
        )


def planned(engine: Engine, voce: str, unit: str) -> Decimal:
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT sum(value) FROM activity_measure WHERE fund_year_id = 'ravenna:frna:2026' AND"
            " phase = 'budget' AND voce_id = ? AND unit = ?",
            (voce, unit),
        ).scalar_one()
    return Decimal(found) / 1000


def variations_in(engine: Engine) -> tuple[VariationRow, ...]:
    with reading(engine) as connection:
        return variations_of(connection, RAVENNA.fund_year)


def states(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [one.state.value for one in variations_of(connection, RAVENNA.fund_year)]


def test_a_scenario_is_proposed_once_and_again_only_after_a_refusal(archive: Engine) -> None:
    kept = keep(archive, POSTS)
    first = propose(archive, asked(), "anna", kept, RAVENNA)
    problem = refused(lambda: propose(archive, asked(), "anna", kept, RAVENNA))["L37"]
    assert (
        problem.sentence
        == "Da questo scenario è già nata la variazione n. 1, proposta il 31/10/2026 (proposto)."
    )
    assert states(archive) == ["proposed"]
    decide(
        archive,
        asked(),
        "anna",
        DecideVariation(first, 1, approved=False, reason="Serve dov’è"),
        RAVENNA,
    )
    second = propose(archive, asked(), "anna", kept, RAVENNA)
    assert second != first
    approve(archive, second)
    assert (
        "n. 2" in refused(lambda: propose(archive, asked(), "anna", kept, RAVENNA))["L37"].sentence
    )


def test_the_same_request_answers_with_what_it_stored(archive: Engine) -> None:
    kept, other = keep(archive, POSTS), keep(archive, {"cra-posti": [780, 11]})
    first = propose(archive, asked("una volta"), "anna", kept, RAVENNA)
    assert propose(archive, asked("una volta"), "anna", kept, RAVENNA) == first
    assert set(refused(lambda: propose(archive, asked("una volta"), "anna", other, RAVENNA))) == {
        "A20"
    }
    assert states(archive) == ["proposed"]
    approve(archive, first, request="approvata una volta")
    reached = budget(archive)
    approve(archive, first, request="approvata una volta")
    assert budget(archive) == reached
    assert set(
        refused(
            lambda: decide(
                archive,
                asked("approvata una volta"),
                "anna",
                DecideVariation(first, 1, approved=False),
                RAVENNA,
            )
        )
    ) == {"A20"}


def test_a_scenario_asked_twice_is_kept_once(archive: Engine) -> None:
    with reading(archive) as connection:
        model = compile_fund(connection, "ravenna", 2026, TODAY)
    draft = ScenarioDraft("Dieci posti", "", ScenarioKind.FRNA, "ravenna", model, POSTS)
    first = save_scenario(archive, asked("salvato"), "anna", draft, TODAY)
    assert save_scenario(archive, asked("salvato"), "anna", draft, TODAY) == first
    assert set(
        refused(
            lambda: save_scenario(
                archive,
                asked("salvato"),
                "anna",
                ScenarioDraft("Altro", "", ScenarioKind.FRNA, "ravenna", model, POSTS),
                TODAY,
            )
        )
    ) == {"A20"}
    with reading(archive) as connection:
        assert [one.id for one in scenarios(connection, "ravenna")] == [first]


def test_it_is_decided_in_its_own_year_and_district(archive: Engine) -> None:
    """Elsewhere nothing moves: neither the year that was looked at, nor its own."""
    variation = proposed(archive)
    before = [budget(archive), budget(archive, "ravenna:frna:2025")]
    found = refused(lambda: approve(archive, variation, Where("ravenna", 2025, TODAY)))
    assert (
        found["L38"].sentence
        == "La variazione n. 1 è del 2026, distretto «ravenna»: si sta guardando il 2025, distretto"
        " «ravenna»."
    )
    assert set(
        refused(lambda: approve(archive, variation, Where("faenza", 2026, TODAY), "fausto"))
    ) == {"L38"}
    assert set(refused(lambda: approve(archive, variation, RAVENNA, "fausto"))) == {"A11"}
    assert set(
        refused(
            lambda: decide(
                archive, asked(), "fausto", DecideVariation(variation, 1, approved=False), RAVENNA
            )
        )
    ) == {"A11"}
    assert [budget(archive), budget(archive, "ravenna:frna:2025")] == before
    assert states(archive) == ["proposed"]
    kept = keep(archive, POSTS, "Altrove")
    assert "L30" in refused(
        lambda: propose(archive, asked(), "fausto", kept, Where("faenza", 2026, TODAY))
    )


def test_who_proposes_a_variation_does_not_approve_it_where_somebody_else_could(
    archive: Engine,
) -> None:
    """Alone, the coordinator decides.

    With a second one, that one does, unless the installation says otherwise.
    """
    second: Image = {"code": "bice", "name": "Ufficio di bice", "active": 1}
    given: Image = {**mandate("bice", "coordinator"), "district_id": "ravenna"}
    load(
        archive,
        Batch(BY_NAME["officer"], [(None, second)]),
        Batch(BY_NAME["mandate"], [(None, given)]),
    )
    variation = proposed(archive)
    found = refused(lambda: approve(archive, variation))
    assert set(found) == {"T07"}
    assert found["T07"].sentence == "Chi propone una variazione del programma non lo approva."
    assert found["T07"].remedy == "Lo decide un’altra persona: Ufficio di bice."
    taken_back = propose(archive, asked(), "anna", keep(archive, POSTS, "Altra"), RAVENNA)
    no = DecideVariation(taken_back, 1, approved=False, reason="Ritirata")
    decide(archive, asked(), "anna", no, RAVENNA)
    states = {one.id: one.state.value for one in variations_in(archive)}
    assert (states[taken_back], states[variation]) == ("rejected", "proposed")
    approve(archive, variation, officer="bice")
    [row] = [one for one in variations_in(archive) if one.id == variation]
    assert (row.state.value, row.decided_on, bool(row.act_id)) == ("approved", TODAY, True)
    assert row.proposed_by == "Proposta di Ufficio di anna"


def test_a_variation_rests_on_no_draft_and_is_refused_with_a_reason(archive: Engine) -> None:
    draft: Image = {
        "code": "bozza-di-delibera",
        "body_id": None,
        "kind": "committee_decision",
        "number": None,
        "act_date": None,
        "title": "Bozza",
        "state": "draft",
        "parent_act_id": None,
        "source": "Prova",
        "origin": "real",
    }
    load(archive, Batch(BY_NAME["act"], [(None, draft)]))
    variation = proposed(archive)
    on_draft = DecideVariation(variation, 1, approved=True, act_id="bozza-di-delibera")
    assert set(refused(lambda: decide(archive, asked(), "anna", on_draft, RAVENNA))) == {"T06"}
    without = DecideVariation(variation, 1, approved=False)
    assert set(refused(lambda: decide(archive, asked(), "anna", without, RAVENNA))) == {"T05"}
    decide(archive, asked(), "anna", replace(without, reason="Prima si chiede all’AUSL"), RAVENNA)
    with reading(archive) as connection:
        told = reasons_of(connection, BY_NAME["programme_variation"], DECIDE)
    assert told[variation][0] == "Prima si chiede all’AUSL"
    [row] = [one for one in variations_in(archive) if one.id == variation]
    words = outcome_words(row, "", told[variation][0])
    assert (
        words
        == "Proposta di Ufficio di anna il 31/10/2026. Respinta il 31/10/2026: Prima si chiede"
        " all’AUSL."
    )


def test_a_closed_year_approves_nothing(archive: Engine) -> None:
    variation = proposed(archive)
    closure: Image = {
        "fund_year_id": RAVENNA.fund_year,
        "closed_on": "2026-12-31",
        "residue_cents": 0,
        "act_id": None,
        "source": "prova",
        "origin": "real",
    }
    load(archive, Batch(BY_NAME["fund_closure"], [(None, closure)]))
    before = budget(archive)
    assert "W10" in refused(lambda: approve(archive, variation))
    assert (budget(archive), states(archive)) == (before, ["proposed"])
