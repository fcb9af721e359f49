"""The plan and its annual programmes as documents, and a document that is found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import streamlit as st

from pages.components import who as visitor
from pages.components.context import context, reading_as_shown
from pages.components.download import download_button
from pages.components.filters import choose
from pages.components.problems import list_problems
from udp_core.archive.writer import head
from udp_core.briefing.plan_documents import Wanted, plan_document, verified
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.plan.terms import NOT_YET_DECIDED
from udp_core.render.documents.docx import DOCX
from udp_core.render.documents.pdf import PDF
from udp_core.render.documents.text import TextDocument, text_docx, text_pdf
from udp_core.render.markdown import plain
from udp_core.zone_plan.report.plan import PlanReport

KINDS: tuple[tuple[str, str, Callable[[TextDocument], bytes]], ...] = (
    ("pdf", PDF, text_pdf),
    ("docx", DOCX, text_docx),
)
HOLDS = (
    "I capitoli con il loro responsabile, poi le tabelle riempite con le cifre di oggi. Il piede di"
    " ogni pagina dice la revisione dell’archivio e il codice: con questi il documento si ritrova."
)


def documents_part(plan: PlanReport) -> None:
    """The document chosen, in PDF and DOCX; below, one on paper is found again."""
    st.markdown(HOLDS)
    years = {str(one.year): f"Programma attuativo {one.year}" for one in plan.programmes}
    which, how = st.columns([3, 2], vertical_alignment="bottom")
    with which:
        chosen = choose("Documento", {"": "Il piano", **years}, "documento")
    with how:
        beside = st.checkbox(
            "Con il testo di prima a fianco", plan.plan.state in NOT_YET_DECIDED, key="a-fianco"
        )
    here = context()
    wanted = Wanted(here.district, plan.plan.id, here.today, int(chosen or 0), beside)
    name = f"{plan.plan.id.rpartition(':')[2]}{f'_programma_{chosen}' if chosen else ''}"
    with st.container(horizontal=True):
        for kind, media, made in KINDS:
            make = partial(_file, wanted, made)
            file = f"{name}_{here.today.isoformat()}.{kind}"
            download_button(f"Scarica {kind.upper()}", make, file, media, f"documento-{kind}")
    _find_again(plan)


def _file(wanted: Wanted, made: Callable[[TextDocument], bytes]) -> bytes:
    here = context()
    with reading_as_shown(here) as connection:
        revision = here.revision if here.known else head(connection).sequence
        now = datetime.now(ROME)
        return made(plan_document(connection, wanted, revision, now, here.head))


def _find_again(plan: PlanReport) -> None:
    """By its code, revision and day, whether this archive made it: for who signed in."""
    st.header("Verifica un documento stampato", anchor=False)
    if visitor.who() is None:
        st.markdown("Si chiede all’Ufficio di Piano, con il codice al piede della pagina.")
        return
    here = context()
    with st.form("verifica-documento", border=False):
        first, second, third = st.columns(3)
        code = first.text_input("Codice, dal piede della pagina", key="verifica-codice")
        revision = second.text_input("Revisione", key="verifica-revisione")
        day = third.text_input("Cifre conosciute al (gg/mm/aaaa)", key="verifica-giorno")
        asked = st.form_submit_button("Verifica")
    if not asked:
        return
    known, number = italian.read_day(day), italian.read_number(revision, 0)
    if isinstance(known, Problem) or isinstance(number, Problem) or not code.strip():
        st.warning("Scrivere il codice, la revisione e il giorno come stanno sul documento.")
        return
    wanted = Wanted(here.district, plan.plan.id, known)
    try:
        title = verified(here.engine, wanted, int(number), code)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
        return
    if title:
        st.success(plain(f"È un documento di questo archivio: {title}, revisione {revision}."))
    else:
        st.error(
            "Nessun documento di questo piano ha quel codice a quella revisione: è di un altro"
            " piano, oppure il suo testo o le sue cifre sono stati cambiati."
        )
