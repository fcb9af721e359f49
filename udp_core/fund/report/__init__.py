"""A fund in a year as the screens need it."""
