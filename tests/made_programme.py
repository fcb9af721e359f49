"""A small programme whose figures a person can check.

Three schede, two areas, two Comuni, on 1 July 2026.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_rows import batches, load, sound
from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.registry import BY_NAME

TODAY = date(2026, 7, 1)
PROGRAMME = "ravenna:pdz:2026:1"
RAVENNA, CERVIA = "039014", "039007"
FIRST, SECOND, THIRD = f"{PROGRAMME}:S1", f"{PROGRAMME}:S2", f"{PROGRAMME}:S3"
DEMO = {"origin": "demo", "source": "Prova"}

Made = tuple[str, dict[str, int | str | None]]

TERRITORY: list[Made] = [
    ("district", {"code": "ravenna", "name": "Ravenna"}),
    (
        "municipality",
        {"istat_code": RAVENNA, "district_id": "ravenna", "name": "Ravenna", "is_lead": 1},
    ),
    (
        "municipality",
        {"istat_code": CERVIA, "district_id": "ravenna", "name": "Cervia", "is_lead": 0},
    ),
    (
        "intervention_area",
        {
            "code": "anziani",
            "name": "Anziani",
            "short_name": "Anziani",
            "sort": 6,
            "valid_from": "2007-01-01",
        },
    ),
    (
        "intervention_area",
        {
            "code": "giovani",
            "name": "Benessere dei giovani",
            "short_name": "Giovani",
            "sort": 2,
            "valid_from": "2007-01-01",
        },
    ),
    (
        "intervention_area",
        {
            "code": "passata",
            "name": "Ambito di una volta",
            "short_name": "Passata",
            "sort": 1,
            "valid_from": "2007-01-01",
            "valid_to": "2020-12-31",
        },
    ),
    ("funding_source", {"code": "frna", "name": "Fondo regionale", "kind": "frna", "sort": 1}),
    (
        "funding_source",
        {"code": "comuni", "name": "Comuni del distretto", "kind": "municipality", "sort": 2},
    ),
    ("organisation", {"code": "ausl", "name": "Azienda USL"}),
    ("organisation", {"code": "coop", "name": "Cooperativa Esempio"}),
    (
        "act",
        {
            "code": "atto-1",
            "title": "Approvazione del programma",
            "kind": "committee_decision",
            "number": "3/2026",
            "act_date": "2026-04-22",
        },
    ),
]
PLAN: list[Made] = [
    (
        "plan",
        {
            "district_id": "ravenna",
            "code": "pdz",
            "kind": "zone",
            "title": "Piano di zona",
            "year_from": 2024,
            "year_to": 2026,
            "state": "in_force",
            **DEMO,
        },
    ),
    (
        "annual_programme",
        {
            "plan_id": "ravenna:pdz",
            "year": 2026,
            "edition": 1,
            "title": "Programma 2026",
            "state": "in_force",
            "act_id": "atto-1",
            **DEMO,
        },
    ),
    (
        "annual_programme",
        {
            "plan_id": "ravenna:pdz",
            "year": 2026,
            "edition": 2,
            "title": "Bozza di modifica",
            "state": "draft",
            **DEMO,
        },
    ),
]


def scheda(code: str, area: str, **values: int | str | None) -> Made:
    usual: dict[str, int | str | None] = {
        "programme_id": PROGRAMME,
        "code": code,
        "title": f"Scheda {code}",
        "area_id": area,
        "state": "active",
        "progress": 300,
        "start_date": "2026-01-01",
        "end_date": "2026-12-31",
        "lead_organisation_id": "ausl",
        "territory": "district",
        "data_state": "confirmed",
        "as_of": "2026-06-30",
        "expected_users": 1200,
        "need": "Un *bisogno* <b>scritto</b>",
        **DEMO,
    }
    return "intervention", usual | values


def action(scheda_id: str, number: int, due: str, done: str | None, weight: int) -> Made:
    return "action", {
        "intervention_id": scheda_id,
        "number": number,
        "title": f"Azione {number}",
        "due_date": due,
        "done_date": done,
        "weight": weight,
    }


def money(
    scheda_id: str,
    source: str,
    municipality: str | None,
    phase: str,
    euro: int,
    *,
    state: str = "confirmed",
) -> Made:
    as_of = "2026-01-31" if phase == "budget" else "2026-06-30"
    return "intervention_funding", {
        "intervention_id": scheda_id,
        "source_id": source,
        "municipality_id": municipality,
        "phase": phase,
        "amount_cents": euro * 100,
        "state": state,
        "as_of": as_of,
        **DEMO,
    }


SCHEDE: list[Made] = [
    scheda("S1", "anziani", progress=500),
    scheda("S2", "anziani"),
    scheda(
        "S3",
        "giovani",
        state="completed",
        progress=1000,
        territory="municipality",
        municipality_id=CERVIA,
        end_date="2026-05-31",
    ),
    action(FIRST, 1, "2026-03-31", "2026-03-30", 500),
    action(FIRST, 2, "2026-06-30", None, 500),
    action(SECOND, 1, "2026-05-31", "2026-06-02", 250),
    action(SECOND, 2, "2026-12-15", None, 750),
    action(THIRD, 1, "2026-05-31", "2026-05-31", 1000),
    money(FIRST, "frna", RAVENNA, "budget", 60_000),
    money(FIRST, "frna", CERVIA, "budget", 20_000),
    money(FIRST, "comuni", None, "budget", 20_000),
    money(FIRST, "frna", RAVENNA, "final", 50_000, state="draft"),
    money(SECOND, "frna", RAVENNA, "budget", 300_000),
    money(SECOND, "frna", RAVENNA, "final", 150_000),
    money(THIRD, "comuni", CERVIA, "budget", 10_000),
    money(THIRD, "comuni", CERVIA, "final", 12_000),
    ("intervention_area_link", {"intervention_id": FIRST, "area_id": "giovani"}),
    (
        "intervention_partner",
        {"intervention_id": FIRST, "organisation_id": "coop", "role": "manager"},
    ),
    ("intervention_sector", {"intervention_id": FIRST, "sector": "housing"}),
    ("intervention_act", {"intervention_id": FIRST, "act_id": "atto-1"}),
]


def image(made: Made) -> tuple[type[Entity], Image]:
    name, values = made
    return BY_NAME[name], sound(BY_NAME[name], **values)


def load_programme(engine: Engine, *more: Made) -> None:
    """The small programme, and what a test adds to it."""
    found = [image(made) for made in (*TERRITORY, *PLAN, *SCHEDE, *more)]
    assert len({(entity, id_of(entity, row)) for entity, row in found}) == len(found)
    load(engine, *batches(found))
