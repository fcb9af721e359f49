"""How far a variation may cut, and the activity that moves with its money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.made_rows import sound_history
from tests.made_simulation import care
from tests.service.test_variations import (
    RAVENNA,
    TODAY,
    approve,
    archive,
    asked,
    budget,
    keep,
    planned,
    proposed,
    refused,
    states,
)
from udp_core.archive.engine import reading
from udp_core.checking import check_database
from udp_core.kernel.italian import euro
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActivityUnit
from udp_core.simulation.commands.activity import activity_lines
from udp_core.simulation.commands.proposing_variations import propose
from udp_core.simulation.commands.scenarios import scenario
from udp_core.simulation.queries.scenarios import variations_of
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.activity import year_change
from udp_core.simulation.rules.limits import position_of

__all__ = ["archive"]


def test_a_cut_below_what_is_spent_or_done_is_refused_with_the_amounts(archive: Engine) -> None:
    """Respite has 204.003,00 € spent and 3.579 days done at 31/10.

    2.000 days fewer from January go below both.
    """
    with reading(archive) as connection:
        programmed, spent = (
            connection.exec_driver_sql(
                "SELECT sum(amount_cents) FROM frna_entry WHERE fund_year_id = 'ravenna:frna:2026'"
                " AND phase = ? AND voce_id = 'A2.1'",
                (phase,),
            ).scalar_one()
            for phase in ("budget", "final")
        )
    assert spent == 204_003_00
    before = budget(archive)
    kept = keep(
        archive,
        {"cra-posti": [800, 1], "sollievo-giorni": [_start(archive, "sollievo-giorni") - 2_000, 1]},
        in_january=True,
    )
    variation = propose(archive, asked(), "anna", kept, RAVENNA)
    with reading(archive) as connection:
        cut = connection.exec_driver_sql(
            "SELECT sum(amount_cents) FROM variation_line WHERE variation_id = ? AND voce_id ="
            " 'A2.1'",
            (variation,),
        ).scalar_one()
    found = refused(lambda: approve(archive, variation))
    assert set(found) == {"L35", "L36"}
    left = Money(programmed + cut)
    assert (
        found["L35"].sentence
        == f"La voce «Sollievo temporaneo anziani» scenderebbe a {euro(left)}, ma ne sono già spesi"
        " 204.003,00 €."
    )
    assert (
        found["L35"].remedy
        == f"Ridurre il taglio di {euro(Money(spent) - left)}, o rifare lo scenario."
    )
    assert budget(archive) == before
    assert states(archive) == ["proposed"]


def test_less_than_the_schede_ask_is_refused_with_the_amount_to_reduce(archive: Engine) -> None:
    """The schede ask the fund for all that is programmed.

    100 hours of respite fewer for two months leave them short.
    """
    variation = proposed(archive, {"sollievo-ore": [_start(archive, "sollievo-ore") - 100, 11]})
    with reading(archive) as connection:
        cut = -connection.exec_driver_sql(
            "SELECT sum(amount_cents) FROM variation_line WHERE variation_id = ?", (variation,)
        ).scalar_one()
    before, report = budget(archive), check_database(archive)
    assert report.breaches == ()
    found = refused(lambda: approve(archive, variation))
    assert euro(Money(cut)) in found["I13"].sentence
    assert found["I13"].remedy.startswith(f"Ridurre le schede di {euro(Money(cut))}")
    assert found["I13"].remedy.endswith("Poi approvare la variazione.")
    assert budget(archive) == before
    assert check_database(archive).breaches == ()


def _start(engine: Engine, code: str) -> int:
    with reading(engine) as connection:
        model = compile_fund(connection, "ravenna", 2026, TODAY)
    return int(model.levers[model.place_of(code)].start)


def test_an_approved_variation_moves_the_activity_with_the_money(archive: Engine) -> None:
    """Ten posts from November: 773 -> 783, and 10 x 61 x 0,97 = 591,7 days.

    100 days of respite fewer: 61/365 of them, 17.
    """
    days, respite = planned(archive, "A1.1", "days"), planned(archive, "A2.1", "days")
    variation = proposed(
        archive,
        {"cra-posti": [783, 11], "sollievo-giorni": [_start(archive, "sollievo-giorni") - 100, 11]},
    )
    with reading(archive) as connection:
        (row,) = variations_of(connection, RAVENNA.fund_year)
        kept = scenario(connection, row.scenario or "")
        assert kept is not None
        carried = activity_lines(connection, kept, RAVENNA.fund_year)
    assert sum(one.change for one in carried if one.unit is ActivityUnit.POSTS) == 10
    approve(archive, variation)
    assert planned(archive, "A1.1", "posts") == 783
    assert planned(archive, "A1.1", "days") - days == 592
    assert planned(archive, "A2.1", "days") - respite == -17
    assert check_database(archive).breaches == ()
    assert sound_history(archive) == []


@pytest.mark.parametrize(
    ("month", "change"),
    [(1, -2_000), (6, Decimal(-2_000 * 214) / 365), (12, Decimal(-2_000 * 31) / 365)],
)
def test_what_adds_up_moves_by_the_part_of_the_year_that_remains(
    month: int, change: Decimal
) -> None:
    model = care()
    found = year_change(
        model,
        position_of(model, {"ore": (8_000, month)}),
        model.place_of("ore"),
        ActivityUnit.HOURS,
    )
    assert abs(float(found) - float(change)) < 1e-9
    assert (
        year_change(model, position_of(model, {"posti": (110, month)}), 0, ActivityUnit.POSTS) == 10
    )
