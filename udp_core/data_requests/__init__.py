"""Figures asked of a body outside the office, and given through a link."""
