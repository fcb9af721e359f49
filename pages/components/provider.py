"""Coming in and going out with the identity of one's own Comune, where this installation has a
provider.
"""

from __future__ import annotations

import streamlit as st

from pages.components.who import has_provider, leave_provider, vouched


def offer_provider() -> None:
    """The button that goes to the provider, or the way back from an identity that opens nothing
    here.
    """
    if not has_provider():
        return
    if vouched() and st.button("Esci dall’identità dell’ente", key="provider-out"):
        leave_provider(everywhere=False)
    if st.button("Entra con l’identità dell’ente", key="provider-in", type="primary"):
        st.login()


def offer_way_out() -> None:
    """The two ways out of who came in with the provider."""
    with st.container(horizontal=True):
        if st.button("Esci", key="provider-out"):
            leave_provider(everywhere=False)
        if st.button("Esci da tutti i dispositivi", key="provider-out-everywhere"):
            leave_provider(everywhere=True)
