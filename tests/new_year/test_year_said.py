"""A whole new year, row by row: of the small funds on each basis, and of the small programme.

Every row says what is not as it was; the tables are those of the screen.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.goldens import compare_lines
from tests.made_fund import (
    HOMES,
    NETWORKS,
    OF_2025,
    OF_2026,
    TODAY,
    activity,
    assigned,
    budget,
    entry,
    spent,
)
from tests.made_funds import OF_COMUNI, load_funds
from tests.made_programme import CERVIA, FIRST, PROGRAMME, RAVENNA, Made, load_programme, scheda
from tests.said import said
from udp_core.archive.engine import reading
from udp_core.archive.entity import table_name
from udp_core.render.table import Table
from udp_core.years.report.compared import compared_years
from udp_core.years.report.lines import prepared
from udp_core.years.report.new_year import NewYearReport, new_year_report, unfunded
from udp_core.years.report.wanted import NewYearLine, WantedYear, voce_key
from udp_core.years.rules import Basis, YearPart
from udp_core.years.slides import compared_slide
from udp_core.years.view.compared import (
    compared_figures,
    compared_message,
    compared_table,
    sums_table,
)
from udp_core.years.view.new_year import (
    budget_table,
    by_hand_table,
    dated_table,
    proposal,
    registers_table,
    schede_table,
    summary_words,
)

MONEY = frozenset({YearPart.FUNDS, YearPart.AVAILABLE, YearPart.BUDGET, YearPart.ACTIVITY})
SCHEDE = frozenset({YearPart.PROGRAMME, YearPart.TARGETS})
MORE: list[Made] = [
    budget(OF_2026, "T2", CERVIA, 3_000),
    budget(OF_2026, "T2", None, 50),
    entry(OF_2026, "T2", None, 70, phase="final", month=None, state="confirmed", day="2026-10-31"),
    *(spent(OF_2026, HOMES, CERVIA, month, 28_000 + 900 * month) for month in range(1, 9)),
    activity(CERVIA, "hours", None, 7_500),
    assigned(OF_2026, "elderly", "estimated", 9_000_000, "2026-12-31"),
    assigned(OF_2026, "disabled", "estimated", 80_000, "2026-01-15"),
    budget(OF_2025, NETWORKS, None, 1),
]


def whole(engine: Engine, wanted: WantedYear) -> list[str]:
    with reading(engine) as connection:
        found, report = prepared(connection, wanted), new_year_report(connection, wanted)
    return [
        *said(summary_words(report), *_tables(report)),
        *(_row(line) for line in found.lines),
        *sorted(f"già {number}: {table_name(one)}" for one, number in found.there.items()),
    ]


def _tables(report: NewYearReport) -> list[Table]:
    tables = [budget_table(report), schede_table(report), dated_table(report)]
    shown = [*tables, *map(proposal, tables), registers_table(report), by_hand_table(report)]
    return [one for one in shown if one.rows]


def _row(line: NewYearLine) -> str:
    changed = ", ".join(f"{name}={value}" for name, value in sorted(line.changed.items()))
    return f"{table_name(line.entity)} {line.id}: {changed} ({line.why or 'uguale'})"


@pytest.mark.parametrize("basis", list(Basis))
def test_the_funds_of_the_next_year(empty_engine: Engine, basis: Basis) -> None:
    load_funds(empty_engine, *MORE)
    wanted = WantedYear("ravenna", 2026, TODAY, MONEY, basis)
    compare_lines(f"said-new-year-{basis.value}", whole(empty_engine, wanted))


def test_what_is_written_by_hand_is_shared_as_it_was(empty_engine: Engine) -> None:
    """100.01 over 900 and 360 thousand; of the Comuni nothing; what was zero, evenly."""
    load_funds(empty_engine, budget(OF_2026, "T2", CERVIA, 0), budget(OF_2026, "T2", RAVENNA, 0))
    amounts = frozenset(
        {
            (voce_key(OF_2026, HOMES), 100_01),
            (voce_key(OF_COMUNI, NETWORKS), 0),
            (voce_key(OF_2026, "T2"), 3),
        }
    )
    wanted = WantedYear(
        "ravenna", 2026, TODAY, frozenset({YearPart.FUNDS, YearPart.BUDGET}), amounts=amounts
    )
    compare_lines("said-new-year-by-hand", whole(empty_engine, wanted))


def other_schede() -> list[Made]:
    """A scheda that is not realised, one of the year after as well, one of two figures."""
    return [
        scheda("S26-04 del 26", "anziani", title="Progetto 2026, dal 2026", end_date="2027-06-30"),
        scheda("S5", "anziani", state="not_realised"),
        scheda("S6", "giovani", end_date="2026-02-28", start_date="2024-02-29"),
    ]


def test_the_programme_of_the_next_year(empty_engine: Engine) -> None:
    """The plan ends: a new one follows, of as many years. One scheda is dropped, one written.

    The edition decided is carried over, and not the empty draft after it.
    """
    load_programme(empty_engine, *other_schede())
    amounts = frozenset({(FIRST, 10_00), (f"{PROGRAMME}:S6", 5)})
    wanted = WantedYear(
        "ravenna",
        2026,
        TODAY,
        SCHEDE,
        dropped=frozenset({f"{PROGRAMME}:S2"}),
        amounts=amounts,
    )
    with reading(empty_engine) as connection:
        report = new_year_report(connection, wanted)
    lines = whole(empty_engine, wanted)
    lines += said(*unfunded(report, {key for key, _ in amounts}))
    compare_lines("said-new-programme", lines)


def test_two_years_of_the_programme_side_by_side(empty_engine: Engine) -> None:
    """Into 2027: the first has another title and Comune, the second is gone, the third as it was,
    a new one; what is not realised is in neither."""
    later = "ravenna:pdz:2027:1"
    more: list[Made] = [
        (
            "annual_programme",
            {
                "plan_id": "ravenna:pdz",
                "year": 2027,
                "edition": 1,
                "title": "Programma 2027",
                "state": "draft",
                "origin": "demo",
                "source": "Prova",
            },
        ),
        *(
            (table, {**values, "programme_id": later})
            for table, values in (
                scheda(
                    "S1",
                    "giovani",
                    title="Altro titolo",
                    territory="municipality",
                    municipality_id=RAVENNA,
                    expected_users=None,
                    specific_objectives="Molte parole. " * 20,
                ),
                scheda("S3", "giovani", territory="municipality", municipality_id=CERVIA),
                scheda("S7", "anziani"),
                scheda("S8", "anziani", state="not_realised"),
            )
        ),
        *(
            (
                "intervention_funding",
                {
                    "intervention_id": f"{later}:{code}",
                    "source_id": source,
                    "municipality_id": None,
                    "phase": phase,
                    "amount_cents": cents,
                    "state": "confirmed",
                    "as_of": "2027-01-31",
                    "origin": "demo",
                    "source": "Prova",
                },
            )
            for code, source, phase, cents in (
                ("S1", "frna", "budget", 80_000_00),
                ("S1", "comuni", "budget", 19_999_99),
                ("S3", "comuni", "budget", 10_000_00),
                ("S7", "frna", "budget", 5_000_00),
                ("S7", "frna", "final", 9_999_00),
            )
        ),
    ]
    load_programme(empty_engine, *more)
    with reading(empty_engine) as connection:
        found = compared_years(connection, "ravenna", 2027)
        assert compared_years(connection, "ravenna", 2028) is None
    assert found is not None
    lines = said(
        compared_message(found),
        *compared_figures(found),
        compared_table(found, found.schede),
        sums_table("ambiti", "Ambito", found, found.areas),
        sums_table("fonti", "Fonte", found, found.sources),
        compared_slide(found),
    )
    compare_lines("said-compared-years", lines)
