"""Holding a sitting: presences, decisions, what the walls show."""
