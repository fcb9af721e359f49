"""What was asked of whom, what came, what is still awaited; and what a link shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from udp_core.archive.request_links import link_of, links_of
from udp_core.data_requests.queries import (
    AskedFigureRow,
    RequestRow,
    figures_of,
    request_of,
    requests_of,
)
from udp_core.data_requests.rules import UNKNOWN, RequestStanding, closed, days_late
from udp_core.data_requests.terms import RequestState
from udp_core.desk.report.desk import DueFigure, DueGroup, figures_of_all
from udp_core.desk.report.rows import AskedMonth
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import RefusedError
from udp_core.plan.entities.governance import Organisation
from udp_core.registers.queries import readable_rows
from udp_core.territory.queries import district_name


@dataclass(frozen=True, slots=True)
class RequestValue:
    """A request, its figures, and until when its link is good (UTC; None: it has none)."""

    row: RequestRow
    figures: tuple[AskedFigureRow, ...]
    link_until: datetime | None
    today: date

    @property
    def given(self) -> int:
        """How many of its figures came."""
        return sum(one.given_on is not None for one in self.figures)

    @property
    def awaited(self) -> tuple[AskedFigureRow, ...]:
        """Those that still stand and did not come."""
        if self.row.state is RequestState.WITHDRAWN:
            return ()
        return tuple(one for one in self.figures if one.given_on is None)

    @property
    def days_late(self) -> int:
        """Days past the due day of what is still awaited."""
        row = self.row
        return days_late(row.due_on, row.answered_on, self.today) if self.awaited else 0


@dataclass(frozen=True, slots=True)
class LineAsked:
    """A line of the page that a link opens: the figure as it stands, and when it came.

    `figure` is None where the office no longer awaits it from anybody.
    """

    number: int
    title: str
    figure: DueFigure | None
    given_on: date | None


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What a link shows: who asks, of whom, by when, and the figures asked; nothing else."""

    row: RequestRow
    district: str
    lines: tuple[LineAsked, ...]
    last_day: date

    @property
    def figures(self) -> dict[int, DueFigure]:
        """Those that can be given, by the number of their line."""
        return {one.number: one.figure for one in self.lines if one.figure}


def requests_report(
    connection: Connection, district: str, year: int, today: date
) -> tuple[RequestValue, ...]:
    """Every request of a year, those that are late first."""
    rows = requests_of(connection, district, year)
    codes = [one.id for one in rows]
    figures, links = figures_of(connection, codes), links_of(connection, codes)
    found = (
        RequestValue(one, figures.get(one.id, ()), _moment(links.get(one.id)), today)
        for one in rows
    )
    return tuple(sorted(found, key=lambda one: (-one.days_late, not one.awaited, one.row.due_on)))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def what_may_be_asked(
    connection: Connection, district: str, year: int, month: int, today: date
) -> tuple[DueGroup, ...]:
    """The figures of a month that can be asked of a body."""
    return figures_of_all(connection, AskedMonth(district, year, month, today))


def opened_by(connection: Connection, secret_hash: str, at: datetime, today: date) -> OpenRequest:
    """What a link opens at a moment. Raises RefusedError where it opens nothing, saying why."""
    link = link_of(connection, secret_hash)
    row = request_of(connection, link.request_id) if link else None
    if link is None or row is None:
        raise RefusedError([UNKNOWN])
    until = datetime.fromisoformat(link.expires_at)
    withdrawn = row.state is RequestState.WITHDRAWN
    standing = RequestStanding(until, withdrawn, row.answered_on, row.body, row.body_until)
    if problem := closed(standing, today, at):
        raise RefusedError([problem])
    asked = figures_of(connection, [row.id]).get(row.id, ())
    return OpenRequest(
        row,
        district_name(connection, row.district_id),
        _lines(connection, row, asked, today),
        today + (until.astimezone(ROME).date() - at.astimezone(ROME).date()),
    )


def _lines(
    connection: Connection, row: RequestRow, asked: tuple[AskedFigureRow, ...], today: date
) -> tuple[LineAsked, ...]:
    month = AskedMonth(row.district_id, row.year, row.month, today)
    groups = figures_of_all(connection, month, {one.key for one in asked})
    known = {
        (figure.entity, figure.entity_id): figure for group in groups for figure in group.figures
    }
    return tuple(
        LineAsked(one.number, one.title, known.get(one.key), one.given_on) for one in asked
    )


def bodies_of(connection: Connection, district: str, today: date) -> dict[str, str]:
    """Of whom figures can be asked: the organisations of the district that are there today."""
    rows = readable_rows(connection, Organisation, district, {})
    there = [
        one
        for one in rows
        if not one.image["valid_to"] or str(one.image["valid_to"]) >= today.isoformat()
    ]
    found = {one.id: str(one.image["name"]) for one in there}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))
