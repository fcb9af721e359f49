"""A year against another, and the new year, in tables."""
