"""E se.

Le leve e le loro conseguenze mentre si muovono; poi la cifra esatta, il risolutore, gli scenari.
"""

from __future__ import annotations

import streamlit as st

from pages.components.filters import choose
from pages.components.gesture import fragment
from pages.components.levers import levers, move_levers
from pages.components.parts import draw_parts
from pages.components.scenarios import scenarios_part, shared, shared_notice
from pages.components.simulated import model_begun, places, years
from pages.components.solver import solver_part
from pages.components.what_if import exact_part, municipalities_part, rules_part, sensitivity_part
from udp_core.render.markdown import plain
from udp_core.simulation.commands.scenarios import Kept
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.model import Model
from udp_core.simulation.terms import ScenarioKind
from udp_core.simulation.view.levers import listed_words

KINDS = {kind.value: kind.label for kind in ScenarioKind}
PARTS = {
    "Cifra esatta": exact_part,
    "Regole": rules_part,
    "Trova la ripartizione": solver_part,
    "Quanto pesa": sensitivity_part,
    "Comuni": municipalities_part,
    "Scenari": scenarios_part,
}


@fragment
def live(model: Model) -> None:
    """What a moved lever runs again: nothing above it changes with it."""
    position = levers(model)
    outcome = evaluate(model, position)
    draw_parts(PARTS, model, position, outcome)


ONLY_FRNA = "Si calcola il solo FRNA: gli altri fondi sono in «Fondi»."


def simulate(model: Model, kept: Kept | None, kind: str) -> None:
    """The model with its levers, under its title; of what it says nothing, where to look."""
    others = (ONLY_FRNA,) if kind == ScenarioKind.FRNA.value else ()
    with at.top:
        st.title(f"E se…? {plain(model.title)}", anchor=False)
        for note in (*model.notes, *listed_words(model), *others):
            st.caption(plain(note))
    if kept is not None:
        shared_notice(kept)
    live(model)


def of_kind(kind: str) -> None:
    """Where another thing is simulated, the levers of the one before are gone."""
    if st.session_state.get("sim-kind", kind) != kind:
        move_levers({})
    st.session_state["sim-kind"] = kind


kept = shared()
at = places()
if kept is None:
    with at.choices:
        kind = choose("Oggetto", KINDS, "di")
        year = choose("Anno", years(), "quale")
    of_kind(kind)
    begun = model_begun(kind, int(year), at)
else:
    kind, begun = kept.id.split("-")[0], kept.model
    of_kind(kind)
if begun is not None:
    simulate(begun, kept, kind)
