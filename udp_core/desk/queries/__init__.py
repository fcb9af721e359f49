"""Questions on what is to be given and checked."""
