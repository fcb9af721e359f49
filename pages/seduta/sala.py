"""Sala: una lastra alla volta, a tutto schermo, dalle cifre di oggi o da quelle congelate di una seduta."""

from __future__ import annotations

import streamlit as st

from pages.components.as_of import as_known
from pages.components.cards import empty_state
from pages.components.context import Context, context, read
from pages.components.sala import show_sala
from pages.components.screens import HOME as FIRST
from pages.components.screens import ROOM, SCREENS, stem
from udp_core import italian
from udp_core.briefing.deck import Moment, changed_slide, screen_slides, sitting_slides
from udp_core.store.engine import reading
from udp_core.store.queries.coverage import latest_day
from udp_core.store.queries.sittings import sitting
from udp_core.view.slides.payload import Frame, Payload, deck_payload
from udp_core.view.slides.slide import Slide

MOST_DECKS = 8
SITTING, SCREEN, KNOWN = "seduta", "schermata", "noto"


def addresses() -> dict[str, str]:
    """Every live screen by its stem; the first one has the address of the dashboard."""
    return {stem(path): "." if path == FIRST else stem(path) for path in (*SCREENS, *ROOM)}


def slides_of(here: Context, code: str) -> tuple[Slide, ...]:
    moment = Moment(here.district, here.year, here.today)
    with reading(here.known or here.engine) as connection:
        if code:
            return sitting_slides(here.engine, connection, moment, code)
        found = screen_slides(connection, moment)
        return (*(slide for slides in found.values() for slide in slides), changed_slide(here.engine, connection, moment, None))


@st.cache_resource(max_entries=MOST_DECKS, show_spinner="Le lastre…")
def deck(kept_under: tuple[str, int, int, int], code: str, screen: str, _here: Context) -> Payload:  # noqa: ARG001
    """Kept until the archive changes: the one that figures are read from, or the one that has the agenda."""
    found, year = slides_of(_here, code), _here.year
    with reading(_here.known or _here.engine) as connection:
        data_day = latest_day(connection, _here.district, year, _here.today)
    start = next((slide.name for slide in found if slide.screen == screen), "")
    known = f" · {_here.sitting}" if _here.sitting else ""
    day = italian.day(data_day or _here.today)
    foot = f"{_here.district_name} · dati al {day} · revisione {italian.number(_here.revision)}{known}"
    leave = f"seduta?anno={year}" if code else f"{addresses().get(screen, '.')}?anno={year}"
    return deck_payload(found, Frame(foot, _here.demo, leave, "health", start, screens=addresses(), query=f"?anno={year}"))


live = context()
code = st.query_params.get(SITTING, "")
row = read(sitting, code) if code else None
here = as_known(live, code or st.query_params.get(KNOWN, ""))
st.title("Sala", anchor=False)
if code and row is None:
    empty_state("La seduta del collegamento non c’è.", "Sceglierla da «Seduta».")
else:
    show_sala(deck((here.address, here.revision, here.year, live.revision), code, st.query_params.get(SCREEN, ""), here))
