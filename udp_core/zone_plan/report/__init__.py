"""A plan as the screens read it, reckoned once."""
