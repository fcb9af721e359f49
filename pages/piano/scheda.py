"""Scheda: il modulo di una scheda attuativa con tutte le sue parti."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.first_day import not_loaded
from pages.components.form import edit_form
from pages.components.grid import edit_grid
from pages.components.who import who
from udp_core.archive.queries import RegisterRow, register_rows
from udp_core.archive.registry import BY_NAME
from udp_core.desk.queries.desk import programmes_of, schede_of
from udp_core.overview.report.first_day import Thing
from udp_core.people.rules import Actor
from udp_core.programme.entities.intervention import Intervention
from udp_core.render.markdown import plain

NEW, ADDED = "nuova", "scheda-aggiunta"
PARTS = {
    "Azioni": "action",
    "Finanziamento": "intervention_funding",
    "Partner": "intervention_partner",
    "Politiche integrate": "intervention_sector",
    "Atti": "intervention_act",
    "Altri ambiti": "intervention_area_link",
    "Indicatori": "indicator_link",
}


def choose_scheda() -> str:
    """The scheda chosen; one just added is opened, before its box is drawn."""
    here, place = context(), st.container()
    if added := st.session_state.pop(ADDED, None):
        st.session_state["modulo"] = added
        place.success("Scheda aggiunta. Ora si possono scrivere le sue parti.")
    schede = ask(schede_of, here.district, here.year)
    return choose(
        "Scheda",
        {
            ALL: "Scegliere una scheda",
            NEW: "Nuova scheda…",
            **{one.id: f"{one.code} {one.title}" for one in schede},
        },
        "modulo",
    )


def new_scheda(actor: Actor) -> None:
    here = context()
    programmes = ask(programmes_of, here.district, here.year)
    if not programmes:
        not_loaded(
            f"Per il {here.year} non c’è ancora un programma attuativo.",
            Thing.PLAN,
            Thing.PROGRAMME,
        )
        return
    saved = edit_form(Intervention, None, actor, "scheda-nuova", {"programme_id": programmes[0]})
    if saved:
        st.session_state[ADDED] = saved.entity_id
        st.rerun()


def parts(scheda: RegisterRow, actor: Actor) -> None:
    for tab, (title, table) in zip(
        st.tabs(
            ["Scheda attuativa", *PARTS], on_change="rerun", key="parte-modulo", bind="query-params"
        ),
        [("", ""), *PARTS.items()],
        strict=True,
    ):
        if not tab.open:
            continue
        with tab:
            if not table:
                if edit_form(
                    Intervention,
                    scheda,
                    actor,
                    f"scheda-{scheda.id}",
                    {"programme_id": "", "code": ""},
                ):
                    st.rerun()
                continue
            fixed = {"intervention_id": scheda.id}
            st.markdown(f"{title} della scheda.")
            edit_grid(BY_NAME[table], fixed, actor, f"parte-{table}-{scheda.id}", fixed=fixed)


st.title("Che cosa prevede la scheda, e a che punto è?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per modificare una scheda bisogna entrare.", "Usare «Entra», in alto.")
elif chosen := choose_scheda():
    found = () if chosen == NEW else read(register_rows, Intervention, {"id": chosen})
    if found:
        st.header(plain(f"{found[0].image['code']} {found[0].image['title']}"), anchor=False)
        parts(found[0], actor)
    else:
        new_scheda(actor)
else:
    empty_state("Nessuna scheda è aperta.", "Sceglierne una qui sopra, o aggiungerne una nuova.")
