"""Documents that leave: briefing book, convocation, minutes."""
