"""Pictures put together into what is shown in the room and handed out: decks, briefing books, minutes."""
