"""Library of the district dashboard: one room a topic, each above what it is made of."""
