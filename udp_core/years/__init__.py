"""A year beside the one before, and the next made from this one."""
