"""Questions on the sittings."""
