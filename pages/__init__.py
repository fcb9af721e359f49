"""The screens, and what they share: the only place besides dashboard.py that imports streamlit."""
