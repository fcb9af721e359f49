"""Funzioni: dove si programma, dove si gestisce, dove si verifica: le schermate per funzione."""

from __future__ import annotations

import streamlit as st

from pages.components.context import context
from pages.components.screens import DESK, FUNCTIONS, is_of_use, titles
from pages.components.tables import show_downloads
from pages.components.who import who
from udp_core.people.rules import Actor
from udp_core.render.table import Column, Table, table

NAMES = ("function", "screen", "what")


def function_links(screens: dict[str, str], actor: Actor | None) -> None:
    """The screens of a function, each with what it answers; of the desk, those of use."""
    for path, answers in screens.items():
        with st.container(key=f"funzione-{path.split('/')[1].removesuffix('.py')}", gap=None):
            if path in DESK and not is_of_use(path, actor):
                st.markdown(f"**{titles()[path]}** (per chi entra)")
            else:
                st.page_link(path, label=f"**{titles()[path]}**")
            st.caption(answers)


def functions_table() -> Table:
    """The same as a table that leaves."""
    columns = (
        Column("function", "Funzione"),
        Column("screen", "Schermata"),
        Column("what", "Che cosa"),
    )
    rows = [
        (function, titles()[path], answers)
        for function, screens in FUNCTIONS.items()
        for path, answers in screens.items()
    ]
    return table("funzioni", "Le tre funzioni dell’Ufficio di Piano", columns, rows)


st.title("Dove si programma, si gestisce, si verifica?", anchor=False)
actor = who()
columns = st.columns(len(FUNCTIONS), border=True)
for column, (function, screens) in zip(columns, FUNCTIONS.items(), strict=True):
    with column:
        st.subheader(function, anchor=False)
        function_links(screens, actor)
show_downloads(functions_table(), "funzioni", context().stamp("", "le schermate del cruscotto"))
