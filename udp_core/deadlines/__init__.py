"""What is due, of what, whose, by when."""
