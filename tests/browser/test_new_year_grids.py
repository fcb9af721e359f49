"""S0-05, S0-06, S0-10 in a real browser: what is typed in the grids of «Nuovo anno» is made.

An amount of a voce, that of a scheda, the last day of a rule; the rest as it was proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.door import come_in, with_coordinator
from tests.browser.test_first_day import A_HAND
from tests.browser.test_january import TODAY, faenza_rows, press, said
from tests.made_rows import load, sound
from tests.slow import slow
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.queries import register_rows
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.settings import Settings
from udp_core.running.start import start
from udp_core.writing.loading import Batch

pytestmark = pytest.mark.browser
FIRST = (60, 52)
"""The middle of the first cell of a grid, in pixels from its corner."""
VOCI, SCHEDE, DAYS = "nuovo-anno-voci", "nuovo-anno-schede", "nuovo-anno-giorni"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Engine]:
    """Faenza in December: two voci of 5 and 3 million, a scheda of 120.000 €, a rule."""
    engine = start(Settings(f"sqlite:///{tmp_path / 'faenza.sqlite'}", None, "faenza", demo=False))
    for table, rows in faenza_rows():
        entity = BY_NAME[table]
        load(engine, Batch(entity, [(None, sound(entity, **row)) for row in rows]))
    with_coordinator(engine, "faenza")
    yield engine
    engine.dispose()


@pytest.fixture
def desk(archive: Engine, tmp_path: Path) -> Iterator[Server]:
    around = partial(running, UDP_TODAY=TODAY, UDP_DISTRICT="faenza", UDP_DEMO="0")
    with around(str(archive.url), tmp_path / "log.txt") as started:
        yield started


def type_in(page: Page, grid: str, right: int, down: int, words: str) -> None:
    """Open the drawer of a grid, go to a cell with the arrows, type, Enter."""
    drawer = page.locator(f".st-key-{grid} summary")
    drawer.click()
    wait_drawn(page)
    table = page.locator(f".st-key-{grid} [data-testid=stDataFrame]")
    expect(table.locator("table[role=grid]")).to_be_attached()
    canvas = table.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + FIRST[0], box["y"] + FIRST[1])
    for key, times in (("ArrowRight", right), ("ArrowDown", down)):
        for _ in range(times):
            page.keyboard.press(key)
    page.wait_for_timeout(A_HAND)
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_timeout(A_HAND)
    wait_drawn(page)


def stored(engine: Engine, table: str, **filters: str) -> list[Image]:
    with reading(engine) as connection:
        return [one.image for one in register_rows(connection, BY_NAME[table], dict(filters))]


@slow("mezzo minuto; le stesse griglie in `pages/test_new_year_by_hand`")
def test_what_is_typed_in_the_grids_of_a_new_year_is_what_is_made(
    browser: Browser, desk: Server, archive: Engine
) -> None:
    with visiting(browser, desk) as page:
        come_in(page, desk, "anna")
        open_screen(page, f"{desk.address}/nuovo_anno?anno=2026")
        type_in(page, VOCI, 3, 0, "4.900.000")
        said(page, "4.900.000,00 €")
        type_in(page, SCHEDE, 5, 0, "130.000,50")
        said(page, "130.000,50 €")
        type_in(page, DAYS, 3, 0, "30/06/2027")
        press(page, "Prepara il 2027 in bozza")
        said(page, "righe preparate in bozza")
    made = stored(archive, "frna_entry", fund_year_id="faenza:frna:2027")
    assert {one["voce_id"]: one["amount_cents"] for one in made} == {
        "A1.1": 4_900_000_00,
        "A2.1": 3_000_000_00,
    }
    next_year = "faenza:pdz-2026-2028:2027:1:S27-01"
    (funding,) = stored(archive, "intervention_funding", intervention_id=next_year)
    assert funding["amount_cents"] == 130_000_50
    rules = stored(archive, "body_rule", body_id="comitato-faenza")
    assert sorted(str(one["valid_from"]) for one in rules) == ["2026-01-01", "2027-06-30"]
