"""From what a hand typed to the edit that saves it."""
