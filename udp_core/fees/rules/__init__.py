"""What is paid by a rule, how far apart rules are, what one rule would change."""
