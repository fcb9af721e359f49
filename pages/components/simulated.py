"""What is simulated: the fund at which unit costs, or the programme, of which year."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.components.context import ask, context
from pages.components.filters import ALL, choose, choose_many
from pages.components.first_day import not_loaded
from pages.components.levers import put_lever
from udp_core.fees.report import fees_report
from udp_core.kernel.problem import RefusedError
from udp_core.overview.report.first_day import Thing
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.report.programme import compile_programme
from udp_core.simulation.report.single_fee import LEVER, fee_options
from udp_core.simulation.rules.model import Model
from udp_core.simulation.terms import ScenarioKind

PROGRAMME, LISTED = "programma", "listino"
COSTS = {PROGRAMME: "del programma", LISTED: "di listino"}
NO_BUDGET = frozenset({"L10", "L13"})
"""Codes of a year from which nothing can begin."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a choice stands: the title, the choices in a row, what is beside them."""

    top: DeltaGenerator
    choices: DeltaGenerator
    side: DeltaGenerator


def places() -> Places:
    """The row over the levers."""
    top, middle, side = st.columns([2.2, 2.6, 0.9], vertical_alignment="bottom")
    return Places(top, middle.container(horizontal=True), side)


def years() -> dict[str, str]:
    """The year of the screen and, from this year, the next one, which is prepared from it."""
    here = context()
    found = {str(here.year): str(here.year)}
    if here.year == here.today.year:
        coming = here.year + 1
        found[str(coming)] = f"{coming}, prossimo"
    return found


def model_begun(kind: str, year: int, at: Places) -> Model | None:
    """The simulation chosen; of the fund, at the unit costs chosen.

    Where there is no budget to begin from, that is said with where it is written, and None.
    """
    try:
        return _model_of(kind, year, at)
    except RefusedError as refused:
        if not {one.code for one in refused.problems} <= NO_BUDGET:
            raise
        with at.top:
            st.title("E se…?", anchor=False)
        of_fund = (Thing.BUDGET, Thing.CONFIRMED)
        wanted = (Thing.FUNDING,) if kind == ScenarioKind.PROGRAMME.value else of_fund
        not_loaded(refused.problems[0].sentence, *wanted)
        return None


def _model_of(kind: str, year: int, at: Places) -> Model:
    here = context()
    if kind == ScenarioKind.PROGRAMME.value:
        put_lever(LEVER, "", None)
        return ask(compile_programme, here.district, year, here.today)
    model = ask(compile_fund, here.district, year, here.today)
    drawer = at.side.popover("Costi e tariffe", width="stretch")
    listed = _costs_chosen(model, at, drawer)
    fee = _fee_chosen(year, drawer)
    if listed or fee:
        model = ask(compile_fund, here.district, year, here.today, listed, fee=fee)
    put_lever(LEVER, fee, model.first_month if fee else None)
    return model


def _fee_chosen(year: int, drawer: DeltaGenerator) -> str:
    """The single fee rule that is simulated; empty for none."""
    here = context()
    known = fee_options(ask(fees_report, here.district, year, here.today))
    if not known:
        return ""
    with drawer:
        st.markdown("La stessa regola tariffaria in tutto il distretto, come una leva.")
        return choose("Tariffa unica", {ALL: "Nessuna", **known}, "tariffa")


def _costs_chosen(model: Model, at: Places, drawer: DeltaGenerator) -> tuple[str, ...]:
    """The levers that the visitor wants at the listed cost: all of them, or each."""
    names = {
        lever.code: lever.name
        for lever in model.levers
        if lever.price and lever.price.implied and lever.price.listed
    }
    with at.choices:
        chosen = choose("Costi unitari", COSTS, "costi")
    with drawer:
        st.markdown(
            "Quanto costa un’unità: «del programma» sono gli euro approvati divisi per l’attività"
            " approvata; «di listino» sono i costi unitari registrati. Sotto ogni leva si leggono"
            " tutti e due."
        )
        few = choose_many("Di listino soltanto per", names, "listino", placeholder="Nessuna leva")
    return tuple(names) if chosen == LISTED else tuple(code for code in few if code in names)
