"""What no door stores of a value: against its terms, too exact, on a group of voci."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, save
from tests.made_rows import asked, load, sound
from tests.service.test_true_rows import (
    BUDGET,
    DOORS,
    ENTRY,
    INDICATOR,
    MEASURE,
    VOCE,
    Door,
    codes,
    desk,
    refused,
    saved,
    turn,
)
from udp_core.archive.entity import Image
from udp_core.fund.commands.transfers import DecideTransfer, Proposal, decide, propose
from udp_core.kernel.money import Money
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

__all__ = ["desk"]


# A value and its terms


@DOORS
@pytest.mark.parametrize(
    ("value", "found"),
    [(5000, []), (7500, ["R25"]), (5010, ["R25"]), (5100, ["R25"]), (None, [])],
)
def test_a_value_agrees_with_its_terms(
    desk: Engine, door: Door, value: int | None, found: list[str]
) -> None:
    """50 out of 1.000 is 5,0 %: neither 7,5 nor 5,01 nor 5,1."""
    load(
        desk,
        Batch(
            INDICATOR,
            [
                (
                    None,
                    sound(
                        INDICATOR,
                        code="pc",
                        multiplier=100_000,
                        denominator="Residenti",
                        unit="%",
                        decimals=1,
                    ),
                )
            ],
        ),
    )
    row = sound(
        MEASURE,
        indicator_id="pc",
        municipality_id="c",
        year=2025,
        numerator=50_000,
        denominator=1_000_000,
        value=value,
        as_of="2025-12-31",
    )
    if found:
        [problem] = refused(lambda: door(desk, MEASURE, row), desk)
        assert problem.code == "R25"
        assert "50 su 1.000 fa 5,0" in problem.sentence
    else:
        door(desk, MEASURE, row)


@DOORS
def test_a_value_is_as_exact_as_it_is_written(desk: Engine, door: Door) -> None:
    """2 out of 3 is 66,7 %, 67 % and 66,667 %; a mean per thousand has its own multiplier.

    Nothing is divided by zero.
    """
    load(
        desk,
        Batch(
            INDICATOR,
            [
                (
                    None,
                    sound(
                        INDICATOR,
                        code=code,
                        multiplier=1000 * per,
                        denominator="Residenti",
                        unit="u",
                        decimals=1,
                    ),
                )
                for code, per in (("pc", 100), ("pm", 1000))
            ],
        ),
    )

    def row(indicator: str, value: int, year: int, denominator: int = 3000) -> Image:
        return sound(
            MEASURE,
            indicator_id=indicator,
            municipality_id="c",
            year=year,
            numerator=2000,
            denominator=denominator,
            value=value,
            as_of=f"{year}-12-31",
        )

    for year, value in ((2023, 66_700), (2024, 67_000), (2025, 66_667)):
        door(desk, MEASURE, row("pc", value, year))
    door(desk, MEASURE, row("pm", 666_700, 2025))
    assert codes(lambda: door(desk, MEASURE, row("pm", 66_700, 2024)), desk) == ["R25"]
    assert codes(lambda: door(desk, MEASURE, row("pc", 0, 2022, denominator=0)), desk) == ["R25"]
    counted = sound(INDICATOR, code="n", multiplier=1000, denominator=None)
    load(desk, Batch(INDICATOR, [(None, counted)]))
    door(desk, MEASURE, row("n", 2000, 2025) | {"denominator": None})
    [unlike] = refused(
        lambda: door(desk, MEASURE, row("n", 3000, 2024) | {"denominator": None}), desk
    )
    assert (unlike.code, unlike.sentence) == ("R25", "Il valore è 3, ma 2 fa 2,0.")


def test_the_terms_of_a_share_are_said_also_where_it_has_no_decimals(desk: Engine) -> None:
    """And of what is only counted one term, however many decimals it is written with."""
    whole = sound(INDICATOR, code="pc", multiplier=100_000, denominator="Residenti", decimals=0)
    exact = sound(INDICATOR, code="n", multiplier=1000, denominator=None, decimals=2)
    load(desk, Batch(INDICATOR, [(None, whole), (None, exact)]))
    row = sound(MEASURE, municipality_id="c", year=2025, numerator=2000, as_of="2025-12-31")
    rows: list[Image] = [
        {**row, "indicator_id": "pc", "denominator": 4000, "value": 40_000},
        {**row, "indicator_id": "n", "denominator": None, "value": 5000},
    ]
    assert [refused(partial(saved, desk, MEASURE, one), desk)[0].sentence for one in rows] == [
        "Il valore è 40, ma 2 su 4 fa 50,0.",
        "Il valore è 5, ma 2 fa 2,00.",
    ]


# Groups of voci


@pytest.fixture
def grouped(desk: Engine) -> Engine:
    """A voce «A» above A1 and A2."""
    save(desk, "anna", Edit(VOCE, sound(VOCE, code="A", name="Anziani", short_name="Anziani")))
    save(desk, "anna", *(Edit(VOCE, {"parent_id": "A"}, code, 1) for code in ("A1", "A2")))
    return desk


@DOORS
@pytest.mark.parametrize("name", ["frna_entry", "activity_measure"])
def test_no_door_puts_a_figure_on_a_group_of_voci(grouped: Engine, door: Door, name: str) -> None:
    row = sound(
        E[name],
        fund_year_id=FUND,
        voce_id="A",
        municipality_id="c",
        phase="final",
        period="month",
        period_no=1,
        as_of="2026-01-31",
    )
    [problem] = refused(lambda: door(grouped, E[name], row), grouped)
    assert problem.code == "W13"
    assert "A1" in problem.remedy
    assert "A2" in problem.remedy
    door(grouped, E[name], row | {"voce_id": "A1"})


@DOORS
def test_a_voce_with_figures_takes_no_others_below(desk: Engine, door: Door) -> None:
    save(desk, "anna", entry(1, 100))
    [problem] = refused(lambda: door(desk, VOCE, sound(VOCE, code="A1.1", parent_id="A1")), desk)
    assert problem.code == "W14"
    assert "1 movimento FRNA" in problem.sentence


def test_a_group_made_by_the_same_request_is_a_group(desk: Engine) -> None:
    below = Edit(VOCE, sound(VOCE, code="A1.1", parent_id="A1"))
    assert codes(lambda: save(desk, "anna", below, entry(1, 100)), desk) == ["W13"]
    together = [
        Batch(VOCE, [(None, dict(below.values))]),
        Batch(ENTRY, [(None, dict(entry(1, 100).values))]),
    ]
    assert codes(lambda: load(desk, *together), desk) == ["W13"]


@pytest.mark.parametrize(("giving", "taking"), [("A", "A1"), ("A1", "A")])
def test_money_is_transferred_between_leaves(grouped: Engine, giving: str, taking: str) -> None:
    save(
        grouped,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(grouped, "anna", entry(1, 12_000, **BUDGET))
    one = Proposal(FUND, giving, taking, "a", "c", Money(100_00), "Prova")
    found = codes(
        lambda: propose(grouped, asked(f"sposta {next(turn)}"), "anna", one, TODAY), grouped
    )
    assert found[0] == "W13"


def test_a_transfer_proposed_before_its_voce_became_a_group_is_not_approved(desk: Engine) -> None:
    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(desk, "anna", entry(1, 12_000, **BUDGET))
    confirm_budget(desk)
    one = Proposal(FUND, "A1", "A2", "a", "c", Money(100_00), "Prova")
    transfer = propose(desk, asked(f"sposta {next(turn)}"), "anna", one, TODAY)
    save(desk, "anna", Edit(VOCE, sound(VOCE, code="A2.1", parent_id="A2")))
    approve = DecideTransfer(transfer, 1, approved=True)
    assert codes(
        lambda: decide(desk, asked(f"decide {next(turn)}"), "anna", approve, TODAY), desk
    ) == ["W13"]
