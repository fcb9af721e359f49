"""The Panorama in words."""
