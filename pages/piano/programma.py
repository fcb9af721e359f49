"""Programma: schede, scadenze, avanzamento, fonti di finanziamento."""

import streamlit as st

st.title("Quali interventi sono in ritardo?", anchor=False)
