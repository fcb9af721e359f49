"""I miei aggiornamenti: le cifre che tocca a chi è entrato dare questo mese, una dopo l'altra."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context, read
from pages.components.desk import figure_rows, was_touched
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.who import asked, who
from udp_core import italian
from udp_core.calendar import month_end
from udp_core.domain.access import Actor
from udp_core.domain.pictures.desk import DeskPicture, DueGroup
from udp_core.model.registry import BY_NAME
from udp_core.problem import RefusedError
from udp_core.service.moving import Move, MoveState, move_states
from udp_core.service.pictures.desk import desk_picture, usual_month
from udp_core.view.desk.words import progress_words
from udp_core.vocabulary import DataState

MONTHS = {str(month): italian.month(month) for month in range(1, 13)}


def choose_month(actor: Actor) -> int:
    here = context()
    usual = read(usual_month, actor, here.district, here.year, here.today)
    return int(choose("Mese", MONTHS, "mese", default=str(usual)))


def show_group(group: DueGroup, actor: Actor, month: int, *, everything: bool) -> None:
    """The figures to give; those already given stay where they were just typed."""
    here = context()
    last_day = min(month_end(here.year, month), here.today)
    shown = [figure for figure in group.figures if everything or figure.is_due or was_touched(figure)]
    if not shown:
        st.success("Qui non manca nulla. Per correggere una cifra già data, mostrare tutto.")
    figure_rows(shown, actor, last_day)


def confirm(picture: DeskPicture, actor: Actor) -> None:
    """Say that the drafts are right: one step for all of them."""
    drafts = [figure for figure in picture.drafts if figure.seen]
    if not st.button(f"Conferma le bozze ({len(drafts)})", type="primary", shortcut="Ctrl+S", disabled=not drafts, key="conferma"):
        return
    moves = [Move(BY_NAME[figure.entity], figure.entity_id, figure.seen, DataState.CONFIRMED) for figure in drafts]
    try:
        request = asked("Conferma degli aggiornamenti del mese")
        move_states(context().engine, MoveState(request, actor.officer_id, moves, context().today))
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
        return
    st.rerun()


def desk(actor: Actor) -> None:
    here = context()
    top = st.container(horizontal=True, vertical_alignment="bottom", key="desk-top")
    with top:
        month = choose_month(actor)
        everything = st.toggle("Mostra anche ciò che è già dato", key="tutto")
    picture = read(desk_picture, actor, here.district, here.year, month, here.today)
    with top:
        confirm(picture, actor)
    st.markdown(progress_words(picture.groups, len(picture.drafts)))
    if not picture.groups:
        empty_state("Nessuna cifra tocca a questo incarico.", "Chiedere al coordinatore un incarico per un Comune o per un ambito.")
        return
    tabs = st.tabs([group.title for group in picture.groups], on_change="rerun", key="gruppo")  # words that stay: a tab is known by its label
    for tab, group in zip(tabs, picture.groups, strict=True):
        if tab.open:
            with tab:
                show_group(group, actor, month, everything=everything)


st.title("Che cosa devo aggiornare?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per dare le cifre bisogna entrare.", "Usare «Entra», in alto.")
else:
    desk(actor)
