"""The simulation of an annual programme, on the small programme of three schede.

The young: 10,000 of the Comuni in Cervia. The elderly: 360,000 of FRNA in Ravenna and 20,000 in
Cervia, 20,000 of the Comuni for the whole district; 150,000 spent, and 50,000 that are a draft.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial

import pytest
from sqlalchemy import Engine

from tests.made_costs import people
from tests.made_programme import (
    CERVIA,
    PROGRAMME,
    RAVENNA,
    TODAY,
    Made,
    action,
    load_programme,
    money,
    scheda,
)
from tests.service.test_variations import refused
from udp_core.archive.engine import reading
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Payer, RuleLevel
from udp_core.simulation.report.programme import compile_programme
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model
from udp_core.simulation.terms import LeverOwner

FOURTH = f"{PROGRAMME}:S4"


MORE: list[Made] = [
    ("funding_source", {"code": "fna", "name": "Fondo nazionale", "kind": "fna", "sort": 3}),
    scheda("S4", "anziani"),
    action(FOURTH, 1, "2026-12-31", None, 1000),
    money(FOURTH, "fna", CERVIA, "budget", 0),
]


def model(engine: Engine, year: int = 2026, today: date = TODAY) -> Model:
    with reading(engine) as connection:
        return compile_programme(connection, "ravenna", year, today)


def test_every_source_of_every_area_is_a_lever_of_whole_thousands(empty_engine: Engine) -> None:
    """Up by half of what there is, and by ten thousand at least."""
    load_programme(empty_engine, *MORE)
    found = model(empty_engine)
    assert [
        (one.code, one.group, one.name, one.start, one.least, one.most) for one in found.levers
    ] == [
        ("m0", "Benessere dei giovani", "Comuni del distretto", 10_000, 0, 20_000),
        ("m1", "Anziani", "Fondo regionale", 380_000, 0, 570_000),
        ("m2", "Anziani", "Comuni del distretto", 20_000, 0, 30_000),
        ("m3", "Anziani", "Fondo nazionale", 0, 0, 10_000),
    ]
    assert {(one.unit, one.step, one.monthly, one.decided_by) for one in found.levers} == {
        ("€", 1_000, False, LeverOwner.DISTRICT)
    }
    assert [(one.label, one.area, one.payer, one.base, one.spent) for one in found.accounts] == [
        ("Benessere dei giovani",) * 2 + (Payer.WHOLE, (0, 10_000_00, 0), 12_000_00),
        ("Anziani",) * 2 + (Payer.WHOLE, (360_000_00, 20_000_00, 20_000_00), 150_000_00),
    ]
    assert found.municipalities == ("Ravenna", "Cervia", "intero distretto")
    assert (found.title, found.notes, found.prepared_from) == ("Programma annuale 2026", (), None)
    assert (found.available, found.residue, found.months) == (None, None, ())


def test_a_euro_more_goes_where_the_euros_are(empty_engine: Engine) -> None:
    """19,000 more of FRNA: 18,000 to Ravenna and 1,000 to Cervia; of what there was nothing, to
    the whole district."""
    load_programme(empty_engine, *MORE)
    found = model(empty_engine)
    outcome = evaluate(found, position_of(found, {"m1": (399_000, 1), "m3": (5_000, 1)}))
    assert outcome.accounts == ((0, 0, 0), (18_000_00, 1_000_00, 5_000_00))
    assert (outcome.cost, outcome.months) == (24_000_00, (24_000_00, *(0,) * 11))
    assert [one.check.code for one in outcome.broken] == [
        "fonte Fondo regionale",
        "fonte Fondo nazionale",
    ]
    assert [one.short for one in outcome.broken] == [19_000, 5_000]


def test_a_source_gives_to_all_the_areas_no_more_than_it_does(empty_engine: Engine) -> None:
    """10,000 of the Comuni from the elderly to the young are still 30,000 in all."""
    load_programme(empty_engine)
    found = model(empty_engine)
    moved = {"m0": (20_000, 1), "m2": (10_000, 1)}
    assert evaluate(found, position_of(found, moved)).broken == ()
    [broken] = evaluate(found, position_of(found, {**moved, "m2": (11_000, 1)})).broken
    check = broken.check
    assert (broken.short, check.level, check.unit, check.constant) == (
        1_000,
        RuleLevel.WARN,
        "€",
        30_000,
    )
    assert check.sentence == (
        "Il programma conta su «Comuni del distretto» per quanto è già previsto: di più va trovato."
    )
    assert check.remedy == ("Ridurre un altro ambito della stessa fonte, o indicare chi finanzia.")
    assert (check.name, check.source, check.verified) == (
        "Comuni del distretto",
        "Preventivo delle schede",
        True,
    )


@pytest.mark.parametrize(
    ("living", "need"),
    [((), (0, 0, 0)), ((30, 10), (Fraction(3, 4), Fraction(1, 4), 0))],
)
def test_the_need_is_the_part_of_the_residents(
    empty_engine: Engine, living: tuple[int, ...], need: tuple[object, ...]
) -> None:
    places = zip((RAVENNA, CERVIA), living, strict=False)
    load_programme(empty_engine, *(people(place, 2025, "total", many) for place, many in places))
    assert model(empty_engine).need == need


def test_next_year_begins_from_this_one_and_nothing_is_spent(empty_engine: Engine) -> None:
    load_programme(empty_engine)
    found = model(empty_engine, 2027)
    assert (found.year, found.title, found.prepared_from) == (
        2027,
        "Programma annuale 2027, preparato dal 2026",
        2026,
    )
    assert found.notes == ("2027 preparato dal 2026: cifre di partenza, non approvate.",)
    assert [one.start for one in found.levers] == [10_000, 380_000, 20_000]
    assert [one.spent for one in found.accounts] == [0, 0]


def test_a_year_that_is_over_or_without_amounts_is_told(empty_engine: Engine) -> None:
    """In 2027 this year is over, and the next begins from it; the one after from nothing."""
    load_programme(empty_engine)
    over = Problem(
        "L14",
        "Il 2026 è chiuso: non si può simulare come se fosse aperto.",
        "Scegliere il 2027, o il 2028.",
        value="2026",
    )
    assert refused(lambda: model(empty_engine, 2026, date(2027, 1, 1))) == {"L14": over}
    assert model(empty_engine, 2026, date(2026, 12, 31)).year == 2026
    assert model(empty_engine, 2027, date(2027, 1, 1)).prepared_from == 2026
    missing = Problem(
        "L13",
        "Per il 2028 non c’è un programma annuale con i suoi importi.",
        "Inserire il preventivo delle schede («Finanziamenti delle schede», nei Registri).",
        value="",
    )
    for today in (TODAY, date(2027, 1, 1)):
        assert refused(partial(model, empty_engine, 2028, today)) == {"L13": missing}
    with reading(empty_engine) as connection:
        elsewhere = refused(lambda: compile_programme(connection, "altrove", 2026, TODAY))
    assert set(elsewhere) == {"L13"}
