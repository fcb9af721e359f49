"""How far a variation may cut, and the activity that moves with its money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.made_costs import lever, load_costs, term
from tests.made_fund import NETWORKS, OF_2026
from tests.made_fund import TODAY as MADE_ON
from tests.made_rows import load, sound_history
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
from udp_core.archive.engine import reading, writing
from udp_core.archive.images import read_by_id
from udp_core.archive.queries import register_rows
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import Writer
from udp_core.checking import check_database
from udp_core.kernel.italian import euro
from udp_core.kernel.money import Money
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import ActivityUnit
from udp_core.simulation.commands.activity import ActivityLine, activity_changes, activity_lines
from udp_core.simulation.commands.proposing_variations import propose
from udp_core.simulation.commands.scenarios import Kept, scenario
from udp_core.simulation.queries.scenarios import LineRow, lines_of, variations_of
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.activity import year_change
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import ModelTerm
from udp_core.simulation.terms import ScenarioState
from udp_core.writing.loading import Batch

__all__ = ["archive"]
ENTRY = BY_NAME["frna_entry"]


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


def lowered(engine: Engine, voce: str, cents: int, place: str | None) -> int:
    """What the office lowers after a variation was proposed; what it was."""
    row_id = f"{RAVENNA.fund_year}:{voce}:frna:{place or '-'}:budget:year:-"
    with writing(engine) as connection:
        before = read_by_id(connection, ENTRY, [row_id])[row_id][1]["amount_cents"]
        connection.exec_driver_sql(
            "UPDATE frna_entry SET amount_cents = ? WHERE id = ?", (cents, row_id)
        )
    return int(str(before))


def lines(engine: Engine, variation: str) -> tuple[LineRow, ...]:
    with reading(engine) as connection:
        return lines_of(connection, variation)


def test_a_cut_of_more_than_is_left_of_a_voce_is_refused_with_what_it_would_be(
    archive: Engine,
) -> None:
    """Each Comune is left with one cent, and the cut takes more: -(cut - 0,01) €."""
    variation = proposed(archive, {"sollievo-ore": [_start(archive, "sollievo-ore") - 100, 11]})
    cut = lines(archive, variation)
    for one in cut:
        lowered(archive, one.voce, 1, one.municipality)
    before = budget(archive)
    with pytest.raises(RefusedError) as caught:
        approve(archive, variation)
    assert [one.code for one in caught.value.problems] == ["L34"] * len(cut)
    told = [f"La voce scenderebbe a {euro(Money(1 + one.cents))}." for one in cut]
    assert sorted(one.sentence for one in caught.value.problems) == sorted(told)
    assert budget(archive) == before


def test_what_was_broken_before_stops_only_what_makes_it_worse(archive: Engine) -> None:
    """50.000 € too few for the schede: 100 hours fewer make it worse, 10 posts more better."""
    worse = proposed(archive, {"sollievo-ore": [_start(archive, "sollievo-ore") - 100, 11]})
    better = proposed(archive)
    cut = -sum(one.cents for one in lines(archive, worse))
    assert lowered(archive, "T1", lowered(archive, "T1", 0, None) - 50_000_00, None) == 0
    found = refused(lambda: approve(archive, worse))
    assert euro(Money(cut + 50_000_00)) in found["I13"].sentence
    approve(archive, better)
    assert sorted(states(archive)) == ["approved", "proposed"]


def test_a_voce_is_of_the_comuni_or_of_the_whole_district(archive: Engine) -> None:
    variation = proposed(archive)
    of_the_voce = {"fund_year_id": RAVENNA.fund_year, "voce_id": "A1.1", "phase": "budget"}
    with reading(archive) as connection:
        one = register_rows(connection, ENTRY, of_the_voce)[0].image
    of_the_district = {**one, "municipality_id": None, "amount_cents": 1_00}
    load(archive, Batch(ENTRY, [(None, of_the_district)]))
    found = refused(lambda: approve(archive, variation))
    assert "avrebbe nel preventivo importi di singoli Comuni e dell’intero" in found["I18"].sentence
    assert states(archive) == ["proposed"]


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


@pytest.mark.parametrize("calendar", ["opening", "months"])
def test_a_service_that_begins_has_its_activity_from_nothing(
    empty_engine: Engine, calendar: str
) -> None:
    """5 posts of networks, of which no activity was programmed: 5 of the district, and no days."""
    begun = lever(
        "nuovi", 8, voce_id=NETWORKS, activity_unit="posts", start=0, below=0, people=1000
    )
    load_costs(empty_engine, begun, term("nuovi", calendar, voce_id=NETWORKS, item=None))
    with writing(empty_engine) as connection:
        model = compile_fund(connection, "ravenna", 2026, MADE_ON)
        position = position_of(model, {"nuovi": (5, 11)})
        kept = Kept(
            "s", 1, "Nuovo", "", ScenarioState.DRAFT, "anna", 1, MADE_ON, model, position, {}, "a"
        )
        found = activity_lines(connection, kept, OF_2026)
        writer = Writer(connection, asked().header("prova"))
        [change] = activity_changes(writer, OF_2026, found, MADE_ON)
        assert activity_changes(writer, OF_2026, (), MADE_ON) == []
    assert found == (ActivityLine(NETWORKS, ActivityUnit.POSTS, None, 5),)
    assert (change.version, change.before) == (1, None)
    assert change.after is not None
    assert (change.after["value"], change.after["state"]) == (5_000, "confirmed")
    assert change.after["source"] == "Variazione del programma"


def test_what_adds_up_moves_as_its_own_money_does_and_not_as_that_of_another_lever() -> None:
    """Posts go by the days, hours by the month: from October 3 months of 12, and not 92 days."""
    model = care()
    by_days, by_months = (
        ModelTerm(account, 0, calendar, Fraction(100), (lever,))
        for account, calendar, lever in ((0, 0, 0), (2, 1, 2))
    )
    for terms in ((by_days, by_months), (by_months, by_days)):
        both = replace(model, terms=terms)
        position = position_of(both, {"ore": (8_800, 10), "posti": (110, 10)})
        assert year_change(both, position, 2, ActivityUnit.HOURS) == -300
        assert year_change(both, position, 0, ActivityUnit.DAYS) == Fraction(10 * 92, 365)
        assert year_change(both, position, 0, ActivityUnit.POSTS) == 10
    still = replace(model.levers[2], monthly=False)
    yearly = replace(model, levers=(*model.levers[:2], still, model.levers[3]))
    position = position_of(yearly, {"ore": (8_800, 1)})
    assert year_change(yearly, position, 2, ActivityUnit.HOURS) == -1_200


def test_a_lever_of_which_nothing_is_reckoned_moves_by_the_months_that_remain() -> None:
    """1.200 hours a year fewer from October, and no cost that says when: 3 months of 12."""
    model = replace(care(), terms=())
    position = position_of(model, {"ore": (8_800, 10)})
    assert year_change(model, position, model.place_of("ore"), ActivityUnit.HOURS) == -300
