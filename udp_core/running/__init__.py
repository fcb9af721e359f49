"""The server while it runs: start, copies, what is looked after."""
