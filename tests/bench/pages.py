"""Pages in a real browser, beside a bare Streamlit page in the same Chromium.

A change of page is set beside two bare ones: with as many bare charts as ours draws when it opens
(bounded: the rest is
our own), and with none (`change_plain`, only measured)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, Page

from pages.components.screens import SCREENS
from tests.bench.made import address, region, shipped
from tests.bench.measure import Measure
from tests.bench.serving import PAGE_MILLISECONDS, bare, chromium, dashboard, visitor
from udp_core.archive.asking import Asked
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.images import read_all
from udp_core.territory.entities import District
from udp_core.writing.loading import Batch, LoadRows, load_rows

TIMES = 12
SETTLE_MILLISECONDS = 200
"""Left to a page after each change, so that what it still does is not counted in the next."""
FIRST_PAINT_RATIO = 1.3
CHANGE_RATIO = 2.0
LARGE_RATIO = 2.0
ALL_FUNDS_RATIO = 1.3
ALL_FUNDS = "parte=Quadro allargato"
CHARTS = {
    "Panorama": 0,
    "Il Piano": 0,
    "Ambiti": 1,
    "Fondi": 2,
    "Programma": 1,
    "Indicatori": 0,
    "Comuni": 2,
    "E se…?": 0,
    "Fonti": 0,
}
"""How many charts each screen draws when it opens."""
DRAWN = """
(before) => {
    const title = document.querySelector('h1')?.textContent ?? '';
    const ended = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]') !== null;
    return ended && title !== '' && title !== before && document.querySelector('[data-testid=stSkeleton]') === null;
}
"""  # noqa: E501
"""True once the script has ended and a title other than `before` is shown, with nothing still on
its way."""
CHANGED = (
    """
async (link) => {
    const before = document.querySelector('h1').textContent;
    const start = performance.now();
    link.click();
    while (!drawn(before)) await new Promise(requestAnimationFrame);
    return performance.now() - start;
}
"""
).replace("drawn(before)", f"({DRAWN.strip()})(before)")


def measures(folder: Path) -> Iterator[Measure]:
    """First paint, change of page, and the FRNA screen of a large database."""
    demo = shipped(folder / "demo.sqlite")
    large = region(folder / "large.sqlite", demo, entries=True)
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        ours = stack.enter_context(dashboard(address(demo), folder / "ours.log"))
        baseline = stack.enter_context(bare(folder))
        yield _first_paint(browser, ours, baseline)
        yield from _changes(browser, ours, baseline)
        yield _all_funds(browser, ours)
        wide = stack.enter_context(dashboard(address(large), folder / "large.log"))
        yield _frna(browser, (wide, large), (ours, demo))


def _first_paint(browser: Browser, ours: str, baseline: str) -> Measure:
    for server in (ours, baseline):
        _paint(browser, server)
    pairs = [(_paint(browser, ours), _paint(browser, baseline)) for _ in range(TIMES)]
    return Measure.of_pairs(
        "pages.first_paint",
        "ms",
        pairs,
        most_ratio=FIRST_PAINT_RATIO,
    )


def _paint(browser: Browser, server: str) -> float:
    """From asking for the address to the whole page drawn, by a visitor with nothing kept."""
    with visitor(browser) as page:
        _open(page, server)
        return float(page.evaluate("performance.now()"))


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN, arg="", timeout=PAGE_MILLISECONDS)


def _changes(browser: Browser, ours: str, baseline: str) -> Iterator[Measure]:
    """To each screen from the one before it in the menu, beside the bare app's change.

    Each screen was seen before.
    """
    titles = list(SCREENS.values())
    with visitor(browser) as page, visitor(browser) as naked:
        _open(page, ours)
        _open(naked, baseline)
        taken: dict[str, list[tuple[float, float, float]]] = {title: [] for title in titles}
        for title in islice(cycle([*titles[1:], titles[0]]), len(titles) * (TIMES + 1)):
            taken[title].append(
                (
                    _change(page, title),
                    _change(naked, f"Seconda-{CHARTS[title]}"),
                    _change(naked, "Prima-0"),
                )
            )
    for path, title in SCREENS.items():
        taking, charted, plain = (
            [float(took[place]) for took in taken[title][1:]] for place in range(3)
        )
        yield Measure(
            f"pages.change.{Path(path).stem}", "ms", taking, charted, most_ratio=CHANGE_RATIO
        )
        yield Measure(f"pages.change_plain.{Path(path).stem}", "ms", taking, plain)


def _change(page: Page, title: str) -> float:
    link = page.get_by_role("link", name=title, exact=True).first.element_handle()
    taken = page.evaluate(CHANGED, link)
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    return float(taken)


def _all_funds(browser: Browser, ours: str) -> Measure:
    """The «quadro allargato» from its address, beside the screen of the fund it is a part of.

    By a visitor who was there before, each in turn.
    """
    fund = f"{ours}/frna"
    with visitor(browser) as page:
        for address_ in (fund, f"{fund}?{ALL_FUNDS}"):
            _opened_in(page, address_)
        pairs = [
            (_opened_in(page, f"{fund}?{ALL_FUNDS}"), _opened_in(page, fund)) for _ in range(TIMES)
        ]
    return Measure.of_pairs(
        "pages.all_funds",
        "ms",
        pairs,
        most_ratio=ALL_FUNDS_RATIO,
    )


def _opened_in(page: Page, address_: str) -> float:
    """From asking for an address to the whole page drawn."""
    _open(page, address_)
    taken = float(page.evaluate("performance.now()"))
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    return taken


def _frna(browser: Browser, wide: tuple[str, Path], narrow: tuple[str, Path]) -> Measure:
    """Panorama to FRNA, right after something was loaded.

    No answer is kept, everything is asked anew.
    """
    with visitor(browser) as ours, visitor(browser) as baseline:
        pairs = [(_cold_frna(ours, *wide), _cold_frna(baseline, *narrow)) for _ in range(TIMES + 1)]
    return Measure.of_pairs(
        "pages.frna_large",
        "ms",
        pairs[1:],
        most_ratio=LARGE_RATIO,
    )


def _cold_frna(page: Page, server: str, database: Path) -> float:
    _load_something(database)
    _open(page, server)
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    return _change(page, SCREENS["fondo/frna.py"])


def _load_something(database: Path) -> None:
    """Change a row that no figure depends on.

    The archive has a new revision, and what screens keep is kept no more.
    """
    engine = open_engine(address(database))
    with reading(engine) as connection:
        _, version, image = next(iter(read_all(connection, District)))
    moment = datetime.now(UTC)
    asked = Asked(
        f"banco {moment.isoformat()}", "banco di prova", "programma", "Misura delle pagine", moment
    )
    load_rows(
        engine,
        LoadRows(
            asked, [Batch(District, [(None, image | {"source": f"Banco di prova {version}"})])]
        ),
    )
    engine.dispose()
