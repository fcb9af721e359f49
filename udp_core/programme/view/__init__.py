"""The annual programme in words, tables and charts."""
