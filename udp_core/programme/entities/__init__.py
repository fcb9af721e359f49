"""Schede and projects."""
