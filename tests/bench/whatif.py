"""What if: the movement of a slider in a real browser, the exact answer on release, the solver.

A movement is set beside an animation frame in which nothing is drawn; the answer beside a bare
Streamlit button that
writes a number; the solver beside the same library on as many numbers and rows of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.bench.made import address, shipped
from tests.bench.measure import Measure
from tests.bench.serving import bare, chromium, dashboard, visitor
from tests.made_simulation import MILLION, check, many
from udp_core.archive.engine import open_engine, reading
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.rules.solve import AskedOfSolver, solve
from udp_core.simulation.view.payload import payload, placed

FRAMES_MILLISECONDS = 34
SMOOTH_MILLISECONDS = 100
"""Within which a hand still feels that it is the one that moves."""
ANSWER_MILLISECONDS = 150
SOLVER_MILLISECONDS = 1000
MOVES = 120
RELEASES = 40
SOLVED = 20
POSITIONS = 10_000
LEVERS, VOCI, TERMS, RULES = 40, 26, 240, 60
MANY_LEVERS, MANY_TERMS = 1_000, 10_000
HALF_EURO = 0.5
TODAY = date(2026, 10, 31)
MOUNTED = """async (data) => {
    document.documentElement.innerHTML = '<head><link rel=stylesheet href=/assets/components/whatif.css></head><body><div id=place></div></body>';
    const { default: whatif } = await import('/assets/components/whatif.js');
    whatif({ data, parentElement: document.querySelector('#place'), setStateValue() {} });
    await new Promise((done) => setTimeout(done, 500));
}"""  # noqa: E501
"""The component alone on a page, with its own style: nobody else works in this window."""
MOVED = """async (times) => {
    const sliders = [...document.querySelectorAll('.lever input[type=range]')];
    const painted = () => new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
    const ours = [], empty = [];
    for (let time = 0; time < times; time += 1) {
        for (const [taken, moves] of [[empty, false], [ours, true]]) {
            await new Promise((done) => setTimeout(done, 37 + (time * 7) % 16));
            const start = performance.now();
            const slider = sliders[time % sliders.length];
            if (moves) { slider.value = Number(slider.value) + Number(slider.step) * (time % 2 ? -3 : 3); slider.dispatchEvent(new Event('input')); }
            await painted();
            taken.push(performance.now() - start);
        }
    }
    return [ours, empty];
}"""  # noqa: E501
"""From the movement to the end of the frame that draws it, beside a frame with nothing to draw.

At any moment of a frame.
"""
ANSWERED = """async ([seen, times]) => {
    const text = () => document.querySelector('[data-testid=stMain]').innerText.match(new RegExp(seen))?.[0] ?? '';
    const taken = [];
    for (let time = 0; time < times; time += 1) {
        await new Promise((done) => setTimeout(done, 400));
        const before = text();
        const start = performance.now();
        PRESS
        while (text() === before) await new Promise(requestAnimationFrame);
        taken.push(performance.now() - start);
    }
    return taken;
}"""  # noqa: E501
RELEASE = """const deep = (root) => root.querySelector('.lever input[type=range]') ?? [...root.querySelectorAll('*')].map((one) => one.shadowRoot && deep(one.shadowRoot)).find(Boolean);
const slider = deep(document); slider.value = 780 + time % 20;
slider.dispatchEvent(new Event('input')); slider.dispatchEvent(new Event('change'));"""  # noqa: E501
ANSWER = r"(Costa|Nessuna differenza)[^\n]*"
PRESS = "document.querySelector('[data-testid=stButton] button').click();"
AGREED = """async ({ model, positions }) => {
    const { evaluate, prepared } = await import('/assets/components/model.js');
    const ready = prepared(model);
    const start = performance.now();
    const found = positions.map(([values, months]) => evaluate(ready, values, months));
    return [(performance.now() - start) * 1000 / positions.length, found.map((one) => [one.cost, one.available, ...one.totals, ...one.byMonth])];
}"""  # noqa: E501


def measures(folder: Path) -> Iterator[Measure]:
    """Movement, answer, solver, agreement."""
    yield _solver()
    demo = shipped(folder / "demo.sqlite")
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        ours = stack.enter_context(dashboard(address(demo), folder / "ours.log"))
        baseline = stack.enter_context(bare(folder))
        yield _movement(
            browser, ours, "whatif.movement", many(LEVERS, VOCI, TERMS, RULES), FRAMES_MILLISECONDS
        )
        yield _movement(
            browser,
            ours,
            "whatif.movement_many",
            many(MANY_LEVERS, VOCI, MANY_TERMS, RULES),
            SMOOTH_MILLISECONDS,
        )
        yield _answer(browser, ours, baseline)
        yield from _agreement(browser, ours, demo)


def _movement(browser: Browser, server: str, name: str, model: Model, most: float) -> Measure:
    """Of each lever in turn, the server having nothing to do."""
    with visitor(browser) as page:
        _mount(page, server, model)
        page.evaluate(MOVED, 20)
        ours, empty = page.evaluate(MOVED, MOVES)
    return Measure(name, "ms", ours, empty, most=most)


def _mount(page: Page, server: str, model: Model) -> None:
    page.goto(f"{server}/assets/components/words.js")
    page.evaluate(MOUNTED, payload(model) | placed(model.present, 1))


def _answer(browser: Browser, ours: str, baseline: str) -> Measure:
    """From leaving the slider to the exact sentence on the page."""
    with visitor(browser) as page, visitor(browser) as naked:
        page.goto(f"{ours}/simulazione")
        page.locator(".lever input[type=range]").first.wait_for()
        naked.goto(f"{baseline}/Conta")
        naked.locator("[data-testid=stButton] button").wait_for()
        _answered(page, RELEASE, ANSWER, 5)
        taken = _answered(page, RELEASE, ANSWER, RELEASES)
        plain = _answered(naked, PRESS, r"Premuto \d+", RELEASES)
    return Measure("whatif.answer", "ms", taken, plain, most=ANSWER_MILLISECONDS)


def _answered(page: Page, press: str, seen: str, times: int) -> list[float]:
    taken: list[float] = page.evaluate(ANSWERED.replace("PRESS", press), [seen, times])
    return taken


def _solver() -> Measure:
    """Spend exactly less than ever smaller ceilings, whole levers, every rule kept."""
    model = many(LEVERS, VOCI, TERMS, RULES)
    whole = VOCI * 4 * MILLION
    ceilings = [
        check("tetto", whole * (100 - less) // 100, [(place, -1) for place in range(VOCI)])
        for less in range(1, SOLVED + 1)
    ]
    ours = [
        _timed(partial(solve, model, model.present, AskedOfSolver((*model.checks, one))))
        for one in ceilings
    ]
    return Measure(
        "whatif.solver",
        "ms",
        ours,
        [_timed(partial(_bare_program, seed)) for seed in range(SOLVED)],
        most=SOLVER_MILLISECONDS,
    )


def _bare_program(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = chance.integers(1, 90, (RULES, LEVERS))
    milp(
        np.ones(LEVERS),
        integrality=np.ones(LEVERS),
        bounds=Bounds(0, 200),
        constraints=LinearConstraint(rows, lb=rows.sum(axis=1)),
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _agreement(browser: Browser, server: str, demo: Path) -> Iterator[Measure]:
    """On 10.000 positions of the demonstration's fund, in a real engine.

    The widest difference, and the time of each.
    """
    engine = open_engine(address(demo))
    with reading(engine) as connection:
        model = compile_fund(connection, "ravenna", TODAY.year, TODAY)
    tried = list(_positions(model))
    asked = [[[float(value) for value in one.values], list(one.months)] for one in tried]
    with visitor(browser) as page:
        page.goto(f"{server}/assets/components/words.js")
        each, answers = page.evaluate(
            AGREED, {"model": payload(model)["model"], "positions": asked}
        )
    start = time.perf_counter()
    exact = [evaluate(model, one) for one in tried]
    by_library = (time.perf_counter() - start) * 1e6 / len(tried)
    widest = max(
        _apart(
            seen,
            [one.cost, one.available, *map(one.total, range(len(model.accounts))), *one.months],
        )
        for seen, one in zip(answers, exact, strict=True)
    )
    yield Measure("whatif.disagreement", "€", [widest], [HALF_EURO], most=HALF_EURO)
    yield Measure("whatif.evaluation", "µs", [each], [by_library])


def _apart(seen: list[float], known: list[int]) -> float:
    return max(abs(one - other) for one, other in zip(seen, known, strict=True)) / 100


def _positions(model: Model) -> Iterator[Position]:
    """Anywhere on the steps of the levers, from any month; the same at every run."""
    chance = Random(11)  # noqa: S311 - the same at every run
    for _ in range(POSITIONS):
        values, months = zip(*(_somewhere(lever, chance) for lever in model.levers), strict=True)
        yield Position(values, months)


def _somewhere(lever: Any, chance: Random) -> tuple[Fraction, int]:
    below, above = (
        int((lever.start - lever.least) / lever.step),
        int((lever.most - lever.start) / lever.step),
    )
    return lever.start + chance.randint(-below, above) * lever.step, (
        chance.randint(1, 12) if lever.monthly else 1
    )
