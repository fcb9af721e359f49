"""Moving states from a screen: the request, what was refused, and what was done, said once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.commanding import keep_said, say_done
from pages.components.consent import keep_shown, shown_before
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.first_day import not_written
from pages.components.problems import list_problems
from pages.components.texts import Texts
from pages.components.who import asked
from udp_core.archive.entity import Entity, life_state
from udp_core.archive.field import LONGEST_LINE
from udp_core.archive.life import steps_from
from udp_core.archive.queries import register_rows
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.programme.queries.guards import acts_for
from udp_core.registers.queries import readable_rows
from udp_core.render.markdown import plain
from udp_core.writing.act_rules import Sending, act_wanted
from udp_core.writing.moving import MOVE, Move, MoveState, move_states

LONGEST_PROTOCOL = 60


def carry_out_moves(
    moves: Sequence[Move],
    actor: Actor,
    reason: str,
    key: str,
    *,
    command: str = MOVE,
    texts: Texts | None,
) -> None:
    """All of them, or none and why.

    `key` is where the sums shown are remembered, `texts` hold the reason.
    """
    try:
        if texts:
            texts.refuse_too_long()
        request = asked(reason or "Passaggio di stato")
        excused = shown_before(key) if reason else frozenset()
        today = context().today
        explained = bool(reason)
        order = MoveState(
            request,
            actor.officer_id,
            moves,
            today,
            explained,
            excused=excused,
            command=command,
            separate=settings().separate,
        )
        move_states(context().engine, order)
    except RefusedError as refused:
        keep_shown(key, refused.problems)
        list_problems(refused.problems, refused.not_listed)
    else:
        if texts:
            texts.saved()
        keep_said(f"{italian.plural(len(moves), 'riga passata', 'righe passate')} di stato.")
        st.rerun()


def one_row(entity: type[Entity], row_id: str, actor: Actor) -> None:
    """The steps that a row may take next, each with its button, its act and its reason."""
    [row] = read(register_rows, entity, {"id": row_id})
    state = life_state(entity, row.image)
    following = steps_from(entity.life, state)
    words = "" if following else " Non ci sono altri passaggi."
    st.markdown(f"Ora è **{state.label}**.{words}")
    if not actor.may(Right.ARRANGE, RowSubject(context().district)):
        return
    reason = act = ""
    sending: Sending | Problem | None = None
    texts = Texts(f"scritto-passo-{entity.__name__}-{row_id}")
    if any(step.needs_reason for step in following.values()):
        reason = texts.line("Motivo", "motivo", longest=LONGEST_LINE).strip()
    if any(step.needs_act for step in following.values()):
        wanted = {act_wanted(after) for after in following}
        acts = sorted(
            ask(acts_for, context().district).values(), key=lambda one: one.kind not in wanted
        )
        names = {one.id: f"{one.title} ({one.kind.label}, {one.state.label})" for one in acts}
        act = choose("Atto", {"": "Nessuno", **names}, f"atto-{row_id}")
    if any(step.needs_sending for step in following.values()):
        sending = _sending(texts)
    with st.container(horizontal=True):
        for after in following:
            if st.button(f"Passa a «{after.label}»", key=f"a-{row_id}-{after.value}"):
                if isinstance(sending, Problem):
                    list_problems([sending], 0)
                    return
                moved = [Move(entity, row_id, row.version, after, act, sending)]
                carry_out_moves(moved, actor, reason, f"passi-{row_id}", texts=texts)


def _sending(texts: Texts) -> Sending | Problem:
    """When it is sent, to whom, under which protocol, and what."""
    today = italian.day(context().today)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = italian.read_day(texts.line("Trasmesso il (gg/mm/aaaa)", "trasmesso", today))
        recipient = texts.line("A chi", "a-chi", longest=LONGEST_LINE)
        protocol = texts.line("Protocollo", "protocollo", longest=LONGEST_PROTOCOL)
    content = texts.line("Che cosa si trasmette", "che-cosa", longest=LONGEST_LINE)
    return day if isinstance(day, Problem) else Sending(day, recipient, protocol, content)


def names_here(entity: type[Entity]) -> dict[str, str]:
    """The rows of a register that the district reads, by what they are called."""
    rows = ask(readable_rows, entity, context().district, {})
    return {one.id: str(one.image.get("title") or one.image.get("name")) for one in rows}


def one_of(entity: type[Entity], names: dict[str, str], key: str, actor: Actor) -> None:
    """One row chosen among those named, with its steps."""
    if not names:
        not_written(f"Nessuna riga tra: {plain(entity.labels)}.", entity)
        return
    one_row(entity, choose(entity.label.capitalize(), names, key), actor)


def steps_of_sheet(entity: type[Entity], row_id: str, actor: Actor) -> None:
    """The steps of a row that is being read, for what has a life of its own."""
    if entity.life and actor.ever_may(Right.ARRANGE):
        st.subheader("Passaggi possibili", anchor=False)
        say_done()
        one_row(entity, row_id, actor)
