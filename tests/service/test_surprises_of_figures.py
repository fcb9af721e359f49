"""Indicators, activity, budgets and resources that nobody expected are asked about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, save
from tests.made_rows import load, sound
from tests.service.test_surprises import ACTIVITY, MEASURE, asked_about, desk, row
from udp_core.archive.entity import id_of
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

__all__ = ["desk"]


def test_the_terms_of_an_indicator_are_each_compared_with_their_own(desk: Engine) -> None:
    """12 of 1.000 three quarters long; then 1.200 of 1.000, and 12 of 10."""
    own: dict[str, Any] = {
        "district_id": "a",
        "municipality_id": "c",
        "period": "quarter",
        "year": 2026,
    }
    code = id_of(E["indicator"], sound(E["indicator"]))
    formula = sound(E["indicator"], denominator="Residenti", area_id="a")
    stored = [
        sound(
            MEASURE,
            **own,
            indicator_id=code,
            period_no=quarter,
            numerator=12_000,
            denominator=1000_000,
            value=None,
            as_of=f"2026-0{quarter * 3}-30",
        )
        for quarter in (1, 2, 3)
    ]
    load(
        desk,
        Batch(E["indicator"], [(None, formula)]),
        Batch(MEASURE, [(None, one) for one in stored]),
    )

    def fourth(numerator: int, denominator: int) -> Edit:
        return Edit(
            MEASURE,
            sound(
                MEASURE,
                **own,
                indicator_id=code,
                period_no=4,
                numerator=numerator,
                denominator=denominator,
                value=None,
                as_of=TODAY.isoformat(),
            ),
        )

    assert [one.sentence for one in asked_about(desk, fourth(1_200_000, 1000_000))] == [
        "«Numeratore»: 1.200 è fuori dal consueto (da 6 a 18; l’ultimo valore è 12)."
    ]
    assert [one.sentence for one in asked_about(desk, fourth(12_000, 10_000))] == [
        "«Denominatore»: 10 è fuori dal consueto (da 500 a 1.500; l’ultimo valore è 1.000)."
    ]
    save(desk, "anna", fourth(14_000, 1001_000))


def test_activity_and_budgets_a_hundred_times_what_they_were_are_asked_about(desk: Engine) -> None:
    hours: dict[str, Any] = {
        "fund_year_id": FUND,
        "voce_id": "A1",
        "municipality_id": "c",
        "unit": "hours",
        "phase": "final",
        "period": "month",
    }
    first = sound(ACTIVITY, **hours, period_no=9, value=310_000, as_of="2026-09-30")
    again = sound(ACTIVITY, **hours, period_no=10, value=31_000_000, as_of="2026-10-31")
    assert [
        one.sentence for one in asked_about(desk, Edit(ACTIVITY, first), Edit(ACTIVITY, again))
    ] == ["31.000 è 100 volte l’ultimo valore (310)."]
    budget: dict[str, Any] = {
        "phase": "budget",
        "period": "year",
        "period_no": None,
        "state": "confirmed",
    }
    load(desk, Batch(E["frna_entry"], [(None, {**entry(1, 12_000, **budget).values})]))
    stands = row(desk, E["frna_entry"], phase="budget", voce_id="A1")
    change = Edit(E["frna_entry"], {"amount_cents": 120_00}, stands.id, stands.version)
    assert [one.sentence for one in asked_about(desk, change)] == [
        "120,00 € è 100 volte più piccolo dell’ultimo valore (12.000,00 €)."
    ]


def test_a_year_in_one_file_is_judged_month_after_month(desk: Engine) -> None:
    """Of an empty archive: ten months alike, and one a hundred times the others."""
    months = [entry(month, 100_000 if month == 10 else 1000) for month in range(1, 11)]
    [problem] = asked_about(desk, *months)
    assert problem.sentence == "100.000,00 € è 100 volte l’ultimo valore (1.000,00 €)."


def test_the_money_that_a_fund_has_is_not_ten_times_itself_without_a_word(desk: Engine) -> None:
    allocation = E["allocation"]
    save(
        desk,
        "anna",
        Edit(allocation, sound(allocation, fund_year_id=FUND, amount_cents=22_629_564_11)),
    )
    stands = row(desk, allocation)
    change = Edit(allocation, {"amount_cents": 2_262_956_411_00}, stands.id, stands.version)
    assert [one.code for one in asked_about(desk, change)] == ["U05"]
