"""Appointments that leave for a calendar (.ics): what both reminders put in theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

PRODUCT = "-//Ufficio di Piano//Cruscotto//IT"


def with_alarm(event: Any, words: str, days: int) -> Any:
    """The event, with an alarm so many days before."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(days=-days))
    event.add_component(alarm)
    return event


def calendar_bytes(events: Iterable[Any]) -> bytes:
    """The file with these events, and the time zones that they name."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    for event in events:
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())
