"""The figures that wait to be checked: what each is, of whom, when, how much, which come first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, made_desk
from tests.made_rows import load, sound
from udp_core.archive.engine import reading
from udp_core.desk.report.checked import (
    CheckedFigure,
    ChosenFigures,
    checked_figures,
    first_waiting,
)
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState
from udp_core.writing.loading import Batch


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    return empty_engine


def shown(engine: Engine) -> tuple[CheckedFigure, ...]:
    with reading(engine) as connection:
        return checked_figures(connection, "a", 2026)


def put(engine: Engine, table: str, **values: Any) -> None:
    load(engine, Batch(E[table], [(None, sound(E[table], **values))]))


def test_each_figure_says_what_it_is_of_when_and_how_much(desk: Engine) -> None:
    """85 % of a scheda; 1.234,56 € of a quarter; 12 units and a half; 3 of an indicator's 10."""
    scheda = next(one.id for one in shown(desk) if one.table == "intervention")
    programme, _, code = scheda.rpartition(":")
    common = {"fund_year_id": FUND, "voce_id": "A1", "municipality_id": "c", "phase": "final"}
    quarter = {"period": "quarter", "period_no": 3, "as_of": "2026-09-30"}
    month = {"period": "month", "period_no": 10, "as_of": "2026-10-31"}
    year = {"period": "year", "period_no": None, "as_of": "2026-11-01"}
    put(desk, "intervention", programme_id=programme, code=code, progress=850, state="active")
    put(desk, "frna_entry", **common, **quarter, amount_cents=1_234_56)
    put(desk, "activity_measure", **common, **month, unit="days", value=12_500)
    terms = {"value": None, "numerator": 3_000, "denominator": 10_000}
    put(desk, "measurement", district_id="a", year=2026, municipality_id=None, **year, **terms)
    found = {one.table: one for one in shown(desk)}
    assert {
        table: (one.what, one.place, one.when, one.amount, one.number, one.unit)
        for table, one in found.items()
    } == {
        "intervention": (
            f"{code} Attività",
            "Intero distretto",
            "anno 2026",
            None,
            Decimal(85),
            "%",
        ),
        "frna_entry": (
            "A1 Attività, Attività",
            "Cervia",
            "3º trimestre",
            Money(1_234_56),
            None,
            "€",
        ),
        "activity_measure": ("A1 Attività", "Cervia", "ottobre", None, Decimal("12.5"), "giornate"),
        "measurement": ("Attività", "Intero distretto", "anno 2026", None, Decimal(3), ""),
    }


def test_what_is_opened_first_is_a_draft_then_what_waits_to_be_validated(desk: Engine) -> None:
    [one] = shown(desk)
    draft, confirmed, validated = (replace(one, id=str(state), state=state) for state in DataState)
    assert first_waiting((validated, confirmed, draft)) is draft
    assert first_waiting((validated, confirmed)) is confirmed
    assert first_waiting((validated,)) is validated
    chosen = ChosenFigures(one.kind, DataState.DRAFT)
    away = replace(draft, place="Cervia", when="ottobre")
    other = replace(draft, table="measurement")
    figures = (draft, away, other, confirmed)
    assert chosen.of(figures) == (draft, away)
    assert replace(chosen, places=("Cervia",)).of(figures) == (away,)
    assert replace(chosen, periods=("ottobre", "anno 2026")).of(figures) == (draft, away)
    assert replace(chosen, periods=("ottobre",), places=("Russi",)).of(figures) == ()
