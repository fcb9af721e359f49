"""The Comuni in tables, charts and a map."""
