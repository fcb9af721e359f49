"""The screens of the dashboard, in the order of the menu: file beside the shell, title. The file's stem is the address."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

HOME = "comitato/panorama.py"
SCREENS = {
    HOME: "Panorama",
    "piano/ambiti.py": "Ambiti",
    "fondo/frna.py": "FRNA",
    "piano/programma.py": "Programma",
    "simulazione/simulazione.py": "E se…?",
    "indicatori/indicatori.py": "Indicatori",
    "indicatori/comuni.py": "Comuni",
    "ufficio/fonti.py": "Fonti",
}
"""For everybody who may read."""
DESK = {
    "ufficio/aggiornamenti.py": "I miei aggiornamenti",
    "ufficio/carica.py": "Carica un file",
    "ufficio/importa.py": "Importa da altri",
    "piano/scheda.py": "Scheda",
    "ufficio/registri.py": "Registri",
    "ufficio/stati.py": "Conferme e stati",
    "ufficio/spostamenti.py": "Spostamenti tra voci",
    "ufficio/ritardi.py": "Chi è in ritardo",
    "ufficio/storia.py": "Storia",
    "ufficio/accesso.py": "Accesso",
}
"""For who signed in; to others they say how to come in."""
DESK_TITLE = "Scrivania"


def menu(*, known: bool) -> dict[str, list[StreamlitPage]]:
    """The menu: the screens one by one, those of the desk together, hidden from who has not signed in."""
    shown: Literal["visible", "hidden"] = "visible" if known else "hidden"
    desk = [st.Page(path, title=title, visibility=shown) for path, title in DESK.items()]
    return {"": [st.Page(path, title=title, default=path == HOME) for path, title in SCREENS.items()], DESK_TITLE: desk}
