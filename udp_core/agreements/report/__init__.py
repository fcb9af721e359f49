"""What the screen of rules and agreements shows, and the reading that fills it."""
