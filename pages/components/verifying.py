"""A code at the foot of a page, verified without a terminal: whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components.context import context
from pages.components.problems import list_problems
from pages.components.texts import Texts
from udp_core.briefing.verify import Verified, page_words, verify_book, verify_page
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.render.markdown import plain
from udp_core.sittings.tables import moment_of

HOLDS = "**Inalterata**: i dati dell’archivio danno le stesse parole e le stesse cifre."
HOLDS_NOT = (
    "**Non confermata**: i dati dell’archivio, letti da questa versione del cruscotto, non la danno"
    " più. O sono cambiati, o l’ha prodotta un’altra versione."
)


def verifying_part() -> None:
    """A code, of a page or of a whole book, and what is found behind it."""
    st.subheader("Verifica un codice", anchor=False)
    texts = Texts("scritto-codice-fascicolo", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = texts.line("Codice al piede della pagina (K7M2QX-03) o del fascicolo", "codice")
        pressed = st.button("Verifica", disabled=not code.strip())
    if not pressed:
        return
    engine = context().engine
    try:
        with st.spinner("L’archivio com’era…"):
            whole = "-" not in code
            found = verify_book(engine, code) if whole else (verify_page(engine, code),)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
    else:
        _tell(found, whole=whole)


def _tell(found: Sequence[Verified], *, whole: bool) -> None:
    book = found[0].dossier
    st.markdown(
        f"Fascicolo **{plain(book.id)}**: revisione {italian.number(book.revision)}, cifre al"
        f" {italian.day(book.known_on)}, prodotto il {moment_of(book.made_at)}."
    )
    if whole:
        altered = [one for one in found if not one.unaltered]
        pages = italian.listing([str(one.page.number) for one in altered])
        counted = italian.plural(len(altered), "pagina", "pagine")
        said = f"{counted} su {len(found)}: n. {pages}. {HOLDS_NOT}"
        st.markdown(said if altered else f"{len(found)} pagine. {HOLDS}")
        return
    (one,) = found
    st.markdown(f"Pagina {one.page.number}, «{plain(one.page.title)}».")
    st.markdown(HOLDS if one.unaltered else HOLDS_NOT)
    words = page_words(one.slide) if one.slide else []
    st.markdown("\n".join(f"- {plain(line)}" for line in words))
