"""What the Panorama shows."""
