"""FRNA: disponibile, programmato, usato, previsto, residuo."""

import streamlit as st

st.title("Quanto resta del fondo?", anchor=False)
