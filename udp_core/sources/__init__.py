"""Published figures, where they come from, what in them does not agree."""
