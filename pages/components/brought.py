"""A file brought back: what it would change, what is agreed to with a reason, and the button that saves it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from pages.components.consent import keep_shown, shown_before
from pages.components.context import context
from pages.components.kept_upload import stems
from pages.components.problems import list_problems
from pages.components.texts import Texts, typed_in
from pages.components.who import asked
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.model.field import LONGEST_LINE
from udp_core.service.edit_rules import excusable
from udp_core.service.saving import Saved, SaveRows, save_rows
from udp_core.service.workbooks.preview import Preview
from udp_core.view.desk.words import saved_at

WHY = "perche"


def agreed(key: str) -> tuple[str, frozenset[str]]:
    """The reason written for this very file, and the keys of what it was written for."""
    why = typed_in(_stem(key), WHY)
    return why, shown_before(key) if why else frozenset()


def _stem(key: str) -> str:
    return stems(key)[0]


def ask_why(judged: Preview, key: str) -> Texts:
    """Where all that is left may be right all the same, the reason of who was shown it; asked of nothing else."""
    texts = Texts(_stem(key))
    if excusable(judged.refused):
        keep_shown(key, judged.refused)
    if excusable(judged.refused) or judged.excused:
        texts.line("Perché è giusto così", WHY, longest=LONGEST_LINE)
    return texts


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


def save(judged: Preview, content: bytes, actor: Actor, why: str, texts: Texts) -> bool:
    """All or nothing; the same file twice on the same rows is the same request. True where it was saved now."""
    changing = sum(judged.count(change) for change in ("added", "changed", "removed"))
    said = f"Salva {italian.plural(changing, 'riga', 'righe')}"
    off = not (judged.can_be_saved and changing)
    if not st.button(said, type="primary", shortcut="Ctrl+S", disabled=off, key="salva-file"):
        return False
    texts.refuse_too_long()
    request = judged.request_id(actor.officer_id, sha256(content).hexdigest())
    asking = asked(why or "Caricamento da cartella di lavoro", request)
    command = SaveRows(asking, actor.officer_id, judged.edits, context().today, excused=judged.excused)
    tell(save_rows(context().engine, command))
    texts.saved()
    return True


def tell(saved: Saved) -> None:
    """What was written, counted from what was written."""
    if not saved.touched:
        st.info("Niente è cambiato: le cifre del file erano già state salvate.")
        return
    rows = italian.plural(saved.touched, "riga", "righe")
    st.success(f"{saved_at(datetime.now(UTC))}: {rows}, in bozza. Si confermano in «I miei aggiornamenti».")
