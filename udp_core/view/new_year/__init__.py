"""The new year in tables."""
