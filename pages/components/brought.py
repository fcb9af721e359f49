"""A file brought back.

What it would change, what is agreed to with a reason, and the button that saves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from pages.components.consent import keep_shown, shown_before
from pages.components.context import context
from pages.components.kept_upload import stems
from pages.components.problems import list_problems
from pages.components.tables import show_table
from pages.components.texts import Texts, typed_in
from pages.components.who import asked
from udp_core.archive.field import LONGEST_LINE
from udp_core.desk.report.brought import BroughtFigure
from udp_core.desk.view.brought import brought_table
from udp_core.desk.view.words import saved_at
from udp_core.desk.workbooks.preview import Preview
from udp_core.kernel import italian
from udp_core.people.rules import Actor
from udp_core.writing.edit_rules import excusable
from udp_core.writing.saving import Saved, SaveRows, save_rows

WHY = "perche"
MOST_SEEN = 12
"""Figures shown in a table of their own height.

More of them scroll inside it, and all of them can be taken away.
"""
LIST_HEIGHT = 360
_DONE = "carica-fatto"
_REFUSED = "Così com’è il file non si salva: correggere le righe indicate e caricarlo di nuovo."
_ASKED = (
    "Qualche cifra sorprende: correggerla nel file e caricarlo di nuovo, o scrivere qui sotto"
    " perché è giusta."
)


def agreed(key: str) -> tuple[str, frozenset[str]]:
    """The reason written for this very file, and the keys of what it was written for."""
    why = typed_in(_stem(key), WHY)
    return why, shown_before(key) if why else frozenset()


def _stem(key: str) -> str:
    return stems(key)[0]


def ask_why(judged: Preview, key: str) -> Texts:
    """Where all that is left may be right all the same, the reason of who was shown it.

    Asked of nothing else.
    """
    texts = Texts(_stem(key))
    if excusable(judged.refused):
        keep_shown(key, (*judged.excused, *judged.refused))
    if excusable(judged.refused) or (judged.excused and judged.changing):
        texts.line("Perché è giusto così", WHY, longest=LONGEST_LINE)
    return texts


def show(judged: Preview, figures: Sequence[BroughtFigure], untouched: int, key: str) -> None:
    """What would happen, in one line; then why not; then figure by figure."""
    same, wrong = judged.count("unchanged") + untouched, len(judged.refused)
    parts = (
        f"**{judged.count('added')}** da aggiungere",
        f"**{judged.count('changed')}** da cambiare",
        *([f"**{judged.count('removed')}** da togliere"] if judged.count("removed") else []),
        f"**{same}** {'uguale o vuota' if same == 1 else 'uguali o vuote'}",
        wrong_ones(wrong),
    )
    st.markdown(" · ".join(parts))
    if judged.refused:
        st.warning(_ASKED if excusable(judged.refused) else _REFUSED)
        list_problems(judged.refused, 0)
    if figures:
        different = brought_table(figures)
        st.markdown(f"**{different.title}**")
        show_table(
            different, f"file-{key}", height=None if len(figures) <= MOST_SEEN else LIST_HEIGHT
        )


def wrong_ones(count: int) -> str:
    """«**1** cosa che non va»."""
    return f"**{count}** {'cosa che non va' if count == 1 else 'cose che non vanno'}"


def save(judged: Preview, content: bytes, actor: Actor, why: str, texts: Texts) -> bool:
    """All or nothing; the same file twice on the same rows is the same request.

    True where it was saved now.

    Once there is nothing left to save, what was saved is said in the place of the button.
    """
    code = sha256(content).hexdigest()
    changing = judged.changing
    if not changing and not judged.refused and not judged.conflicts:
        _say_saved(code)
        return False
    said = f"Salva {italian.plural(changing, 'riga', 'righe')}"
    off = not (judged.can_be_saved and changing)
    if not st.button(said, type="primary", shortcut="Ctrl+S", disabled=off, key="salva-file"):
        return False
    texts.refuse_too_long()
    asking = asked(
        why or "Caricamento da cartella di lavoro", judged.request_id(actor.officer_id, code)
    )
    command = SaveRows(
        asking, actor.officer_id, judged.edits, context().today, excused=judged.agreed
    )
    st.session_state[_DONE] = (code, words_of(save_rows(context().engine, command)))
    texts.saved()
    return True


def _say_saved(code: str) -> None:
    done, words = st.session_state.get(_DONE, ("", ""))
    if done == code and words:
        st.success(words)
    else:
        st.info("Le cifre del file sono già nell’archivio: non c’è niente da salvare.")


def words_of(saved: Saved) -> str:
    """What was written, counted from what was written; nothing where it was there already."""
    if not saved.touched:
        return ""
    rows = italian.plural(saved.touched, "riga", "righe")
    return (
        f"{saved_at(datetime.now(UTC))}: {rows}, in bozza. Si confermano in «I miei aggiornamenti»."
    )
