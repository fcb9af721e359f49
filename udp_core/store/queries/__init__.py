"""All reading: each function answers one question with one SQL statement, as frozen values.

Sums are the database's.
"""
