"""The line above every screen and the one below.

Whose figures, of which day and year, how real, which revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from pages.components import sala
from pages.components.as_of import KEY, choose_moment
from pages.components.cards import empty_state
from pages.components.context import Context
from pages.components.filters import say_unknown
from pages.components.kept_upload import drop_all
from pages.components.provider import offer_provider
from pages.components.screens import SALA, is_frozen, stem_of
from pages.components.who import has_provider, vouched
from udp_core.desk.view.access import BACK, presence_markup, sign_in_link
from udp_core.desk.view.words import moment_words
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor
from udp_core.render.frame import closing_markup, heading_markup
from udp_core.render.markdown import plain
from udp_core.running.maintenance import frozen, no_copy

BODY_NAME = "Comitato di Distretto"
YEAR_KEY = "anno"
_WAS_HERE = "was-signed-in"


@dataclass(frozen=True, slots=True)
class Heading:
    """The context, of now or of a sitting, and the year: both stand in the address.

    `search` is the room left for the box in which one looks for anything.
    """

    context: Context
    year: int
    search: DeltaGenerator


def show_heading(made: Context, actor: Actor | None, screen: StreamlitPage) -> Heading:
    """Draw the heading; answers what was chosen in it."""
    asked = st.query_params.get_all(YEAR_KEY)
    with st.container(
        key="heading",
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
    ):
        words = st.empty()
        chosen = choose_moment(made) if is_frozen(screen.title) else made
        year = _year(chosen)
        day = min(chosen.today, date(year, 12, 31))
        words.html(
            heading_markup(
                chosen.district_name,
                BODY_NAME,
                day,
                year,
                demo=chosen.demo,
                presence=_presence(actor, back_to(screen)),
            )
        )
        search = st.container(width="content")
        st.page_link(
            SALA,
            label="Sala",
            query_params={
                sala.SCREEN: stem_of(screen.title),
                "anno": str(year),
                **({sala.KNOWN: st.session_state[KEY]} if chosen.sitting else {}),
            },
        )
    with st.container():
        say_unknown("Anno", asked, map(str, chosen.years))
        _say_then(chosen)
    return Heading(chosen, year, search)


def _say_then(chosen: Context) -> None:
    """Above figures that are not of today."""
    if chosen.sitting:
        st.warning(
            f"**{chosen.sitting[:1].upper()}{chosen.sitting[1:]}** (revisione"
            f" {italian.number(chosen.revision)}), non quelle di oggi. Che cosa è cambiato: «Perché"
            " è cambiato?»."
        )


def back_to(screen: StreamlitPage) -> str:
    """The screen that is open, by its name and query.

    Where one wants to be again after signing in.
    """
    query = urlencode(st.query_params.to_dict())
    return f"{screen.url_path}?{query}" if query else screen.url_path


def _presence(actor: Actor | None, back: str) -> str:
    code = actor.officer_id if actor else None
    return presence_markup(code, provider=has_provider(), by_provider=vouched(), back=back)


def show_ended(actor: Actor | None, screen: StreamlitPage) -> None:
    """Where this tab had somebody signed in and has nobody now.

    That it ended, and the way back to this very place.
    """
    if actor is not None:
        st.session_state[_WAS_HERE] = True
        return
    drop_all()
    if st.session_state.get(_WAS_HERE):
        link = "accesso" if has_provider() else f"entra?{urlencode({BACK: back_to(screen)})}"
        words = "Si torna a questa pagina, e vi si ritrova ciò che si stava scrivendo."
        st.warning(f"**La sessione è finita: [rientrare]({link}).** {words}")


def show_trouble_of(made: Context, actor: Actor | None) -> None:
    """A banner where the database is only read, with what is wrong.

    For who administers, where no copy is made.
    """
    for problem in frozen(made.engine):
        st.error(
            f"**L’archivio si legge soltanto.** {plain(problem.sentence)}"
            f" {plain(str(problem.place))}\n\n{plain(problem.remedy)}"
        )
    missing = no_copy(made.engine)
    if missing and actor and actor.ever_may(Right.ADMINISTER):
        since = moment_words(missing.since, datetime.now(UTC))
        st.error(
            f"**La copia di sicurezza non riesce: la prima volta {plain(since)}; si ritenta ogni"
            f" ora.** {plain(missing.why.sentence)}\n\n{plain(missing.why.remedy)}"
        )


def show_door(made: Context, screen: StreamlitPage, actor: Actor | None) -> None:
    """In place of every screen, for who may not read: how to come in, and no figure."""
    if actor is not None:
        st.title(
            f"{plain(made.district_name)}: per vedere le cifre serve un incarico", anchor=False
        )
        empty_state(
            f"L’utente {actor.officer_id} non ha incarichi in vigore.",
            "Chiederne uno a chi amministra il cruscotto.",
        )
        return
    st.title(f"{plain(made.district_name)}: per vedere le cifre bisogna entrare", anchor=False)
    st.html(
        f"<p>{sign_in_link(back_to(screen))} con il proprio nome utente, o con l’identità del"
        " proprio ente dove è prevista.</p>"
    )
    offer_provider()


def show_no_use(screen: StreamlitPage) -> None:
    """In place of a screen of the desk, for who could only read on it."""
    st.title(plain(screen.title), anchor=False)
    empty_state(
        "Questa pagina serve a chi scrive le cifre.",
        "Con i propri incarichi si leggono le altre, dal menu in alto.",
    )


def _year(made: Context) -> int:
    years = [str(year) for year in made.years]
    chosen = st.selectbox(
        "Anno",
        years,
        index=years.index(str(made.year)),
        key=YEAR_KEY,
        filter_mode=None,
        bind="query-params",
        label_visibility="collapsed",
        width=100,
    )
    return int(chosen or made.year)


def show_closing(made: Context) -> None:
    """The footer: what state of the archive the figures come from."""
    st.html(closing_markup(made.year, made.data_day, made.revision))
