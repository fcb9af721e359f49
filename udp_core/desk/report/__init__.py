"""The desk as the screens need it."""
