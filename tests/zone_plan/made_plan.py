"""A plan whose sums a person can check: two objectives that share a scheda, one that has none.

Beside it another district's plan, a draft one, and one that is over.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_programme import DEMO, FIRST, SCHEDE, SECOND, TERRITORY, Made, image
from tests.made_programme import PLAN as OWN
from tests.made_rows import batches, load
from tests.pages.conftest import SHELL
from udp_core.archive.engine import reading
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.report.reading import plan_report

TODAY = date(2026, 7, 1)
PLAN, NEXT, OVER, OTHER = (
    "ravenna:pdz",
    "ravenna:nuovo",
    "ravenna:vecchio",
    "faenza:pdz",
)
SCREEN = "piano/piano.py"


def plan(plan_id: str, first: int, last: int, state: str, **more: str) -> Made:
    district, code = plan_id.split(":")
    years: dict[str, int | str | None] = {"year_from": first, "year_to": last, "state": state}
    named = {"district_id": district, "code": code, "kind": "zone", "title": f"Piano {code}"}
    return "plan", {**named, **years, **DEMO, **more}


def objective(plan_id: str, code: str, level: str = "specific", **more: int | str | None) -> Made:
    usual: dict[str, int | str | None] = {
        "plan_id": plan_id,
        "code": code,
        "title": f"Obiettivo {code}",
        "level": level,
        "scope": "social",
        **DEMO,
    }
    parent = more.pop("under", None)
    return "objective", usual | {"parent_objective_id": parent and f"{plan_id}:{parent}"} | more


def tie(plan_id: str, code: str, scheda: str) -> Made:
    return "objective_intervention", {
        "objective_id": f"{plan_id}:{code}",
        "intervention_id": scheda,
    }


def regional(rules: str, code: str, valid_from: str, valid_to: str | None) -> Made:
    return "regional_objective", {
        "rule_set_id": rules,
        "code": code,
        "title": f"Regionale {code}",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }


REGIONAL = (
    ("ER", "R1", "2020-01-01", None),
    ("ER", "R2", "2020-01-01", None),
    ("ER", "R9", "2027-01-01", None),
    ("ER", "R0", "2010-01-01", "2023-12-31"),
    ("ALTRA", "R5", "2020-01-01", None),
)
"""In force here, to come, over; and of another Region."""
TREE: list[Made] = [
    ("district", {"code": "faenza", "name": "Faenza", "region": "Altrove"}),
    ("rule_set", {"code": "ER", "region": "Attività"}),
    ("rule_set", {"code": "ALTRA", "region": "Altrove"}),
    *(regional(*one) for one in REGIONAL),
    ("governing_body", {"code": "comitato", "district_id": "ravenna", "name": "Comitato"}),
    (
        "guideline",
        {
            "district_id": "ravenna",
            "code": "ind",
            "title": "Restare a casa",
            "body_id": "comitato",
            "valid_from": "2024-01-01",
            "valid_to": "2026-12-31",
            **DEMO,
        },
    ),
    plan(OTHER, 2024, 2026, "in_force"),
    objective(PLAN, "1", "general", guideline_id="ravenna:ind", owner="Dirigente"),
    objective(PLAN, "1.1", under="1", priority=2, area_id="anziani", scope="both"),
    objective(
        PLAN,
        "1.10",
        under="1",
        priority=1,
        area_id="anziani",
        regional_objective_id="ER:R1",
        expected_result="Dieci posti in più",
        owner="Responsabile anziani",
    ),
    objective(PLAN, "2", "general", owner="Coordinatrice"),
    objective(PLAN, "2.1", under="2", priority=4),
    objective(OTHER, "1", "general", title="Obiettivo di Faenza"),
    tie(PLAN, "1.1", FIRST),
    tie(PLAN, "1.10", FIRST),
    tie(PLAN, "1.10", SECOND),
]
"""The scheda S1 (100.000 €, half done) in both 1.1 and 1.10; S2 (300.000 €, a quarter done) in 1.10
alone; S3 (10.000 €) in none; nothing for 2.1."""


FOLLOWER: list[Made] = [
    plan(NEXT, 2027, 2029, "draft", previous_plan_id=PLAN),
    objective(NEXT, "1", "general"),
]


def load_plan(engine: Engine, *more: Made, follower: bool = True) -> None:
    """The small programme, in a plan that follows one that is over; `follower`: and has a next."""
    more = (*FOLLOWER, *more) if follower else more
    table, values = OWN[0]
    own = [plan(OVER, 2021, 2023, "closed"), (table, {**values, "previous_plan_id": OVER})]
    made = [image(one) for one in (*TERRITORY, *own, *OWN[1:], *SCHEDE, *TREE, *more)]
    load(engine, *batches(made))


def report(engine: Engine, plan_id: str = "", district: str = "ravenna") -> PlanReport:
    with reading(engine) as connection:
        found = plan_report(connection, district, plan_id, 2026, TODAY)
    assert found is not None
    return found


def opened(engine: Engine, monkeypatch: object, **query: str) -> AppTest:
    """The screen of the plan over a database, as a visitor reads it."""
    st.cache_data.clear()
    st.cache_resource.clear()
    set_to = monkeypatch.setenv  # type: ignore[attr-defined]  # pytest's own
    for name, value in {
        "UDP_DATABASE_URL": str(engine.url),
        "UDP_TODAY": TODAY.isoformat(),
        "UDP_READING": "tutti",
        "UDP_DEMO": "0",
    }.items():
        set_to(name, value)
    screen = AppTest.from_file(str(SHELL), default_timeout=60)
    for key, value in query.items():
        screen.query_params[key] = value
    shown = screen.switch_page(SCREEN).run()
    assert not shown.exception
    assert [one.value for one in shown.error] == []
    return shown
