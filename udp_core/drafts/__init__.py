"""What somebody typed or brought and has not saved yet."""
