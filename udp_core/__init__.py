"""Library of the district dashboard: plan, budget and indicator models, their rules and their storage."""
