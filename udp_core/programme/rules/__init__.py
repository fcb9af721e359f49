"""The rules of a scheda and of an ambito: pure."""
