"""What screens and documents are made from: frozen values, already judged, not yet put into words."""
