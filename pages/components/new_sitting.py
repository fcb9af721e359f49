"""A new sitting: of which body, on which day, at which hour, where, with which agenda."""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.sitting import CHOSEN, save
from pages.components.texts import Texts
from pages.components.unsaved import waits
from udp_core.archive.queries import names_of
from udp_core.briefing.next_agenda import agenda_edits, last_with_agenda, left_of
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Origin
from udp_core.people.rules import Actor
from udp_core.plan.entities.governance import GoverningBody
from udp_core.sittings.commands.postponing import When
from udp_core.sittings.entities import LONGEST_PLACE, Sitting
from udp_core.sittings.queries.sittings import SittingRow, agenda, free_code
from udp_core.sittings.terms import SittingState
from udp_core.writing.saving import Edit, Value

NEW = "scritto-seduta-nuova"
MADE = "seduta-appena-creata"
EMPTY, LEFT, WHOLE = "vuoto", "rimasti", "tutti"


def follow_new_sitting() -> None:
    """The sitting just made is the one that is shown."""
    if made := st.session_state.pop(MADE, ""):
        st.session_state[CHOSEN] = made


def new_sitting(actor: Actor) -> None:
    """Body, day, hour, place and what it begins from, and one button."""
    with st.expander("Nuova seduta", expanded=waits(NEW)):
        body = choose("Organo", ask(names_of, GoverningBody), "organo")
        last = read(last_with_agenda, context().district, body)
        begins = choose("Ordine del giorno", _beginnings(last), f"inizio-{body}")
        texts = Texts(NEW, apart=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed, hour, place = when_fields(texts, hour="17:30")
            pressed = st.button("Crea la seduta", type="primary")
        texts.say()
        if pressed:
            day = italian.read_day(typed)
            if isinstance(day, Problem):
                list_problems([day], 0)
            else:
                _create(actor, body, When(day, hour, place), _points(last, begins), texts)


def when_fields(texts: Texts, day: str = "", hour: str = "", place: str = "") -> tuple[str, ...]:
    """Day, hour and place, as they are typed."""
    return (
        texts.line("Data (gg/mm/aaaa)", "data", day).strip(),
        texts.line("Ora", "ora", hour).strip(),
        texts.line("Luogo", "luogo", place, longest=LONGEST_PLACE).strip(),
    )


def _beginnings(last: SittingRow | None) -> dict[str, str]:
    """What the agenda begins from: nothing, or what the last sitting of the body had."""
    found = {EMPTY: "Vuoto: si scrive dopo"}
    if last is None:
        return found
    of = f"della seduta del {italian.day(last.held_on)}"
    left, points = read(left_of, last), read(agenda, last.id)
    if left:
        said = italian.plural(len(left), "punto non chiuso", "punti non chiusi")
        found[LEFT] = f"{said} {of}"
    found[WHOLE] = f"{italian.plural(len(points), 'punto', 'punti')} {of}, tutti"
    return found


def _points(last: SittingRow | None, begins: str) -> tuple[SittingRow, bool] | None:
    return (last, begins == WHOLE) if last and begins != EMPTY else None


def _create(
    actor: Actor, body: str, when: When, points: tuple[SittingRow, bool] | None, texts: Texts
) -> None:
    here, code = context(), read(free_code, body, when.held_on)
    values: dict[str, Value] = {
        "code": code,
        "body_id": body,
        "district_id": here.district,
        "year": here.year,
        **when.values,
        "state": SittingState.PLANNED.value,
        "revision": None,
        "known_on": None,
        "note": None,
        "origin": Origin.REAL.value,
    }
    edits = [Edit(Sitting, values)]
    if points:
        last, whole = points
        edits += read(lambda connection: list(agenda_edits(connection, last, code, whole=whole)))
    day = italian.day(when.held_on)
    then = "si rilegge l’ordine del giorno" if points else "ora si scrive l’ordine del giorno"
    said = f"Seduta del {day} creata, qui sotto: {then}."
    save(edits, actor, f"Seduta del {day}", said, texts, lambda: _show(code))


def _show(code: str) -> None:
    st.session_state[MADE] = code
