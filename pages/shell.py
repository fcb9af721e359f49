"""Which screens exist, and what stands around every one of them: this script runs before any screen."""

import streamlit as st

from pages.components.context import keep_context, make_context
from pages.components.guard import guard
from pages.components.heading import show_closing, show_heading
from pages.components.style import use_style
from udp_core.http.serving import ICON

SCREENS = (
    ("comitato/panorama.py", "Panorama"),
    ("piano/ambiti.py", "Ambiti"),
    ("fondo/frna.py", "FRNA"),
    ("piano/programma.py", "Programma"),
    ("indicatori/indicatori.py", "Indicatori"),
    ("indicatori/comuni.py", "Comuni"),
    ("ufficio/fonti.py", "Fonti"),
)

st.set_page_config(page_icon=str(ICON), layout="wide")
use_style()
screen = st.navigation([st.Page(path, title=title, default=title == "Panorama") for path, title in SCREENS], position="top")
with guard():
    made = make_context()
    kept = keep_context(made, show_heading(made))
    with guard():
        screen.run()
    show_closing(kept)
