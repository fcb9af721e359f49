"""Variations of the programme that scenarios asked for.

Their lines, and the decision with its act.
"""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.tables import show_table
from pages.components.texts import Texts
from pages.components.transfers import LONGEST_ANSWER
from udp_core.archive.changes import reasons_of
from udp_core.archive.queries import names_of
from udp_core.fund.entities.frna import FrnaVoce
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import Right, TransferState
from udp_core.people.rules import Actor, RowSubject
from udp_core.plan.entities.governance import STANDING
from udp_core.programme.queries.guards import acts_for, acts_of
from udp_core.render.markdown import plain
from udp_core.simulation.commands.activity import activity_lines
from udp_core.simulation.commands.deciding_variations import DECIDE, decide
from udp_core.simulation.commands.scenarios import scenario
from udp_core.simulation.commands.variations import DecideVariation, Where
from udp_core.simulation.entities import ProgrammeVariation
from udp_core.simulation.queries.scenarios import VariationRow, lines_of, variations_of
from udp_core.simulation.view.variations import STATES, activity_table, lines_table, outcome_words
from udp_core.territory.queries import municipality_names

APPROVED = "Variazione approvata: il programma e la sua attività sono cambiati."
REJECTED = "Variazione respinta: il programma non cambia."


def variations_part(actor: Actor, fund_year: str) -> None:
    """One variation at a time, the latest first."""
    known = {one.id: one for one in read(variations_of, fund_year)}
    if not known:
        empty_state(
            "Nessuna variazione proposta quest’anno.",
            "Nascono da uno scenario di «E se…?», con «Proponi».",
        )
        return
    chosen = known[
        choose(
            "Variazione",
            {
                one.id: f"n. {one.number}: {one.reason[:60]} ({STATES[one.state]})"
                for one in known.values()
            },
            "variazione",
        )
    ]
    st.markdown(f"{plain(chosen.reason)}  \n{plain(_told(chosen))}")
    here = context()
    show_table(
        lines_table(
            read(lines_of, chosen.id),
            ask(names_of, FrnaVoce),
            ask(municipality_names, here.district),
        ),
        "righe-variazione",
        stamp=here.stamp(chosen.state.label, "scenario congelato"),
    )
    kept = read(scenario, chosen.scenario) if chosen.scenario else None
    if kept and (lines := read(activity_lines, kept, fund_year)):
        show_table(
            activity_table(lines, ask(names_of, FrnaVoce), ask(municipality_names, here.district)),
            "attivita-variazione",
            stamp=here.stamp(chosen.state.label, "scenario congelato"),
        )
    if chosen.state is TransferState.PROPOSED and actor.may(
        Right.ARRANGE, RowSubject(here.district)
    ):
        _decision(chosen, actor)


def _decision(chosen: VariationRow, actor: Actor) -> None:
    acts = {
        one.id: one.title
        for one in ask(acts_for, context().district).values()
        if one.state in STANDING
    }
    pressed: list[DecideVariation] = []
    with st.container(horizontal=True, vertical_alignment="bottom"):
        act = choose("Atto con cui si approva", {"": "Nessuno", **acts}, "atto-variazione")
        texts = Texts(f"scritto-variazione-{chosen.id}", apart=True)
        reason = texts.line(
            "Motivo (serve per respingere)", "motivo", longest=LONGEST_ANSWER
        ).strip()
        for label, approved in (("Approva", True), ("Respingi", False)):
            if st.button(label, key=f"variazione-{label}"):
                pressed.append(DecideVariation(chosen.id, chosen.version, approved, act, reason))
    texts.say()
    for decision in pressed:
        _decide(actor, decision, chosen.number, texts)


def _decide(actor: Actor, decision: DecideVariation, number: int, texts: Texts) -> None:
    here = context()
    where = Where(here.district, here.year, here.today)
    what, said = ("Approvata", APPROVED) if decision.approved else ("Respinta", REJECTED)
    carry_out(
        lambda asked: decide(
            here.engine, asked, actor.officer_id, decision, where, settings().separate
        ),
        actor,
        f"{what} la variazione n. {number}",
        said,
        texts=texts,
    )


def _told(chosen: VariationRow) -> str:
    """Who asked for it, when; what became of it, with its act or with why not."""
    acts = {one.id: one.title for one in ask(acts_of).values()}
    refused = read(reasons_of, ProgrammeVariation, DECIDE)
    why = (
        refused[chosen.id][0]
        if chosen.state is TransferState.REJECTED and chosen.id in refused
        else ""
    )
    return outcome_words(chosen, acts.get(chosen.act_id or "", chosen.act_id or ""), why)
