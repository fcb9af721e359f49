"""One clock for rights, figures and words.

In the demonstration, at the turn of a year, in Italy whatever the server's zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_rows import sound_history
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.clock import ROME, clock
from udp_core.kernel.settings import ROOT, Settings, settings
from udp_core.kernel.vocabulary import Role
from udp_core.overview.report.overview import day_of
from udp_core.people.rights import require
from udp_core.sign_in.accounts import FIRST, first_invitation, invite_by
from udp_core.territory.day import clock_of
from udp_core.writing.saving import Edit, SaveRows, save_rows

DEMO_DAY = date(2026, 10, 31)
LATER = datetime(2027, 1, 10, 9, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
"""Half past midnight of 1 January 2027 in Italy."""


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (NEW_YEAR, date(2027, 1, 1)),
        (datetime(2026, 7, 31, 21, 59, tzinfo=UTC), date(2026, 7, 31)),
        (datetime(2026, 7, 31, 22, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_the_day_is_that_of_italy(moment: datetime, day: date) -> None:
    assert (clock(moment).today, clock(moment).true_day) == (day, day)


def test_the_day_chosen_comes_before_the_demonstration_and_the_true_moment_stays() -> None:
    chosen = clock(NEW_YEAR, date(2025, 3, 1), DEMO_DAY)
    assert (chosen.today, chosen.true_day) == (date(2025, 3, 1), date(2027, 1, 1))
    assert clock(NEW_YEAR, None, DEMO_DAY).today == DEMO_DAY
    with pytest.raises(ValueError, match="zone"):
        clock(datetime(2026, 1, 1))  # noqa: DTZ001 - a moment that is refused


@pytest.mark.parametrize("moment", [LATER, NEW_YEAR])
def test_the_demonstration_is_signed_into_and_written_in_a_year_later(
    demo_copy: Engine, moment: datetime
) -> None:
    """Installed on 10/1/2027, its first coordinator writes.

    Mandates and rights stand at the same day.
    """
    assert first_invitation(demo_copy, "ravenna", moment)
    with reading(demo_copy) as connection:
        today = clock_of(connection, settings(), moment).today
        assert (today, day_of(connection, settings())) == (DEMO_DAY, DEMO_DAY)
        actor = require(connection, FIRST, today)
    assert {grant.role for grant in actor.grants} == {Role.COORDINATOR, Role.ADMINISTRATOR}
    organisation = BY_NAME["organisation"]
    with reading(demo_copy) as connection:
        row = connection.exec_driver_sql("SELECT id, version FROM organisation ORDER BY id").first()
    assert row
    request = Asked("prova", FIRST, "", "Prova", moment)
    assert (
        save_rows(
            demo_copy,
            SaveRows(
                request,
                FIRST,
                [Edit(organisation, {"name": "Nome nuovo"}, row.id, row.version)],
                today,
            ),
        ).touched
        == 1
    )
    assert sound_history(demo_copy) == []


@pytest.mark.parametrize(
    ("moment", "year"),
    [(NEW_YEAR, 2027), (LATER, 2027), (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), 2026)],
)
def test_the_first_mandate_of_an_empty_archive_begins_with_the_year_of_italy(
    empty_engine: Engine, moment: datetime, year: int
) -> None:
    from tests.made_desk import made_desk

    made_desk(empty_engine)
    first_invitation(empty_engine, "a", moment)
    with reading(empty_engine) as connection:
        [start] = set(
            connection.exec_driver_sql(
                f"SELECT valid_from FROM mandate WHERE officer_id = '{FIRST}'"
            ).scalars()
        )
        today = clock_of(connection, settings(), moment).today
        assert require(connection, FIRST, today).grants
    assert start == f"{year}-01-01"
    assert invite_by(empty_engine, FIRST, "carlo", moment)


def test_a_day_chosen_by_the_installation_is_the_day_of_rights_too(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.made_desk import made_desk

    monkeypatch.setenv("UDP_TODAY", "2025-06-30")
    made_desk(empty_engine)
    first_invitation(empty_engine, "a", LATER)
    with reading(empty_engine) as connection:
        assert clock_of(connection, settings(), LATER).today == date(2025, 6, 30)
        assert require(connection, FIRST, date(2025, 6, 30)).grants
    assert Settings("x", date(2025, 6, 30), "a", demo=False).today == date(2025, 6, 30)


def test_there_is_one_zone_and_no_day_of_the_server() -> None:
    """What decides something asks the clock.

    No second zone, no date of UTC, no zone of whoever runs the server.
    """
    wrong = re.compile(r"ZoneInfo\(|date\.today\(|now\(UTC\)\.date\(\)|now\(\)|\.astimezone\(\)")
    places = [path for folder in ("udp_core", "pages") for path in Path(ROOT, folder).rglob("*.py")]
    found = {
        str(path.relative_to(ROOT))
        for path in places
        if wrong.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"udp_core/kernel/clock.py"}
    assert str(ROME) == "Europe/Rome"
