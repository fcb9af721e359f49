"""The parts under the levers: exact figures, rules, sensitivity, Comuni."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.tables import show_table
from udp_core.fund.report.reading import fund_report
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.markup import paragraph
from udp_core.render.stamp import Stamp
from udp_core.simulation.report.facts import rules_of
from udp_core.simulation.rules.evaluate import SimulatedOutcome, evaluate
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.rules.rule_rows import is_judged
from udp_core.simulation.rules.sensitivity import slopes, tornado
from udp_core.simulation.view.charts import tornado_chart
from udp_core.simulation.view.levers import costs_words
from udp_core.simulation.view.tables import (
    UNVERIFIED,
    exact_table,
    levers_table,
    municipalities_table,
    rule_rows_table,
    rules_table,
    slopes_table,
)
from udp_core.simulation.view.words import exact_sentence, rules_sentence, uncertainty_words

STATE = "simulazione: non cambia il programma"


def simulation_stamp(model: Model) -> Stamp:
    """What a figure of a simulation says of itself when it leaves."""
    return context().stamp(
        STATE, "programma approvato e costi unitari dell’archivio", (model.title,)
    )


def exact_part(model: Model, position: Position, outcome: SimulatedOutcome) -> None:
    """The same answer as on the wall, to the cent."""
    st.markdown(exact_sentence(model, outcome))
    if position == model.present:
        return
    left, right = st.columns(2)
    with left:
        show_table(levers_table(model, position), "leve", stamp=simulation_stamp(model))
    with right:
        show_table(exact_table(model, outcome), "voci", stamp=simulation_stamp(model))
    for words in costs_words(model, position):
        st.html(paragraph(words, "note"))
    if not outcome.verified:
        st.html(paragraph(UNVERIFIED, "note"))


def rules_part(model: Model, position: Position, outcome: SimulatedOutcome) -> None:
    """What the scenario breaks, what was already so, what it heals.

    Then every row, and whether a judgement reads it.
    """
    del position
    before = evaluate(model, model.present)
    st.markdown(rules_sentence(outcome, before))
    if outcome.broken or before.broken:
        show_table(rules_table(outcome, before), "regole", stamp=simulation_stamp(model))
    for sentence in model.unjudged:
        st.markdown(f"Non si può giudicare, mancano i dati: {plain(sentence)}")
    if model.residue is not None:
        rows = [
            (row, one)
            for row, one in ask(rules_of, date(model.year, 12, 31)).items()
            if is_judged(row[0])
        ]
        show_table(rule_rows_table(rows), "righe-regole", stamp=simulation_stamp(model))


def sensitivity_part(model: Model, position: Position, outcome: SimulatedOutcome) -> None:
    """What weighs most, what one more costs, how sure the figure is."""
    here = context()
    own = model.residue is not None and model.prepared_from is None
    report = ask(fund_report, here.district, model.year, here.today) if own else None
    st.markdown(
        uncertainty_words(
            model,
            position,
            outcome,
            report.band if report else None,
            report.band_reason if report else "",
        )
    )
    chart = drawn(tornado_chart, tornado(model, position), stamp=simulation_stamp(model))
    if chart:
        figure(chart, "tornado", 420, heading=2)
    costs = slopes_table(slopes(model, position))
    if costs.rows:
        show_table(costs, "pendenze", stamp=simulation_stamp(model))


def municipalities_part(model: Model, position: Position, outcome: SimulatedOutcome) -> None:
    """Need beside spending, before and after."""
    del position
    if not any(model.need):
        empty_state("Non si conosce il bisogno dei Comuni.", "Caricare la popolazione per età.")
        return
    st.markdown(
        f"Differenza in tutto: **{italian.euro(Money(outcome.cost))}**. Ciò che è dell’intero"
        " distretto non è di nessun Comune."
    )
    show_table(municipalities_table(model, outcome), "comuni", stamp=simulation_stamp(model))
