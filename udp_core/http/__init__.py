"""Routes and middleware around Streamlit: health, downloads, security headers."""
