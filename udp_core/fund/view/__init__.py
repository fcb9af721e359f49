"""The fund in words, tables and charts."""
