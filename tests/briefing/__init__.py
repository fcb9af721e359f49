"""Decks, briefing books, minutes."""
