"""A small desk.

A district with two Comuni, a fund, two voci, a scheda, an indicator, and those who write there.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_rows import MOMENT, asked, family, load, sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.registry import BY_NAME
from udp_core.desk.report.checked import draft_budgets, moves_of
from udp_core.kernel.calendar import month_end
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.loading import Batch
from udp_core.writing.moving import CONFIRM_BUDGET, MoveState, move_states
from udp_core.writing.saving import Edit, Saved, SaveRows, Tried, save_rows, tried_rows

TODAY = date(2026, 11, 10)
FUND = "a:a:2026"
_numbers = count(1)
E = BY_NAME


@made_once
def made_desk(engine: Engine) -> None:
    """Fill an empty database.

    Officers: «anna» coordinates, «carlo» is of Comune c, «dina» of ambito a, «ugo» reads.
    """
    rows: dict[type[Entity], list[Image]] = {}
    for name in ("frna_entry", "measurement", "action", "intervention_funding"):
        for entity, image in family(BY_NAME[name])[:-1]:
            rows.setdefault(entity, []).append(image)
    given = {
        entity: list({id_of(entity, image): image for image in images}.values())
        for entity, images in rows.items()
    }
    given[E["fund_year"]] = [sound(E["fund_year"], year=2026), sound(E["fund_year"], year=2027)]
    given[E["municipality"]] = [
        sound(E["municipality"], istat_code=code, name=name)
        for code, name in (("c", "Cervia"), ("r", "Russi"))
    ]
    given[E["frna_voce"]] = [sound(E["frna_voce"], code=code) for code in ("A1", "A2")]
    given[E["indicator"]] = [sound(E["indicator"], area_id="a")]
    programme = sound(E["annual_programme"], year=2026)
    given[E["annual_programme"]] = [programme]
    given[E["intervention"]] = [
        sound(E["intervention"], programme_id=id_of(E["annual_programme"], programme))
    ]
    given[E["officer"]] = [
        {"code": code, "name": f"Ufficio di {code}", "active": 1}
        for code in ("anna", "carlo", "dina", "ugo")
    ]
    given[E["mandate"]] = [
        mandate("anna", "coordinator"),
        mandate("carlo", "municipality_editor", municipality_id="c"),
        mandate("dina", "area_editor", area_id="a"),
        mandate("ugo", "committee"),
    ]
    load(
        engine,
        *(
            Batch(entity, [(None, image) for image in given[entity]])
            for entity in BY_NAME.values()
            if entity in given
        ),
    )


def mandate(officer: str, role: str, **scope: str) -> Image:
    """A mandate in force since 2020."""
    return {
        "officer_id": officer,
        "role": role,
        "district_id": "a",
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
        **scope,
    }


def entry(month: int, euro: int, **values: Any) -> Edit:
    """A new final entry of voce A1, Comune c, in a month of 2026.

    Of the last day that it can speak of.
    """
    image = sound(
        E["frna_entry"],
        fund_year_id=FUND,
        voce_id="A1",
        municipality_id="c",
        phase="final",
        period="month",
        period_no=month,
        amount_cents=euro * 100,
    )
    image |= values
    year = int(str(image["fund_year_id"]).rpartition(":")[2])
    if "as_of" not in values and image["period"] == "month":
        image["as_of"] = min(month_end(year, int(str(image["period_no"]))), TODAY).isoformat()
    return Edit(E["frna_entry"], image)


def save(
    engine: Engine,
    officer: str,
    *edits: Edit,
    request_id: str = "",
    excused: frozenset[str] = frozenset(),
) -> Saved:
    """Save as an officer; `excused` is what the officer was shown and gave a reason for."""
    request = asked(request_id) if request_id else asked(f"banco {next(_numbers)}")
    return save_rows(engine, SaveRows(request, officer, edits, TODAY, excused))


def tried(engine: Engine, officer: str, *edits: Edit) -> Tried:
    """The same, judged and rolled back; nothing is agreed to."""
    command = SaveRows(asked(f"banco {next(_numbers)}"), officer, edits, TODAY)
    return tried_rows(engine, command, lambda _found: frozenset())


def confirm_budget(engine: Engine, officer: str = "anna") -> None:
    """The budgets of 2026 that are drafts, confirmed as the screen does."""
    with reading(engine) as connection:
        found = draft_budgets(connection, "a", 2026)
    moves = [move for one in found for move in moves_of(one.drafts, DataState.CONFIRMED)]
    request = asked(f"banco {next(_numbers)}")
    move_states(engine, MoveState(request, officer, moves, TODAY, command=CONFIRM_BUDGET))


__all__ = [
    "FUND",
    "MOMENT",
    "TODAY",
    "E",
    "confirm_budget",
    "entry",
    "made_desk",
    "mandate",
    "save",
    "tried",
]
