"""The making of a plan on its screen: phases, who took part, chapters, remarks; and changes."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context
from pages.components.filters import ALL, choose
from pages.components.tables import show_pages, show_table_on_request
from pages.components.zone_plan import plan_stamp
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table
from udp_core.zone_plan.queries.process import ChapterRow
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.report.process import ChapterValue, ProcessReport, process_report
from udp_core.zone_plan.view.process import (
    UNWRITTEN,
    changes_message,
    changes_table,
    chapter_name,
    chapters_table,
    diffusion_table,
    documents_table,
    edition_name,
    missing_table,
    participants_table,
    phases_table,
    process_message,
    remarks_table,
    signatures_table,
    tasks_table,
)
from udp_core.zone_plan.view.words import plan_name

CHAPTER_KEY = "capitolo"


def process_part(plan: PlanReport) -> None:
    """Phases, who took part, chapters and their texts, remarks, signatures, documents."""
    report = _read(plan)
    stamp = plan_stamp(plan)
    st.header(plain(process_message(report)), anchor=False)
    _shown(phases_table(report), "fasi", stamp, "Nessuna fase è scritta per questo piano.")
    if report.missing:
        label = f"Fasi del modello regionale da prevedere: {len(report.missing)}"
        show_table_on_request(missing_table(report), "fasi-modello", stamp, label=label)
    st.subheader("Chi ha partecipato", anchor=False)
    _shown(participants_table(report), "partecipanti", stamp, "Nessuna fase è scritta.")
    if any(one.tasks for one in report.phases):
        show_table_on_request(tasks_table(report), "compiti", stamp, label="Compiti e deleghe")
    st.subheader("Capitoli", anchor=False)
    _shown(chapters_table(report), "capitoli", stamp, "Nessun capitolo è scritto.")
    _texts(report)
    st.subheader("Osservazioni", anchor=False)
    _shown(remarks_table(report), "osservazioni", stamp, "Nessuna osservazione è arrivata.")
    st.subheader("Firme", anchor=False)
    _shown(signatures_table(report), "firme", stamp, "Nessun ente firmatario è scritto.")
    st.subheader("Documenti esaminati e linee guida", anchor=False)
    _shown(documents_table(report), "documenti", stamp, "Nessun documento è stato esaminato.")
    titles = {one.id: one.title for one in plan.guidelines}
    spread = diffusion_table(report, titles)
    if spread.rows:
        label = "Diffusione degli indirizzi e delle linee guida"
        show_table_on_request(spread, "diffusione", stamp, label=label)


def changes_part(plan: PlanReport) -> None:
    """The proposals of change: what, why, how each was decided."""
    report = _read(plan)
    st.header(plain(changes_message(report)), anchor=False)
    _shown(
        changes_table(report),
        "proposte",
        plan_stamp(plan),
        "Nessuno ha proposto di cambiare il piano.",
    )


def _read(plan: PlanReport) -> ProcessReport:
    here = context()
    found = ask(process_report, here.district, plan.plan.id, here.today)
    if found is None:  # the plan was read a moment ago, in the same revision
        raise LookupError(plan_name(plan))
    return found


def _shown(table: Table, key: str, stamp: Stamp, otherwise: str) -> None:
    if table.rows:
        show_pages(table, key, stamp)
    else:
        empty_state(otherwise, "Si scrive in Registri.")


def _texts(report: ProcessReport) -> None:
    """The text of a chapter, beside the one before it."""
    names = {one.row.id: chapter_name(one) for one in report.chapters}
    if not names:
        return
    opened = choose("Leggi un capitolo", {ALL: "Nessuno", **names}, CHAPTER_KEY)
    chapter = next((one for one in report.chapters if one.row.id == opened), None)
    if chapter is None:
        return
    now, before = st.columns(2)
    with now:
        _text(f"Stesura {chapter.row.draft}", chapter.row)
    with before:
        _before(chapter)


def _before(chapter: ChapterValue) -> None:
    if chapter.drafts:
        _text(f"Stesura {chapter.drafts[0].draft}", chapter.drafts[0])
    if chapter.before:
        _text(edition_name(chapter.before), chapter.before)
    if not chapter.drafts and not chapter.before:
        st.caption("Non c’è un testo di prima.")


def _text(title: str, row: ChapterRow) -> None:
    st.markdown(f"**{plain(title)}**")
    st.markdown(plain(row.text or UNWRITTEN))
