"""What is red or amber, each beside the plan that somebody wrote for it; where nobody did, it is missing."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from udp_core.domain.pictures.overview import OverviewPicture
from udp_core.domain.pictures.programme import is_critical
from udp_core.sitting_vocabulary import PlanSubject
from udp_core.store.queries.sittings import plans
from udp_core.view.slides.agenda import RedLine
from udp_core.vocabulary import StatusLevel

RED = (StatusLevel.CRITICAL, StatusLevel.ATTENTION)
FUND = "frna"
Subject = tuple[PlanSubject, str, str, StatusLevel]
"""Of which kind, its code, its name, its light."""


def reds(picture: OverviewPicture) -> Iterator[Subject]:
    """The fund, the areas and the critical schede that are not on track, the gravest first."""
    yield from sorted(_reds(picture), key=lambda one: RED.index(one[3]))


def _reds(picture: OverviewPicture) -> Iterator[Subject]:
    if picture.fund_status and picture.fund_status.at_year_end.level in RED:
        yield PlanSubject.FUND, FUND, "Equilibrio del FRNA al 31/12", picture.fund_status.at_year_end.level
    for area in picture.programme.areas if picture.programme else ():
        if area.status and area.status.now.level in RED:
            yield PlanSubject.AREA, area.id, f"Ambito {area.short_name}", area.status.now.level
    for scheda in picture.programme.schede if picture.programme else ():
        if is_critical(scheda.status):
            yield PlanSubject.SCHEDA, scheda.code, f"{scheda.code} {scheda.title}", StatusLevel.CRITICAL


def red_lines(connection: Connection, picture: OverviewPicture, district: str) -> list[RedLine]:
    """Each with its plan."""
    written = {(one.kind, one.subject): one for one in plans(connection, district, picture.year)}
    lines = []
    for kind, code, name, level in reds(picture):
        plan = written.get((kind, code))
        lines.append(RedLine(name, level, plan.cause if plan else "", plan.action if plan else "", plan.owner if plan else "", plan.due_on if plan else None))
    return lines
