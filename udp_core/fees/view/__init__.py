"""Words, tables and charts of the fees."""
