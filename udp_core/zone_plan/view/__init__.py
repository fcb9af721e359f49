"""The plan in words, tables and pictures."""
