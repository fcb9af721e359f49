"""Carica un file: la cartella di lavoro del mese, da scaricare, riempire e riportare.

Prima si vede che cosa cambia.
"""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from pages.components.brought import agreed, ask_why, save, show
from pages.components.cards import empty_state
from pages.components.conflicts import choose_between, decided
from pages.components.context import context, read
from pages.components.kept_upload import kept_upload, stems, used
from pages.components.month_workbook import take_away
from pages.components.problems import list_problems
from pages.components.who import who
from udp_core.desk.report.desk import DeskReport, desk_report, scope_at
from udp_core.desk.workbooks.changes import brought_figures
from udp_core.desk.workbooks.preview import preview
from udp_core.desk.workbooks.reading import brought_back, made_by_us, refuse_other
from udp_core.files.unpacked import read_workbook
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.people.rules import Actor
from udp_core.writing.saving import Edit

SCREEN = "carica"
STEPS = """
1. Si scarica la cartella di lavoro del mese: ha un foglio per la spesa, uno per le attività, \
uno per ogni altra parte.
2. Si riempiono le celle gialle, e si salva. Le celle non toccate non cambiano nulla, \
anche se il file è vecchio.
3. Si riporta qui: prima di salvare si vede, cifra per cifra, che cosa cambierebbe e chi l’ha \
cambiata nel frattempo.
"""


def bring_back(actor: Actor) -> None:
    label = "Cartella di lavoro riempita (.xlsx, .ods o .xls, al massimo 10 MB)"
    found = kept_upload(label, ("xlsx", "ods", "xls"), SCREEN, "caricato")
    if found is None:
        st.markdown(STEPS)
        return
    content = found.content
    edits, unread, untouched, report = _edits(content, found.name, actor)
    key = sha256(content).hexdigest()[:12]
    why, excused = agreed(key)
    judged = preview(
        context().engine,
        actor.officer_id,
        _chosen(edits, content),
        unread,
        context().today,
        lambda _found: excused,
    )
    show(judged, read(brought_figures, report, judged), untouched, key)
    texts = ask_why(judged, key)
    if judged.conflicts:
        choices = choose_between(judged.conflicts, f"{stems(key)[1]}-conflitto")
        if st.button("Applica le scelte", key="scelte"):
            st.session_state[f"decisi-{key}"] = decided(edits, judged.conflicts, choices)
            st.rerun()
    if save(judged, content, actor, why, texts):
        used(SCREEN)
        st.rerun()


def _chosen(edits: list[Edit], content: bytes) -> list[Edit]:
    """The edits after the choices made on this very file, where some were made."""
    found: list[Edit] = st.session_state.get(f"decisi-{sha256(content).hexdigest()[:12]}", edits)
    return found


def _edits(
    content: bytes, name: str, actor: Actor
) -> tuple[list[Edit], list[Problem], int, DeskReport]:
    here = context()
    sheets = read_workbook(content, name)
    made = made_by_us(sheets)
    if made is None:
        raise RefusedError(
            [
                Problem(
                    "X22",
                    "La cartella di lavoro non è tra quelle preparate qui.",
                    "Scaricare la propria, oppure leggerla da «Importa da altri».",
                    Place(file=name),
                )
            ]
        )
    refuse_other(made, actor, here.district)
    scope = scope_at(actor, made.place)
    report = read(desk_report, actor, made.district, made.year, made.month, here.today, scope)
    brought = brought_back(sheets, report, actor, here.today)
    return list(brought.edits), list(brought.problems), brought.untouched, report


st.title("Che cosa cambia con questo file?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per caricare un file bisogna entrare.", "Usare «Entra», in alto.")
else:
    take_away(actor)
    try:
        bring_back(actor)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
