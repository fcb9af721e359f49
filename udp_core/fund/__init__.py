"""The funds of a year: what comes in, what goes out, what will be left."""
