"""Plans, programmes as acts, the bodies and the acts that they adopt."""
