"""What the screen «Fonti» shows."""
