"""Districts, Comuni, residents."""
