"""Pictures put together into what is shown in the room and handed out.

Decks, briefing books, minutes.
"""
