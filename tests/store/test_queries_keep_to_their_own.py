"""Every query answers the same however many rows stand beside those asked for.

Of others, of other years, over, drafts.

The demonstration is doubled with rows that must not count, its amounts changed. A query that the
list of arguments does
not know how to ask fails here: a new one comes with what it is asked.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

import udp_core
from tests.goldens import compare
from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.vocabulary import AgeBand, FrnaArea, PlanKind

DAY = date(2026, 10, 31)
FUND = "ravenna:frna:2026"
PROGRAMME = "ravenna:pdz-2024-2026:2026:1"
SCHEDA = f"{PROGRAMME}:S26-01"
ASKED: dict[str, Any] = {
    "district": "ravenna",
    "year": 2026,
    "today": DAY,
    "day": DAY,
    "known_by": DAY,
    "until": DAY.isoformat(),
    "first_year": 2026,
    "last_year": 2026,
    "fund_year": FUND,
    "fund_years": (FUND,),
    "source": "frna",
    "voce": "A1.1",
    "voci": ("A1.1",),
    "municipality": "039014",
    "programme_id": PROGRAMME,
    "programme": PROGRAMME,
    "intervention_id": SCHEDA,
    "scheda": SCHEDA,
    "schede": (SCHEDA,),
    "kind": PlanKind.ZONE,
    "plan": "ravenna:pdz-2024-2026",
    "plans": ("ravenna:pdz-2024-2026",),
    "programmes": (PROGRAMME,),
    "area": FrnaArea.ELDERLY,
    "areas": ("anziani",),
    "band": AgeBand.AGE_75_PLUS,
    "scope": (None, "039014", "039007", "039013"),
    "codes": ("FUND", "STATUS"),
    "body": "comitato-ravenna",
    "sitting_id": "seduta-2026-11-18",
    "item": "seduta-2026-11-18:1",
    "only": (FUND,),
}
ANSWERED_ELSEWHERE = {
    "archive.earlier_images",
    "archive.how_many",
    "archive.image_at",
    "archive.image_then",
    "archive.images_then",
    "archive.names_of",
    "archive.register_rows",
    "archive.revision_of",
    "archive.rows_at",
    "archive.rows_by_id",
    "archive.steps_of_rows",
    "archive.steps_on_act",
    "archive.values_of",
    "archive.written_by",
    "data_requests",
    "desk.checked",
    "drafts.unsaved",
    "drafts.unsaved_files",
    "imports.rows_from",
    "overview",
    "people",
    "registers",
    "simulation.scenarios.lines_of",
    "sittings.decisions.decision",
    "sittings.decisions.how_many_acts",
    "sittings.decisions.refused",
    "sittings.decisions.votes",
    "sittings.dossiers.dossier",
    "sittings.dossiers.pages",
    "sittings.showing",
    "sittings.sittings.rule_of",
    "sittings.sittings.seats",
    "sittings.sittings.sitting",
    "sittings.sittings.sitting_of_item",
    "sources.published",
    "sources.sources",
}
"""What reads history or any register whatever.

Asked with its own words, in the tests of its screen.
"""
COUNT_THEM: dict[str, set[str]] = {
    "elsewhere": {
        "programme.guards.acts_of",
        "fund.ledger.funding_facts",
        "fund.ledger.share_facts",
    },
    "another year": {
        "territory.years",
        "fund.fund.fund_years",
        "programme.guards.open_programmes",
        "fund.ledger.funding_facts",
        "fund.ledger.share_facts",
        "zone_plan.integration.health_items",
        "zone_plan.objectives.links",
        "zone_plan.plans.programmes_behind",
        "zone_plan.process.chapters",
    },
    "to come": {"fund.ledger.cost_facts", "fees.fee_rules"},
    "over": {
        "fund.ledger.cost_facts",
        "programme.programme.areas",
        "simulation.simulation.unit_costs",
        "zone_plan.objectives.guidelines",
        "zone_plan.objectives.regional_objectives",
    },
    "draft": {
        "desk.desk.expected_funding",
        "fund.fund.entries_of",
        "fund.all_funds.placed_amounts",
        "fund.fund.entry_sums",
        "programme.funding.funding_of",
        "programme.guards.funding_of",
        "indicators.indicator.measurements",
        "fund.monthly.given",
        "fund.ledger.entry_sums",
        "fund.ledger.funding_facts",
        "programme.programme.amounts_by_municipality",
        "programme.programme.amounts_by_source",
        "programme.programme_sheet.funding",
        "simulation.simulation.draft_budget",
        "simulation.simulation.programme_funding",
        "fund.monthly.free_of_voci",
        "fund.monthly.unvalidated",
        "fund.monthly.used_of",
        "fund.monthly.waiting",
        "zone_plan.integration.payers_of",
        "zone_plan.plans.schede_of",
    },
}
"""Who counts such rows, and says so.

The checks look at the whole archive, an ambito that ended in October was there in the
year, a unit cost over is used where there is no later one, what is still a draft is shown as a
draft, a fee rule that is proposed begins when it begins. A plan has all of its years, and what
held in one of them."""
Answers = dict[str, list[str]]


def _queries() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.walk_packages(udp_core.__path__, "udp_core."):
        where = module.name.removeprefix("udp_core.").replace(".queries", "")
        if ".queries" in module.name and where not in ANSWERED_ELSEWHERE:
            loaded = importlib.import_module(module.name)
            for name, one in inspect.getmembers(loaded, inspect.isfunction):
                if _asks(one, loaded) and f"{where}.{name}" not in ANSWERED_ELSEWHERE:
                    yield f"{where}.{name}", one


def _asks(one: Callable[..., Any], module: ModuleType) -> bool:
    first = [*inspect.signature(one).parameters][:1]
    own = one.__module__ == module.__name__ and not one.__name__.startswith("_")
    return own and first == ["connection"]


def answers(connection: Connection) -> Answers:
    """What each query says, asked of Ravenna in 2026."""
    told = {}
    for name, one in _queries():
        wanted = [*inspect.signature(one).parameters.values()][1:]
        known = {
            part.name: ASKED[part.name]
            for part in wanted
            if part.default is part.empty or part.name in ASKED
        }
        told[name] = [repr(row) for row in _rows(one(connection, **known))]
    return told


def _rows(answer: Any) -> Iterator[Any]:
    if isinstance(answer, Mapping):
        yield from answer.items()
    elif isinstance(answer, frozenset | set):
        yield from sorted(answer)
    elif (
        isinstance(answer, Iterable)
        and not isinstance(answer, str)
        and not hasattr(answer, "_fields")
    ):
        yield from answer
    else:
        yield answer


def add_noise(path: Path, kind: str) -> int:
    """So many rows that must not count."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('history',"
            " 'request')"
        )
    ]
    added = sum(_doubled(connection, table, NOISE[kind]) for table in tables)
    connection.commit()
    connection.close()
    return added


Row = dict[str, Any]


def _doubled(connection: sqlite3.Connection, table: str, made: Callable[[Row], Row]) -> int:
    added = 0
    for row in map(dict, connection.execute(f'SELECT * FROM "{table}"').fetchall()):
        noise = made(row) if "id" in row else row
        if noise.get("id") != row.get("id"):
            names, marks = ", ".join(f'"{name}"' for name in noise), ", ".join("?" * len(noise))
            added += connection.execute(
                f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', [*noise.values()]
            ).rowcount
    return added


def _elsewhere(row: Row) -> Row:
    """The same in Faenza: fund, plan, schede, members, expected values."""
    return _louder(
        {
            name: (
                value.replace("ravenna", "faenza")
                if isinstance(value, str) and name != "content"
                else value
            )
            for name, value in row.items()
        }
    )


def _another_year(row: Row) -> Row:
    """The same in 2031."""
    moved = {
        name: (
            value.replace(":2026", ":2031")
            if isinstance(value, str) and name.endswith("id")
            else value
        )
        for name, value in row.items()
    }
    return _louder(moved | ({"year": 2031} if row.get("year") == 2026 else {}))


def _to_come(row: Row) -> Row:
    """The same from next year on, where a row says since when it holds."""
    return _louder(
        row | ({"id": f"{row['id']}:2027", "valid_from": "2027-01-01", "valid_to": None})
        if row.get("valid_from") and "valid_to" in row
        else row
    )


def _over(row: Row) -> Row:
    """The same until the day before the one asked about, where a row says until when it holds."""
    return _louder(
        row | ({"id": f"{row['id']}:over", "valid_from": "2006-01-01", "valid_to": "2026-10-30"})
        if row.get("valid_from") and "valid_to" in row
        else row
    )


def _draft(row: Row) -> Row:
    """The same, not confirmed."""
    return _louder(
        row
        | (
            {"id": f"{row['id']}:draft", "state": "draft"}
            if row.get("state") == "validated"
            else {}
        )
    )


def _louder(row: Row) -> Row:
    return row | {
        name: row[name] + 700_00
        for name in ("amount_cents", "value_cents", "residents", "value", "votes")
        if isinstance(row.get(name), int)
    }


NOISE = {
    "elsewhere": _elsewhere,
    "another year": _another_year,
    "to come": _to_come,
    "over": _over,
    "draft": _draft,
}


@pytest.fixture(scope="module")
def told(demo_address: str) -> Answers:
    """What each query says of the demonstration alone."""
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = answers(connection)
    engine.dispose()
    return found


@pytest.mark.parametrize("kind", list(NOISE))
def test_who_does_not_count_a_row_answers_the_same(
    demo_copy: Engine, told: Answers, kind: str
) -> None:
    assert add_noise(Path(str(demo_copy.url.database)), kind) > 100
    with reading(demo_copy) as connection:
        beside = answers(connection)
    assert {name for name, found in beside.items() if found != told[name]} == COUNT_THEM[kind]


def test_what_each_query_says_of_the_demonstration(told: Answers) -> None:
    """So many rows, the sum of their whole numbers, the first and the last."""
    compare(
        "queries",
        {name: [len(rows), _sum(rows), *rows[:1], *rows[1:][-1:]] for name, rows in told.items()},
    )


def _sum(rows: list[str]) -> int:
    return sum(
        int(found) for row in rows for found in re.findall(r"(?<![\w.:'-])-?\d+(?![\w.:'-])", row)
    )
