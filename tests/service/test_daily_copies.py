"""A copy a day: kept for a time by how many there are, whatever a clock says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from udp_core.running.daily_copies import copies, daily_copy, surplus

START = date(2025, 6, 10)


def kept_after(days: Sequence[date]) -> list[date]:
    """What is left when a copy is made on each of these days."""
    made: list[date] = []
    for day in days:
        made.append(day)
        gone = set(surplus([one for one in made if one <= day]))
        made = [one for one in made if one not in gone]
    return sorted(made)


def test_a_fortnight_of_days_and_the_first_of_each_month_for_a_year() -> None:
    """From 10 June 2025 to 5 February 2027; the first copy of a month is of its first day."""
    days = [START + timedelta(number) for number in range((date(2027, 2, 5) - START).days + 1)]
    months = [date(2026, month, 1) for month in range(2, 13)] + [date(2027, 1, 1)]
    fortnight = [date(2027, 1, 23) + timedelta(number) for number in range(14)]
    assert kept_after(days) == sorted({*months, *fortnight})


def test_a_dashboard_used_once_a_week_keeps_a_fortnight_of_copies_too() -> None:
    weekly = [START + timedelta(7 * number) for number in range(14)]
    assert kept_after(weekly) == weekly


def test_a_clock_that_jumps_takes_nothing_away() -> None:
    """Twenty days, an hour in 2030, and back.

    Then two days in 2030, which take only what is beyond the fortnight.
    """
    days = [START + timedelta(number) for number in range(20)]
    left, jump = kept_after(days), date(2030, 3, 1)
    assert kept_after([*days, jump]) == [*left, jump]
    assert kept_after([*days, jump, days[-1] + timedelta(1)])[-1] == jump
    assert len(kept_after([*days, jump, jump + timedelta(1)])) >= 14


def test_a_folder_that_is_not_there_is_made_with_those_above_it(
    empty_engine: Engine, tmp_path: Path
) -> None:
    folder, today = tmp_path / "ufficio" / "copie", date(2026, 11, 10)
    made = daily_copy(empty_engine, folder, today)
    assert made == folder / "udp-2026-11-10.sqlite"
    assert daily_copy(empty_engine, folder, today) is None


def test_what_is_empty_is_no_copy_and_each_archive_has_its_own(
    empty_engine: Engine, tmp_path: Path
) -> None:
    folder, today = tmp_path / "copie", date(2026, 11, 10)
    folder.mkdir()
    (folder / "udp-2026-11-10.sqlite").touch()
    (folder / "udp-2026-99-99.sqlite").touch()
    made = daily_copy(empty_engine, folder, today)
    assert made is not None
    assert made.stat().st_size > 0
    assert daily_copy(empty_engine, folder, today) is None
    assert daily_copy(empty_engine, folder, today, "faenza") == folder / "faenza-2026-11-10.sqlite"
    assert list(copies(folder, "udp")) == [today]
