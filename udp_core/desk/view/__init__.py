"""The desk in words: what to give, what was there, what became of it."""
