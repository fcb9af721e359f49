"""Would a test notice?

A sample of single-line changes to the code, each tried against the tests that reach it.
"""
