"""The demonstration's sitting, taken by hand through its evening.

Anna coordinates, ugo only reads.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import Engine, text

from tests.made_rows import load
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.archive.registry import BY_NAME
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.simulation.commands.scenarios import ScenarioDraft, save_scenario
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.terms import ScenarioKind
from udp_core.sittings.commands.conducting import move_sitting
from udp_core.sittings.commands.deciding import Resolution
from udp_core.sittings.entities import AgendaAlternative, AgendaItem, Attendance, Sitting
from udp_core.sittings.queries.sittings import seats, sitting
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import DecisionOutcome, Presence, SittingState
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit, SaveRows, Value, save_rows

SITTING = "seduta-2026-11-18"
EVENING = "seduta-2026-11-25"
"""The sitting of eight points, which a test adds."""
TODAY = date(2026, 11, 10)
MEMBERS = tuple(f"comitato-ravenna:{name}" for name in ("ravenna", "cervia", "distretto", "russi"))
"""With a vote: the chair first, then by code."""
_numbers = count(1)


def asked(request: str = "") -> Asked:
    return Asked(
        request or f"sala {next(_numbers)}", "anna", "", "Prova della seduta", datetime.now(UTC)
    )


def officers(engine: Engine) -> None:
    people: list[tuple[int | None, dict[str, Value]]] = [
        (None, {"code": code, "name": f"Ufficio di {code}", "active": 1})
        for code in ("anna", "ugo")
    ]
    given: list[tuple[int | None, dict[str, Value]]] = [
        (
            None,
            {
                "officer_id": officer,
                "role": role,
                "district_id": "ravenna",
                "area_id": None,
                "municipality_id": None,
                "valid_from": "2020-01-01",
                "valid_to": None,
            },
        )
        for officer, role in (("anna", "coordinator"), ("ugo", "committee"))
    ]
    load(engine, Batch(BY_NAME["officer"], people), Batch(BY_NAME["mandate"], given))


def move(engine: Engine, officer: str = "anna", version: int = 0) -> SittingState:
    with reading(engine) as connection:
        row = sitting(connection, SITTING)
    assert row is not None
    return move_sitting(engine, asked(), officer, (SITTING, version or row.version), TODAY)


def edit(engine: Engine, *edits: Edit, officer: str = "anna") -> None:
    save_rows(engine, SaveRows(asked(), officer, edits, TODAY))


def attend(engine: Engine, **presences: Presence) -> None:
    """Those named as told, everybody else with a vote present."""
    with reading(engine) as connection:
        row = sitting(connection, SITTING)
        assert row is not None
        known = [seat for seat in seats(connection, row) if seat.presence is None]
    values = [
        (seat.member_id, presences.get(seat.member_id.rpartition(":")[2], Presence.PRESENT))
        for seat in known
    ]
    edit(
        engine,
        *(
            Edit(
                Attendance,
                {
                    "sitting_id": SITTING,
                    "member_id": member,
                    "presence": presence.value,
                    "delegate": None,
                    "from_item": None,
                    "to_item": None,
                },
            )
            for member, presence in values
        ),
    )


def opened(engine: Engine, **presences: Presence) -> None:
    """Convened, with its presences, open: the archive is frozen."""
    officers(engine)
    move(engine)
    attend(engine, **presences)
    move(engine)


def note(engine: Engine, number: int, words: str, seen: int = 1) -> None:
    edit(engine, Edit(AgendaItem, {"note": words}, f"{SITTING}:{number}", seen))


def ten_posts(engine: Engine, name: str = "Dieci posti da giugno", posts: int = 783) -> str:
    """A scenario kept when June was still open, at the listed costs.

    Ten more places in residences from June.
    """
    with reading(engine) as connection:
        model = replace(
            compile_fund(connection, "ravenna", 2026, TODAY, ("cra-posti",)), first_month=1
        )
    return save_scenario(
        engine,
        asked(),
        "anna",
        ScenarioDraft(
            name,
            "Chiesto in seduta",
            ScenarioKind.FRNA,
            "ravenna",
            model,
            {"cra-posti": [posts, 6]},
        ),
        TODAY,
    )


def eight_points(engine: Engine) -> None:
    """A sitting of eight points.

    The fund, a what-if with two scenarios, three areas, a regulation, an indicator, any other
    business.
    """
    chosen, other = ten_posts(engine, "Dieci posti"), ten_posts(engine, "Venti posti", 793)
    frame: dict[str, Value] = {
        "code": EVENING,
        "body_id": "comitato-ravenna",
        "district_id": "ravenna",
        "year": 2026,
        "held_on": "2026-11-25",
        "starts_at": "17:30",
        "place": "Sala del Consiglio",
    }
    edit(
        engine,
        Edit(
            Sitting,
            {
                **frame,
                "state": "planned",
                "revision": None,
                "known_on": None,
                "note": None,
                "origin": "demo",
            },
        ),
    )
    points: tuple[tuple[str, str | None, str | None, str | None], ...] = (
        (
            "Equilibrio del FRNA 2026",
            "frna",
            None,
            "Si prende atto della previsione al 31 dicembre.",
        ),
        ("Posti in CRA da giugno", None, chosen, "Si programmano dieci posti in CRA da giugno."),
        ("Ambito Anziani", "area:anziani", None, None),
        ("Ambito Famiglie e minori", "area:famiglie", None, None),
        ("Ambito Disabili", "area:disabili", None, None),
        (
            "Regolamento distrettuale degli assegni di cura",
            None,
            None,
            "Si approva il regolamento.",
        ),
        ("Attesa per la CRA", "indicator:AN-05", None, None),
        ("Varie ed eventuali", None, None, None),
    )
    usual: dict[str, Value] = {
        "sitting_id": EVENING,
        "rapporteur": "Ufficio di Piano",
        "note": None,
    }
    edit(
        engine,
        *(
            Edit(
                AgendaItem,
                {
                    **usual,
                    "number": number,
                    "title": title,
                    "kind": "decision" if proposal else "information",
                    "screen": screen,
                    "scenario_id": scenario,
                    "document": "Bozza di regolamento, 12 articoli" if number == 6 else None,
                    "proposal": proposal,
                },
            )
            for number, (title, screen, scenario, proposal) in enumerate(points, start=1)
        ),
    )
    edit(engine, Edit(AgendaAlternative, {"item_id": f"{EVENING}:2", "scenario_id": other}))


def resolution(number: int = 2, **values: object) -> Resolution:
    usual: dict[str, object] = {
        "item_id": f"{SITTING}:{number}",
        "text": "Si approva.",
        "tally": VoteTally(4, 0, 0),
    }
    return Resolution(**{**usual, **values})  # type: ignore[arg-type]  # the fields of a resolution


__all__ = [
    "EVENING",
    "MEMBERS",
    "SITTING",
    "TODAY",
    "DecisionOutcome",
    "asked",
    "attend",
    "edit",
    "eight_points",
    "move",
    "note",
    "officers",
    "opened",
    "resolution",
    "ten_posts",
]


def late_invoice(engine: Engine, cents: int = 1000_00) -> int:
    """So much more spent in October, before the day of the sitting; confirmed as the desk does.

    Answers the cents that were there.
    """
    with reading(engine) as connection:
        row_id, version, amount = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM frna_entry WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND voce_id = 'A1.1' AND phase = 'final' AND state = 'confirmed'"
            " AND period_no = 10 LIMIT 1"
        ).one()
    more = {"amount_cents": amount + cents}
    edit(engine, Edit(FrnaEntry, more, row_id, version, reason="Fattura tardiva"))
    with writing(engine) as connection:
        confirm = text("UPDATE frna_entry SET state = 'confirmed' WHERE id = :id")
        connection.execute(confirm, {"id": row_id})
    return int(amount)
