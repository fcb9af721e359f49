"""A grid that a spreadsheet can be pasted into: what is typed, how it is read, what is still wrong, what is kept."""
