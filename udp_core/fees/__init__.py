"""Fee rules: what a family pays for a service in each Comune, and what one rule would change."""
