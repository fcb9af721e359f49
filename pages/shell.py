"""What stands around every screen: this script runs before any of them."""

import streamlit as st

from pages.components.context import keep_context, make_context
from pages.components.guard import guard
from pages.components.heading import show_closing, show_heading
from pages.components.screens import HOME, SCREENS
from pages.components.style import use_style
from udp_core.http.serving import ICON

st.set_page_config(page_icon=str(ICON), layout="wide")
use_style()
screen = st.navigation([st.Page(path, title=title, default=path == HOME) for path, title in SCREENS.items()], position="top")
with guard():
    made = make_context()
    kept = keep_context(made, show_heading(made))
    with guard():
        screen.run()
    show_closing(kept)
