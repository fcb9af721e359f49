"""Questions on the programme, on sums that a person can check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.made_programme import CERVIA, FIRST, PROGRAMME, RAVENNA, SECOND, THIRD, load_programme
from udp_core.archive.engine import reading
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import InterventionState, PartnerRole, Phase
from udp_core.programme.queries import programme, programme_sheet
from udp_core.programme.terms import PolicySector
from udp_core.simulation.queries.simulation import programme_funding


@pytest.fixture
def filled(engine: Engine) -> Engine:
    load_programme(engine)
    return engine


def test_the_edition_already_decided_wins_over_a_later_draft(filled: Engine) -> None:
    with reading(filled) as connection:
        row = programme.programme(connection, "ravenna", 2026)
    assert row is not None
    assert (row.id, row.edition, row.plan_title, row.act_title) == (
        PROGRAMME,
        1,
        "Piano di zona",
        "Approvazione del programma",
    )


def test_no_programme_of_another_year_or_district(filled: Engine) -> None:
    with reading(filled) as connection:
        assert programme.programme(connection, "ravenna", 2025) is None
        assert programme.programme(connection, "rubicone", 2026) is None


def test_areas_in_force_in_their_order(filled: Engine) -> None:
    with reading(filled) as connection:
        assert [row.id for row in programme.areas(connection, 2026, "")] == ["giovani", "anziani"]
        assert [row.id for row in programme.areas(connection, 2020, "")] == [
            "passata",
            "giovani",
            "anziani",
        ]


def test_schede_and_actions_come_back_typed(filled: Engine) -> None:
    with reading(filled) as connection:
        schede = programme.schede(connection, PROGRAMME)
        actions = programme.actions(connection, PROGRAMME)
    assert [(row.code, row.state, row.progress, row.lead) for row in schede] == [
        ("S1", InterventionState.ACTIVE, Decimal("0.5"), "Azienda USL"),
        ("S2", InterventionState.ACTIVE, Decimal("0.3"), "Azienda USL"),
        ("S3", InterventionState.COMPLETED, Decimal(1), "Azienda USL"),
    ]
    assert schede[0].end_date == date(2026, 12, 31)
    assert [(row.intervention_id, row.number, row.weight) for row in actions][:3] == [
        (FIRST, 1, Decimal("0.5")),
        (FIRST, 2, Decimal("0.5")),
        (SECOND, 1, Decimal("0.25")),
    ]
    assert [row.done_date for row in actions][:2] == [date(2026, 3, 30), None]


def test_money_by_comune_is_summed_over_sources(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = programme.amounts_by_municipality(connection, PROGRAMME)
    amounts = {
        (row.intervention_id, row.municipality_id, row.phase): row.amount_cents for row in rows
    }
    assert amounts[(FIRST, RAVENNA, Phase.BUDGET)] == 60_000_00
    assert amounts[(FIRST, None, Phase.BUDGET)] == 20_000_00
    assert amounts[(THIRD, CERVIA, Phase.FINAL)] == 12_000_00
    assert sum(amounts.values()) == 622_000_00
    assert [
        row.drafts for row in rows if row.intervention_id == FIRST and row.phase is Phase.FINAL
    ] == [1]
    assert {row.as_of for row in rows if row.phase is Phase.FINAL} == {date(2026, 6, 30)}


def test_money_by_source_is_summed_over_comuni(filled: Engine) -> None:
    with reading(filled) as connection:
        rows = programme.amounts_by_source(connection, PROGRAMME)
    first = [
        (row.source_name, row.phase, row.amount_cents)
        for row in rows
        if row.intervention_id == FIRST
    ]
    assert first == [
        ("Fondo regionale", Phase.BUDGET, 80_000_00),
        ("Fondo regionale", Phase.FINAL, 50_000_00),
        ("Comuni del distretto", Phase.BUDGET, 20_000_00),
    ]


def test_the_sheet_belongs_to_its_district(filled: Engine) -> None:
    with reading(filled) as connection:
        words = programme_sheet.texts(connection, "ravenna", FIRST)
        assert programme_sheet.texts(connection, "rubicone", FIRST) is None
    assert words is not None
    assert (words.need, words.expected_users, words.evaluation) == (
        "Un *bisogno* <b>scritto</b>",
        1200,
        None,
    )


def test_what_stands_around_a_scheda(filled: Engine) -> None:
    with reading(filled) as connection:
        assert programme_sheet.linked_areas(connection, FIRST) == ("Benessere dei giovani",)
        assert programme_sheet.linked_indicators(connection, FIRST) == ()
        assert programme_sheet.partners(connection, FIRST) == (
            ("Cooperativa Esempio", PartnerRole.MANAGER),
        )
        assert programme_sheet.sectors(connection, FIRST) == (PolicySector.HOUSING,)
        assert [(row.number, row.act_date) for row in programme_sheet.acts(connection, FIRST)] == [
            ("3/2026", date(2026, 4, 22))
        ]
        assert [
            (row.source_id, row.municipality_id, row.amount)
            for row in programme_sheet.funding(connection, SECOND)
        ] == [
            ("frna", RAVENNA, Money(300_000_00)),
            ("frna", RAVENNA, Money(150_000_00)),
        ]


def test_money_of_the_simulation_by_area_then_by_source_as_they_are_sorted(filled: Engine) -> None:
    """The regional fund comes before the Comuni, whose money is of no Comune in particular."""
    with reading(filled) as connection:
        found = programme_funding(connection, PROGRAMME)
    assert [(one.area, one.source, one.municipality, one.cents) for one in found] == [
        ("Benessere dei giovani", "Comuni del distretto", CERVIA, 10_000_00),
        ("Anziani", "Fondo regionale", CERVIA, 20_000_00),
        ("Anziani", "Fondo regionale", RAVENNA, 360_000_00),
        ("Anziani", "Comuni del distretto", None, 20_000_00),
    ]
