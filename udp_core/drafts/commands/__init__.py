"""Keeping what waits unsaved, and giving it back to who typed it."""
