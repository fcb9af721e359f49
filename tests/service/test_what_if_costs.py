"""Unit costs of the programme beside those listed.

Months that are closed, money that is spent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_copy import copied
from tests.made_costs import ELSEWHERE, cost, lever, load_costs, term
from tests.made_fund import HOMES, NETWORKS, OF_2026, TODAY, budget, spent
from tests.made_programme import CERVIA, RAVENNA, Made
from udp_core.archive.engine import reading
from udp_core.fund.queries.fund import VoceRow
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import (
    ActivityUnit,
    FrnaArea,
    MacroSection,
    Payer,
    Trust,
)
from udp_core.simulation.queries import simulation as queries
from udp_core.simulation.queries.simulation import ActivityPlaceRow, CostRow, PlaceRow, TermRow
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.report.facts import Prices
from udp_core.simulation.report.starting import first_open_month
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, Price
from udp_core.simulation.terms import TermCalendar


@pytest.fixture(scope="module")
def world(_migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Two districts; what is expired, to come, or a draft. For reading: it is shared."""
    with copied(_migrated_file, tmp_path_factory.mktemp("costs")) as engine:
        load_costs(engine)
        yield engine


def fund(
    engine: Engine, year: int = 2026, listed: tuple[str, ...] = (), today: date = TODAY
) -> Model:
    with reading(engine) as connection:
        return compile_fund(connection, "ravenna", year, today, listed)


def refused(right: Callable[[], object]) -> Problem:
    with pytest.raises(RefusedError) as told:
        right()
    (problem,) = told.value.problems
    return problem


def cents(model: Model, **asked: tuple[object, int]) -> int:
    return evaluate(model, position_of(model, asked)).cost


def test_of_no_money_or_no_activity_no_cost_is_implied() -> None:
    price = Price("posti", 900, Fraction(3), None, listed_sure=False, by_list=False)
    assert price.implied == 300
    assert replace(price, programmed=None).implied is None
    assert replace(price, activity=Fraction(0)).implied is None
    assert replace(price, activity=None).implied is None


def test_the_default_cost_is_the_programme_divided_by_its_activity(world: Engine) -> None:
    """1.260.000 € for 18.000 days are 70 €; listed at 50, 28,6 % less.

    Ten posts in November and December: 61 days.
    """
    model = fund(world)
    price = model.levers[model.place_of("posti")].price
    assert price is not None
    assert (price.implied, price.listed, price.difference) == (7000, 5000, Fraction(-2, 7))
    assert (price.cents, price.sure) == (7000, True)
    assert cents(model, posti=(60, 11)) == 10 * 61 * 70_00
    assert cents(fund(world, listed=("posti",)), posti=(60, 11)) == 10 * 61 * 50_00


def test_a_unit_has_a_cost_by_the_programme_by_the_list_or_by_neither() -> None:
    """1.260.000 € for 18.000 days; 55 € on the list for an hour, which no programme counts."""
    day = TermRow("posti", None, HOMES, Payer.FRNA, "day", TermCalendar.DAYS, Decimal(1), None)
    hour = day._replace(item="hour")
    listed = CostRow(HOMES, "hour", Payer.FRNA, 55_00, None, Trust.OFFICIAL)
    homes = VoceRow(
        HOMES, "", "", None, FrnaArea.ELDERLY, MacroSection.RESIDENTIAL, ActivityUnit.DAYS
    )
    prices = Prices([listed], date(2026, 12, 31), ())
    assert (prices.price(day), prices.price(hour)) == (
        None,
        Price("ora", None, None, 55_00, listed_sure=True, by_list=False),
    )
    amounts = [PlaceRow(HOMES, None, Decimal(1_260_000_00))]
    prices.of_programme(
        amounts, [ActivityPlaceRow(HOMES, ActivityUnit.DAYS, None, Decimal(18_000))], {HOMES: homes}
    )
    found = prices.price(day)
    assert found == Price(
        "giornata", 1_260_000_00, Fraction(18_000), None, listed_sure=False, by_list=False
    )
    assert found.implied == 70_00


def test_each_lever_may_take_the_listed_cost(world: Engine) -> None:
    """The days of a year, from November: 61 / 365 of 365 days at 50 €; the posts stay at 70."""
    model = fund(world, listed=("giornate",))
    assert cents(model, giornate=(18_365, 11)) == 61 * 50_00
    assert cents(model, posti=(51, 11)) == 61 * 70_00


def test_a_tariff_is_a_change_on_the_cost_in_use(world: Engine) -> None:
    for listed, level in (((), 70), (("posti",), 50)):
        model = fund(world, listed=listed)
        tariff = model.levers[model.place_of("tariffa")]
        assert (tariff.change, tariff.start, tariff.level) == (True, 0, level)
    networks = fund(world).levers[model.place_of("reti")]
    assert (networks.change, networks.level) == (True, 120_000)
    assert not fund(world).levers[model.place_of("aperture")].change


def test_drafts_and_other_districts_set_no_start(world: Engine) -> None:
    model = fund(world)
    assert (
        model.levers[model.place_of("posti")].start,
        model.levers[model.place_of("giornate")].start,
    ) == (50, 18_000)
    assert {one.voce: one.base_total for one in model.accounts if one.voce} == {
        HOMES: 1_260_000_00,
        NETWORKS: 120_000_00,
    }


def test_of_the_list_the_cost_in_force_is_taken(world: Engine) -> None:
    """Not the later one that has expired, nor the one to come.

    Where all have expired, the last, not to be relied on.
    """
    model = fund(world)
    homes, old = (model.levers[model.place_of(code)].price for code in ("posti", "vecchia"))
    assert homes is not None
    assert old is not None
    assert (homes.listed, homes.listed_sure) == (5000, True)
    assert (old.implied, old.listed, old.listed_sure, old.from_list, old.sure) == (
        None,
        1100,
        False,
        True,
        False,
    )
    assert not evaluate(model, position_of(model, {"vecchia": (1, 11)})).verified
    assert evaluate(model, position_of(model, {"posti": (51, 11)})).verified


def test_a_cost_on_its_last_day_still_holds(empty_engine: Engine) -> None:
    load_costs(empty_engine, cost(65, "2026-01-01", "2026-12-31"))
    price = fund(empty_engine).levers[0].price
    assert price is not None
    assert (price.listed, price.listed_sure) == (6500, True)


def test_need_is_of_those_of_75_years_who_live_here_now(world: Engine) -> None:
    assert fund(world).need == (Fraction(30, 40), Fraction(10, 40), 0)


def test_what_is_paid_a_head_counts_those_of_75_years_who_live_here(empty_engine: Engine) -> None:
    """30 of Ravenna and 10 of Cervia, not the 400 of every age, nor the 500 who live elsewhere.

    40 € for each euro.
    """
    a_head = lever("procapite", 8, unit="€ a testa", voce_id=NETWORKS, start=0)
    load_costs(
        empty_engine,
        a_head,
        term("procapite", "start", voce_id=NETWORKS, item=None, driver="population_75"),
    )
    model = fund(empty_engine)
    place = [one.code for one in model.levers].index("procapite")
    assert sum(one.cents for one in model.terms if one.levers == (place,)) == 40_00


def test_money_of_another_district_or_year_is_not_here(empty_engine: Engine) -> None:
    more: list[Made] = [
        _national("ravenna:fna:2026", 300_000),
        _national("rubicone:fna:2026", 700_000),
        (
            _national("ravenna:fna:2026", 1)[0],
            {
                **_national("ravenna:fna:2026", 5_000)[1],
                "municipality_id": CERVIA,
                "state": "draft",
            },
        ),
    ]
    load_costs(empty_engine, *more)
    with reading(empty_engine) as connection:
        found = queries.programmed_by_source(connection, "ravenna", 2026)
        assert found == {
            "fna": {HOMES: 300_000_00},
            "frna": {HOMES: 1_260_000_00, NETWORKS: 120_000_00},
        }
        assert queries.programmed_by_source(connection, "ravenna", 2027) == {}
        assert queries.programmed_amounts(connection, ELSEWHERE) == (
            queries.PlaceRow(HOMES, None, Decimal(500_000_000)),
        )


def _national(fund_id: str, euro: int) -> Made:
    return budget(fund_id, HOMES, None, euro)


def _rule(value: int, begun: str, ended: str | None) -> Made:
    return "rule", {
        "rule_set_id": "ER",
        "code": "K7",
        "parameter": "cra_fee_max",
        "sentence": "Massimo.",
        "level": "block",
        "value": value,
        "valid_from": begun,
        "valid_to": ended,
        "trust": "press",
        "source": "Prova",
    }


def test_rules_are_those_of_the_day(empty_engine: Engine) -> None:
    """The day before it expires, the day it does, the day after; and none before it begins."""
    rules = [_rule(50_050, "2015-01-01", "2026-12-31"), _rule(54_150, "2027-01-01", None)]
    load_costs(
        empty_engine,
        ("rule_set", {"code": "ER", "name": "Regole", "region": "Emilia-Romagna"}),
        *rules,
    )
    with reading(empty_engine) as connection:
        known = {
            day: [row.value for row in queries.rules_in_force(connection, date.fromisoformat(day))]
            for day in ("2014-12-31", "2026-12-30", "2026-12-31", "2027-01-01")
        }
    assert {day: [float(one or 0) for one in values] for day, values in known.items()} == {
        "2014-12-31": [],
        "2026-12-30": [50.05],
        "2026-12-31": [50.05],
        "2027-01-01": [54.15],
    }


# Months that are closed


@pytest.mark.parametrize(
    ("today", "reported", "first"),
    [
        (date(2025, 12, 31), 0, 1),
        (date(2026, 1, 30), 0, 1),
        (date(2026, 1, 31), 0, 2),
        (date(2026, 10, 30), 0, 10),
        (date(2026, 10, 31), 0, 11),
        (date(2026, 6, 15), 10, 11),
        (date(2026, 12, 30), 0, 12),
        (date(2026, 12, 31), 0, 13),
        (date(2026, 5, 1), 12, 13),
        (date(2027, 1, 1), 0, 13),
    ],
)
def test_the_first_open_month_comes_after_what_is_over_and_what_is_reported(
    today: date, reported: int, first: int
) -> None:
    months = tuple(Money(1) if month < reported else None for month in range(12))
    assert first_open_month(2026, today, months) == first


def test_a_lever_never_begins_in_a_closed_month(world: Engine) -> None:
    """October is reported; the drafts of November are not a consuntivo."""
    model = fund(world)
    assert model.first_month == 11
    assert model.present.months == (11, 11, 11, 11, 11, 1, 11)
    problem = refused(lambda: position_of(model, {"posti": (60, 10)}))
    assert problem.code == "L06"
    assert (
        problem.sentence
        == "«Posti»: non può cominciare da ottobre 2026, i mesi fino a ottobre sono chiusi."
    )
    assert "da novembre" in problem.remedy
    assert evaluate(model, position_of(model, {"posti": (50, 1)})).cost == 0
    assert cents(model, posti=(60, 12)) == 10 * 31 * 70_00


def test_a_lever_of_the_year_has_no_month(world: Engine) -> None:
    model = fund(world)
    assert evaluate(model, position_of(model, {"entrate": (10_000, 1)})).available == 10_000_00
    for month in (6, 11, 12):
        assert (
            refused(lambda month=month: position_of(model, {"entrate": (10_000, month)})).code  # type: ignore[misc]
            == "L05"
        )


# Money that is spent


def test_nothing_goes_below_what_is_spent(world: Engine) -> None:
    """1.050.000 of 1.260.000 € are spent: 210.000 are left, that is 3.000 days.

    In 61 days 49 posts cost 209.230 €.
    """
    model = fund(world)
    homes = next(one for one in model.accounts if one.voce == HOMES)
    assert (homes.base_total, homes.spent, homes.floor) == (
        1_260_000_00,
        1_050_000_00,
        1_050_000_00,
    )
    assert cents(model, posti=(1, 11)) == -49 * 61 * 70_00
    problem = refused(lambda: position_of(model, {"posti": (0, 11)}))
    assert problem.code == "L07"
    assert (
        problem.sentence
        == "«Breve A1.1» scenderebbe da 1.260.000,00 € a 1.046.500,00 €: ne sono già spesi"
        " 1.050.000,00 €."
    )
    assert problem.remedy.startswith("Togliere al più 210.000,00 €")


def test_two_levers_together_do_not_either(world: Engine) -> None:
    model = fund(world)
    assert cents(model, posti=(10, 11)) < 0
    assert cents(model, giornate=(14_000, 11)) < 0
    assert (
        refused(lambda: position_of(model, {"posti": (10, 11), "giornate": (14_000, 11)})).code
        == "L07"
    )


def test_a_voce_that_overspent_takes_no_cut_at_all(empty_engine: Engine) -> None:
    load_costs(empty_engine, spent(OF_2026, HOMES, RAVENNA, 1, 400_000))
    model = fund(empty_engine)
    assert next(one.floor for one in model.accounts if one.voce == HOMES) == 1_260_000_00
    assert refused(lambda: position_of(model, {"posti": (49, 11)})).code == "L07"
    assert cents(model, posti=(51, 11)) > 0
