"""Deeds of the table of commands that somebody decides: money that moves, and the room."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY
from tests.made_districts import ACT, BODY, FRNA, ITEM, SITTING, asks, rows
from tests.made_simulation import care
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.briefing.dossier import make_dossier
from udp_core.briefing.reports import Moment
from udp_core.data_requests.commands.asking import NewRequest, ask_figures, link_again
from udp_core.fund.commands.transfers import DecideTransfer, Proposal, decide, propose
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActKind
from udp_core.simulation.commands import scenarios, variations
from udp_core.simulation.commands.deciding_variations import decide as decide_variation
from udp_core.simulation.commands.proposing_variations import propose as propose_variation
from udp_core.simulation.terms import ScenarioKind, ScenarioState
from udp_core.sittings.commands import deciding
from udp_core.sittings.commands.conducting import move_sitting
from udp_core.sittings.commands.making_act import NewAct, make_act
from udp_core.sittings.commands.moments import NewMoment, note_moment
from udp_core.sittings.commands.noting import NewNote, add_note, show_note
from udp_core.sittings.commands.postponing import When, postpone_sitting
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import MomentKind

# Money that moves


def asks_body(engine: Engine, asked: Asked, other: bool) -> str:
    title = "Altro" if other else "Spesa di ottobre"
    figure = ("frna_entry", f"{FUND}:A1:a:c:final:month:10")
    new = NewRequest("a", "coop", title, 2026, 10, TODAY, (figure,))
    return ask_figures(engine, asked, asked.author, new, TODAY).request_id


def with_a_body(engine: Engine) -> None:
    rows("organisation", {"code": "coop"}, engine=engine)


def body_asked(engine: Engine) -> None:
    with_a_body(engine)
    for number, other in (("prima", False), ("seconda", True)):
        asks_body(engine, asks("alba", f"chiesta {number}"), other=other)


def links_again(engine: Engine, asked: Asked, other: bool) -> str:
    request = f"a:2026-00{2 if other else 1}"
    return link_again(engine, asked, asked.author, (request, 1), TODAY).request_id


def transfer(euro: int = 100) -> Proposal:
    return Proposal(FUND, "A1", "A2", "a", "c", Money(euro * 100), "Servono altrove")


def transfer_asked(engine: Engine) -> None:
    for number in ("primo", "secondo"):
        propose(engine, asks("carlo", number), "carlo", transfer(), TODAY)


def transfer_refused(engine: Engine) -> None:
    decide(
        engine,
        asks("alba", "rifiuto"),
        "alba",
        DecideTransfer(f"{FUND}:1", 1, approved=False, reason="No"),
        TODAY,
    )


def kept(
    engine: Engine, request: str = "scenario", name: str = "Due posti in più", author: str = "carlo"
) -> str:
    draft = scenarios.ScenarioDraft(name, "", ScenarioKind.FRNA, "a", care(), {"posti": [102, 1]})
    return scenarios.save_scenario(engine, asks(author, request), author, draft, TODAY)


def keeps(engine: Engine, asked: Asked, other: bool) -> Any:
    draft = scenarios.ScenarioDraft(
        "Tre" if other else "Due", "", ScenarioKind.FRNA, "a", care(), {"posti": [102, 1]}
    )
    return scenarios.save_scenario(engine, asked, asked.author, draft, TODAY)


def of_2026(engine: Engine, title: str = "Due posti in più") -> str:
    with reading(engine) as connection:
        return str(
            connection.exec_driver_sql(
                "SELECT id FROM scenario WHERE name = ?", (title,)
            ).scalar_one()
        )


def shares(engine: Engine, asked: Asked, other: bool) -> None:
    state = ScenarioState.ARCHIVED if other else ScenarioState.SHARED
    scenarios.move_scenario(engine, asked, asked.author, (of_2026(engine), 1), state, TODAY)


def shared_meanwhile(engine: Engine) -> None:
    scenarios.move_scenario(
        engine, asks("anna", "intanto"), "anna", (of_2026(engine), 1), ScenarioState.ARCHIVED, TODAY
    )


WHERE = variations.Where("a", 2026, TODAY)


def two_kept(engine: Engine) -> None:
    kept(engine)
    kept(engine, "altro scenario", "Altri due")


def asks_variation(engine: Engine, asked: Asked, other: bool) -> Any:
    found = of_2026(engine, "Altri due" if other else "Due posti in più")
    return propose_variation(engine, asked, asked.author, found, WHERE)


def variation_asked(engine: Engine) -> None:
    two_kept(engine)
    for number, title in enumerate(("Due posti in più", "Altri due")):
        propose_variation(
            engine, asks("carlo", f"variazione {number}"), "carlo", of_2026(engine, title), WHERE
        )


def variation_refused(engine: Engine) -> None:
    chosen = variations.DecideVariation(f"{FRNA}:1", 1, approved=False, reason="No")
    decide_variation(engine, asks("alba", "rifiuto"), "alba", chosen, WHERE)


def decides_variation(engine: Engine, asked: Asked, other: bool) -> Any:
    chosen = variations.DecideVariation(f"{FRNA}:{2 if other else 1}", 1, approved=True, act_id=ACT)
    return decide_variation(engine, asked, asked.author, chosen, WHERE)


# The room


def opened(engine: Engine) -> None:
    move_sitting(engine, asks("alba", "apertura"), "alba", (SITTING, 1), TODAY)


def postpones(engine: Engine, asked: Asked, other: bool) -> Any:
    when = When(date(2026, 12, 2), "21:00" if other else "18:00", "Sala Giunta")
    return postpone_sitting(engine, asked, asked.author, (SITTING, 1), when, TODAY)


def decides(engine: Engine, asked: Asked, other: bool) -> Any:
    found = deciding.Resolution(
        ITEM, "Si approva.", VoteTally(3, 1, 0) if other else VoteTally(4, 0, 0)
    )
    return deciding.decide(engine, asked, asked.author, SITTING, found, TODAY)


def notes(engine: Engine, asked: Asked, other: bool) -> Any:
    kind = MomentKind.SUSPENDED if other else MomentKind.LEFT
    new = NewMoment(SITTING, kind, "18:42", 1, "" if other else f"{BODY}:4")
    return note_moment(engine, asked, asked.author, new, TODAY)


def adds_note(engine: Engine, asked: Asked, other: bool) -> Any:
    new = NewNote(ITEM, "Altro." if other else "Il direttore illustra.", "18:42", 0)
    return add_note(engine, asked, asked.author, new, TODAY)


def noted(engine: Engine) -> None:
    opened(engine)
    adds_note(engine, asks("alba", "nota"), other=False)


def shows_note(engine: Engine, asked: Asked, other: bool) -> Any:
    seen = (f"{ITEM}:1", 1)
    return show_note(engine, asked, asked.author, seen, TODAY, shown=not other)


def decided_and_closed(engine: Engine) -> None:
    opened(engine)
    decides(engine, asks("alba", "decisione"), other=False)
    move_sitting(engine, asks("alba", "chiusura"), "alba", (SITTING, 2), TODAY)


def makes_act(engine: Engine, asked: Asked, other: bool) -> Any:
    number = "6/2026" if other else "5/2026"
    new = NewAct(f"{SITTING}:1", BODY, ActKind.COMMITTEE_DECISION, number, TODAY, "Attività")
    return make_act(engine, asked, asked.author, new, TODAY)


def second_sitting(engine: Engine) -> None:
    rows(
        "sitting",
        {"code": "altra", "body_id": "comitato", "district_id": "a", "state": "planned"},
        engine=engine,
    )


def makes(engine: Engine, asked: Asked, other: bool) -> Any:
    made = make_dossier(
        engine,
        asked,
        asked.author,
        Moment("a", 2026, TODAY),
        "altra" if other else SITTING,
        lambda *_: None,
    )
    return made.code, {kind: sha256(content).hexdigest() for kind, content in made.files.items()}
