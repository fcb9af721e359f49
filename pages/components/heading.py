"""The line above every screen and the one below: whose figures, of which day and year, how real, which revision."""

from __future__ import annotations

import streamlit as st

from pages.components import sala
from pages.components.as_of import KEY, choose_moment
from pages.components.context import Context
from pages.components.provider import offer_provider
from pages.components.screens import SALA, is_frozen, stem_of
from pages.components.who import has_provider, vouched
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.service.caretaking import frozen
from udp_core.view.desk.access import SIGN_IN, presence_markup
from udp_core.view.frame import closing_markup, heading_markup
from udp_core.view.markdown import plain

BODY_NAME = "Comitato di Distretto"
YEAR_KEY = "anno"


def show_heading(made: Context, actor: Actor | None, screen: str) -> tuple[Context, int]:
    """Draw the heading; answers the context, of now or of a sitting, and the year chosen. Both stand in the address."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        words = st.empty()
        chosen = choose_moment(made) if is_frozen(screen) else made
        words.html(heading_markup(chosen.district_name, BODY_NAME, chosen.today, demo=chosen.demo, presence=_presence(actor)))
        year = _year(chosen)
        st.page_link(SALA, label="Sala", query_params={sala.SCREEN: stem_of(screen), "anno": str(year), **({sala.KNOWN: st.session_state[KEY]} if chosen.sitting else {})})
    if chosen.sitting:
        st.warning(f"**{chosen.sitting[:1].upper()}{chosen.sitting[1:]}** (revisione {italian.number(chosen.revision)}), non quelle di oggi. Che cosa è cambiato: «Perché è cambiato?».")
    return chosen, year


def _presence(actor: Actor | None) -> str:
    return presence_markup(actor.officer_id if actor else None, provider=has_provider(), by_provider=vouched())


def show_trouble_of(made: Context) -> None:
    """A banner where the database is only read, with what is wrong."""
    for problem in frozen(made.engine):
        st.error(f"**L’archivio si legge soltanto.** {plain(problem.sentence)} {plain(str(problem.place))}\n\n{plain(problem.remedy)}")


def show_door(made: Context) -> None:
    """In place of every screen, for who may not read: how to come in, and no figure."""
    st.title(f"{plain(made.district_name)}: per vedere le cifre bisogna entrare", anchor=False)
    st.html(f"<p>{SIGN_IN} con il proprio nome utente, o con l’identità del proprio ente dove è prevista.</p>")
    offer_provider()


def _year(made: Context) -> int:
    years = [str(year) for year in made.years]
    chosen = st.selectbox(
        "Anno", years, index=years.index(str(made.year)), key=YEAR_KEY, filter_mode=None, bind="query-params",
        label_visibility="collapsed", width=100,
    )  # fmt: skip
    return int(chosen or made.year)


def show_closing(made: Context) -> None:
    """The footer: what state of the archive the figures come from."""
    st.html(closing_markup(made.year, made.data_day, made.revision))
