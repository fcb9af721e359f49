"""Storia: chi ha cambiato che cosa, quando, perché.

E l'annullamento della propria ultima modifica.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.problems import list_problems
from pages.components.tables import show_pages
from pages.components.who import asked, who
from udp_core.archive.changes import MOST_CHANGES, WantedChanges, authors, last_request_of
from udp_core.archive.registry import BY_NAME
from udp_core.history.report import change_reports, reports_of_request
from udp_core.history.tables import changes_table, said_together
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.writing.undoing import Undo, undo

SPANS = {"7": "Ultimi 7 giorni", "30": "Ultimi 30 giorni", "365": "Ultimo anno", ALL: "Da sempre"}


def wanted() -> WantedChanges:
    span, who_changed, what, word = st.columns([2, 2, 3, 4])
    with span:
        days = choose("Da quando", SPANS, "da", default="30")
    with who_changed:
        author = choose("Chi", {ALL: "Tutti", **{one: one for one in ask(authors)}}, "chi")
    with what:
        entity = choose(
            "Che cosa",
            {ALL: "Tutto", **{name: entity.label for name, entity in BY_NAME.items()}},
            "cosa",
        )
    with word:
        text = st.text_input(
            "Cerca una scheda, una voce, un Comune, un utente", key="testo", max_chars=80
        ).strip()
    since = (datetime.now(UTC) - timedelta(days=int(days))).isoformat() if days else ""
    return WantedChanges(since, author, entity, text)


def undo_own(actor: Actor) -> None:
    """One's own last change, told and undone by writing what was there before.

    Then the one before it.
    """
    place = st.container()
    if done := st.session_state.pop("annullata", ""):
        place.success(plain(done))
    last = read(last_request_of, actor.officer_id)
    if last is None:
        return
    rows = read(reports_of_request, last)
    st.markdown(
        plain(f"La mia ultima modifica ({rows[0].at:%d/%m/%Y %H:%M}): {said_together(rows)}.")
    )
    if not st.button("Annulla la mia ultima modifica", key=f"annulla-{last}"):
        return
    try:
        request = asked(f"Annullata la modifica del {rows[0].at:%d/%m/%Y %H:%M}")
        undo(context().engine, Undo(request, actor.officer_id, last, context().today))
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
    else:
        st.session_state["annullata"] = f"Annullata: {said_together(rows, back=True)}."
        st.rerun()


st.title("Chi ha cambiato che cosa, e perché?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per leggere la storia bisogna entrare.", "Usare «Entra», in alto.")
else:
    undo_own(actor)
    found = read(change_reports, wanted(), actor)
    if found:
        shown = "le ultime " if len(found) == MOST_CHANGES else ""
        st.markdown(
            f"{shown}{italian.plural(len(found), 'riga cambiata', 'righe cambiate')}, dalla più"
            " recente.".capitalize()
        )
        show_pages(
            changes_table(found),
            "storia",
            context().stamp("storia dell’archivio", "storia dell’archivio"),
        )
    else:
        empty_state(
            "Nessuna modifica con questi filtri.", "Allargare il periodo, o togliere un filtro."
        )
