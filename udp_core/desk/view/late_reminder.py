"""A reminder: the text of a letter, and an appointment for the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote, urlencode

from udp_core.desk.report.lateness import OfficerLateness
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.render.appointments import calendar_bytes, with_alarm

MOST_LISTED, LONGEST_MAIL = 40, 1200
AT = time(9)
_TOMORROW = "Domani scade l’aggiornamento delle cifre"


def reminder_text(officer: OfficerLateness, today: date, by: date, district: str) -> str:
    """A plain letter with what is missing and by when it is wanted."""
    missing = officer.missing
    lines = [
        f"- {one.what} (attesa entro il {italian.day(one.due)})" for one in missing[:MOST_LISTED]
    ]
    beyond = len(missing) - MOST_LISTED
    rest = [f"- … e {italian.others(beyond)}: l’elenco è nel cruscotto"] if beyond > 0 else []
    many = italian.plural(
        len(missing), "cifra non è ancora arrivata", "cifre non sono ancora arrivate"
    )
    return "\n".join(
        [
            f"Oggetto: {district}, cifre da aggiornare entro il {italian.day(by)}",
            "",
            f"A: {officer.office}",
            "",
            f"al {italian.day(today)} {many}:",
            "",
            *lines,
            *rest,
            "",
            _how(officer),
            "Se una cifra è davvero zero, scrivere 0: una cella vuota resta «non data».",
            "",
            "Ufficio di Piano",
        ]
    )


def _how(officer: OfficerLateness) -> str:
    if officer.officer_id:
        return (
            "Si danno dalla pagina «I miei aggiornamenti» del cruscotto (utente"
            f" {officer.officer_id}), o con la cartella di lavoro di «Carica un file»."
        )
    return (
        "Nessuno ha ancora un utente per darle dal cruscotto: indicarci chi se ne occupa, o"
        " mandarle in risposta a questa lettera."
    )


def mail_link(officer: OfficerLateness, letter: str) -> str:
    """The link that opens the letter in a mail program; empty where no address is known.

    A long one ends with «…».
    """
    if not officer.address:
        return ""
    subject, _, body = letter.removeprefix("Oggetto: ").partition("\n")
    shown = body.strip() if len(body) <= LONGEST_MAIL else f"{body.strip()[:LONGEST_MAIL]}…"
    words = urlencode({"subject": subject, "body": shown}, quote_via=quote)
    return f"mailto:{quote(officer.address, safe='@')}?{words}"


def reminder_calendar(officer: OfficerLateness, today: date, by: date, district: str) -> bytes:
    """The same as an appointment (.ics), with an alarm the day before."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"aggiornamenti-{quote(officer.code)}-{by:%Y%m%d}@udp")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", datetime.combine(by, AT, ROME))
    event.add("dtend", datetime.combine(by, AT, ROME) + timedelta(minutes=30))
    many = italian.plural(len(officer.missing), "mancante", "mancanti")
    event.add("summary", f"Aggiornare le cifre ({many})")
    event.add("description", reminder_text(officer, today, by, district))
    return calendar_bytes([with_alarm(event, _TOMORROW, 1)])
