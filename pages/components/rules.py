"""Rules and agreements, part by part."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context
from pages.components.filters import choose
from pages.components.tables import show_pages, show_table
from udp_core.agreements.report.values import RulesReport
from udp_core.agreements.terms import RegulationState
from udp_core.agreements.view.processes import matrix_table, processes_table, tools_table
from udp_core.agreements.view.tables import (
    access_table,
    acts_table,
    agreements_table,
    appointments_table,
    bodies_table,
    endings_table,
    grid_table,
    mend_table,
    norms_table,
    regulations_table,
    signatures_table,
    split_table,
    sub_areas_table,
    unsigned_table,
)
from udp_core.agreements.view.words import clause_lines
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table

LETTERS = (
    "R esegue, A risponde (uno solo), C è consultato, I è informato. Si scrive in Registri,"
    " responsabilità."
)
GRID = (
    "Il regolamento del Comune vale prima di quello del distretto, quello di un servizio prima di"
    " quello di tutti. «Tariffe diverse» è contato sulle regole tariffarie, non sui testi."
)


def stamp_of(report: RulesReport) -> Stamp:
    """The day that everything is judged at."""
    made = context().stamp("tutti gli stati", "registri di accordi, regolamenti e processi")
    return replace(made, data_day=report.today)


def _section(title: str, found: Table, key: str, report: RulesReport, without: str) -> None:
    """A table under its title; a sentence in its place where it is empty."""
    st.subheader(title, anchor=False)
    if found.rows:
        show_pages(found, key, stamp_of(report))
    else:
        st.markdown(plain(without))


def ending_part(report: RulesReport) -> None:
    """What ends, who has not signed, what is to be mended."""
    _section("Che cosa finisce", endings_table(report), "finisce", report, "Nulla finisce.")
    _section("Firme che mancano", unsigned_table(report), "firme", report, "Nessuna firma manca.")
    _section("Da sistemare", mend_table(report), "sistemare", report, "Nulla da sistemare.")


def agreements_part(report: RulesReport) -> None:
    """Every agreement, then one whole: who signs it and its clauses."""
    if not report.agreements:
        empty_state("Nessun accordo è scritto.", "Scriverlo in Registri, accordi.")
        return
    show_pages(agreements_table(report), "accordi", stamp_of(report))
    names = {one.id: one.title for one in report.agreements}
    chosen = choose("Accordo", names, "accordo")
    one = next(each for each in report.agreements if each.id == chosen)
    st.subheader(plain(one.title), anchor=False)
    left, right = st.columns(2)
    with left:
        show_table(signatures_table(one, report.today), "firmatari", stamp=stamp_of(report))
    with right:
        st.markdown("**Clausole**")
        lines = clause_lines(one) or ("Nessuna clausola è scritta.",)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def regulations_part(report: RulesReport) -> None:
    """Comune by service with the differences, the access criteria, every regulation."""
    if not report.regulations:
        empty_state("Nessun regolamento è scritto.", "Scriverlo in Registri, regolamenti.")
        return
    st.subheader("Per Comune e servizio", anchor=False)
    st.caption(plain(GRID))
    show_table(grid_table(report), "griglia", stamp=stamp_of(report))
    for one in report.regulations:
        if one.state is RegulationState.PROPOSED:
            st.page_link(
                "regole/tariffe.py",
                label=f"In proposta: {plain(one.title)}. Quanto costerebbe?",
                query_params={"parte": "Una sola regola"},
            )
    st.subheader("Come si accede", anchor=False)
    show_table(access_table(report), "accesso", stamp=stamp_of(report))
    st.subheader("Tutti i regolamenti", anchor=False)
    show_pages(regulations_table(report), "regolamenti", stamp_of(report))


def acts_part(report: RulesReport) -> None:
    """The laws and what changes, the acts in their chains."""
    without = "Nessuna norma è scritta."
    _section("Norme in vigore e che cosa cambia", norms_table(report), "norme", report, without)
    without = "Nessun atto è scritto."
    _section("Atti, ciascuno sotto il suo presupposto", acts_table(report), "atti", report, without)


def processes_part(report: RulesReport) -> None:
    """The processes, the tools, who answers for what."""
    if not report.processes:
        empty_state("Nessun processo è scritto.", "Scriverlo in Registri, processi.")
        return
    st.subheader("Chi fa che cosa", anchor=False)
    st.caption(plain(LETTERS))
    show_table(matrix_table(report), "matrice", stamp=stamp_of(report))
    st.subheader("I processi", anchor=False)
    show_table(processes_table(report), "processi", stamp=stamp_of(report))
    without = "Nessuno strumento è scritto."
    title = "Strumenti condivisi con il Distretto della Salute"
    _section(title, tools_table(report), "strumenti", report, without)


def bodies_part(report: RulesReport) -> None:
    """Appointments, bodies, parts of the district, how associated services are paid."""
    without = "Nessuna nomina è scritta."
    _section("Nomine", appointments_table(report), "nomine", report, without)
    for number, one in enumerate(report.splits):
        st.subheader(plain(f"{one.service}: il costo del {one.year}"), anchor=False)
        rests = " · ".join(filter(None, (one.manager, one.agreement, one.regulation)))
        st.caption(plain(f"Ripartito secondo: {one.criterion}. {rests}"))
        show_table(split_table(one), f"riparto-{number}", stamp=stamp_of(report))
    without = "Nessuna articolazione è scritta."
    title = "Articolazioni del distretto"
    _section(title, sub_areas_table(report), "articolazioni", report, without)
    _section("Enti, anche cessati", bodies_table(report), "enti", report, "Nessun ente è scritto.")
