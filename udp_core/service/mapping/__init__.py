"""Files that others made: found their table, matched their columns and words to ours, remembered how."""
