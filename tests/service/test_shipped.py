"""An archive made by an earlier release.

What the new one ships is offered, taken once, and never over people's hands.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_rows import MOMENT, asked
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import read_all, read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import Change, Writer
from udp_core.kernel.problem import RefusedError
from udp_core.packages.shipped import News, news, take_news
from udp_core.sign_in.accounts import first_invitation

TODAY = date(2026, 10, 31)
OFFICER = "coordinatore"
RULE, LEVER, COST = BY_NAME["rule"], BY_NAME["lever"], BY_NAME["unit_cost"]


def _first(engine: Engine, entity: type[Entity]) -> tuple[str, int, Image]:
    with reading(engine) as connection:
        return next(iter(read_all(connection, entity)))


def _as_before(engine: Engine, author: str, *changes: Change) -> None:
    """What an earlier release, or a person, had written."""
    request = Asked(f"prima-{author}-{changes[0].entity_id}", author, "", "com’era", MOMENT)
    with writing(engine) as connection:
        writer = Writer(connection, request.header("load_rows"))
        for change in changes:
            writer.apply([change])


def test_an_archive_of_this_release_lacks_nothing(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        assert news(connection) == News(0, 0, 0)


def test_what_the_program_wrote_differently_is_news_and_what_people_wrote_is_theirs(
    demo_copy: Engine,
) -> None:
    lever, cost = _first(demo_copy, LEVER), _first(demo_copy, COST)
    _as_before(
        demo_copy,
        "udp",
        Change(LEVER, lever[0], lever[1] + 1, lever[2], {**lever[2], "note": "di prima"}),
    )
    _as_before(
        demo_copy,
        "anna",
        Change(COST, cost[0], cost[1] + 1, cost[2], {**cost[2], "source": "nostra"}),
    )
    with reading(demo_copy) as connection:
        assert news(connection) == News(0, 1, 1)


def test_what_was_removed_by_somebody_does_not_come_back(demo_copy: Engine) -> None:
    row_id, version, image = _first(demo_copy, COST)
    _as_before(demo_copy, "anna", Change(COST, row_id, version + 1, image, None))
    with reading(demo_copy) as connection:
        assert news(connection) == News(0, 0, 1)


def test_what_an_earlier_release_took_away_and_this_one_ships_is_added(demo_copy: Engine) -> None:
    """One row more and one in other words: two are written."""
    cost, lever = _first(demo_copy, COST), _first(demo_copy, LEVER)
    _as_before(demo_copy, "udp", Change(COST, cost[0], cost[1] + 1, cost[2], None))
    other = {**lever[2], "note": "di prima"}
    _as_before(demo_copy, "udp", Change(LEVER, lever[0], lever[1] + 1, lever[2], other))
    first_invitation(demo_copy, "ravenna", MOMENT)
    with reading(demo_copy) as connection:
        assert news(connection) == News(1, 1, 0)
    assert take_news(demo_copy, replace(asked(), author=OFFICER), TODAY) == 2


def test_the_news_are_taken_once_by_who_may(demo_copy: Engine) -> None:
    row_id, version, image = _first(demo_copy, LEVER)
    _as_before(
        demo_copy, "udp", Change(LEVER, row_id, version + 1, image, {**image, "note": "di prima"})
    )
    first_invitation(demo_copy, "ravenna", MOMENT)
    with pytest.raises(RefusedError, match="A10"):
        take_news(demo_copy, replace(asked(), author="nessuno"), TODAY)
    assert take_news(demo_copy, replace(asked(), author=OFFICER), TODAY) == 1
    with reading(demo_copy) as connection:
        assert read_by_id(connection, LEVER, [row_id])[row_id][1] == image
        assert news(connection) == News(0, 0, 0)
    assert take_news(demo_copy, replace(asked(), author=OFFICER), TODAY) == 0
