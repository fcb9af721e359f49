"""The questions of the screen of the funds with 38 districts, 10 years and 400.000 entries.

Beside the same in the demonstration.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from tests.bench.made import DISTRICT, address, region, shipped
from tests.bench.measure import Measure, seconds
from udp_core.archive.engine import open_engine, reading
from udp_core.fund.report.all_funds import all_funds
from udp_core.fund.report.reading import fund_report
from udp_core.fund.report.region import entry_cells, regional_discrepancies, regional_rows
from udp_core.territory.queries import (
    demonstration_day,
    district_codes,
    district_name,
    is_demonstration,
    latest_day,
    years,
)

TIMES = 30
MOST_MILLISECONDS = 50
YEAR = 2026
TODAY = date(2026, 11, 7)
VOCE = "A1.1"
Question = Callable[[Connection], object]
QUESTIONS: dict[str, Question] = {
    "shell": lambda connection: [
        district_name(connection, DISTRICT),
        district_codes(connection),
        years(connection, DISTRICT),
        demonstration_day(connection),
        is_demonstration(connection),
        latest_day(connection, DISTRICT, YEAR, TODAY),
    ],
    "fund_picture": partial(fund_report, district=DISTRICT, year=YEAR, today=TODAY),
    "all_funds": partial(all_funds, district=DISTRICT, year=YEAR),
    "entry_cells": partial(entry_cells, fund_year=f"{DISTRICT}:frna:{YEAR}", voce=VOCE),
    "regional_rows": regional_rows,
    "regional_discrepancies": regional_discrepancies,
}
"""What the shell and the screen of the funds ask."""


def measures(folder: Path) -> Iterator[Measure]:
    """Each question with its rules (only measured), and each single query by which it is
    answered (bounded)."""
    demo = shipped(folder / "demo.sqlite")
    large = region(folder / "large.sqlite", demo, entries=True)
    with (
        reading(open_engine(address(large))) as ours,
        reading(open_engine(address(demo))) as baseline,
    ):
        for name, question in QUESTIONS.items():
            yield _measure(name, partial(question, ours), partial(question, baseline), most=None)
            asked, asked_of_demo = _statements(ours, question), _statements(baseline, question)
            for query, statement in asked.items():
                yield _measure(
                    f"{name}.{query}",
                    partial(_answer, ours, statement),
                    partial(_answer, baseline, asked_of_demo[query]),
                    most=MOST_MILLISECONDS,
                )


def _measure(
    name: str, ours: Callable[[], object], baseline: Callable[[], object], *, most: float | None
) -> Measure:
    pairs = [(seconds(ours) * 1000, seconds(baseline) * 1000) for _ in range(TIMES)]
    return Measure.of_pairs(f"queries.{name}", "ms", pairs, most=most)


def _answer(connection: Connection, statement: Any) -> object:
    return connection.execute(statement).all()


def _statements(connection: Connection, question: Question) -> dict[str, Any]:
    """The statements by which a question is answered, under the names of the functions of the
    store that make them."""
    found: dict[str, Any] = {}
    with _listening(connection, found):
        question(connection)
    return found


@contextmanager
def _listening(connection: Connection, found: dict[str, Any]) -> Iterator[None]:
    def _hear(_connection: Connection, statement: Any, *_rest: Any) -> None:
        asking = next(
            frame.name
            for frame in reversed(traceback.extract_stack())
            if "/queries" in frame.filename
        )
        found[asking if asking not in found else f"{asking}#{len(found)}"] = statement

    event.listen(connection, "before_execute", _hear)
    try:
        yield
    finally:
        event.remove(connection, "before_execute", _hear)
