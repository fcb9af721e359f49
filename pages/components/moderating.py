"""Who conducts a sitting moves its walls from here, beside notes and votes, on any device."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import streamlit as st
from sqlalchemy import Engine

from pages.components.context import context, database
from pages.components.deck import deck_of, may_guide
from pages.components.gesture import fragment_every
from pages.components.problems import list_problems
from pages.components.who import asked
from udp_core.archive.asking import Asked
from udp_core.briefing.guiding import Guide, guide_of, time_words
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.sittings.commands.conducting import not_allowed
from udp_core.sittings.commands.showing import Show, on_the_walls, show
from udp_core.sittings.queries.sittings import ItemRow, SittingRow
from udp_core.sittings.slides import VOTE

EVERY_SECONDS = 2.0


def moderator_part(row: SittingRow, item: ItemRow) -> None:
    """What the walls show, what comes next, and the gestures that move them."""
    if may_guide(row):
        _moderate(row, item.number)


def _part(row: SittingRow, item: int) -> None:
    made = deck_of(row)
    now = on_the_walls(database(), row.id)
    guide = guide_of(made.payload["slides"], now.slide if now else "", item)
    moment = datetime.now(UTC)
    since = datetime.fromisoformat(now.since) if now and now.item else None
    with st.container(border=True, key="regia"):
        st.markdown(plain(guide.words(dark=bool(now and now.dark))))
        st.caption(time_words(moment.astimezone(ROME), since, now.item if now else 0))
        with st.container(horizontal=True):
            _button("‹ Indietro", row, guide, guide.before)
            _button("Avanti ›", row, guide, guide.after)
            _button(f"Mostra il punto {item}", row, guide, guide.own)
            dark = bool(now and now.dark)
            _button("Riaccendi" if dark else "Buio", row, guide, guide.at, dark=not dark)
            _button("Richiama i muri", row, guide, guide.at, dark=dark, recall=True)


def _button(
    label: str,
    row: SittingRow,
    guide: Guide,
    place: int | None,
    *,
    dark: bool = False,
    recall: bool = False,
) -> None:
    if not st.button(label, key=f"regia-{label}", disabled=place is None) or place is None:
        return
    one = guide.slides[place]
    wanted = Show(row.id, one.name, one.item, dark=dark, recall=recall)
    try:
        show(database(), asked(""), wanted, context().today)
    except RefusedError as refused:
        list_problems(refused.problems)
    else:
        st.rerun(scope="fragment")


def show_vote(
    engine: Engine, request: Asked, row: SittingRow, item: int, *, actor: Actor, today: date
) -> None:
    """The vote on a point, on every wall, as it is declared; who may not move them moves nothing.

    Walls that show another point stay where they are: somebody is speaking of that.

    It asks nothing of the page, which a second press begins again at its next question: what is on
    record would then never be on the walls.
    """
    now = on_the_walls(engine, row.id)
    if not_allowed(actor, row) or (now and now.item not in {0, item}):
        return
    with suppress(RefusedError):
        show(engine, request, Show(row.id, f"{item}-{VOTE}", item), today)


_moderate = fragment_every(_part, EVERY_SECONDS)
