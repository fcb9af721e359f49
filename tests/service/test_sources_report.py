"""Where the figures come from: data sets, discrepancies, changes.

And the screen that shows them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.vocabulary import Trust
from udp_core.sources.queries.sources import ChangeValue, DataSetValue, DiscrepancyValue
from udp_core.sources.report import SourcesReport, published_rows, sources_report
from udp_core.sources.tables import (
    changes_table,
    data_sets_table,
    discrepancies_table,
    figure,
    published_table,
    when,
)


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Engine:
    return open_engine(demo_address)


@pytest.fixture
def report(demo: Engine) -> SourcesReport:
    with reading(demo) as connection:
        return sources_report(connection)


def test_every_data_set_has_trust_and_date(report: SourcesReport) -> None:
    assert len(report.data_sets) == 24
    assert sum(one.rows for one in report.data_sets) == 4066
    assert sum(one.trust is Trust.DEMO for one in report.data_sets) == 1
    assert all(one.as_of for one in report.data_sets)


def test_both_figures_of_every_discrepancy(report: SourcesReport) -> None:
    reggio = next(one for one in report.discrepancies if one.check == "T21")
    assert (reggio.stated, reggio.computed, reggio.difference) == (
        Decimal(638_159),
        Decimal(600_159),
        Decimal(-38_000),
    )
    assert len(report.unexplained) == 13
    row = next(row for row in discrepancies_table(report.discrepancies).words if row[0] == "T21")
    assert row[3:7] == ("638.159 €", "600.159 €", "−38.000 €", "da chiarire con la fonte")


def test_the_first_change_is_the_first_filling(report: SourcesReport) -> None:
    assert report.changes
    assert all(one.added or one.changed or one.removed for one in report.changes)
    assert changes_table(report.changes).rows[0][2] == report.changes[0].reason


def test_the_rows_of_a_published_table_keep_their_decimals(
    demo: Engine, report: SourcesReport
) -> None:
    chosen = next(one for one in report.data_sets if one.code == "poverty_by_district_2014_2018")
    with reading(demo) as connection:
        descriptor, rows = published_rows(connection, chosen.code)
        assert published_rows(connection, "altro") == ({}, [])
    table = published_table(chosen, descriptor, rows)
    assert len(table.rows) == 190
    words = next(row for row in table.words if row[0] == "2014" and "RAVENNA" in row)
    assert "0,0904" in words


def test_the_table_of_data_sets(report: SourcesReport) -> None:
    words = [row for row in data_sets_table(report.data_sets).words if "Confini" in row[1]]
    assert words
    assert "CC BY 4.0" in words[0][5]


@pytest.mark.parametrize(
    ("written", "words"),
    [("2023-01-01", "01/01/2023"), ("2025", "2025"), ("non dichiarata", "non dichiarata")],
)
def test_a_date_as_its_source_gives_it(written: str, words: str) -> None:
    assert when(written) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("638159", "EUR", "638.159 €"),
        ("49.5", "EUR al giorno", "49,5 € al giorno"),
        ("-600", "persone", "−600 persone"),
        ("94.50", "%", "94,5 %"),
    ],
)
def test_a_published_figure_with_its_unit(value: str, unit: str, words: str) -> None:
    assert figure(Decimal(value), unit) == words


def test_moments_are_told_in_rome() -> None:
    change = ChangeValue(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "udp", "prova", 1, 0, 0)
    assert changes_table([change]).rows[0][0] == "02/07/2026 00:30"


def test_rounding_is_told_apart() -> None:
    one = DiscrepancyValue(
        "x",
        "x",
        "T1",
        "qui",
        "t",
        Decimal(10),
        Decimal(9),
        Decimal(-1),
        "EUR",
        explained_by_rounding=True,
        note="",
    )
    assert discrepancies_table([one]).rows[0][6] == "spiegata dagli arrotondamenti"
    assert SourcesReport((), (one,), ()).unexplained == ()
    empty = DataSetValue("c", "t", "", "tema", Trust.PRESS, "2025", "", "", 0)
    assert data_sets_table([empty]).rows[0][4] is None
