"""The memory that a file of 200 MB takes, sound or malformed, beside an interpreter with the
same imports."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TextIO

from tests.bench.made import DISTRICT, ROOT, shipped
from tests.bench.measure import Measure

MEGABYTE = 1_000_000
FILE_BYTES = 200 * MEGABYTE
MOST_MEGABYTES = 300
COMUNI, INDICATORS = "municipality", "wellbeing_indicators"
HEADERS = {
    COMUNI: "istat_code;district_id;name;is_lead;source\n",
    INDICATORS: (
        "indicator_code,indicator_name,definition,area_name,period,value,unit,source_title,source_body,source_year,note\n"
    ),
}
SOURCE = "Istat, popolazione residente per Comune, tavola 1 " * 4
BLOCK = 10_000
"""Rows written at a time."""


def _rows(stream: TextIO, first: int) -> None:
    numbers = range(first, first + BLOCK)
    stream.writelines(
        f"c{number};{DISTRICT};Comune di prova {number};no;{SOURCE.strip()}\n" for number in numbers
    )


def _fill(stream: TextIO) -> int:
    """Sound rows up to the size wanted; how many."""
    for first in count(step=BLOCK):
        if stream.tell() >= FILE_BYTES:
            return first
        _rows(stream, first)
    raise AssertionError


def _sound(stream: TextIO) -> str:
    return str(_fill(stream))


def _last_row_repeated(stream: TextIO) -> str:
    _fill(stream)
    stream.write(f"c0;{DISTRICT};Di nuovo;no;Istat\n")
    return "W01"


def _last_row_wrong(stream: TextIO) -> str:
    _fill(stream)
    stream.write(f"x x;{DISTRICT};Rotta;no;Istat\n")
    return "C04"


def _quotes_left_open(stream: TextIO) -> str:
    stream.write(f'c0;{DISTRICT};"Comune')
    _fill(stream)
    return "F10"


def _one_line(stream: TextIO) -> str:
    stream.writelines("c" * MEGABYTE for _ in range(FILE_BYTES // MEGABYTE))
    return "F04"


def _published(stream: TextIO) -> str:
    for first in count(step=BLOCK):
        if stream.tell() >= FILE_BYTES:
            return "F16"
        stream.writelines(
            f'I{number},Indicatore,Prova,Ravenna,2024,{number % 90}.5,percent,"{SOURCE.strip()}",Istat,2025,\n'  # noqa: E501
            for number in range(first, first + BLOCK)
        )
    raise AssertionError


FILES: dict[str, tuple[str, Callable[[TextIO], str]]] = {
    "sound": (COMUNI, _sound),
    "last_row_repeated": (COMUNI, _last_row_repeated),
    "last_row_wrong": (COMUNI, _last_row_wrong),
    "quotes_left_open": (COMUNI, _quotes_left_open),
    "one_line": (COMUNI, _one_line),
    "published_table": (INDICATORS, _published),
}
"""The table that each is of; what it writes after the header, and what the load must answer.

Rows added, or the first problem's code.
"""


def measures(folder: Path) -> Iterator[Measure]:
    """The peak of a load of each file."""
    empty = shipped(folder / "empty.sqlite")
    _, bare = _load(empty)
    for name, (table, write) in FILES.items():
        file = folder / f"{table}.csv"
        with file.open("w", encoding="utf-8") as stream:
            stream.write(HEADERS[table])
            expected = write(stream)
        database = Path(shutil.copy(empty, folder / "loaded.sqlite"))
        outcome, megabytes = _load(database, file)
        if outcome != expected:
            raise ValueError(f"{name}: {outcome} instead of {expected}")
        yield Measure(f"memory.{name}", "MB", [megabytes], [bare], most=MOST_MEGABYTES)


def _load(*arguments: Path) -> tuple[str, float]:
    command = [sys.executable, "-m", "tests.bench.one_load", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    outcome, megabytes = done.stdout.split()
    return outcome, float(megabytes)
