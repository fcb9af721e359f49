"""The deck of a sitting, or of today: made once, shown on the wall and by who moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from pages.components.as_of import as_known
from pages.components.context import Context, context, read, reading_as_shown
from pages.components.sala import RUNNING
from pages.components.screens import HOME as FIRST
from pages.components.screens import LOOKED_UP, ROOM, SCREENS, stem
from pages.components.sitting import CHOSEN, item_name, sitting_names
from pages.components.who import who
from udp_core.briefing.agenda_screens import screen_slides
from udp_core.briefing.deck import announced, changed_slides, last_state, sitting_slides
from udp_core.briefing.notice import notices_of
from udp_core.briefing.question import questions
from udp_core.briefing.reports import Moment, Reports, reports_of
from udp_core.kernel import italian
from udp_core.render.payload import DeckFrame, Payload, deck_payload
from udp_core.render.slide import Slide
from udp_core.simulation.view.payload import ON_THE_WALL
from udp_core.sittings.commands.conducting import not_allowed
from udp_core.sittings.queries.sittings import SittingRow, agenda, sitting, sittings
from udp_core.sittings.terms import SittingState
from udp_core.territory.queries import latest_day

MOST_DECKS = 8


def addresses() -> dict[str, str]:
    """Every live screen by its stem; the first one has the address of the dashboard."""
    return {
        stem(path): "." if path == FIRST else stem(path) for path in (*SCREENS, *LOOKED_UP, *ROOM)
    }


@st.cache_resource(max_entries=MOST_DECKS, show_spinner=False)
def figures_of(kept_under: tuple[str, int, int], _here: Context) -> Reports:  # noqa: ARG001
    """The figures that the slides show: of a sitting that opened they are read once."""
    with reading_as_shown(_here) as connection:
        return reports_of(connection, Moment(_here.district, _here.year, _here.today))


def slides_of(here: Context, code: str) -> tuple[Slide, ...]:
    moment = Moment(here.district, here.year, here.today)
    with reading_as_shown(here) as connection:
        reports = figures_of((here.address, here.revision, here.year), here)
        if code:
            return announced(sitting_slides(here.engine, connection, moment, code, reports))
        with last_state(here.engine, moment, None) as then:
            bridge, *since = changed_slides(then, connection, moment)
        found = screen_slides(reports)
        return (*since, *(slide for slides in found.values() for slide in slides), bridge)


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides as the browser shows them, and the name of the first one of each screen and of
    each point.
    """

    payload: Payload
    starts: Mapping[str, str]


@st.cache_resource(max_entries=MOST_DECKS, show_spinner="Le diapositive…")
def deck(kept_under: tuple[str, int, int, int], code: str, screen: str, _here: Context) -> Deck:  # noqa: ARG001
    """Kept until the archive changes.

    The one that figures are read from, or the one that has the agenda.
    """
    found, year = slides_of(_here, code), _here.year
    with reading_as_shown(_here) as connection:
        data_day = latest_day(connection, _here.district, year, _here.today)
        asked = questions(_here.engine, connection, Moment(_here.district, year, _here.today), code)
    known = f" · {_here.sitting}" if _here.sitting else ""
    day = italian.day(data_day or _here.today)
    foot = (
        f"{_here.district_name} · dati al {day} · revisione {italian.number(_here.revision)}{known}"
    )
    leave, exits = (
        desk_of(code, year) if code else (f"{addresses().get(screen, '.')}?anno={year}", {})
    )
    frame = DeckFrame(
        foot,
        _here.demo,
        leave,
        "health",
        exits,
        screens=addresses(),
        query=f"?anno={year}",
        questions=asked,
        question_words=ON_THE_WALL,
        notices=read(notices_of, code) if code else {},
    )
    starts = {
        key: slide.name
        for slide in reversed(found)
        for key in (slide.screen, str(slide.item or ""))
    }
    return Deck(deck_payload(found, frame), starts)


def deck_of(row: SittingRow) -> Deck:
    """The deck of a sitting, with the figures that it knew."""
    here = as_known(context(), row.id)
    return deck((here.address, here.revision, here.year, context().revision), row.id, "", here)


def desk_of(code: str, year: int) -> tuple[str, dict[int, str]]:
    """Where the sitting is run from: its screen, and there each point while the sitting is open."""
    row = read(sitting, code)
    if row is None:
        return ".", {}
    name = sitting_names(read(sittings, row.district))[code]
    leave = f"seduta?{urlencode({'anno': year, CHOSEN: name})}"
    points = read(agenda, code) if row.state is SittingState.OPEN else ()
    return leave, {
        one.number: f"{leave}&{urlencode({'parte': RUNNING, 'punto': item_name(one)})}"
        for one in points
    }


def may_guide(row: SittingRow) -> bool:
    """Whether who looks runs this sitting: what they show is on every wall."""
    actor = who()
    return actor is not None and not not_allowed(actor, row)
