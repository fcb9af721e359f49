"""E se.

Le leve e le loro conseguenze mentre si muovono; poi la cifra esatta, il risolutore, gli scenari.
"""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context
from pages.components.filters import choose, choose_many
from pages.components.first_day import not_loaded
from pages.components.gesture import fragment
from pages.components.levers import levers, move_levers
from pages.components.scenarios import scenarios_part, shared, shared_notice
from pages.components.solver import solver_part
from pages.components.what_if import exact_part, municipalities_part, rules_part, sensitivity_part
from udp_core.domain.pictures.first_day import Thing
from udp_core.domain.simulation.evaluate import evaluate
from udp_core.domain.simulation.model import Model
from udp_core.problem import RefusedError
from udp_core.service.simulation.compiling import compile_fund
from udp_core.service.simulation.programme import compile_programme
from udp_core.simulation_vocabulary import ScenarioKind
from udp_core.view.markdown import plain
from udp_core.view.simulation.levers import listed_words

KINDS = {kind.value: kind.label for kind in ScenarioKind}
PROGRAMME, LISTED = "programma", "listino"
COSTS = {PROGRAMME: "del programma", LISTED: "di listino"}
PARTS = {
    "Cifra esatta": exact_part,
    "Regole": rules_part,
    "Trova la ripartizione": solver_part,
    "Quanto pesa": sensitivity_part,
    "Comuni": municipalities_part,
    "Scenari": scenarios_part,
}


NO_BUDGET = frozenset({"L10", "L13"})
"""Codes of a year from which nothing can begin."""


def years() -> dict[str, str]:
    """The year of the screen and, from this year, the next one, which is prepared from it."""
    here = context()
    coming = here.today.year + 1
    found = {str(here.year): str(here.year)}
    return found | ({str(coming): f"{coming}, prossimo"} if here.year == here.today.year else {})


def model_of(kind: str, year: int) -> Model:
    """The simulation chosen; of the fund, at the unit costs chosen."""
    here = context()
    if kind == ScenarioKind.PROGRAMME.value:
        return ask(compile_programme, here.district, year, here.today)
    model = ask(compile_fund, here.district, year, here.today)
    listed = costs_chosen(model)
    return ask(compile_fund, here.district, year, here.today, listed) if listed else model


def costs_chosen(model: Model) -> tuple[str, ...]:
    """The levers that the visitor wants at the listed cost: all of them, or each."""
    names = {
        lever.code: lever.name
        for lever in model.levers
        if lever.price and lever.price.implied and lever.price.listed
    }
    with choices:
        chosen = choose("Costi unitari", COSTS, "costi")
    with side, st.popover("Leva per leva", width="stretch"):
        st.markdown(
            "Quanto costa un’unità: «del programma» sono gli euro approvati divisi per l’attività"
            " approvata; «di listino» sono i costi unitari registrati. Sotto ogni leva si leggono"
            " tutti e due."
        )
        few = choose_many("Di listino soltanto per", names, "listino", placeholder="Nessuna leva")
    return tuple(names) if chosen == LISTED else tuple(code for code in few if code in names)


@fragment
def live(model: Model) -> None:
    """What a moved lever runs again: nothing above it changes with it."""
    position = levers(model)
    outcome = evaluate(model, position)
    for tab, draw in zip(
        st.tabs(list(PARTS), on_change="rerun", key="parte", bind="query-params"),
        PARTS.values(),
        strict=True,
    ):
        if tab.open:
            with tab:
                draw(model, position, outcome)


def model_begun(kind: str, year: int) -> Model | None:
    """The same.

    Where there is no budget to begin from, that is said with where it is written, and None.
    """
    try:
        return model_of(kind, year)
    except RefusedError as refused:
        if not {one.code for one in refused.problems} <= NO_BUDGET:
            raise
        with top:
            st.title("E se…?", anchor=False)
        wanted = (
            (Thing.FUNDING,)
            if kind == ScenarioKind.PROGRAMME.value
            else (Thing.BUDGET, Thing.CONFIRMED)
        )
        not_loaded(refused.problems[0].sentence, *wanted)
        return None


def simulate(kind: str, model: Model) -> None:
    """The model with its levers, under its title."""
    with top:
        st.title(f"E se…? {plain(model.title)}", anchor=False)
        for note in (*model.notes, *listed_words(model)):
            st.caption(plain(note))
    if st.session_state.get("sim-kind", kind) != kind:
        move_levers({})
    st.session_state["sim-kind"] = kind
    if kept is not None:
        shared_notice(kept)
    live(model)


kept = shared()
top, middle, side = st.columns([2.2, 2.6, 0.9], vertical_alignment="bottom")
choices = middle.container(horizontal=True)
if kept is None:
    with choices:
        kind = choose("Di che cosa", KINDS, "di")
        year = choose("Quale anno", years(), "quale")
    begun = model_begun(kind, int(year))
else:
    kind, begun = kept.id.split("-")[0], kept.model
if begun is not None:
    simulate(kind, begun)
