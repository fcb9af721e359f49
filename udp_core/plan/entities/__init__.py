"""Bodies, acts, plans and programmes."""
