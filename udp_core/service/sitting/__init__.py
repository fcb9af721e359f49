"""The sitting: opened, run, decided, closed; and what became of what was decided."""
