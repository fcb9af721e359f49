"""The tree of a plan beside the Panorama, both of one archive and without a kept answer.

Ten plans of a district, of 300 objectives each; 1,000 schede in the programme of the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from tests.bench.made import DISTRICT, address, connected, shipped
from tests.bench.measure import Measure
from udp_core.archive.engine import open_engine, reading
from udp_core.overview.report.overview import overview_report
from udp_core.overview.view.words import tiles
from udp_core.zone_plan.report.reading import plan_report
from udp_core.zone_plan.view.tree import tree_markup
from udp_core.zone_plan.view.words import plan_figures

PLANS, OBJECTIVES, SCHEDE = 10, 300, 1000
TIMES = 12
TREE_RATIO = 1.5
DAY = date(2026, 11, 10)
PLAN, PROGRAMME = "ravenna:pdz-2024-2026", "ravenna:pdz-2024-2026:2026:1"
TEMPLATE = f"{PROGRAMME}:S26-01"
PAGE = 60
"""Rows that the screen draws at once."""


def measures(folder: Path) -> Iterator[Measure]:
    """The plan's first screen, from the archive to its markup."""
    path = shipped(folder / "plan.sqlite")
    _grown(path)
    engine = open_engine(address(path))
    try:
        with reading(engine) as connection:
            pairs = [(_took(_tree, connection), _took(_panorama, connection)) for _ in _rounds()]
    finally:
        engine.dispose()
    ours, base = ([pair[place] for pair in pairs[1:]] for place in range(2))
    yield Measure("plan.tree", "ms", ours, base, most_ratio=TREE_RATIO)


def _rounds() -> range:
    return range(TIMES + 1)


def _took(work: Callable[[Connection], object], connection: Connection) -> float:
    start = perf_counter()
    work(connection)
    return (perf_counter() - start) * 1000


def _tree(connection: Connection) -> str:
    report = plan_report(connection, DISTRICT, "", 2026, DAY)
    if report is None or len(report.objectives) < OBJECTIVES or len(report.of_year) < SCHEDE:
        raise ValueError("the plan was not made")
    plan_figures(report)
    return tree_markup(report, report.objectives[:PAGE], "obiettivo", {})


def _panorama(connection: Connection) -> object:
    return tiles(overview_report(connection, DISTRICT, 2026, DAY))


def _grown(path: Path) -> None:
    with connected(path) as raw:
        raw.execute("BEGIN")
        for number in range(SCHEDE):
            _scheda(raw, f"B{number:04}")
        for plan in range(PLANS):
            plan_id = PLAN if plan == 0 else _plan(raw, f"banco-{plan}")
            for number in range(OBJECTIVES):
                _objective(raw, plan_id, number)
        raw.execute("COMMIT")


def _scheda(raw: Any, code: str) -> None:
    row = f"{PROGRAMME}:{code}"
    _copied(raw, "intervention", f"id = '{TEMPLATE}'", {"id": row, "code": code})
    for table in ("action", "intervention_funding"):
        names = _names(raw, table)
        chosen = ", ".join(
            f"replace({name}, '{TEMPLATE}', '{row}')" if name in {"id", "intervention_id"} else name
            for name in names
        )
        raw.execute(
            f"INSERT INTO {table} ({', '.join(names)})"
            f" SELECT {chosen} FROM {table} WHERE intervention_id = '{TEMPLATE}'"
        )


def _plan(raw: Any, code: str) -> str:
    row = f"{DISTRICT}:{code}"
    _copied(raw, "plan", f"id = '{PLAN}'", {"id": row, "code": code, "state": "draft"})
    return row


def _objective(raw: Any, plan_id: str, number: int) -> None:
    """Ten general ones, each with those whose number ends as its own under it."""
    code, above = f"9.{number}", f"{plan_id}:9.{number % 10}"
    changed = {"id": f"{plan_id}:{code}", "plan_id": plan_id, "code": code}
    parent = above if number >= len("0123456789") else None
    _copied(raw, "objective", f"id = '{PLAN}:1'", {**changed, "parent_objective_id": parent})
    for step in range(SCHEDE // OBJECTIVES + 1):
        scheda = f"{PROGRAMME}:B{(number + step * OBJECTIVES) % SCHEDE:04}"
        raw.execute(
            "INSERT INTO objective_intervention (id, version, objective_id, intervention_id)"
            " VALUES (?, 1, ?, ?)",
            (f"{plan_id}:{code}:{scheda}", f"{plan_id}:{code}", scheda),
        )


def _copied(raw: Any, table: str, where: str, changed: dict[str, str | None]) -> None:
    names = _names(raw, table)
    chosen = ", ".join("?" if name in changed else f'"{name}"' for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    values = [changed[name] for name in names if name in changed]
    raw.execute(
        f'INSERT INTO "{table}" ({listed}) SELECT {chosen} FROM "{table}" WHERE {where}', values
    )


def _names(raw: Any, table: str) -> list[str]:
    return [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
