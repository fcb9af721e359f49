"""The new year prepared from the one before: what is carried over, line by line, as drafts."""
