"""Two districts in one archive, with everybody who may try to write in it, and a session of each.

District «a» is the desk of `made_desk` with a second source, «frna», and a sitting of its body.
«bice» coordinates and
«bruno» administers district «b».
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, text

from tests.made_desk import FUND, E, confirm_budget, entry, made_desk, mandate, save
from tests.made_once import made_once
from tests.made_rows import load, sound
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.sign_in.sessions import Visit, accept, digest, invite
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

AT = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
AFTER = date(2027, 1, 20)
FRNA = "a:frna:2026"
ACT, BODY, SITTING, ITEM = "delibera", "comitato", "seduta", "seduta:1"
PEOPLE = (
    ("anna", "coordinator", "a"),
    ("alba", "coordinator", "a"),
    ("adele", "administrator", "a"),
    ("bice", "coordinator", "b"),
    ("bruno", "administrator", "b"),
)
"""Beside those of the desk.

«carlo» of Comune c, «dina» of ambito a, «ugo» who reads, «gino» without a mandate.
"""
PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test
BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}


@made_once
def made_districts(engine: Engine) -> None:
    """Fill an empty database."""
    made_desk(engine)
    rows("district", {"code": "b"}, engine=engine)
    new = [name for name, _, _ in PEOPLE if name != "anna"]
    _load(
        engine,
        "officer",
        *({"code": name, "name": f"Ufficio di {name}", "active": 1} for name in [*new, "gino"]),
    )
    given = [
        mandate(name, role, district_id=where) for name, role, where in PEOPLE if name != "anna"
    ]
    _load(engine, "mandate", *given)
    rows("funding_source", {"code": "frna"}, engine=engine)
    rows("fund_year", {"source_id": "frna", "year": 2026}, engine=engine)
    for fund in (FUND, FRNA):
        euro = 20_000 if fund == FUND else 100_000
        income = sound(E["allocation"], fund_year_id=fund, amount_cents=euro * 100)
        save(engine, "anna", Edit(E["allocation"], income))
        budgets = [(12_000, "A1"), (6_000, "A2")]
        save(
            engine,
            "anna",
            *(entry(1, euro, fund_year_id=fund, voce_id=voce, **BUDGET) for euro, voce in budgets),
        )
    confirm_budget(engine)
    _sitting(engine)


def _sitting(engine: Engine) -> None:
    """Convened, with one point to decide, and four members who are there.

    The act on which money is decided.
    """
    rows("governing_body", {"code": BODY, "district_id": "a"}, engine=engine)
    rows(
        "act",
        {"code": ACT, "body_id": BODY, "state": "adopted", "act_date": "2026-10-01"},
        engine=engine,
    )
    rows("body_rule", {"body_id": BODY, "valid_from": "2020-01-01"}, engine=engine)
    members = [
        {"body_id": BODY, "code": code, "votes": 1, "valid_from": "2020-01-01"} for code in "1234"
    ]
    rows("member", *members, engine=engine)
    sitting: dict[str, Any] = {
        "code": SITTING,
        "body_id": BODY,
        "district_id": "a",
        "year": 2026,
        "held_on": "2026-11-10",
    }
    rows("sitting", {**sitting, "state": "convened"}, engine=engine)
    rows("agenda_item", {"sitting_id": SITTING, "number": 1, "kind": "decision"}, engine=engine)
    there = [
        {"sitting_id": SITTING, "member_id": f"{BODY}:{code}", "presence": "present"}
        for code in "1234"
    ]
    rows("attendance", *there, engine=engine)


def rows(table: str, *values: dict[str, Any], engine: Engine) -> None:
    """Rows that are sound, with these values in them."""
    _load(engine, table, *(sound(E[table], **one) for one in values))


def _load(engine: Engine, table: str, *images: dict[str, Any]) -> None:
    load(engine, Batch(E[table], [(None, one) for one in images]))


def asks(officer: str, request_id: str, session: str = "", reason: str = "Prova") -> Asked:
    """A request of somebody, as a screen makes it."""
    return Asked(request_id, officer, "", reason, AT, session)


def signed_in(engine: Engine, officer: str) -> str:
    """The hash of a new session of an officer."""
    visit = Visit("192.0.2.7", AT)
    return digest(accept(engine, invite(engine, officer, AT), PASSWORD, visit))


def session_of(engine: Engine, officer: str) -> str:
    """The hash of the session of an officer who is signed in."""
    with reading(engine) as connection:
        found = text("SELECT secret_hash FROM signed_in WHERE officer_id = :officer")
        return str(connection.execute(found, {"officer": officer}).scalar_one())


SIGNED_OUT = "DELETE FROM signed_in WHERE secret_hash = :secret"
EXPIRED = (
    "UPDATE signed_in SET expires_at = '2020-01-01T00:00:00+00:00' WHERE secret_hash = :secret"
)


def ended(engine: Engine, session: str, how: str) -> None:
    """A session ends while its page is open."""
    with writing(engine) as connection:
        connection.execute(text(how), {"secret": session})
