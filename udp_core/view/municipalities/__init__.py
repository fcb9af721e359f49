"""What the screen «Comuni» shows."""
