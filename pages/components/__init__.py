"""What the screens share.

The context of a run, the guard, charts with their tables, cards, filters.
"""
