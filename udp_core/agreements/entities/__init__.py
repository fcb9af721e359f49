"""Rows of agreements, regulations and processes."""
