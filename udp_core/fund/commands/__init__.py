"""What is decided of a fund: transfers between voci, the end of a year."""
