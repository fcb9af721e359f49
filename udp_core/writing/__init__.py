"""The ways in that every register shares: save, load, move, undo, and what is judged before."""
