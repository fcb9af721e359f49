"""Figures of one row that is written over all year long and only grows.

What was known before, what is expected now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, table_name
from udp_core.archive.queries import earlier_images
from udp_core.archive.storage import MILLI
from udp_core.kernel.vocabulary import DataState
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.writing.time_rules import is_final, period_of
from udp_core.writing.usual import LONGEST_STEP, UsualRange, grown_range

GROWING: dict[type[Entity], str] = {InterventionFunding: "amount_cents", Intervention: "progress"}
"""The field that grows: what was spent from the year's start, how much of the work is done."""
_MONTH = len("2026-11")


def grows(entity: type[Entity], image: Image) -> bool:
    """False of what is programmed or expected, and of every other entity."""
    return entity in GROWING and is_final(image)


def known_before(
    connection: Connection, entity: type[Entity], images: Mapping[str, Image]
) -> dict[str, Image]:
    """Of each row as it is being written (by id), the image that its figure is compared with.

    Nothing of a first one.

    It is what was known before the month written about: a draft is not the measure of its own
    correction. Else what
    was checked, else what was written first.
    """
    versions = earlier_images(connection, entity, images) if images else {}
    found = {row_id: _before(versions.get(row_id, []), image) for row_id, image in images.items()}
    return {row_id: one for row_id, one in found.items() if one is not None}


def _before(latest_first: Sequence[Image], image: Image) -> Image | None:
    month = _month(image)
    earlier = [one for one in latest_first if _month(one) < month]
    checked = [
        one for one in latest_first if one.get("data_state", one["state"]) != DataState.DRAFT.value
    ]
    return next(iter([*earlier[:1], *checked[:1], *latest_first[-1:]]), None)


def _month(image: Image) -> str:
    return str(image["as_of"])[:_MONTH]


def expected_growth(entity: type[Entity], image: Image, last: Image) -> UsualRange | None:
    """Where the figure is no surprise, from the one before; None where nothing was counted yet."""
    before = int(last[GROWING[entity]] or 0)
    if entity is Intervention:
        return UsualRange(before, min(before + LONGEST_STEP, MILLI), before)
    return grown_range(before, _days(image, last["as_of"]), _days(image, image["as_of"]))


def _days(image: Image, day: object) -> int:
    """From the start of the year of the scheda, both days included."""
    period = period_of(table_name(InterventionFunding), image)
    when = date.fromisoformat(str(day))
    start = date(period.year if period else when.year, 1, 1)
    return (when - start).days + 1
