"""How long a link is good, whether a request can still be answered, how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from udp_core.kernel import italian
from udp_core.kernel.problem import Problem

AFTER_DUE = timedelta(days=15)
"""Who is late still answers by the link, for a while [I]."""
LONGEST_DUE = timedelta(days=366)
WITH_THE_OFFICE = "Chiedere un altro collegamento all’Ufficio di Piano che ha chiesto le cifre."
UNKNOWN = Problem("Y01", "Il collegamento non è valido, o non vale più.", WITH_THE_OFFICE)


@dataclass(frozen=True, slots=True)
class RequestStanding:
    """What tells whether a request can be answered: until when its link is good (UTC), who is
    asked and until when they are there.
    """

    expires_at: datetime
    withdrawn: bool
    answered_on: date | None
    body: str
    body_until: date | None


def last_day_of_link(due_on: date, today: date) -> date:
    """The last day on which a link made today can be used."""
    return max(due_on, today) + AFTER_DUE


def expiry(due_on: date, today: date, at: datetime) -> datetime:
    """The moment at which a link made now ends: as many days from now as there are to its last.

    Reckoned from the moment, so that the day of a demonstration moves nothing.
    """
    return at + (last_day_of_link(due_on, today) - today)


def closed_to_links(withdrawn: bool, answered_on: date | None) -> Problem | None:
    """Why no link of a request is good: it was withdrawn, or everything came."""
    if withdrawn:
        sentence = "La richiesta è stata ritirata da chi l’ha fatta: le cifre non servono più."
        return Problem("Y02", sentence, "Se sembra un errore, sentire l’Ufficio di Piano.")
    if answered_on:
        sentence = f"Le cifre chieste sono arrivate tutte il {italian.day(answered_on)}."
        return Problem("Y03", sentence, "Per correggerne una, scrivere all’Ufficio di Piano.")
    return None


def closed(one: RequestStanding, today: date, at: datetime) -> Problem | None:
    """Why a request cannot be answered any more; None where it can."""
    if problem := closed_to_links(one.withdrawn, one.answered_on):
        return problem
    if at >= one.expires_at:
        return Problem("Y04", "Il collegamento è scaduto.", WITH_THE_OFFICE)
    if one.body_until and one.body_until < today:
        sentence = f"{one.body} è stata attiva fino al {italian.day(one.body_until)}."
        return Problem("Y05", sentence, "Sentire l’Ufficio di Piano.")
    return None


def days_late(due_on: date, answered_on: date | None, today: date) -> int:
    """Days past the due day, of what is still awaited; 0 of what came or is not due yet."""
    return 0 if answered_on else max((today - due_on).days, 0)


def wrong_due(due_on: date, today: date) -> Problem | None:
    """A day that cannot be kept, or is farther than a year."""
    if today <= due_on <= today + LONGEST_DUE:
        return None
    day = italian.day(due_on)
    sentence = f"Il giorno entro cui rispondere, {day}, è passato o è oltre un anno."
    return Problem("Y06", sentence, "Scrivere un giorno da oggi a un anno.", value=day)
