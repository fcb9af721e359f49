"""Files that others made.

Found their table, matched their columns and words to ours, remembered how.
"""
