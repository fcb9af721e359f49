"""Carica un file: la cartella di lavoro del mese, da scaricare, riempire e riportare.

Prima si vede che cosa cambia.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from pages.components.brought import agreed, ask_why, save, show
from pages.components.cards import empty_state
from pages.components.conflicts import choose_between, decided
from pages.components.context import context, read
from pages.components.download import download_button
from pages.components.filters import choose
from pages.components.kept_upload import kept_upload, stems, used
from pages.components.place import choose_place, places
from pages.components.problems import list_problems
from pages.components.who import who
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.domain.pictures.desk import DeskPicture
from udp_core.problem import Place, Problem, RefusedError
from udp_core.service.files.unpacked import read_workbook
from udp_core.service.pictures.desk import desk_picture, scope_at, usual_month
from udp_core.service.saving import Edit
from udp_core.service.workbooks.changes import brought_figures
from udp_core.service.workbooks.making import Whose, file_name, workbook_for
from udp_core.service.workbooks.preview import preview
from udp_core.service.workbooks.reading import brought_back, made_by_us, refuse_other

MONTHS = {str(month): italian.month(month) for month in range(1, 13)}
SCREEN = "carica"
STEPS = """
1. Si scarica la cartella di lavoro del mese: ha un foglio per la spesa, uno per le attività, \
uno per ogni altra parte.
2. Si riempiono le celle gialle, e si salva. Le celle non toccate non cambiano nulla, \
anche se il file è vecchio.
3. Si riporta qui: prima di salvare si vede, cifra per cifra, che cosa cambierebbe e chi l’ha \
cambiata nel frattempo.
"""
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose_whose(actor: Actor) -> Whose:
    """A workbook is of one Comune, or of what belongs to the whole district."""
    place = choose_place(actor)
    return Whose(place, places(actor).get(place, ""))


def take_away(actor: Actor) -> None:
    here = context()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = choose_whose(actor)
        scope = scope_at(actor, whose.place)
        usual = read(usual_month, actor, here.district, here.year, here.today, scope)
        month = int(choose("Mese", MONTHS, "mese", default=str(usual)))
        picture = read(desk_picture, actor, here.district, here.year, month, here.today, scope)
        made = lambda: workbook_for(  # noqa: E731 - made only when it is asked for
            picture, actor, here.district, datetime.now(UTC), here.revision, whose
        )
        label = f"Scarica le cifre da dare ({len(picture.figures)})"
        name = file_name(picture, actor, whose)
        download_button(label, made, name, TYPE, "scarica", disabled=not picture.figures)


def bring_back(actor: Actor) -> None:
    label = "Cartella di lavoro riempita (.xlsx, .ods o .xls, al massimo 10 MB)"
    found = kept_upload(label, ("xlsx", "ods", "xls"), SCREEN, "caricato")
    if found is None:
        st.markdown(STEPS)
        return
    content = found.content
    edits, unread, untouched, picture = _edits(content, found.name, actor)
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
    show(judged, read(brought_figures, picture, judged), untouched, key)
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
) -> tuple[list[Edit], list[Problem], int, DeskPicture]:
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
    picture = read(desk_picture, actor, made.district, made.year, made.month, here.today, scope)
    brought = brought_back(sheets, picture, actor, here.today)
    return list(brought.edits), list(brought.problems), brought.untouched, picture


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
