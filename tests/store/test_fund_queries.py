"""Questions on the fund, on sums that a person can check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.made_fund import HOMES, NETWORKS, OF_2024, OF_2025, OF_2026, load_fund, spent
from tests.made_programme import CERVIA, RAVENNA
from udp_core.archive.engine import reading
from udp_core.fund.queries import fund
from udp_core.fund.queries import fund as frna
from udp_core.fund.rules.budgets import UNRECORDED
from udp_core.kernel.vocabulary import (
    AccountingRegime,
    ActivityUnit,
    AllocationLine,
    AmountStatus,
    DataState,
    Origin,
    PeriodKind,
    Phase,
)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    load_fund(
        engine,
        (
            "returned_fund",
            {
                "fund_year_id": OF_2025,
                "return_date": "2025-12-20",
                "amount_cents": 5_00,
                "source": "Prova",
                "origin": "demo",
            },
        ),
    )
    return engine


def test_the_years_of_one_fund_of_one_district(filled: Engine) -> None:
    with reading(filled) as connection:
        years = fund.fund_years(connection, "ravenna", "frna")
        assert [row.year for row in years] == [2024, 2025, 2026, 2027]
        assert years[2] == (
            OF_2026,
            "frna",
            "Fondo regionale",
            None,
            2026,
            "Azienda USL",
            AccountingRegime.ACCRUAL,
            Origin.DEMO,
            UNRECORDED,
        )
        assert [row.id for row in fund.fund_years(connection, "rubicone", "frna")] == [
            "rubicone:frna:2026"
        ]
        assert fund.fund_years(connection, "altrove", "frna") == ()


def test_every_statement_of_what_comes_in_with_its_act_and_source(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = fund.allocations(connection, (OF_2026,))
        carried = fund.carry_overs(connection, (OF_2025, OF_2026))
        moved = (
            *fund.variations(connection, (OF_2026,)),
            *fund.cofinancings(connection, (OF_2026,)),
            *fund.returns(connection, (OF_2025,)),
        )
        assert fund.allocations(connection, (OF_2024,)) == ()
    assert [
        (row.status, row.amount_cents) for row in rows if row.line is AllocationLine.ELDERLY
    ] == [(AmountStatus.ESTIMATED, 1_200_000_00), (AmountStatus.OFFICIAL, 1_300_000_00)]
    assert [row.act for row in rows] == [None, None, "Riparto 2026"]
    assert {row.source for row in rows} == {"Prova"}
    assert [(row.from_year, row.amount_cents, row.as_of) for row in carried] == [
        (2025, 150_000_00, date(2026, 1, 31)),
        (2025, 180_000_00, date(2026, 4, 30)),
    ]
    assert [(row.amount_cents, row.day, row.what) for row in moved] == [
        (-20_000_00, date(2026, 9, 1), "Taglio"),
        (40_000_00, date(2026, 2, 18), "Azienda USL"),
        (5_00, date(2025, 12, 20), "Prova"),
    ]


def test_entries_are_summed_over_comuni_and_drafts_kept_apart(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = {
            (row.voce, row.phase, row.period_no): row
            for row in frna.entry_sums(connection, (OF_2026,))
        }
    assert rows[(HOMES, Phase.BUDGET, None)].amount_cents == 1_260_000_00
    june, july = rows[(HOMES, Phase.FINAL, 6)], rows[(HOMES, Phase.FINAL, 7)]
    assert (june.amount_cents, june.draft_cents, june.unvalidated, june.as_of) == (
        105_000_00,
        0,
        0,
        date(2026, 6, 28),
    )
    assert july.unvalidated == 2
    draft = rows[(NETWORKS, Phase.FINAL, 10)]
    assert (draft.amount_cents, draft.draft_cents, draft.as_of) == (None, 10_000_00, None)


def test_a_sum_is_of_the_latest_day_of_what_is_confirmed(engine: Engine) -> None:
    """Ravenna on 28 March, Cervia on 15 April; a draft of the whole district on 1 May is not
    counted.
    """
    march = [
        (name, {**values, "as_of": day})
        for (name, values), day in (
            (spent(OF_2026, "T2", RAVENNA, 3, 10), "2026-03-28"),
            (spent(OF_2026, "T2", CERVIA, 3, 20), "2026-04-15"),
            (spent(OF_2026, "T2", None, 3, 40, state="draft"), "2026-05-01"),
        )
    ]
    load_fund(engine, *march)
    with reading(engine) as connection:
        (found,) = (one for one in fund.entry_sums(connection, (OF_2026,)) if one.voce == "T2")
    assert (found.amount_cents, found.draft_cents) == (30_00, 40_00)
    assert found.as_of == date(2026, 4, 15)


def test_activity_by_period_over_comuni_without_drafts(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = frna.activity(connection, OF_2026)
    days = [
        (row.phase, row.period, row.period_no, row.total)
        for row in rows
        if row.unit is ActivityUnit.DAYS
    ]
    assert (Phase.BUDGET, PeriodKind.YEAR, None, Decimal(18_000)) in days
    assert (Phase.FINAL, PeriodKind.MONTH, 9, Decimal(1_500)) in days
    assert sum(row.unit is ActivityUnit.POSTS for row in rows) == 8


def test_the_rows_behind_a_voce(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = frna.entries_of(connection, OF_2026, HOMES)
        assert [row.code for row in frna.voci(connection)] == [HOMES, NETWORKS, "T2"]
    assert len(rows) == 22
    assert sum(row.amount_cents for row in rows if row.phase is Phase.FINAL) == 1_050_000_00
    assert {row.municipality for row in rows} == {"Ravenna", "Cervia"}
    assert {row.state for row in rows} == {DataState.VALIDATED, DataState.CONFIRMED}
