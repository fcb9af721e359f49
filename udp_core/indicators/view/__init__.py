"""The indicators in words, tables and charts."""
