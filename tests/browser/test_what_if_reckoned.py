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
from udp_core.simulation.rules.model import Model, ModelTerm, Position
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


def agree(page: Page, model: Model, tried: list[Position], within: float = 50) -> None:
    """To the half euro in the browser, against the exact figures; or `within` so many cents."""
    asked = [[[float(value) for value in one.values], list(one.months)] for one in tried]
    answers: list[Any] = page.evaluate(
        IN_BROWSER, {"model": payload(model)["model"], "positions": asked}
    )
    for position, (cost, available, people, totals, months, checks, residue, verified) in zip(
        tried, answers, strict=True
    ):
        exact = evaluate(model, position)
        assert abs(cost - exact.cost) <= within
        assert abs(available - exact.available) <= within
        assert (residue is None) == (exact.residue is None)
        assert abs((residue or 0) - (exact.residue or 0)) <= within
        assert verified == exact.verified
        assert abs(people - float(exact.people)) < 1e-6
        assert max(abs(seen - exact.total(place)) for place, seen in enumerate(totals)) <= within
        by_month = zip(months, exact.months, strict=True)
        assert max(abs(seen - known) for seen, known in by_month) <= within
        for one, seen in zip(model.checks, checks, strict=True):
            assert abs(seen - float(value_of(model, one, position, exact.accounts))) <= within


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


def whole_cents() -> Model:
    """Every unit costs whole cents, and every calendar counts whole times."""
    rules = [check("K1", 10**9, [(0, -1), (2, -1)], [(1, 7)]), check("K2", 0, levers=[(3, -2)])]
    costs: list[tuple[int, int, int, int, tuple[int, ...]]] = [
        (0, 0, 0, 4200, (0,)),
        (0, 1, 0, 100, (0, 1)),
        (0, 2, 1, 3, (0, 1, 3)),
        (1, 0, 0, 5415, (0,)),
        (2, 1, 1, 1620, (2,)),
        (3, 0, 1, 1080, (2,)),
    ]
    made = care(rules)
    terms = tuple(
        ModelTerm(account, place, calendar, Fraction(cents), which, verified=account != 3)
        for account, place, calendar, cents, which in costs
    )
    return replace(made, terms=terms)


def test_in_whole_cents_the_browser_and_the_library_agree_to_the_cent(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.address}/assets/components/words.js")
    whole = whole_cents()
    tried = [whole.present, *positions(whole, SEEN)]
    agree(page, whole, tried, within=0)
    ours = replace(whole, fund_account=3, residue=None)
    agree(page, ours, tried, within=0)


def test_what_the_browser_reckons_of_one_position(page: Page, server: Server) -> None:
    """Ten posts more from March, the tariff 2 lower from June, 4 cheques from November.

    42 € x 10 x 306 days; 1 € x 110 x -2 x 214 days; 0,03 € x 110 x -2 x 4 twice. The months of the
    fund: the posts in March 42 x 10 x 31; less 220 x 30 in June; less 0,03 x 880 in November.
    """
    page.goto(f"{server.address}/assets/components/words.js")
    moved = [[110, -2, 10_000, 4], [3, 6, 1, 11]]
    drawn = payload(whole_cents())["model"]
    [found] = page.evaluate(IN_BROWSER, {"model": drawn, "positions": [moved]})
    cost, available, people, totals, months, checks, residue, verified = found
    posts, tariff, cheques = 4_200 * 10 * 306, -100 * 220 * 214, -3 * 880 * 2
    assert cost == totals[0] == posts + tariff + cheques == 8_138_720
    assert (available, people, verified) == (0, 14, True)
    assert totals[1:] == [5_415 * 10 * 306, 0, 0]
    assert months[:3] == [0, 0, 42_000 * 31]
    assert months[5] == (42_000 - 22_000) * 30
    assert months[10:] == [20_000 * 30 - 2_640, 20_000 * 31 - 2_640]
    programmed = 800_000_000 + 150_000_000
    assert checks == [10**9 - programmed - cost + 7 * -2, -8]
    assert residue == 50_000_000 - cost


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


def test_where_a_lever_stops_beside_others_and_to_the_very_cent(page: Page, server: Server) -> None:
    """Six places fewer are what is left to the cent: 6 x 15.330 €, one cent less lets five go.

    Of home care 16.200 € are left: 1.000 hours of 16,20 €; with a cheque from January, which
    costs 13 € x 365 = 4.745 €, there are 20.945 € to take, and steps of 100 hours.
    """
    page.goto(f"{server.address}/assets/components/words.js")
    assert _stopped(page, care(posts=(0, 140)), 0, 6 * 15_330_00, 0, 90) == {"value": 94, "stop": 0}
    assert _stopped(page, care(posts=(0, 140)), 0, 6 * 15_330_00 - 1, 0, 90) == {
        "value": 95,
        "stop": 0,
    }
    hours = care()
    assert _stopped(page, hours, 2, 16_200_00, 2, 5_000) == {"value": 9_000, "stop": 2}
    assert _stopped(page, hours, 2, 16_200_00 - 1, 2, 5_000) == {"value": 9_100, "stop": 2}
    assert _stopped(page, hours, 2, 16_200_00, 2, 5_000, {3: 1}) == {"value": 8_800, "stop": 2}
    assert _stopped(page, hours, 2, 0, 2, 5_000) == {"value": 10_000, "stop": 2}
    assert _stopped(page, hours, 2, 0, 2, 20_000) == {"value": 20_000, "stop": None}


def _stopped(  # noqa: PLR0917 - an account with so many cents left, and a lever that is drawn
    page: Page,
    made: Model,
    account: int,
    left: int,
    place: int,
    value: int,
    others: dict[int, int] | None = None,
) -> Any:
    accounts = list(made.accounts)
    accounts[account] = replace(accounts[account], spent=accounts[account].base_total - left)
    drawn = payload(replace(made, accounts=tuple(accounts)))["model"]
    return page.evaluate(STOPPED, [drawn, place, value, others or {}])


STOPPED = """async ([model, place, value, others]) => {
    const { furthest, prepared } = await import('/assets/components/model.js');
    const ready = prepared(model);
    const months = Int8Array.from(ready.levers, () => 1);
    const values = Float64Array.from(ready.start);
    for (const [other, stands] of Object.entries(others)) values[Number(other)] = stands;
    return furthest(ready, values, months, place, value);
}"""

ENDS = """async (levers) => {
    const { ends } = await import('/assets/components/model.js');
    return levers.map((lever) => { const { min, max, step } = ends(lever); return [min, max, step]; });
}"""  # noqa: E501


def test_the_ends_of_a_cursor_are_whole_steps_from_the_start(page: Page, server: Server) -> None:
    """From 15.999 by ten: 1.600 steps down pass nothing by one, 200 steps up are 17.999."""
    page.goto(f"{server.address}/assets/components/words.js")
    hours = {"start": 15_999, "least": 0, "most": 17_999, "step": 10}
    euros = {"start": 0, "least": -6, "most": 6, "step": 0.05}
    fixed = {"start": 5, "least": 5, "most": 5, "step": 1}
    assert page.evaluate(ENDS, [hours, euros, fixed]) == [
        [-1, 17_999, 10],
        [-6, 6, 0.05],
        [5, 5, 1],
    ]


def test_everything_moved_is_never_below_what_a_person_could_reckon(fund: Model) -> None:
    """One more post for November and December is 61 x 0,97 x what the programme pays a day."""
    place = fund.place_of("cra-posti")
    values = list(fund.present.values)
    values[place] += 1
    a_day = Fraction(13_674_800_00, 268_134)
    assert evaluate(fund, Position(tuple(values), fund.present.months)).cost == round_half_up(
        61 * Fraction(97, 100) * a_day
    )
