"""Questions on the indicators."""
