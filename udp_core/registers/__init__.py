"""Registers as people read them."""
