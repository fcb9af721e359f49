"""Scenarios over an archive: kept, read back, proposed as variations and decided."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_rows import load, sound_history
from tests.service.test_what_if import TODAY, archive, asked, code, fund, spring
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.simulation.commands.deciding_variations import decide
from udp_core.simulation.commands.proposing_variations import propose
from udp_core.simulation.commands.scenarios import (
    ScenarioDraft,
    move_scenario,
    save_scenario,
    scenario,
)
from udp_core.simulation.commands.variations import DecideVariation, Where
from udp_core.simulation.queries.scenarios import scenarios, variations_of
from udp_core.simulation.rules.compared import differences
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.terms import ScenarioKind, ScenarioState
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit, SaveRows, save_rows

__all__ = ["archive"]
WHERE = Where("ravenna", 2026, TODAY)
TEN_FROM_JUNE = {"cra-posti": [783, 6]}


def keep(
    engine: Engine,
    officer: str = "anna",
    name: str = "Dieci posti",
    position: dict[str, list[object]] | None = None,
    request: str = "",
) -> str:
    draft = ScenarioDraft(
        name,
        "Chiesto in seduta",
        ScenarioKind.FRNA,
        "ravenna",
        spring(engine),
        position or TEN_FROM_JUNE,
    )
    return save_scenario(engine, asked(request), officer, draft, TODAY)


def test_a_scenario_is_kept_and_read_back(archive: Engine) -> None:
    kept_id = keep(archive)
    with reading(archive) as connection:
        kept = scenario(connection, kept_id)
    assert kept is not None
    assert (kept.name, kept.note, kept.officer, kept.state, kept.handed) == (
        "Dieci posti",
        "Chiesto in seduta",
        "anna",
        ScenarioState.DRAFT,
        TEN_FROM_JUNE,
    )
    assert evaluate(kept.model, kept.position).cost == 87_183_60
    assert differences(kept.model, spring(archive)) == ()
    assert sound_history(archive) == []


def test_the_same_request_keeps_one_scenario(archive: Engine) -> None:
    keep(archive, request="una volta")
    with reading(archive) as connection:
        assert len(scenarios(connection, "ravenna")) == 1


@pytest.mark.parametrize(
    ("officer", "name", "position", "problem"),
    [
        ("anna", " ", None, "L21"),
        ("anna", "Troppi", {"cra-posti": [900, 1]}, "L03"),
        ("anna", "Senza mese", {"cra-posti": [30]}, "L24"),
        ("ugo", "Di chi legge", None, "A10"),
        ("nessuno", "Di nessuno", None, "A10"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    archive: Engine, officer: str, name: str, position: dict[str, list[object]] | None, problem: str
) -> None:
    found = code(lambda: keep(archive, officer, name, position))
    assert found == problem or found.startswith("A")
    with reading(archive) as connection:
        assert scenarios(connection, "ravenna") == ()


def test_a_stale_scenario_says_what_changed(archive: Engine) -> None:
    kept_id = keep(archive)
    with reading(archive) as connection:
        row = "ravenna:frna:2026:A1.1:frna:039007:budget:year:-"
        version, image = read_by_id(connection, BY_NAME["frna_entry"], [row])[row]
        version_cost, _ = read_by_id(
            connection, BY_NAME["unit_cost"], ["A1.1:day:frna:2024-01-01"]
        )["A1.1:day:frna:2024-01-01"]
    load(
        archive,
        Batch(BY_NAME["unit_cost"], [(version_cost, {**_cost(archive), "value_cents": 4300})]),
    )
    del version, image
    with reading(archive) as connection:
        kept = scenario(connection, kept_id)
    assert kept is not None
    assert evaluate(kept.model, kept.position).cost == 87_183_60
    found = {one.what: (one.before, one.now) for one in differences(kept.model, spring(archive))}
    assert found["Costo di un’unità in un anno: Posti in CRA, FRNA"] == (
        "14.870,10 €",
        "15.224,15 €",
    )


def _cost(engine: Engine) -> Image:
    with reading(engine) as connection:
        return read_by_id(connection, BY_NAME["unit_cost"], ["A1.1:day:frna:2024-01-01"])[
            "A1.1:day:frna:2024-01-01"
        ][1]


def test_only_its_owner_or_who_coordinates_moves_a_scenario(archive: Engine) -> None:
    kept_id = keep(archive, "anna")
    assert (
        code(
            lambda: move_scenario(
                archive, asked(), "carlo", (kept_id, 1), ScenarioState.SHARED, TODAY
            )
        )
        == "L23"
    )
    move_scenario(archive, asked(), "anna", (kept_id, 1), ScenarioState.SHARED, TODAY)
    assert (
        code(
            lambda: move_scenario(
                archive, asked(), "anna", (kept_id, 1), ScenarioState.ARCHIVED, TODAY
            )
        )
        == "L22"
    )
    own = keep(archive, "carlo", "Di Cervia")
    move_scenario(archive, asked(), "anna", (own, 1), ScenarioState.ARCHIVED, TODAY)
    with reading(archive) as connection:
        assert {one.id: one.state for one in scenarios(connection, "ravenna")} == {
            kept_id: ScenarioState.SHARED,
            own: ScenarioState.ARCHIVED,
        }


def test_a_scenario_that_is_as_it_is_asked_to_be_does_not_change(archive: Engine) -> None:
    """Put away twice it is put away once; of one that nobody kept, the page is to be loaded."""
    kept_id = keep(archive)
    for version in (1, 2):
        move_scenario(archive, asked(), "anna", (kept_id, version), ScenarioState.ARCHIVED, TODAY)
    with reading(archive) as connection:
        kept = scenario(connection, kept_id)
    assert kept is not None
    assert (kept.state, kept.version) == (ScenarioState.ARCHIVED, 2)
    gone = ("mai-visto", 1)
    assert (
        code(lambda: move_scenario(archive, asked(), "anna", gone, ScenarioState.SHARED, TODAY))
        == "L22"
    )


def budget(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(
            connection.exec_driver_sql(
                "SELECT sum(amount_cents) FROM frna_entry WHERE fund_year_id = 'ravenna:frna:2026'"
                " AND phase = 'budget'"
            ).scalar_one()
        )


def act_of(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(
            connection.exec_driver_sql("SELECT id FROM act ORDER BY id LIMIT 1").scalar_one()
        )


def test_a_scenario_never_changes_the_programme_until_an_act_approves_it(archive: Engine) -> None:
    before = budget(archive)
    kept_id = keep(archive, "carlo")
    variation = propose(archive, asked(), "carlo", kept_id, WHERE)
    assert budget(archive) == before
    assert (
        code(
            lambda: decide(
                archive, asked(), "anna", DecideVariation(variation, 1, approved=True), WHERE
            )
        )
        == "L33"
    )
    assert code(
        lambda: decide(
            archive,
            asked(),
            "carlo",
            DecideVariation(variation, 1, approved=True, act_id=act_of(archive)),
            WHERE,
        )
    ).startswith("A")
    decide(
        archive,
        asked(),
        "anna",
        DecideVariation(variation, 1, approved=True, act_id=act_of(archive)),
        WHERE,
    )
    assert budget(archive) - before == 87_183_60
    assert (
        code(
            lambda: decide(
                archive,
                asked(),
                "anna",
                DecideVariation(variation, 1, approved=True, act_id=act_of(archive)),
                WHERE,
            )
        )
        == "L32"
    )
    decided = DecideVariation(variation, 2, approved=False, reason="Ripensandoci")
    assert code(lambda: decide(archive, asked(), "anna", decided, WHERE)) == "L32"
    assert budget(archive) - before == 87_183_60
    assert sound_history(archive) == []


def test_a_rejected_variation_changes_nothing(archive: Engine) -> None:
    before = budget(archive)
    variation = propose(archive, asked(), "anna", keep(archive), WHERE)
    decide(
        archive,
        asked(),
        "anna",
        DecideVariation(variation, 1, approved=False, reason="Non serve"),
        WHERE,
    )
    assert budget(archive) == before
    with reading(archive) as connection:
        assert [one.state.value for one in variations_of(connection, WHERE.fund_year)] == [
            "rejected"
        ]


def test_more_than_the_available_is_blocked_in_an_approved_programme(archive: Engine) -> None:
    before = budget(archive)
    many = keep(
        archive,
        position={
            "cra-posti": [833, 1],
            "assegno-a": [100, 1],
            "assegno-b": [100, 1],
            "csrr-posti": [80, 1],
            "cra-tariffa": [3, 1],
        },
    )
    variation = propose(archive, asked(), "anna", many, WHERE)
    assert (
        code(
            lambda: decide(
                archive,
                asked(),
                "anna",
                DecideVariation(variation, 1, approved=True, act_id=act_of(archive)),
                WHERE,
            )
        )
        == "K1"
    )
    assert budget(archive) == before


def test_a_scenario_that_costs_the_fund_nothing_has_nothing_to_propose(archive: Engine) -> None:
    kept_id = keep(archive, position={"fondo-altre": [100_000, 1]})
    assert code(lambda: propose(archive, asked(), "anna", kept_id, WHERE)) == "L31"
    assert code(lambda: propose(archive, asked(), "anna", "mai visto", WHERE)) == "L30"


def test_a_year_that_is_only_prepared_has_no_programme_to_vary(archive: Engine) -> None:
    draft = ScenarioDraft(
        "Il prossimo", "", ScenarioKind.FRNA, "ravenna", fund(archive, 2027), TEN_FROM_JUNE
    )
    kept_id = save_scenario(archive, asked(), "anna", draft, TODAY)
    with reading(archive) as connection:
        kept = scenario(connection, kept_id)
    assert kept is not None
    assert (kept.model.title, kept.model.notes) == (draft.model.title, draft.model.notes)
    assert (
        code(lambda: propose(archive, asked(), "anna", kept_id, Where("ravenna", 2027, TODAY)))
        == "L39"
    )


def test_a_closed_year_takes_no_variation(archive: Engine) -> None:
    kept_id = keep(archive)
    closure: Image = {
        "fund_year_id": WHERE.fund_year,
        "closed_on": "2026-12-31",
        "residue_cents": 0,
        "act_id": None,
        "source": "prova",
        "origin": "real",
    }
    load(archive, Batch(BY_NAME["fund_closure"], [(None, closure)]))
    assert code(lambda: propose(archive, asked(), "anna", kept_id, WHERE)) == "W10"


def test_states_of_a_variation_are_not_written_by_hand(archive: Engine) -> None:
    variation = propose(archive, asked(), "anna", keep(archive), WHERE)
    edit = Edit(BY_NAME["programme_variation"], {"state": "approved"}, variation, 1)
    assert code(lambda: save_rows(archive, SaveRows(asked(), "anna", [edit], TODAY))) == "W11"
