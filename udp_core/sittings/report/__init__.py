"""What a sitting decided and what became of it."""
