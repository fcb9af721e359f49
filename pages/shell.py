"""What stands around every screen: this script runs before any of them."""

import streamlit as st

from pages.components.context import keep_context, make_context
from pages.components.first_day import show_unknown
from pages.components.grid_state import listen_to_grids
from pages.components.guard import guard
from pages.components.heading import (
    show_closing,
    show_door,
    show_ended,
    show_heading,
    show_no_use,
    show_trouble_of,
)
from pages.components.screens import menu, refused_to
from pages.components.search import show_search
from pages.components.style import use_style
from pages.components.unsaved import ask_again_key, begin_run
from pages.components.who import may_read, who
from udp_core.http.serving import ICON

st.set_page_config(page_icon=str(ICON), layout="wide")
use_style()
begin_run()
actor = None
with guard():
    actor = who()
screen = st.navigation(menu(actor), position="top")
with guard():
    made = make_context()
    with st.container():  # a banner that comes or goes moves no field below
        show_trouble_of(made, actor)
        show_ended(actor, screen)
        listen_to_grids(actor)
    if may_read(actor):
        heading = show_heading(made, actor, screen)
        kept = keep_context(heading.context, heading.year)
        show_search(heading.search, actor, screen)
        with st.container():
            show_unknown(actor)
        with guard():
            if refused_to(screen.title, actor):
                show_no_use(screen)
            else:
                if actor:
                    ask_again_key()
                screen.run()
        show_closing(kept)
    else:
        show_door(made, screen, actor)
