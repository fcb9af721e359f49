"""All the funds of the year: voce by source by Comune, with the sums that they add up to."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.components.context import ask, context
from pages.components.filters import ALL, choose
from pages.components.first_day import not_loaded
from pages.components.tables import show_pages, show_table
from udp_core.fund.report.all_funds import DISTRICT, AllFunds, all_funds
from udp_core.fund.report.fund import FundReport
from udp_core.fund.view.all_funds import (
    all_message,
    all_notes,
    lines_table,
    places_table,
    sources_table,
)
from udp_core.fund.view.budgets import budgets_message, budgets_table
from udp_core.overview.report.first_day import Thing
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp

WHOLE = "distretto"
"""The whole district among the Comuni, where no choice is the empty code."""


def all_funds_part(report: FundReport) -> None:
    """What all the funds programme and use, whatever the fund that is chosen above."""
    here = context()
    found = ask(all_funds, here.district, report.year)
    if found is None or not found.lines:
        not_loaded(f"Nei fondi del {report.year} non c’è ancora nessun importo.", Thing.CONFIRMED)
        return
    st.subheader(plain(all_message(found)), anchor=False)
    for note in all_notes(found):
        st.caption(plain(note))
    st.markdown(plain(budgets_message(found.budgets)))
    preventivi = budgets_table(found.budgets, found.year)
    show_table(preventivi, "quadro-preventivi", stamp=_stamp(found))
    show_table(sources_table(found), "quadro-fonti", stamp=_stamp(found))
    show_table(places_table(found), "quadro-comuni", stamp=_stamp(found))
    _lines(found)


def _lines(found: AllFunds) -> None:
    """Every voce of every source, of the Comune and of the source chosen."""
    st.subheader("Voce per voce", anchor=False)
    places = {one.code or WHOLE: one.name for one, _ in found.places}
    sources = {one.code: one.name for one, _ in found.sources}
    of_whom, from_where = st.columns(2)
    with of_whom:
        place = choose("Comune", {ALL: "Tutti", **places}, "comune-quadro")
    with from_where:
        source = choose("Fonte", {ALL: "Tutte", **sources}, "fonte-quadro")
    shown = found.narrowed(DISTRICT if place == WHOLE else place or None, source or None)
    words = tuple(one for one in (places.get(place, ""), sources.get(source, "")) if one)
    show_pages(lines_table(shown), "quadro", _stamp(found, words))


def _stamp(found: AllFunds, filters: tuple[str, ...] = ()) -> Stamp:
    made = context().stamp("bozze escluse", "registro del distretto, tutti i fondi", filters)
    return replace(made, data_day=found.day)
