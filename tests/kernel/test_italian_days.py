"""Typed days: right, or asked back; never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.kernel.italian import day, read_day
from udp_core.kernel.problem import Problem


@pytest.mark.parametrize(
    "text", ["7/11/2026", "07/11/2026", "07.11.2026", "7-11-2026", "2026-11-07", " 07/11/2026 "]
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == date(2026, 11, 7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2026",
        "29/02/2025",
        "00/01/2026",
        "13/13/2026",
        "2026-13-01",
        "2026-2-1",
        "7/11/26",
        "7-11.2026",
        "11/2026",
        "07/11/0026",
        "01/01/1899",
        "01/01/2201",
        "0000-00-00",
        "٠٧/١١/٢٠٢٦",
        "oggi",
        "07/11/2026 10:00",
        "20261107",
        "1/1/20266",
    ],
)
def test_what_is_no_day_is_asked_back(text: str) -> None:
    read = read_day(text)
    assert isinstance(read, Problem)
    assert read.code == "N05"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_written_day_is_read_back(value: date) -> None:
    assert read_day(day(value)) == value
    assert read_day(value.isoformat()) == value
