"""What everything rests on: money, days, problems, words. The standard library only."""
