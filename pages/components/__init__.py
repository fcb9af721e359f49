"""What the screens share: the context of a run, the guard, charts with their tables, cards, filters."""
