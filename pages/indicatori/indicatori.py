"""Indicatori: definizione, andamento, obiettivo, Comuni."""

import streamlit as st

st.title("Gli indicatori raggiungono gli obiettivi?", anchor=False)
