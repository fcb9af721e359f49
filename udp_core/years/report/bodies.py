"""What a new year asks of bodies and people: rules said again, terms and mandates that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, table_name
from udp_core.archive.queries import RegisterRow
from udp_core.kernel import italian
from udp_core.kernel.grouping import grouped
from udp_core.people.entities import Mandate, Officer
from udp_core.registers.queries import readable_rows
from udp_core.sittings.entities import BodyRule, Member
from udp_core.years.report.wanted import NewYearLine, WantedYear, day_key
from udp_core.years.rules import next_day

AGAIN = "la regola resta, detta di nuovo per l’anno"


def body_lines(connection: Connection, wanted: WantedYear) -> Iterator[NewYearLine]:
    """The rule of each body said again from the first of January, and terms carried on."""
    rows = readable_rows(connection, BodyRule, wanted.district, {})
    for found in grouped(rows, lambda row: str(row.image["body_id"])).values():
        latest = max(found, key=lambda row: str(row.image["valid_from"]))
        first = f"{wanted.next}-01-01"
        day = _day(wanted, BodyRule, latest, first)
        if str(latest.image["valid_from"]) >= first:
            yield NewYearLine(BodyRule, latest.image)  # there already
        elif day:
            new = {**latest.image, "valid_from": day, "source": wanted.source}
            yield NewYearLine(BodyRule, new, latest.image, AGAIN)
    yield from _carried_on(connection, Member, wanted)


def mandate_lines(connection: Connection, wanted: WantedYear) -> Iterator[NewYearLine]:
    """The mandates of who is active that end before the new year does, carried on."""
    officers = readable_rows(connection, Officer, wanted.district, {})
    active = {row.id for row in officers if row.image["active"]}
    for line in _carried_on(connection, Mandate, wanted):
        if str(line.image["officer_id"]) in active:
            yield line


def _carried_on(
    connection: Connection, entity: type[Entity], wanted: WantedYear
) -> Iterator[NewYearLine]:
    """What holds today and ends before the new year does, to the same day a year later."""
    today, end = wanted.today.isoformat(), f"{wanted.next}-12-31"
    for row in readable_rows(connection, entity, wanted.district, {}):
        last = row.image["valid_to"]
        if last is None or not str(row.image["valid_from"]) <= today <= str(last) < end:
            continue
        ends = date.fromisoformat(str(last))
        later = _day(wanted, entity, row, next_day(ends).isoformat())
        if later and later != last:
            why = f"finisce il {italian.day(ends)}"
            new = {**row.image, "valid_to": later}
            yield NewYearLine(entity, new, row.image, why, row.id, row.version)


def _day(wanted: WantedYear, entity: type[Entity], row: RegisterRow, usual: str) -> str:
    """The day that somebody wrote for a row, else the usual one; empty: it is left out."""
    return dict(wanted.days).get(day_key(table_name(entity), row.id), usual)
