"""Variations of the programme that scenarios asked for: their lines, and the decision with its act."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.tables import show_table
from udp_core.domain.access import Actor, Deed, Subject
from udp_core.model.frna import FrnaVoce
from udp_core.model.governance import Act
from udp_core.service.simulation.activity import activity_lines
from udp_core.service.simulation.scenarios import scenario
from udp_core.service.simulation.variations import Decision, Where, decide
from udp_core.store.queries.desk import municipality_names
from udp_core.store.queries.registers import names_of
from udp_core.store.queries.scenarios import VariationRow, lines_of, variations_of
from udp_core.view.markdown import plain
from udp_core.view.simulation.variations import activity_table, lines_table
from udp_core.vocabulary import TransferState


def variations_part(actor: Actor, fund_year: str) -> None:
    """One variation at a time, the latest first."""
    known = {one.id: one for one in read(variations_of, fund_year)}
    if not known:
        empty_state("Nessuna variazione proposta quest’anno.", "Nascono da uno scenario di «E se…?», con «Proponi».")
        return
    chosen = known[choose("Variazione", {one.id: f"n. {one.number}: {one.reason[:60]} ({one.state.label})" for one in known.values()}, "variazione")]
    st.markdown(plain(chosen.reason))
    here = context()
    show_table(lines_table(read(lines_of, chosen.id), ask(names_of, FrnaVoce), ask(municipality_names, here.district)), "righe-variazione", stamp=here.stamp(chosen.state.label, "scenario congelato"))
    kept = read(scenario, chosen.scenario) if chosen.scenario else None
    if kept and (lines := read(activity_lines, kept, fund_year)):
        show_table(activity_table(lines, ask(names_of, FrnaVoce), ask(municipality_names, here.district)), "attivita-variazione", stamp=here.stamp(chosen.state.label, "scenario congelato"))
    if chosen.state is TransferState.PROPOSED and actor.may(Deed.ARRANGE, Subject(here.district)):
        _decision(chosen, actor)


def _decision(chosen: VariationRow, actor: Actor) -> None:
    here = context()
    act = choose("Atto con cui si approva", {"": "Nessuno", **ask(names_of, Act)}, "atto-variazione")
    where = Where(here.district, here.year, here.today)
    with st.container(horizontal=True):
        for label, approved in (("Approva", True), ("Respingi", False)):
            if st.button(label, key=f"variazione-{label}"):
                decision = Decision(chosen.id, chosen.version, approved, act)
                carry_out(lambda asked, one=decision: decide(here.engine, asked, actor.officer_id, one, where), actor, f"{label} la variazione n. {chosen.number}", "Deciso.")  # type: ignore[misc]  # the decision of this button
