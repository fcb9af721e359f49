"""A new sitting: of which body, on which day, at which hour, where."""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.sitting import save
from pages.components.texts import Texts
from pages.components.unsaved import waits
from udp_core.archive.queries import names_of
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Origin
from udp_core.people.rules import Actor
from udp_core.plan.entities.governance import GoverningBody
from udp_core.sittings.entities import Sitting
from udp_core.sittings.queries.sittings import free_code
from udp_core.sittings.rules import LONGEST_HOUR
from udp_core.sittings.terms import SittingState
from udp_core.writing.saving import Edit, Value

NEW = "scritto-seduta-nuova"
LONGEST_PLACE = 200


def new_sitting(actor: Actor) -> None:
    """Body, day, hour and place, and one button."""
    with st.expander("Nuova seduta", expanded=waits(NEW)):
        body = choose("Organo", ask(names_of, GoverningBody), "organo")
        texts = Texts(NEW, apart=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed = texts.line("Data (gg/mm/aaaa)", "data")
            hour = texts.line("Ora", "ora", "17:30", longest=LONGEST_HOUR).strip()
            place = texts.line("Luogo", "luogo", longest=LONGEST_PLACE).strip()
            pressed = st.button("Crea la seduta", type="primary")
        texts.say()
        if pressed:
            _create(actor, body, (typed, hour, place), texts)


def _create(actor: Actor, body: str, typed: tuple[str, str, str], texts: Texts) -> None:
    day, (_, hour, place) = italian.read_day(typed[0]), typed
    if isinstance(day, Problem):
        list_problems([day], 0)
        return
    here = context()
    values: dict[str, Value] = {
        "code": read(free_code, body, day),
        "body_id": body,
        "district_id": here.district,
        "year": here.year,
        "held_on": day.isoformat(),
        "starts_at": hour,
        "place": place,
        "state": SittingState.PLANNED.value,
        "revision": None,
        "known_on": None,
        "note": None,
        "origin": Origin.REAL.value,
    }
    save(
        [Edit(Sitting, values)],
        actor,
        f"Seduta del {italian.day(day)}",
        "Seduta creata: ora si scrive l’ordine del giorno.",
        texts,
    )
