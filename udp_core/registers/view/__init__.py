"""Registers as tables, sheets and slides."""
