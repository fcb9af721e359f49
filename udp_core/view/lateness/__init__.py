"""Who is late, in words, tables, letters and calendars."""
