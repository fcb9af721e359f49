"""What if, from the archive: the model of a year, scenarios kept, variations proposed."""
