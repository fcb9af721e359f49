"""Questions on a plan, set by set."""
