"""The Panorama.

Fund, programme and indicators of a district's year in one picture, and in words for `udp status`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine

from udp_core.domain.pictures.overview import OverviewPicture
from udp_core.domain.status import Status
from udp_core.money import Money
from udp_core.problem import Problem, RefusedError
from udp_core.service.clock import clock_of
from udp_core.service.pictures.fund import fund_picture
from udp_core.service.pictures.indicators import indicator_levels_by_area
from udp_core.service.pictures.programme import programme_picture
from udp_core.service.settings import Settings
from udp_core.store.engine import reading
from udp_core.store.queries.coverage import is_demonstration, years
from udp_core.store.queries.territory import district_name


def overview_picture(
    connection: Connection, district: str, year: int, today: date
) -> OverviewPicture:
    """Everything the Panorama shows, judged."""
    indicators = indicator_levels_by_area(connection, district, year, today)
    fund = fund_picture(connection, district, year, today)
    return OverviewPicture(
        year=year,
        fund=fund.position if fund else None,
        fund_used=fund.used if fund else None,
        fund_status=fund.status if fund else None,
        programme=programme_picture(connection, district, year, today, indicators),
        indicators=Counter(level for levels in indicators.values() for level in levels),
        is_over=year < today.year,
    )


def day_of(connection: Connection, settings: Settings) -> date:
    """The day at which everything is judged.

    The one set, else that of the demonstration, else today.
    """
    return clock_of(connection, settings).today


def overview_words(engine: Engine, settings: Settings) -> dict[str, Any]:
    """The figures of the Panorama for scripts.

    Amounts in cents, shares from 0 to 1, lights as their stored words.
    """
    with reading(engine) as connection:
        name = district_name(connection, settings.district)
        if name is None:
            raise RefusedError(
                [
                    Problem(
                        "S01",
                        f"Nell’archivio non c’è il distretto «{settings.district}».",
                        "Indicare in UDP_DISTRICT un distretto caricato.",
                    )
                ]
            )
        today = day_of(connection, settings)
        year = next(
            (one for one in years(connection, settings.district) if one <= today.year), today.year
        )
        picture = overview_picture(connection, settings.district, year, today)
        demo = is_demonstration(connection)
    return {
        "district": name,
        "year": year,
        "day": today.isoformat(),
        "demonstration": demo,
        "fund": _fund(picture),
        "programme": _programme(picture),
        **_lights(picture),
    }


def _fund(picture: OverviewPicture) -> dict[str, Any] | None:
    position, status = picture.fund, picture.fund_status
    if position is None or status is None:
        return None
    return {
        "available_cents": position.available.cents,
        "programmed_cents": _cents(position.programmed),
        "used_cents": _cents(picture.fund_used),
        "remaining_cents": position.remaining.cents,
        "forecast_cents": _cents(position.forecast),
        "residue_cents": _cents(position.residue),
        "structural_balance_cents": _cents(position.structural_balance),
        **_status(status),
    }


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _status(status: Status) -> dict[str, Any]:
    return {
        "now": status.now.level.value,
        "at_year_end": status.at_year_end.level.value,
        "reasons": [*status.now.reasons, *status.at_year_end.reasons],
    }


def _programme(picture: OverviewPicture) -> dict[str, Any] | None:
    programme = picture.programme
    if programme is None:
        return None
    progress = programme.progress
    return {
        "title": programme.title,
        "done": None if progress.done is None else round(float(progress.done), 4),
        "planned_to_date": None if progress.planned is None else round(float(progress.planned), 4),
        "programmed_cents": _cents(programme.programmed),
        "spent_cents": _cents(programme.spent),
        "schede": {level.value: count for level, count in programme.by_level.items()},
    }


def _lights(picture: OverviewPicture) -> dict[str, Any]:
    areas = picture.programme.areas if picture.programme else ()
    return {
        "areas": [
            {"code": area.id, "name": area.name, **(_status(area.status) if area.status else {})}
            for area in areas
        ],
        "indicators": {level.value: count for level, count in picture.indicators.items()},
        "decisions": [
            {
                "subject": one.subject.value,
                "code": one.code,
                "level": one.level.value,
                "what": one.what,
                "why": one.why,
                "amount_cents": _cents(one.amount),
            }
            for one in picture.decisions
        ],
    }
