"""Indicators, their targets and their values."""
