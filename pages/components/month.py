"""The month to give: counter, keys and cells, that run again together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context, read
from pages.components.desk import (
    figure_rows,
    may_be_same,
    nothing_new,
    take_typed,
    was_touched,
    written_between,
)
from pages.components.first_day import arranges, not_loaded
from pages.components.gesture import fragment_of_cells
from pages.components.problems import list_problems
from pages.components.who import asked
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import head
from udp_core.desk.report.desk import DeskReport, DueGroup, desk_again, desk_report
from udp_core.desk.view.words import progress_words
from udp_core.kernel import italian
from udp_core.kernel.calendar import month_end
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import DataState
from udp_core.overview.report.first_day import Thing
from udp_core.people.rules import Actor
from udp_core.writing.moving import Move, MoveState, move_states

SAID, AGAIN, CONFIRMED = "mese-detto", "mese-niente", "mese-conferma"
_SHOWN = "mese-mostrato"
HOW_SAME = (
    "Le cifre di questo gruppo già scritte e non ancora ridate si ridanno come sono. Per una sola:"
    " scrivere = nella sua cella."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The month as it was drawn last: of whom and of when, at which revision of the archive."""

    of_what: tuple[object, ...]
    revision: int
    report: DeskReport


def show_group(group: DueGroup, last_day: date, *, everything: bool) -> None:
    """The figures to give; those already given stay where they were just typed."""
    shown = [
        figure for figure in group.figures if everything or figure.is_due or was_touched(figure)
    ]
    if not shown:
        st.success("Qui non manca nulla. Per correggere una cifra già data, mostrare tutto.")
    figure_rows(shown, last_day)


def confirm(report: DeskReport, actor: Actor) -> None:
    """Say that the drafts are right: one step for all of them."""
    drafts = [figure for figure in report.drafts if figure.seen]
    if not drafts:
        st.session_state[SAID] = "Non c’è nulla da confermare."
        return
    moves = [
        Move(BY_NAME[figure.entity], figure.entity_id, figure.seen, DataState.CONFIRMED)
        for figure in drafts
    ]
    try:
        request = asked("Conferma degli aggiornamenti del mese")
        move_states(context().engine, MoveState(request, actor.officer_id, moves, context().today))
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
        return
    done = italian.plural(len(drafts), "cifra confermata", "cifre confermate")
    st.session_state[SAID] = f"{done} alle {datetime.now(ROME):%H:%M}."


def keys(report: DeskReport) -> None:
    """«Niente di nuovo» for all that is left in the open group, and «Conferma» for the drafts of
    the month.
    """
    waiting = sum(figure.seen > 0 for figure in report.drafts)
    same = sum(may_be_same(figure) for figure in _open(report).figures)
    if same:
        st.button(
            f"Niente di nuovo per le altre ({same})",
            key="niente",
            on_click=_wanted,
            args=(AGAIN,),
            help=HOW_SAME,
        )
    st.button(
        f"Conferma le bozze ({waiting})",
        type="primary",
        shortcut="Ctrl+S",
        key="conferma",
        on_click=_wanted,
        args=(CONFIRMED,),
    )


def _wanted(what: str) -> None:
    st.session_state[what] = True


def nothing_due(actor: Actor) -> None:
    """Nothing is asked.

    Of a coordinator because nothing is programmed, of others because nothing is theirs.
    """
    if arranges(actor):
        not_loaded(
            "Nessuna cifra è attesa: non c’è ancora un preventivo.", Thing.BUDGET, Thing.CONFIRMED
        )
    else:
        empty_state(
            "Nessuna cifra tocca a questo incarico.",
            "Chiedere al coordinatore un incarico per un Comune o per un ambito.",
        )


@fragment_of_cells
def month_part(
    actor: Actor, scope: tuple[str | None, ...], month: int, *, everything: bool
) -> None:
    """Counter, keys and cells, that run again together.

    What was typed is carried out first, then all is drawn as it is.
    """
    here = context()
    take_typed(actor)
    last_day = min(month_end(here.year, month), here.today)

    def as_it_stands() -> DeskReport:
        return _as_it_stands(actor, scope, month)

    report = as_it_stands()
    if not report.groups:
        nothing_due(actor)
        return
    if st.session_state.pop(AGAIN, False):
        nothing_new([one for one in _open(report).figures if may_be_same(one)], actor, last_day)
        report = as_it_stands()
    if st.session_state.pop(CONFIRMED, False):
        confirm(report, actor)
        report = as_it_stands()
    _top(report)
    tabs = st.tabs(
        [group.title for group in report.groups],
        on_change="rerun",
        key="gruppo",
        bind="query-params",
    )  # words that stay: a tab is known by its label
    for tab, group in zip(tabs, report.groups, strict=True):
        if tab.open:
            with tab:
                show_group(group, last_day, everything=everything)


def _as_it_stands(actor: Actor, scope: tuple[str | None, ...], month: int) -> DeskReport:
    """What is to be given now; after a cell of one's own, only what was typed is looked up anew."""
    here = context()
    of_what = (here.address, actor, here.district, here.year, month, here.today, scope)
    shown: Shown | None = st.session_state.get(_SHOWN)
    now = read(head).sequence
    given = written_between(shown.revision, now) if shown and shown.of_what == of_what else None
    if shown is None or given is None:
        report = read(desk_report, actor, here.district, here.year, month, here.today, scope)
    else:
        report = (
            read(desk_again, shown.report, here.district, here.today, given)
            if given
            else shown.report
        )
    st.session_state[_SHOWN] = Shown(of_what, now, report)
    return report


def _top(report: DeskReport) -> None:
    """The counter and the keys.

    What a key asks for is carried out when the part runs again, after what was typed.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="desk-count"):
        st.markdown(progress_words(report.groups))
        keys(report)
    place = st.container()
    if said := st.session_state.pop(SAID, None):
        place.success(said)


def _open(report: DeskReport) -> DueGroup:
    """The group whose tab is open."""
    chosen = st.session_state.get("gruppo") or st.query_params.get(
        "gruppo"
    )  # of a link, before the tabs are drawn
    return next((group for group in report.groups if group.title == chosen), report.groups[0])
