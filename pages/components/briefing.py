"""The briefing book and the documents of a sitting.

Made while one does something else, then downloaded.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context, read
from pages.components.deck import deck_of
from pages.components.download import XLSX, download_button
from pages.components.gesture import fragment_every
from pages.components.problems import list_problems
from pages.components.sitting import sitting_names
from pages.components.tables import show_table
from pages.components.verifying import verifying_part
from pages.components.who import asked
from udp_core.briefing.docx import convocation_bytes, minutes_bytes
from udp_core.briefing.dossier import MadeDossier, make_dossier
from udp_core.briefing.jobs import Job, Jobs
from udp_core.briefing.minutes import sheet_of, shown_figures
from udp_core.briefing.reports import Moment
from udp_core.people.rules import Actor
from udp_core.render.documents.docx import DOCX
from udp_core.render.documents.pdf import PDF
from udp_core.sittings.commands.conducting import Room
from udp_core.sittings.queries.dossiers import dossiers
from udp_core.sittings.queries.sittings import sittings
from udp_core.sittings.tables import dossiers_table

TYPES = {
    "pdf": PDF,
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": XLSX,
}
EVERY_SECONDS = 1.0
HOLDS = (
    "Le stesse pagine in PDF da stampare, in PPTX da proiettare, in XLSX con ogni cifra. A seduta"
    " aperta le cifre sono quelle congelate; prima, quelle di oggi. Il lavoro prende qualche"
    " secondo e continua anche se si lascia la pagina."
)


@st.cache_resource
def _jobs() -> Jobs[MadeDossier]:
    return Jobs()


def dossier_part(room: Room, actor: Actor | None) -> None:
    """One click; the work goes on whatever page is open."""
    here, row = context(), room.sitting
    name = f"{here.address}|{row.id}"
    if actor is None:
        st.markdown("Il fascicolo lo prepara il coordinatore.")
    else:
        st.markdown(HOLDS)
    if actor and st.button("Prepara il fascicolo (PDF, PPTX, XLSX)", type="primary"):
        request = asked(f"Fascicolo per la seduta {row.id}")
        moment = Moment(here.district, row.year, here.today)
        _jobs().begin(
            name,
            lambda progress: make_dossier(
                here.engine, request, actor.officer_id, moment, row.id, progress
            ),
        )
    if actor:
        _progress(name)
    made = read(dossiers, here.district)
    if made:
        names = sitting_names(read(sittings, here.district))
        lines = [
            (one.id, one.made_at, names.get(one.sitting_id or "", ""), one.revision, one.known_on)
            for one in made
        ]
        show_table(
            dossiers_table(lines),
            "fascicoli",
            stamp=here.stamp("consegnati", "registro dei fascicoli"),
        )
        verifying_part()
    elif actor is None:
        empty_state("Nessun fascicolo.", "Si prepara prima della seduta.")


def _progress(name: str) -> None:
    job = _jobs().get(name)
    if job is None:
        return
    fragment_every(partial(_state, job), None if job.ended else EVERY_SECONDS)()


def _state(job: Job[MadeDossier]) -> None:
    if job.problems:
        list_problems(job.problems, 0)
    elif job.result is None:
        st.progress(job.share, f"{job.at}. Si può lasciare la pagina: il lavoro continua.")
    else:
        if not st.session_state.get(f"fascicolo-{job.result.code}"):
            st.session_state[f"fascicolo-{job.result.code}"] = True
            st.rerun()
        st.success(f"Fascicolo {job.result.code} pronto.")
        with st.container(horizontal=True):
            for kind, content in job.result.files.items():
                download_button(
                    f"Scarica {kind.upper()}",
                    partial(bytes, content),
                    f"{job.result.name}.{kind}",
                    TYPES[kind],
                    f"scarica-{job.result.code}-{kind}",
                )


def documents_part(room: Room, actor: Actor | None) -> None:
    """The convocation and the minutes, from what is on record and was shown."""
    del actor
    row = room.sitting
    slides = deck_of(row).payload["slides"] if row.revision is not None else []
    sheet = read(sheet_of, row.id, shown_figures(slides))
    if sheet is None:
        return
    st.markdown(
        "La convocazione viene dall’ordine del giorno; il verbale da presenze, note, cifre"
        " mostrate, decisioni e voti registrati. Resta una bozza finché non è approvato."
    )
    with st.container(horizontal=True):
        download_button(
            "Scarica la convocazione (DOCX)",
            partial(convocation_bytes, sheet),
            f"convocazione_{row.held_on}.docx",
            DOCX,
        )
        download_button(
            f"Scarica {'il verbale' if sheet.is_approved else 'la bozza di verbale'} (DOCX)",
            partial(minutes_bytes, sheet),
            f"verbale_{row.held_on}.docx",
            DOCX,
        )
