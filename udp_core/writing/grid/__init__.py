"""A grid that a spreadsheet can be pasted into.

What is typed, how it is read, what is still wrong, what is kept.
"""
