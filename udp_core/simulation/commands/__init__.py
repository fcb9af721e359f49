"""Scenarios kept, variations proposed and decided."""
