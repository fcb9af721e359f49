"""Two years of the programme in tables and words."""
