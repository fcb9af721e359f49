"""E se…? Le leve e le loro conseguenze mentre si muovono; poi la cifra esatta, il risolutore, gli scenari."""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context
from pages.components.filters import choose
from pages.components.gesture import fragment
from pages.components.levers import levers, move_levers
from pages.components.scenarios import open_shared, scenarios_part
from pages.components.solver import solver_part
from pages.components.what_if import exact_part, municipalities_part, rules_part, sensitivity_part
from udp_core.domain.simulation.evaluate import evaluate
from udp_core.domain.simulation.model import Model
from udp_core.service.simulation.compiling import compile_fund
from udp_core.service.simulation.programme import compile_programme
from udp_core.simulation_vocabulary import ScenarioKind

KINDS = {kind.value: kind.label for kind in ScenarioKind}
PARTS = {
    "Cifra esatta": exact_part, "Regole": rules_part, "Trova la ripartizione": solver_part, "Quanto pesa": sensitivity_part,
    "Comuni": municipalities_part, "Scenari": scenarios_part,
}  # fmt: skip


def model_of(kind: str) -> Model:
    here = context()
    if kind == ScenarioKind.PROGRAMME.value:
        return ask(compile_programme, here.district, here.year)
    return ask(compile_fund, here.district, here.year, here.today)


@fragment
def live(model: Model) -> None:
    """What a moved lever runs again: nothing above it changes with it."""
    position = levers(model)
    outcome = evaluate(model, position)
    for tab, draw in zip(st.tabs(list(PARTS), on_change="rerun", key="parte"), PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw(model, position, outcome)


top, side = st.columns([4, 1], vertical_alignment="bottom")
with side:
    kind = choose("Di che cosa", KINDS, "di")
model = model_of(kind)
with top:
    st.title(f"E se…? {model.title}", anchor=False)
if st.session_state.get("sim-kind", kind) != kind:
    move_levers({})
st.session_state["sim-kind"] = kind
open_shared(model)
live(model)
