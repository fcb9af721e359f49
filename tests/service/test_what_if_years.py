"""What if of the year to come, of one that is over, of a budget in draft; days of a year."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_costs import load_costs
from tests.made_fund import HOMES, NETWORKS, OF_2026, OF_2027, TODAY, budget, fund_year, spent
from tests.service.test_what_if_costs import cents, fund, refused, world
from udp_core.archive.entity import Image
from udp_core.kernel.problem import Problem
from udp_core.simulation.rules.limits import position_of

__all__ = ["world"]

OF_2028 = "ravenna:frna:2028"


# The year to come, a year that is over, a year in draft


def test_next_year_is_prepared_from_this_one(world: Engine) -> None:
    """1.420.000 come in each year; what October leaves: 1.600.000 less 1.380.000 expected."""
    model = fund(world, 2027)
    assert (model.title, model.prepared_from, model.first_month) == (
        "FRNA 2027, preparato dal 2026",
        2026,
        1,
    )
    [note] = model.notes
    assert note == (
        "2027 preparato dal 2026: cifre di partenza, non approvate. Disponibile 1.640.000,00 €:"
        " 1.420.000,00 € come nel 2026, più il residuo previsto di 220.000,00 €."
    )
    assert model.levers[model.place_of("posti")].start == 50
    assert sum(model.months) == 1_380_000_00
    assert (model.available, model.residue) == (1_640_000_00, 260_000_00)
    assert cents(model, posti=(60, 6)) == 10 * 214 * 70_00


def test_a_year_without_a_programme_keeps_what_it_has_already_spent(empty_engine: Engine) -> None:
    """Of 2027 there is no budget yet; January has cost 90.000 €, and begins in February."""
    load_costs(empty_engine, spent(OF_2027, HOMES, None, 1, 90_000))
    model = fund(empty_engine, 2027, today=date(2027, 2, 10))
    assert (model.prepared_from, model.first_month) == (2026, 2)
    homes = next(one for one in model.accounts if one.voce == HOMES)
    assert homes.spent == 90_000_00


def test_next_year_a_service_may_end(world: Engine) -> None:
    """All the days from January: the voce goes to zero to the cent, and no further."""
    model = fund(world, 2027)
    assert cents(model, giornate=(0, 1)) == -1_260_000_00
    problem = refused(lambda: position_of(model, {"giornate": (0, 1), "posti": (49, 12)}))
    assert "non si può togliere più di quanto c’è" in problem.sentence


@pytest.mark.parametrize(
    ("year", "today", "instead"),
    [
        (2025, TODAY, "il 2026, o il 2027 preparato da quello"),
        (2026, date(2027, 1, 1), "il 2027, o il 2028 preparato da quello"),
        (2026, date(2026, 12, 31), "il 2027"),
    ],
)
def test_a_year_that_is_over_is_not_simulated(
    world: Engine, year: int, today: date, instead: str
) -> None:
    assert refused(lambda: fund(world, year, today=today)) == Problem(
        "L14",
        f"Il {year} è chiuso: non si può simulare come se fosse aperto.",
        f"Scegliere {instead}; come è andato il {year} si legge in «Fondi».",
        value=str(year),
    )


def test_a_year_without_a_programme_says_what_to_do(empty_engine: Engine) -> None:
    """2030 has nothing and nothing before; 2028 a draft of two rows, and nothing before."""
    rows = [budget(OF_2028, voce, None, 1_000) for voce in (HOMES, NETWORKS)]
    drafts = [(table, {**values, "state": "draft"}) for table, values in rows]
    load_costs(empty_engine, fund_year(2028), *drafts)
    assert refused(lambda: fund(empty_engine, 2030)) == Problem(
        "L10",
        "Per il 2030 non c’è un programma del FRNA da cui partire.",
        "Scegliere un anno con il preventivo, o inserirlo nei Registri.",
        value="2030",
    )
    assert refused(lambda: fund(empty_engine, 2028)) == Problem(
        "L10",
        "Il preventivo del 2028 è ancora in bozza (2 righe, 2.000,00 €): nessuno lo ha confermato,"
        " e non è contato.",
        "Confermarlo in «Conferme e stati», o scegliere un anno con il preventivo confermato.",
        value="2028",
    )


def test_a_year_with_final_figures_to_december_is_over_even_before_its_end(
    empty_engine: Engine,
) -> None:
    """Nothing programmed for 2027, and its December was spent already: no month is open."""
    load_costs(empty_engine, spent(OF_2027, HOMES, None, 12, 1_000))
    assert refused(lambda: fund(empty_engine, 2027)).code == "L14"


def test_a_year_that_was_closed_is_not_either(empty_engine: Engine) -> None:
    closure: Image = {
        "fund_year_id": OF_2026,
        "closed_on": "2026-11-01",
        "residue_cents": 0,
        "act_id": None,
        "source": "prova",
        "origin": "real",
    }
    load_costs(empty_engine, ("fund_closure", closure))
    assert refused(lambda: fund(empty_engine)).code == "L14"
    assert fund(empty_engine, 2027).prepared_from == 2026


def test_a_budget_in_draft_is_said(empty_engine: Engine) -> None:
    made = budget(OF_2027, HOMES, None, 15_000_000)
    load_costs(empty_engine, (made[0], {**made[1], "state": "draft"}))
    said = (
        "Il preventivo del 2027 è ancora in bozza (1 riga, 15.000.000,00 €): nessuno lo ha"
        " confermato, e non è contato."
    )
    assert fund(empty_engine, 2027).notes[1] == said
    problem = refused(lambda: fund(empty_engine, 2027, today=date(2029, 1, 1)))
    assert problem.code == "L14"
    assert refused(lambda: fund(empty_engine, 2028)).code == "L10"


def test_a_budget_confirmed_is_used_as_it_is(empty_engine: Engine) -> None:
    load_costs(empty_engine, budget(OF_2027, HOMES, None, 1_000_000))
    model = fund(empty_engine, 2027)
    assert (model.prepared_from, model.title) == (None, "FRNA 2027")
    assert sum(one.base_total for one in model.accounts) == 1_000_000_00


# Days


def test_opening_days_are_weekdays(world: Engine) -> None:
    """January 2027 has 21 weekdays, February 20, the year 261.

    Of 2026 November has 21, December 23.
    """
    model = fund(world, 2027)
    assert cents(model, aperture=(1, 1)) == 261 * 100
    assert cents(model, aperture=(1, 2)) == (261 - 21) * 100
    assert cents(fund(world), aperture=(1, 11)) == (21 + 23) * 100


def test_a_leap_year_counts_366_days(empty_engine: Engine) -> None:
    """2028 prepared from a 2027 of 1.000.000 €, at the listed 50 € as no activity was
    programmed."""
    load_costs(empty_engine, budget(OF_2027, HOMES, None, 1_000_000))
    model = fund(empty_engine, 2028, today=date(2027, 6, 1))
    assert cents(model, posti=(1, 1)) == 366 * 99_00
    assert cents(model, posti=(1, 3)) == (366 - 31 - 29) * 99_00
    price = model.levers[0].price
    assert price is not None
    assert (price.implied, price.from_list, price.listed) == (None, True, 9900)
