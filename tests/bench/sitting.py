"""The sitting.

From a slide to the next, the briefing book of twenty points, the archive as known at a moment.

A slide is set beside a frame in which nothing changes; the book beside the pages alone, without
their pictures and files;
the archive of then beside a bare copy of the same tables.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser
from sqlalchemy import Engine

from tests.bench.load import load as load_file
from tests.bench.made import address, connected, entries_file, region, shipped
from tests.bench.measure import Measure
from tests.bench.serving import chromium, dashboard, visitor
from tests.made_rows import load
from tests.made_sitting import SITTING, officers
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image
from udp_core.archive.writer import head
from udp_core.briefing.deck import past
from udp_core.briefing.dossier import book, make_dossier
from udp_core.briefing.reports import Moment
from udp_core.fund.report.reading import fund_report
from udp_core.render.vega import svg
from udp_core.sittings.entities import AgendaItem
from udp_core.writing.loading import Batch

STEP_MILLISECONDS = 150
BOOK_MILLISECONDS = 20_000
REBUILT_MILLISECONDS = 3_000
STEPS = 100
BOOKS = 3
POINTS = 20
TIMES = 5
HISTORY_ROWS = 200_000
TODAY = date(2026, 11, 10)
MOMENT = Moment("ravenna", 2026, TODAY)
SAME_RATIO = 1.5
STEPPED = """async (times) => {
    const deep = (root) => root.querySelector('.sala') ?? [...root.querySelectorAll('*')].map((one) => one.shadowRoot && deep(one.shadowRoot)).find(Boolean);
    const sala = deep(document), shown = () => sala.querySelector('.slide:not([hidden]) h1')?.textContent;
    const painted = () => new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
    const ours = [], empty = [];
    for (let time = 0; time < times; time += 1) {
        for (const [taken, key] of [[empty, null], [ours, time % 40 < 20 ? 'ArrowRight' : 'ArrowLeft']]) {
            await new Promise((done) => setTimeout(done, 40));
            const start = performance.now();
            if (key) document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
            await painted();
            taken.push(performance.now() - start);
        }
    }
    return [ours, empty];
}"""  # noqa: E501


QUESTION_MILLISECONDS = 34
"""Two frames: a lever moves on the wall as it moves under the hand."""
POSED = """async (times) => {
    const deep = (root) => root.querySelector('.question') ?? [...root.querySelectorAll('*')].map((one) => one.shadowRoot && deep(one.shadowRoot)).find(Boolean);
    const lever = deep(document).querySelector('input[type=range]');
    const painted = () => new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
    const ours = [], empty = [];
    for (let time = 0; time < times; time += 1) {
        for (const [taken, moves] of [[empty, false], [ours, true]]) {
            await new Promise((done) => setTimeout(done, 40));
            const start = performance.now();
            if (moves) { lever.value = String(Number(lever.min) + (time % 20) * Number(lever.step)); lever.dispatchEvent(new Event('input', { bubbles: true })); }
            await painted();
            taken.push(performance.now() - start);
        }
    }
    return [ours, empty];
}"""  # noqa: E501


def measures(folder: Path) -> Iterator[Measure]:
    """Slides, book, archive of then."""
    demo = shipped(folder / "demo.sqlite")
    yield _book(demo)
    yield from _rebuilt(
        folder, region(folder / "funds.sqlite", shipped(folder / "whole.sqlite"), entries=False)
    )
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        server = stack.enter_context(dashboard(address(demo), folder / "ours.log"))
        yield _step(browser, server)
        yield _question(browser, server)


def _step(browser: Browser, server: str) -> Measure:
    with visitor(browser) as page:
        page.goto(f"{server}/sala?codice={SITTING}")
        page.locator(".sala").wait_for()
        page.evaluate(STEPPED, 40)
        ours, empty = page.evaluate(STEPPED, STEPS)
    return Measure("sitting.step", "ms", ours, empty, most=STEP_MILLISECONDS)


def _question(browser: Browser, server: str) -> Measure:
    """A lever on the wall, beside a frame in which nothing changes."""
    with visitor(browser) as page:
        page.goto(f"{server}/sala?codice={SITTING}")
        page.locator(".sala").wait_for()
        page.keyboard.press("e")
        page.keyboard.type("posti cra")
        page.keyboard.press("Enter")
        page.evaluate(POSED, 40)
        ours, empty = page.evaluate(POSED, STEPS)
    return Measure("sitting.question", "ms", ours, empty, most=QUESTION_MILLISECONDS)


def _book(demo: Path) -> Measure:
    """A sitting with twenty points; the first book also starts the library that draws."""
    engine = open_engine(address(demo))
    officers(engine)
    added: list[tuple[int | None, Image]] = [
        (
            None,
            {
                "sitting_id": SITTING,
                "number": number,
                "title": f"Punto {number}",
                "kind": "decision",
                "rapporteur": None,
                "screen": "frna",
                "scenario_id": None,
                "document": "Nota",
                "proposal": "Si propone.",
                "note": None,
            },
        )
        for number in range(7, POINTS + 1)
    ]
    load(engine, Batch(AgendaItem, added))
    ours, bare = [], []
    for number in range(BOOKS):
        svg.cache_clear()
        asked = Asked(f"banco fascicolo {number}", "anna", "", "Misura", datetime.now(UTC))
        ours.append(
            _timed(
                partial(
                    make_dossier, engine, asked, "anna", MOMENT, SITTING, lambda _share, _at: None
                )
            )
        )
        bare.append(_timed(lambda: _pages(engine)))
    engine.dispose()
    return Measure("sitting.book", "ms", ours, bare, most=BOOK_MILLISECONDS)


def _pages(engine: Engine) -> None:
    with reading(engine) as connection:
        revision = head(connection).sequence
    with past(engine, revision) as frozen, reading(frozen) as known:
        book(engine, known, MOMENT, SITTING, "BANCO")


def _rebuilt(folder: Path, funds: Path) -> Iterator[Measure]:
    """200.000 entries with their history.

    The moment asked for is the middle of it, then the one just before the end.
    """
    entries_file(folder / "entries.csv", funds, HISTORY_ROWS)
    load_file(funds, folder / "entries.csv")
    engine = open_engine(address(funds))
    with reading(engine) as connection:
        reached = head(connection).sequence
    before = reached - HISTORY_ROWS // 2
    ours, bare = [], []
    for _ in range(TIMES):
        ours.append(_timed(lambda: let_go(known_at(engine, before))))
        bare.append(_timed(lambda: _copied(funds)))
    yield Measure("sitting.rebuilt", "ms", ours, bare, most=REBUILT_MILLISECONDS)
    then = known_at(engine, reached - 1)
    pairs = [(_asked(then), _asked(engine)) for _ in range(2 * TIMES)]
    yield Measure(
        "sitting.asked_of_then",
        "ms",
        [one for one, _ in pairs],
        [other for _, other in pairs],
        most_ratio=SAME_RATIO,
    )
    let_go(then)
    engine.dispose()


def _copied(funds: Path) -> None:
    """The bare library: the table of the entries read and written in memory."""
    with connected(funds) as raw:
        raw.execute("ATTACH ':memory:' AS past")
        raw.execute("CREATE TABLE past.frna_entry AS SELECT * FROM main.frna_entry")


def _asked(engine: Engine) -> float:
    def ask() -> None:
        with reading(engine) as connection:
            fund_report(connection, "ravenna", 2026, TODAY)

    return _timed(ask)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
