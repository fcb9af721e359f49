"""The rules of the field: pure functions on small frozen values.

No database, no clock, no environment.
"""
