"""What the screen «FRNA» shows."""
