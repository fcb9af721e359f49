"""Ambiti: schede, avanzamento, spesa, indicatori e allarmi di ciascuno."""

import streamlit as st

st.title("Quali ambiti sono in linea?", anchor=False)
