"""Bodies that sit: who is there, what is on the agenda, what is decided."""
