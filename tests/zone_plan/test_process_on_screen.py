"""S1-06, S2-04, S3-10, S3-18, S3-40, N4: the making of a plan as somebody reads and moves it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_rows import asked
from tests.pages.reading import words
from tests.view.made_reports import STAMP
from tests.zone_plan.made_plan import NEXT, PLAN, load_plan, opened, plan
from tests.zone_plan.test_process import MORE, TODAY, fill, report
from udp_core.archive.engine import reading
from udp_core.archive.registry import BY_NAME
from udp_core.render.export import csv_bytes
from udp_core.zone_plan.report.process import process_report
from udp_core.zone_plan.view.process import (
    changes_table,
    phases_table,
    remarks_table,
    signatures_table,
)

__all__ = ["fill"]


def test_the_making_of_the_plan_is_read_on_the_screen(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-06, S2-04, S3-10, S3-15, S3-18, S4-26, N4: and a chapter opens beside the one before."""
    screen = opened(filled, monkeypatch, parte="Percorso", capitolo="Piano: I bisogni")
    text = words(screen)
    for said in (
        "1 fase in ritardo",
        "Fase tardi",
        "Comune di Prova (Servizio sociale)",
        "Mancano le frazioni",
        "Seconda stesura",
        "Prima stesura",
        "Testo del triennio di prima",
        "Piano regionale",
    ):
        assert said in text, said
    drawers = [one.label for one in screen.expander]
    assert "Fasi del modello regionale da prevedere: 1" in drawers
    assert "Diffusione degli indirizzi e delle linee guida" in drawers


def test_proposals_of_change_are_read_on_the_screen(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3-40."""
    text = words(opened(filled, monkeypatch, parte="Proposte di modifica"))
    for said in (
        "1 proposta di modifica: 1 aspetta una decisione",
        "obiettivo 1.1",
        "Manca la sede",
        "proposta, da decidere entro il 31/07/2026",
    ):
        assert said in text, said


def test_a_proposal_that_is_decided_is_no_longer_due(filled: Engine) -> None:
    """S3-40: refused with a reason on a day; the act is asked for where it is approved."""
    from tests.made_sitting import officers
    from udp_core.kernel.problem import RefusedError
    from udp_core.plan.entities.changes import PlanChange
    from udp_core.plan.terms import ChangeState
    from udp_core.writing.moving import Move, MoveState, move_states

    officers(filled)
    row = f"{PLAN}:c"

    def moved(state: ChangeState, *, explained: bool) -> None:
        step = Move(PlanChange, row, 1, state)
        move_states(filled, MoveState(asked(), "anna", [step], TODAY, explained=explained))

    with pytest.raises(RefusedError, match="atto"):
        moved(ChangeState.APPROVED, explained=True)
    with pytest.raises(RefusedError, match="serve un motivo"):
        moved(ChangeState.REJECTED, explained=False)
    moved(ChangeState.REJECTED, explained=True)
    assert changes_table(report(filled)).words[0][5] == "respinta il 01/07/2026"


def test_each_table_leaves_in_a_file(filled: Engine) -> None:
    """S1-06, S3-10, S3-18, S3-40."""
    found = report(filled)
    for table, said in (
        (phases_table(found), "Prodotto tardi"),
        (remarks_table(found), "Mancano le frazioni"),
        (signatures_table(found), "Sindaca"),
        (changes_table(found), "Manca la sede"),
    ):
        assert said in csv_bytes(table, STAMP).decode("utf-8-sig")


def test_what_is_due_is_in_the_deadlines(filled: Engine) -> None:
    """S1-06, S3-10, S3-18: the same rows stand in «Scadenze», with whose they are."""
    from udp_core.deadlines.report import deadlines_report

    with reading(filled) as connection:
        found = deadlines_report(connection, "ravenna", TODAY, None)
    said = str(found)
    for words_ in ("Fase tardi", "Raccogliere i dati", "o1", "Seminario"):
        assert words_ in said, words_
    assert {"plan_phase", "plan_task", "plan_remark"} <= set(BY_NAME)


def test_another_plan_has_its_own_making(empty_engine: Engine) -> None:
    """S1-06: nothing of one plan, or of another district, is in the other."""
    load_plan(empty_engine, *MORE, plan("faenza:altro", 2024, 2026, "draft"))
    with reading(empty_engine) as connection:
        other = process_report(connection, "ravenna", NEXT, TODAY)
        assert process_report(connection, "faenza", PLAN, TODAY) is None
    assert other is not None
    assert (other.phases, other.remarks, other.signatures, other.changes) == ((), (), (), ())
