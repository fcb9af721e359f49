"""Carica un file: la cartella di lavoro del mese, da scaricare, riempire e riportare; prima si vede che cosa cambia."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from pages.components.cards import empty_state
from pages.components.conflicts import choose_between, decided
from pages.components.consent import keep_shown, shown_before
from pages.components.context import context, read
from pages.components.download import download_button
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.who import asked, who
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.problem import Place, Problem, RefusedError
from udp_core.service.edit_rules import excusable
from udp_core.service.files.unpacked import read_workbook
from udp_core.service.pictures.desk import desk_picture, usual_month
from udp_core.service.saving import Edit, Saved, SaveRows, save_rows
from udp_core.service.workbooks.making import file_name, workbook_for
from udp_core.service.workbooks.preview import Preview, preview
from udp_core.service.workbooks.reading import brought_back, made_by_us, refuse_other

MONTHS = {str(month): italian.month(month) for month in range(1, 13)}
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(actor: Actor) -> None:
    here = context()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        usual = read(usual_month, actor, here.district, here.year, here.today)
        month = int(choose("Mese", MONTHS, "mese", default=str(usual)))
        picture = read(desk_picture, actor, here.district, here.year, month, here.today)
        made = lambda: workbook_for(picture, actor, here.district, datetime.now(UTC), here.revision)  # noqa: E731 - made only when it is asked for
        label = f"Scarica le cifre da dare ({len(picture.figures)})"
        name = file_name(picture, actor)
        download_button(label, made, name, TYPE, "scarica", disabled=not picture.figures)


def bring_back(actor: Actor) -> None:
    found = st.file_uploader("Cartella di lavoro riempita (.xlsx, .ods o .xls, al massimo 10 MB)", type=["xlsx", "ods", "xls"], key="caricato")
    if found is None:
        return
    content = found.getvalue()
    edits, unread, untouched = _edits(content, found.name, actor)
    key = sha256(content).hexdigest()[:12]
    why = str(st.session_state.get(_why(key), "")).strip()
    excused = shown_before(key) if why else frozenset()
    judged = preview(context().engine, actor.officer_id, _chosen(edits, content), unread, context().today, excused)
    show(judged, untouched)
    ask_why(judged, key)
    if judged.conflicts:
        choices = choose_between(judged.conflicts, f"file-{key}")
        if st.button("Applica le scelte", key="scelte"):
            st.session_state[f"decisi-{key}"] = decided(edits, judged.conflicts, choices)
            st.rerun()
    save(judged, content, actor, why)


def _why(key: str) -> str:
    return f"perche-{key}"


def ask_why(judged: Preview, key: str) -> None:
    """Where all that is left may be right all the same, the reason of who was shown it; asked of nothing else."""
    if excusable(judged.refused):
        keep_shown(key, judged.refused)
    if excusable(judged.refused) or judged.excused:
        st.text_input("Perché è giusto così", key=_why(key), max_chars=300)


def _chosen(edits: list[Edit], content: bytes) -> list[Edit]:
    """The edits after the choices made on this very file, where some were made."""
    found: list[Edit] = st.session_state.get(f"decisi-{sha256(content).hexdigest()[:12]}", edits)
    return found


def _edits(content: bytes, name: str, actor: Actor) -> tuple[list[Edit], list[Problem], int]:
    here = context()
    sheets = read_workbook(content, name)
    made = made_by_us(sheets)
    if made is None:
        raise RefusedError([Problem("X22", "La cartella di lavoro non è tra quelle preparate qui.", "Scaricare la propria, oppure chiedere all’Ufficio di Piano di importarla con «udp import».", Place(file=name))])
    refuse_other(made, actor, here.district)
    picture = read(desk_picture, actor, made.district, made.year, made.month, here.today)
    brought = brought_back(sheets, picture, actor, here.today)
    return list(brought.edits), list(brought.problems), brought.untouched


def show(judged: Preview, untouched: int) -> None:
    """What would happen, in one line, then why not."""
    parts = (
        f"**{judged.count('added')}** da aggiungere", f"**{judged.count('changed')}** da cambiare",
        *([f"**{judged.count('removed')}** da togliere"] if judged.count("removed") else []),
        f"**{judged.count('unchanged') + untouched}** uguali o vuote", f"**{len(judged.refused)}** cose che non vanno",
    )  # fmt: skip
    st.markdown(" · ".join(parts))
    if judged.refused:
        st.warning("Così com’è il file non si salva: correggere le righe indicate e caricarlo di nuovo.")
        list_problems(judged.refused, 0)


def save(judged: Preview, content: bytes, actor: Actor, why: str) -> None:
    """All or nothing; the same file twice on the same rows is the same request."""
    changing = sum(judged.count(change) for change in ("added", "changed", "removed"))
    said = f"Salva {italian.plural(changing, 'riga', 'righe')}"
    off = not (judged.can_be_saved and changing)
    if not st.button(said, type="primary", shortcut="Ctrl+S", disabled=off, key="salva-file"):
        return
    request = judged.request_id(actor.officer_id, sha256(content).hexdigest())
    asking = asked(why or "Caricamento da cartella di lavoro", request)
    command = SaveRows(asking, actor.officer_id, judged.edits, context().today, excused=judged.excused)
    tell(save_rows(context().engine, command))


def tell(saved: Saved) -> None:
    """What was written, counted from what was written."""
    if not saved.touched:
        st.info("Niente è cambiato: le cifre del file erano già state salvate.")
        return
    rows = italian.plural(saved.touched, "riga", "righe")
    st.success(f"Salvato: {rows}, in bozza. Si confermano in «I miei aggiornamenti».")


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
