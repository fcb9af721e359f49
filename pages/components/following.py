"""The steps that the act of a decision opens: each with its button, or with why it is not."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.moving import carry_out_moves
from pages.components.problems import list_problems
from pages.components.texts import Texts
from udp_core.archive.entity import specs
from udp_core.archive.queries import steps_on_act
from udp_core.briefing.following import DECIDED_APART, FollowingStep, following_steps
from udp_core.fund.commands.transfers import DecideTransfer
from udp_core.fund.commands.transfers import decide as decide_transfer
from udp_core.fund.entities.decided import VoceTransfer
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.settings import settings
from udp_core.people.rules import Actor
from udp_core.render.markdown import label, plain
from udp_core.simulation.commands.deciding_variations import decide as decide_variation
from udp_core.simulation.commands.variations import DecideVariation, Where
from udp_core.sittings.queries.decisions import DecisionRow, MadeAct
from udp_core.writing.moving import Move

APPROVED = "Approvata con l’atto della decisione: il programma è cambiato."


def following_part(row: DecisionRow, act: MadeAct, actor: Actor | None) -> None:
    """The steps taken on the act, then those that it opens."""
    for one in read(steps_on_act, act.id):
        day = italian.day(date.fromisoformat(one.done_on))
        title, states = plain(one.row_title), f"da «{one.from_state}» a «{one.to_state}»"
        st.markdown(f"Fatto il {day}: {title}, {states}.")
    if actor is None:
        return
    for step in read(following_steps, row, act, context().district):
        if step.why or step.to_state is None:
            st.markdown(f"{plain(step.words)}. {plain(step.why)}")
        elif step.entity in DECIDED_APART:
            _decided(step, act, actor, row.year)
        else:
            _moved(step, act, actor)


def _pressed(step: FollowingStep) -> bool:
    return st.button(label(step.words), key=f"passo-atto-{step.row_id}", type="primary")


def _moved(step: FollowingStep, act: MadeAct, actor: Actor) -> None:
    """The step, and the day by which the row is to be transmitted, where it has one."""
    texts = Texts(f"scritto-passo-atto-{step.row_id}", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pressed = _pressed(step)
        typed = ""
        if "transmit_by" in specs(step.entity):
            typed = texts.line("Da trasmettere entro (se c’è un termine)", "entro").strip()
    texts.say()
    if not pressed or step.to_state is None:
        return
    by = italian.read_day(typed) if typed else None
    if isinstance(by, Problem):
        list_problems([by], 0)
        return
    moved = Move(step.entity, step.row_id, step.version, step.to_state, act.id, transmit_by=by)
    carry_out_moves([moved], actor, "", f"passi-{step.row_id}", texts=texts)


def _decided(step: FollowingStep, act: MadeAct, actor: Actor, year: int) -> None:
    """A transfer or a variation is approved by its own command."""
    if not _pressed(step):
        return
    here = context()
    if step.entity is VoceTransfer:
        transfer = DecideTransfer(step.row_id, step.version, approved=True, act_id=act.id)
        work = partial(decide_transfer, decision=transfer, today=here.today)
    else:
        variation = DecideVariation(step.row_id, step.version, approved=True, act_id=act.id)
        where = Where(here.district, year, here.today)
        work = partial(decide_variation, decision=variation, where=where)
    carry_out(
        lambda asked: work(
            here.engine, asked, officer_id=actor.officer_id, separate=settings().separate
        ),
        actor,
        step.words[:900],
        APPROVED,
    )
