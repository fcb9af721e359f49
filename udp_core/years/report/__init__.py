"""Two years compared; the new year line by line."""
