"""The only ways in: commands, their handlers, and what turns files into commands."""
