"""Words and tables of rules and agreements."""
