"""Scadenze: che cosa finisce, che cosa è da fare, di chi, entro quando."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.download import download_button
from pages.components.filters import ALL, choose
from pages.components.tables import show_pages
from pages.components.who import who
from udp_core.deadlines.reminder import calendar, letter
from udp_core.deadlines.report import DeadlinesReport, DeadlineValue, deadlines_report
from udp_core.deadlines.tables import SPANS, chosen, deadlines_figures, deadlines_table

CALENDAR_NAME, CALENDAR_TYPE = "scadenze.ics", "text/calendar"


def choose_deadlines(report: DeadlinesReport) -> tuple[tuple[DeadlineValue, ...], str]:
    """Which deadlines are looked at, and whose they are where one is chosen."""
    registers = {one.table: one.name for one in report.rows}
    people = {one.whose: one.whose for one in sorted(report.rows, key=lambda one: one.whose)}
    with st.container(horizontal=True):
        span = choose("Quando", SPANS, "quando")
        register = choose("Che cosa", {ALL: "Tutti i registri", **registers}, "cosa")
        whose = choose("Di chi", {ALL: "Di tutti", **people}, "di-chi")
    return chosen(report, span, register, whose), whose


def show_deadlines(rows: tuple[DeadlineValue, ...], report: DeadlinesReport) -> None:
    """The list, a page at a time, and the same as days of a calendar."""
    if not rows:
        empty_state("Nessuna scadenza con questi filtri.", "Allargare il periodo.")
        return
    stamp = context().stamp("tutti gli stati", "registro del distretto")
    show_pages(deadlines_table(rows, report.today), "scadenze", stamp)
    download_button(
        "Scarica il calendario (.ics)",
        lambda: calendar(rows, report.today),
        CALENDAR_NAME,
        CALENDAR_TYPE,
        "scadenze-ics",
    )


def show_letter(rows: tuple[DeadlineValue, ...], whose: str, report: DeadlinesReport) -> None:
    """The letter to who was chosen, ready to be copied."""
    if whose and rows:
        with st.expander(f"Lettera a: {whose}", key="scadenze-lettera"):
            text = letter(rows, whose, report.today, context().district_name)
            st.code(text, language=None, wrap_lines=True)


def deadlines() -> None:
    here = context()
    report = ask(deadlines_report, here.district, here.today, who())
    if not report.rows:
        empty_state(
            "Nessuna scadenza è scritta.",
            "Le scadenze nascono dalle date dei registri: azioni, incarichi, contratti, accordi.",
        )
        return
    key_figures(deadlines_figures(report))
    rows, whose = choose_deadlines(report)
    show_deadlines(rows, report)
    show_letter(rows, whose, report)
    st.caption("Le cifre mensili che mancano sono in «Chi è in ritardo».")


st.title("Che cosa scade, e quando?", anchor=False)
deadlines()
