"""A file brought back: what it would change, what is agreed to with a reason, and the button that saves it."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from pages.components.consent import keep_shown, shown_before
from pages.components.context import context
from pages.components.problems import list_problems
from pages.components.who import asked
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.service.edit_rules import excusable
from udp_core.service.saving import Saved, SaveRows, save_rows
from udp_core.service.workbooks.preview import Preview


def agreed(key: str) -> tuple[str, frozenset[str]]:
    """The reason written for this very file, and the keys of what it was written for."""
    why = str(st.session_state.get(_why(key), "")).strip()
    return why, shown_before(key) if why else frozenset()


def _why(key: str) -> str:
    return f"perche-{key}"


def ask_why(judged: Preview, key: str) -> None:
    """Where all that is left may be right all the same, the reason of who was shown it; asked of nothing else."""
    if excusable(judged.refused):
        keep_shown(key, judged.refused)
    if excusable(judged.refused) or judged.excused:
        st.text_input("Perché è giusto così", key=_why(key), max_chars=300)


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


def save(judged: Preview, content: bytes, actor: Actor, why: str) -> bool:
    """All or nothing; the same file twice on the same rows is the same request. True where it was saved now."""
    changing = sum(judged.count(change) for change in ("added", "changed", "removed"))
    said = f"Salva {italian.plural(changing, 'riga', 'righe')}"
    off = not (judged.can_be_saved and changing)
    if not st.button(said, type="primary", shortcut="Ctrl+S", disabled=off, key="salva-file"):
        return False
    request = judged.request_id(actor.officer_id, sha256(content).hexdigest())
    asking = asked(why or "Caricamento da cartella di lavoro", request)
    command = SaveRows(asking, actor.officer_id, judged.edits, context().today, excused=judged.excused)
    tell(save_rows(context().engine, command))
    return True


def tell(saved: Saved) -> None:
    """What was written, counted from what was written."""
    if not saved.touched:
        st.info("Niente è cambiato: le cifre del file erano già state salvate.")
        return
    rows = italian.plural(saved.touched, "riga", "righe")
    st.success(f"Salvato: {rows}, in bozza. Si confermano in «I miei aggiornamenti».")
