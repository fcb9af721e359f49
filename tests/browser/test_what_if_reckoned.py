"""What the script of the what-if reckons, reads and stops at.

The browser's figures beside the exact ones.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server
from tests.made_simulation import care, check
from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.money import round_half_up
from udp_core.kernel.problem import RefusedError
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.view.payload import payload

pytestmark = pytest.mark.browser
SEEN = 400
IN_BROWSER = """async ({ model, positions }) => {
    const { evaluate, prepared } = await import('/assets/components/model.js');
    const ready = prepared(model);
    return positions.map(([values, months]) => { const found = evaluate(ready, values, months); return [found.cost, found.available, found.people, [...found.totals], [...found.byMonth], found.checks, found.residue, found.verified]; });
}"""  # noqa: E501


def positions(model: Model, count: int) -> list[Position]:
    """Positions at random, the same at every run; a third of the levers stay."""
    chance = random.Random(7)  # noqa: S311 - the same positions at every run
    found = []
    for _ in range(count):
        values, months = [], []
        for lever in model.levers:
            steps = int((lever.most - lever.least) / lever.step)
            least = lever.start - int((lever.start - lever.least) / lever.step) * lever.step
            value = (
                lever.start
                if chance.random() < 0.33
                else least + chance.randint(0, steps) * lever.step
            )
            values.append(value if lever.least <= value <= lever.most else lever.start)
            months.append(chance.randint(1, 12) if lever.monthly else 1)
        found.append(Position(tuple(values), tuple(months)))
    return found


def agree(page: Page, model: Model, tried: list[Position]) -> None:
    """To the half euro in the browser, against the exact figures."""
    asked = [[[float(value) for value in one.values], list(one.months)] for one in tried]
    answers: list[Any] = page.evaluate(
        IN_BROWSER, {"model": payload(model)["model"], "positions": asked}
    )
    for position, (cost, available, people, totals, months, checks, residue, verified) in zip(
        tried, answers, strict=True
    ):
        exact = evaluate(model, position)
        assert abs(cost - exact.cost) < 50
        assert abs(available - exact.available) < 50
        assert (residue is None) == (exact.residue is None)
        assert abs((residue or 0) - (exact.residue or 0)) < 50
        assert verified == exact.verified
        assert abs(people - float(exact.people)) < 1e-6
        assert max(abs(seen - exact.total(place)) for place, seen in enumerate(totals)) < 50
        assert max(abs(seen - known) for seen, known in zip(months, exact.months, strict=True)) < 50
        for one, seen in zip(model.checks, checks, strict=True):
            assert abs(seen - float(value_of(model, one, position, exact.accounts))) < 50


@pytest.fixture(scope="module")
def fund(demo_address: str) -> Model:
    """The demonstration's fund of 2026."""
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        return compile_fund(connection, "ravenna", 2026, date(2026, 10, 31))


def test_the_browser_reckons_as_the_library_does(page: Page, server: Server, fund: Model) -> None:
    page.goto(f"{server.address}/assets/components/words.js")
    agree(page, fund, [fund.present, *positions(fund, SEEN)])
    small = care(
        [
            check("K1", 10**9, [(0, -1), (2, -1)]),
            check("K8", 0, levers=[(1, 1)], still=True),
            check("K11", -95, levers=[(0, 1)]),
        ]
    )
    agree(page, small, positions(small, SEEN))


READ = """async ([lever, texts]) => { const { read } = await import('/assets/components/model.js'); return texts.map((text) => read(lever, text)); }"""  # noqa: E501


def test_what_is_typed_in_a_lever(page: Page, server: Server) -> None:
    """Read as every number is; a sign moves from the start.

    Never rounded in silence, never a dot guessed.
    """
    page.goto(f"{server.address}/assets/components/words.js")
    posts = {"start": 773, "least": 573, "most": 1833, "step": 1}
    typed = {
        "783": 783,
        "+10": 783,
        "-10": 763,
        "−10": 763,
        "+1.000": 1773,
        "1.000": 1000,
        "1 000": 1000,
        "1\u00a0000": 1000,
        "783,0": 783,
        "780,4": None,
        "783,5": None,
        "0.5": None,
        "7.5": None,
        "1.5": None,
        "+1.5": None,
        "1.23": None,
        "1,234.5": None,
        "1.2.3": None,
        "molti": None,
        "": None,
        "--": None,
        "７８３": None,
        "7 8 0": None,
        "1e3": None,
        "10 %": None,
        "9" * 60: None,
        "572": None,
    }
    assert page.evaluate(READ, [posts, list(typed)]) == list(typed.values())
    tariff = {"start": 0, "least": -6, "most": 6, "step": 0.05, "change": True, "kind": "euro"}
    written = {
        "0,5": 0.5,
        "+0,50": 0.5,
        "0,55 €": 0.55,
        "€ 1,05": 1.05,
        "-2": -2,
        "+0,05": 0.05,
        "6": 6,
        "0.5": None,
        "0.55": None,
        "1.05": None,
        "1,52": None,
        "6,01": None,
    }
    assert page.evaluate(READ, [tariff, list(written)]) == list(written.values())
    hours = {"start": 15_999, "least": 0, "most": 17_999, "step": 10}
    assert page.evaluate(
        READ, [hours, ["-2.000", "0", "15.989", "15.990", "17.999", "99.999.999"]]
    ) == [13_999, 0, 15_989, None, 17_999, None]
    ends = {"start": 15, "least": 2, "most": 28, "step": 10}
    assert page.evaluate(READ, [ends, ["2", "28", "5", "25", "3", "27"]]) == [
        2,
        28,
        5,
        25,
        None,
        None,
    ]
    residues = {"start": 100, "least": 0, "most": 100, "step": 1, "kind": "percent"}
    assert page.evaluate(READ, [residues, ["33", "33 %", "33%", "-67 %", "33,5", "0.5 %"]]) == [
        33,
        33,
        33,
        33,
        None,
        None,
    ]


STEPS = """async ([lever, texts, drawn]) => {
    const { understood, snapped } = await import('/assets/components/model.js');
    return [texts.map((text) => { const found = understood(lever, text); return [found.problem, found.below, found.above]; }), drawn.map((value) => snapped(lever, value))];
}"""  # noqa: E501


def test_the_steps_beside_what_is_typed_or_drawn(page: Page, server: Server) -> None:
    """Of ten from 15.999, between 0 and 17.999.

    The ends are reached, what is between two steps says both.
    """
    page.goto(f"{server.address}/assets/components/words.js")
    hours = {"start": 15_999, "least": 0, "most": 17_999, "step": 10}
    typed, drawn = page.evaluate(
        STEPS,
        [
            hours,
            ["15.990", "3", "17.995", "18.000", "-1.000", "16.009"],
            [16_003, 16_004, 16_005, -5, 3, 18_100],
        ],
    )
    assert typed == [
        ["step", 15_989, 15_999],
        ["step", 0, 9],
        ["step", 17_989, 17_999],
        ["out", None, None],
        [None, None, None],
        [None, None, None],
    ]
    assert drawn == [15_999, 16_009, 16_009, 0, 0, 17_999]


FURTHEST = """async ([model, place, value]) => {
    const { furthest, prepared } = await import('/assets/components/model.js');
    const ready = prepared(model);
    const months = Int8Array.from(ready.levers, () => 1);
    return furthest(ready, Float64Array.from(ready.start), months, place, value);
}"""


def test_a_lever_stops_where_what_is_spent_begins(page: Page, server: Server) -> None:
    """Of 80 million 79.900.000 are spent.

    A place costs 365 x 42 = 15.330 €, and 100.000 / 15.330 is 6,5.
    """
    made = care(posts=(0, 140))
    model = replace(
        made,
        accounts=(replace(made.accounts[0], spent=80 * 10**7 - 100_000_00), *made.accounts[1:]),
    )
    assert (made.accounts[0].base_total, model.accounts[0].floor) == (80 * 10**7, 790_000_000)
    page.goto(f"{server.address}/assets/components/words.js")
    drawn = payload(model)["model"]
    assert page.evaluate(FURTHEST, [drawn, 0, 60]) == {"value": 94, "stop": 0}
    assert page.evaluate(FURTHEST, [drawn, 0, 94]) == {"value": 94, "stop": None}
    assert page.evaluate(FURTHEST, [drawn, 0, 120]) == {"value": 120, "stop": None}
    position_of(model, {"posti": (94, 1)})
    with pytest.raises(RefusedError):
        position_of(model, {"posti": (93, 1)})


def test_everything_moved_is_never_below_what_a_person_could_reckon(fund: Model) -> None:
    """One more post for November and December is 61 x 0,97 x what the programme pays a day."""
    place = fund.place_of("cra-posti")
    values = list(fund.present.values)
    values[place] += 1
    a_day = Fraction(13_674_800_00, 268_134)
    assert evaluate(fund, Position(tuple(values), fund.present.months)).cost == round_half_up(
        61 * Fraction(97, 100) * a_day
    )
