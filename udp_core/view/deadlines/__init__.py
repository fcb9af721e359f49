"""Deadlines as a table, a letter, a calendar, a slide."""
