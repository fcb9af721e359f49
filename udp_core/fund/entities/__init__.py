"""What comes into a fund, what goes out of it, what is decided of it."""
