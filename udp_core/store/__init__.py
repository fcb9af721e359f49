"""The database: opening it, writing with history, asking questions of it."""
