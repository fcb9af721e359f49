"""Deadlines that leave: a letter to who must act, and appointments for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from udp_core.deadlines.report import DeadlineValue
from udp_core.deadlines.tables import days_words
from udp_core.kernel import italian
from udp_core.render.appointments import calendar_bytes, with_alarm

if TYPE_CHECKING:
    from icalendar import Event

MOST_LISTED = 40
ALARM_DAYS = 7


def letter(rows: Sequence[DeadlineValue], whose: str, today: date, district: str) -> str:
    """A plain letter with what is due, the earliest first."""
    lines = [
        f"- {italian.day(one.day)} ({days_words(one.left(today))}): {one.what},"
        f" {one.asked.words} («{one.field}»)"
        for one in rows[:MOST_LISTED]
    ]
    if len(rows) > MOST_LISTED:
        beyond = italian.others(len(rows) - MOST_LISTED)
        lines.append(f"- … e {beyond}: l’elenco è nel cruscotto")
    many = italian.plural(len(rows), "scadenza", "scadenze")
    return "\n".join(
        [
            f"Oggetto: {district}, {many}",
            "",
            f"A: {whose}",
            "",
            f"al {italian.day(today)} risultano:",
            "",
            *lines,
            "",
            "Se qualcosa è già stato fatto, va scritto nel registro: così sparisce da qui.",
            "",
            "Ufficio di Piano",
        ]
    )


def calendar(rows: Sequence[DeadlineValue], today: date) -> bytes:
    """Every deadline as a day of a calendar (.ics), with an alarm a week before."""
    return calendar_bytes(with_alarm(_event(one, today), one.what, ALARM_DAYS) for one in rows)


def _event(one: DeadlineValue, today: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"scadenza-{quote(f'{one.table}-{one.row_id}-{one.field}')}@udp")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", f"{one.what}: {one.asked.words}")
    event.add("description", f"{one.name}, «{one.field}», {one.whose}")
    return event
