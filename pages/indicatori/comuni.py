"""Comuni: ogni cifra per Comune e per residente."""

import streamlit as st

st.title("Le risorse vanno dove c’è il bisogno?", anchor=False)
