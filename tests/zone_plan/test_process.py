"""S1-06, S2-04, S3-10, S3-15, S3-18, S3-40, S4-03, S4-26, N4: how a plan is made."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_programme import DEMO, FIRST, Made
from tests.zone_plan.made_plan import OVER, PLAN, load_plan
from udp_core.archive.engine import reading
from udp_core.render.table import Table
from udp_core.zone_plan.report.process import (
    ProcessReport,
    WorkState,
    process_report,
    work_state,
)
from udp_core.zone_plan.view.process import (
    chapters_table,
    diffusion_table,
    documents_table,
    missing_table,
    participants_table,
    phases_table,
    process_message,
    remarks_table,
    signatures_table,
    tasks_table,
)

TODAY = date(2026, 7, 1)


def phase(code: str, number: int, begins: str, due: str, done: str | None, **more: str) -> Made:
    return "plan_phase", {
        "plan_id": PLAN,
        "code": code,
        "number": number,
        "title": f"Fase {code}",
        "start_date": begins,
        "due_date": due,
        "done_date": done,
        "owner": "Coordinatrice",
        "product": f"Prodotto {code}",
        **more,
        **DEMO,
    }


def who(code: str, number: int, organisation: str, *, social: int, office: str) -> Made:
    return "phase_participant", {
        "phase_id": f"{PLAN}:{code}",
        "number": number,
        "organisation_id": organisation,
        "office": office,
        "social_services": social,
        **DEMO,
    }


def chapter(plan_id: str, draft: int, words_: str, due: str, done: str | None) -> Made:
    return "plan_chapter", {
        "plan_id": plan_id,
        "code": "bisogni",
        "draft": draft,
        "number": 1,
        "title": "I bisogni",
        "text": words_,
        "owner": "Statistica",
        "due_date": due,
        "delivered_on": done,
        **DEMO,
    }


def model(code: str, days: int) -> Made:
    return "plan_phase_model", {
        "rule_set_id": "ER",
        "code": code,
        "number": 1,
        "title": f"Modello {code}",
        "stage": "evaluation",
        "days_from_start": days,
    }


MORE: list[Made] = [
    ("organisation", {"code": "comune", "name": "Comune di Prova", "kind": "municipality"}),
    model("fatta", 0),
    model("valutazione", 31),
    phase("fatta", 1, "2026-01-01", "2026-02-28", "2026-02-28", model_id="ER:fatta"),
    phase("tardi", 2, "2026-01-01", "2026-06-30", None),
    phase("futura", 3, "2026-09-01", "2026-12-31", None),
    who("fatta", 1, "comune", social=1, office="Servizio sociale"),
    who("fatta", 2, "ausl", social=0, office="Cure primarie"),
    who("tardi", 1, "ausl", social=0, office="Cure primarie"),
    (
        "plan_task",
        {
            "phase_id": f"{PLAN}:tardi",
            "number": 1,
            "title": "Raccogliere i dati",
            "assigned_to": "Referenti",
            "delegated_by": "Coordinatrice",
            "due_date": "2026-06-30",
            **DEMO,
        },
    ),
    chapter(OVER, 1, "Testo del triennio di prima", "2020-12-31", "2020-12-31"),
    chapter(PLAN, 1, "Prima stesura", "2026-01-31", "2026-01-31"),
    chapter(PLAN, 2, "Seconda stesura", "2026-06-30", None),
    (
        "plan_remark",
        {
            "plan_id": PLAN,
            "code": "o1",
            "chapter_id": f"{PLAN}:-:bisogni:1",
            "by_whom": "Associazione",
            "received_on": "2026-05-22",
            "text": "Mancano le frazioni",
            **DEMO,
        },
    ),
    (
        "plan_remark",
        {
            "plan_id": PLAN,
            "code": "o2",
            "intervention_id": FIRST,
            "by_whom": "Sindacati",
            "received_on": "2026-02-01",
            "text": "Più posti",
            "state": "partly",
            "answer": "Cinque posti in più",
            "answered_on": "2026-02-20",
            **DEMO,
        },
    ),
    (
        "plan_signature",
        {
            "plan_id": PLAN,
            "organisation_id": "comune",
            "signer": "Sindaca",
            "due_date": "2026-03-31",
            "signed_on": "2026-03-28",
            **DEMO,
        },
    ),
    (
        "plan_signature",
        {
            "plan_id": PLAN,
            "organisation_id": "ausl",
            "signer": "Direttore",
            "due_date": "2026-03-31",
            **DEMO,
        },
    ),
    (
        "reviewed_document",
        {
            "plan_id": PLAN,
            "code": "d",
            "title": "Piano regionale",
            "author": "Regione",
            "relevance": "high",
            "reuse": "Gli obiettivi",
            **DEMO,
        },
    ),
    (
        "guideline_action",
        {
            "guideline_id": "ravenna:ind",
            "number": 1,
            "title": "Seminario",
            "audience": "Referenti",
            "due_date": "2026-06-30",
            **DEMO,
        },
    ),
    (
        "plan_change",
        {
            "plan_id": PLAN,
            "code": "c",
            "title": "Spostare la scheda",
            "objective_id": f"{PLAN}:1.1",
            "proposal": "Chiuderla",
            "reason": "Manca la sede",
            "proposed_by": "Comune",
            "proposed_on": "2026-06-01",
            "decide_by": "2026-07-31",
            **DEMO,
        },
    ),
]


@made_once
def fill(engine: Engine) -> None:
    load_plan(engine, *MORE)


def report(engine: Engine) -> ProcessReport:
    with reading(engine) as connection:
        found = process_report(connection, "ravenna", PLAN, TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("begins", "due", "done", "state"),
    [
        ("2026-06-01", "2026-06-30", None, WorkState.LATE),
        ("2026-06-01", "2026-07-01", None, WorkState.RUNNING),
        ("2026-07-01", "2026-07-02", None, WorkState.RUNNING),
        ("2026-07-02", "2026-07-02", None, WorkState.TO_COME),
        ("2026-06-01", "2026-06-30", "2026-06-30", WorkState.DONE),
        ("2026-06-01", "2026-06-30", "2026-07-01", WorkState.DONE_LATE),
    ],
)
def test_a_phase_is_late_the_day_after_its_last(
    begins: str, due: str, done: str | None, state: WorkState
) -> None:
    """S1-06: the day before, the day, the day after."""
    ended = date.fromisoformat(done) if done else None
    found = work_state(date.fromisoformat(begins), date.fromisoformat(due), ended, TODAY)
    assert found is state


def column(table: Table, place: int) -> list[str]:
    return [row[place] for row in table.words]


def test_the_board_of_phases(filled: Engine) -> None:
    """S1-06: phases with days, owner, product, state; tasks given to somebody."""
    found = report(filled)
    assert column(phases_table(found), 6) == ["fatta", "▲ in ritardo", "da iniziare"]
    assert column(phases_table(found), 8) == ["Prodotto fatta", "Prodotto tardi", "Prodotto futura"]
    [task] = tasks_table(found).words
    assert task[1:] == (
        "Raccogliere i dati",
        "Referenti",
        "Coordinatrice",
        "30/06/2026",
        "▲ in ritardo",
    )


def test_the_model_of_the_region_says_what_is_still_to_be_put_on_the_calendar(
    filled: Engine,
) -> None:
    """S4-26: of two phases of the model one is there; the other by 1 February of the first year."""
    [row] = missing_table(report(filled)).words
    assert row[:3] == ("Modello valutazione", "valutazione", "01/02/2024")


def test_who_of_the_social_services_took_part_in_each_phase(filled: Engine) -> None:
    """N4: in the first one did; in the second nobody; the third is still to begin."""
    assert column(participants_table(report(filled)), 1) == [
        "Comune di Prova (Servizio sociale)",
        "▲ nessuno",
        "—",
    ]


def test_a_chapter_shows_its_last_draft_beside_those_before(filled: Engine) -> None:
    """S2-04, S3-10: draft 2 is late; draft 1 and the plan before stand beside it."""
    [one] = report(filled).chapters
    assert (one.row.draft, one.late) == (2, True)
    assert [each.text for each in one.drafts] == ["Prima stesura"]
    assert one.before is not None
    assert one.before.text == "Testo del triennio di prima"
    assert chapters_table(report(filled)).words[0][5] == "▲ in ritardo"


def test_remarks_say_whose_on_what_and_what_was_answered(filled: Engine) -> None:
    """S3-10: one waits (40 days since 22 May: 10 too many), one was answered."""
    first, second = remarks_table(report(filled)).words
    assert first[2] == "I bisogni"
    assert first[4:] == ("▲ ricevuta", "da dare: in ritardo di 10 giorni")
    assert second[2] == "scheda S1"
    assert second[4:] == ("accolta in parte", "Cinque posti in più (20/02/2026)")


def test_who_signed_and_who_has_not(filled: Engine) -> None:
    """S3-18."""
    rows = signatures_table(report(filled)).words
    assert [(row[0], row[3]) for row in rows] == [
        ("Azienda USL", "▲ manca"),
        ("Comune di Prova", "28/03/2026"),
    ]


def test_documents_and_the_spreading_of_guidelines(filled: Engine) -> None:
    """S3-15, S4-03."""
    found = report(filled)
    assert documents_table(found).words[0] == (
        "Piano regionale",
        "Regione",
        "n.d.",
        "alta",
        "Gli obiettivi",
    )
    [row] = diffusion_table(found, {"ravenna:ind": "Restare a casa"}).words
    assert (row[0], row[2], row[5]) == ("Restare a casa", "Referenti", "▲ in ritardo")


def test_the_message_counts_what_is_late_or_missing(filled: Engine) -> None:
    """S1-06, S3-10, S3-18."""
    assert process_message(report(filled)) == (
        "1 fase in ritardo, 1 capitolo in ritardo, 1 osservazione senza risposta e 1 firma che"
        " manca"
    )
