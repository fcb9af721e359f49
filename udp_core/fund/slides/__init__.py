"""The fund in the room."""
