"""Panorama: le quattro risposte, gli otto ambiti, che cosa va deciso."""

import streamlit as st

st.title("Come va il Distretto?", anchor=False)
