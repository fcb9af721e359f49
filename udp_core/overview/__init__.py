"""The Panorama: the four answers, the areas, the first day."""
