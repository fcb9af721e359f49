"""The act of a decision: made from it once, then the steps that it opens."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import ask, context, read
from pages.components.following import following_part
from pages.components.problems import list_problems
from pages.components.screens import ELENCHI
from pages.components.texts import Texts
from udp_core.archive.field import LONGEST_LINE
from udp_core.archive.queries import register_rows
from udp_core.archive.registry import register_name
from udp_core.briefing.minutes import act_words
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ActKind, ActState, BodyKind, Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.plan.entities.governance import STANDING, GoverningBody
from udp_core.programme.queries.guards import acts_for
from udp_core.render.markdown import label, plain
from udp_core.sittings.commands.making_act import LONGEST_NUMBER, NewAct, make_act
from udp_core.sittings.queries.decisions import DecisionRow, MadeAct, acts_made
from udp_core.sittings.queries.sittings import SittingRow, sitting
from udp_core.sittings.rules import ACTS_OF_BODIES
from udp_core.sittings.terms import DecisionOutcome, SittingState

STILL_OPEN = "La seduta non è chiusa: l’atto si crea dopo, quando la decisione non cambia più."
MADE = "Atto creato, adottato: ora si possono fare i passaggi che apre."


def act_part(row: DecisionRow, known: Actor | None) -> None:
    """The act where there is one, with what it opens; else the gesture that makes it."""
    here = context()
    made = read(acts_made, here.district).get(row.id)
    may = known and known.may(Right.ARRANGE, RowSubject(here.district))
    actor = known if may and not here.known else None
    if made:
        _made(row, made, actor)
    if (made is None or made.state is ActState.REPEALED) and actor:
        _form(row, actor)


def _made(row: DecisionRow, made: MadeAct, actor: Actor | None) -> None:
    st.subheader("L’atto", anchor=False)
    st.page_link(
        ELENCHI,
        label=f"**{label(f'{italian.sentence_case(act_words(made))}: {made.title}')}**",
        query_params={"registro": register_name("act"), "riga": f"act:{made.id}"},
    )
    following_part(row, made, actor)


def _form(row: DecisionRow, actor: Actor) -> None:
    """Kind, number, day, subject and the act it rests on; said why, where none can be made."""
    held = read(sitting, row.sitting_id)
    if row.outcome is not DecisionOutcome.APPROVED or held is None:
        return
    st.subheader("Crea l’atto", anchor=False)
    if held.state not in {SittingState.CLOSED, SittingState.APPROVED}:
        st.caption(STILL_OPEN)
        return
    st.markdown(f"Organo: {plain(held.body)}. Stato dell’atto: {ActState.ADOPTED.label}.")
    texts = Texts(f"scritto-atto-{row.id}", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = texts.choice("Tipo", "tipo", _kinds(held), next(iter(_kinds(held))), required=True)
        number = texts.line("Numero", "numero", longest=LONGEST_NUMBER)
        typed = texts.line("Data (gg/mm/aaaa)", "data", italian.day(held.held_on))
        parent = texts.choice("Atto presupposto", "presupposto", _standing())
    title = texts.line("Oggetto", "oggetto", row.subject, longest=LONGEST_LINE)
    texts.say()
    if st.button("Crea l’atto", type="primary", key=f"crea-atto-{row.id}"):
        day = italian.read_day(typed)
        if isinstance(day, Problem):
            list_problems([day], 0)
            return
        made = NewAct(row.id, held.body_id, ActKind.of(kind), number, day, title, parent)
        _make(made, row, actor, texts)


def _kinds(held: SittingRow) -> dict[str, str]:
    [body] = ask(register_rows, GoverningBody, {"id": held.body_id})
    return {one.value: one.label for one in ACTS_OF_BODIES[BodyKind.of(str(body.image["kind"]))]}


def _standing() -> dict[str, str]:
    return {
        one.id: one.title
        for one in ask(acts_for, context().district).values()
        if one.state in STANDING
    }


def _make(made: NewAct, row: DecisionRow, actor: Actor, texts: Texts) -> None:
    here = context()
    work = partial(make_act, here.engine, officer_id=actor.officer_id, new=made, today=here.today)
    carry_out(
        work,
        actor,
        f"Atto della decisione n. {row.number} del {italian.day(row.held_on)}",
        MADE,
        form=made,
        texts=texts,
    )
