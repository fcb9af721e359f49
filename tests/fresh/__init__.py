"""The README's two commands, in a Debian that has nothing of ours."""
