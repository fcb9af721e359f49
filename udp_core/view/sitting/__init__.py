"""A sitting at the desk: its tables and its words."""
