"""What the Panorama shows, and where an office is in its first day."""
