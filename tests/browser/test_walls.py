"""One sitting, many screens: what who conducts shows is on every wall until it goes its way."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, running, visiting
from tests.browser.door import come_in
from tests.browser.test_desk import with_carlo
from tests.made_rows import load
from tests.made_sitting import SITTING, TODAY, asked, opened, resolution
from tests.slow import slow
from udp_core.archive.engine import open_engine
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.commands.moments import NewMoment, note_moment
from udp_core.sittings.commands.showing import Show, show
from udp_core.sittings.terms import MomentKind
from udp_core.writing.loading import Batch

pytestmark = pytest.mark.browser
WALL = f"/sala?codice={SITTING}"
SHOWN = ".sala .slide:not([hidden]) h1"
FOLLOWED_MILLISECONDS = 5000


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A copy of the demonstration, its sitting open; the officer coordinates the district."""
    copy = tmp_path_factory.mktemp("walls") / "walls.sqlite"
    shutil.copy(demo_address.removeprefix("sqlite:///"), copy)
    engine = with_carlo(open_engine(f"sqlite:///{copy}"))
    mandate: Image = {
        "officer_id": "carlo",
        "role": "coordinator",
        "district_id": "ravenna",
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    load(engine, Batch(BY_NAME["mandate"], [(None, mandate)]))
    opened(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def servers(archive: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Two servers on one archive."""
    address = f"sqlite:///{archive.url.database}"
    with ExitStack() as stack:
        logs = tmp_path_factory.mktemp("servers")
        yield [
            stack.enter_context(
                running(address, logs / f"{name}.txt", UDP_TODAY="2026-11-18", UDP_READING="tutti")
            )
            for name in ("one", "two")
        ]


@pytest.fixture
def room(browser: Browser, servers: list[Server]) -> Iterator[tuple[Page, Page, Page]]:
    """Who conducts, a wall on the same server, a wall on the other."""
    with ExitStack() as stack:
        guide, near, far = (
            stack.enter_context(visiting(browser, servers[place])) for place in (0, 0, 1)
        )
        come_in(guide, servers[0], "carlo")
        for page, server in ((near, servers[0]), (far, servers[1]), (guide, servers[0])):
            page.goto(f"{server.address}{WALL}")
            expect(page.locator(SHOWN)).to_be_visible(timeout=30_000)
        yield guide, near, far


def title(page: Page) -> str:
    return page.locator(SHOWN).inner_text()


@slow("un minuto su due server; i flussi in `http/test_walls`, i tasti in `test_sala_keys`")
def test_what_is_shown_is_on_every_wall_and_a_wall_set_free_is_called_back(
    room: tuple[Page, Page, Page],
) -> None:
    guide, near, far = room
    expect(guide.locator(".guide")).to_have_text("si vede su tutti i muri")
    expect(near.locator(".guide")).to_have_text("segue chi conduce")
    for _ in range(3):
        guide.keyboard.press("ArrowRight")
    wanted = title(guide)
    began = time.monotonic()
    for wall in (near, far):
        expect(wall.locator(SHOWN)).to_have_text(wanted, timeout=FOLLOWED_MILLISECONDS)
    assert time.monotonic() - began < FOLLOWED_MILLISECONDS / 1000
    near.keyboard.press("ArrowRight")
    expect(near.locator(".guide")).to_contain_text("libera")
    guide.keyboard.press("ArrowLeft")
    back = title(guide)
    expect(far.locator(SHOWN)).to_have_text(back, timeout=FOLLOWED_MILLISECONDS)
    assert title(near) != back
    guide.keyboard.press("r")
    expect(near.locator(SHOWN)).to_have_text(back, timeout=FOLLOWED_MILLISECONDS)
    guide.keyboard.press("b")
    expect(far.locator(".black")).to_be_visible(timeout=FOLLOWED_MILLISECONDS)
    guide.keyboard.press("b")
    expect(far.locator(".black")).to_be_hidden(timeout=FOLLOWED_MILLISECONDS)
    guide.keyboard.press("g")
    expect(guide.locator(".guide")).to_contain_text("G per condurre")
    guide.keyboard.press("End")
    expect(far.locator(SHOWN)).to_have_text(back)


def test_the_question_is_answered_on_every_wall_while_it_moves(
    room: tuple[Page, Page, Page],
) -> None:
    """Ten more places cost on each wall what they cost to who conducts, who alone moves them.

    No more than three levers are there; one that is taken off leaves room for another.
    """
    guide, near, far = room
    guide.keyboard.press("e")
    guide.keyboard.type("posti cra")
    guide.keyboard.press("Enter")
    guide.keyboard.type("+10")
    guide.keyboard.press("Enter")
    cost = guide.locator(".question .value")
    expect(cost).to_contain_text("+")
    for wall in (near, far):
        expect(wall.locator(".question .value")).to_have_text(
            cost.inner_text(), timeout=FOLLOWED_MILLISECONDS
        )
        expect(wall.locator(".question .people")).to_contain_text("Posti in CRA +10")
        expect(wall.locator(".question .box")).to_be_disabled()
        expect(wall.locator(".question .sought")).to_be_hidden()
    guide.locator(".question input[type=range]").focus()
    for _ in range(3):
        guide.keyboard.press("ArrowLeft")
    expect(far.locator(".question .people")).to_contain_text("Posti in CRA +7")
    assert far.locator(".question .value").inner_text() == cost.inner_text()
    guide.locator(".question .box").fill("1.05x")
    guide.keyboard.press("Tab")
    expect(guide.locator(".question .wrong")).to_contain_text("non si legge come un numero")
    expect(far.locator(".question .people")).to_contain_text("Posti in CRA +7")
    guide.keyboard.press("/")
    for words in ("giornate sollievo", "posti centro diurno"):
        guide.locator(".question .sought input").fill(words)
        guide.locator(".question .sought input").press("Enter")
    expect(guide.locator(".question .lever")).to_have_count(3)
    expect(guide.locator(".question .sought")).to_be_hidden()
    expect(near.locator(".question .lever")).to_have_count(3, timeout=FOLLOWED_MILLISECONDS)
    guide.locator(".question .lever button").last.click()
    expect(guide.locator(".question .lever")).to_have_count(2)
    guide.locator(".question .sought input").fill("non c’è")
    expect(guide.locator(".question .offered")).to_have_text("Nessuna leva con queste parole.")
    guide.keyboard.press("Escape")
    for wall in (guide, near, far):
        expect(wall.locator(".question")).to_have_count(0, timeout=FOLLOWED_MILLISECONDS)
        expect(wall.locator(SHOWN)).to_be_visible()


@slow("mezzo minuto; le parole in `test_guiding`")
def test_the_walls_are_moved_from_the_notes_and_say_what_follows(
    room: tuple[Page, Page, Page], servers: list[Server]
) -> None:
    guide, near, far = room
    guide.goto(f"{servers[0].address}/seduta?parte=In+corso")
    panel = guide.locator(".st-key-regia")
    expect(panel).to_be_visible(timeout=30_000)
    panel.get_by_role("button", name="Mostra il punto 1").click()
    expect(panel).to_contain_text("Sui muri: «", timeout=FOLLOWED_MILLISECONDS)
    expect(near.locator(".place")).not_to_have_text("1 /", timeout=FOLLOWED_MILLISECONDS)
    shown = title(near)
    expect(far.locator(SHOWN)).to_have_text(shown, timeout=FOLLOWED_MILLISECONDS)
    expect(panel).to_contain_text(shown)
    panel.get_by_role("button", name="Avanti ›").click()
    expect(near.locator(SHOWN)).not_to_have_text(shown, timeout=FOLLOWED_MILLISECONDS)
    expect(panel).to_contain_text("Sono le")


@slow("mezzo minuto; il muro in `test_sala_keys`, le parole in `service/test_sitting_moments`")
def test_every_wall_says_that_the_sitting_is_suspended(
    room: tuple[Page, Page, Page], archive: Engine
) -> None:
    def happens(kind: MomentKind, at: str) -> None:
        note_moment(archive, asked(), "anna", NewMoment(SITTING, kind, at, 1), TODAY)

    happens(MomentKind.SUSPENDED, "18:11")
    for page in room:
        expect(page.locator(".notice")).to_have_text(
            "▲ Seduta sospesa dalle 18:11.", timeout=30_000
        )
        expect(page.locator(SHOWN)).to_be_visible()
    happens(MomentKind.RESUMED, "18:30")
    for page in room:
        expect(page.locator(".notice")).to_be_hidden(timeout=30_000)
        expect(page.locator(SHOWN)).to_be_visible()


@slow("mezzo minuto; il voto in `briefing/test_deck`, i flussi in `http/test_walls`")
def test_a_vote_is_on_every_wall_that_nobody_touches(
    room: tuple[Page, Page, Page], archive: Engine
) -> None:
    """Recorded at the desk while the walls were drawn without it."""
    decide(archive, asked(), "anna", SITTING, resolution(2), TODAY)
    show(archive, asked(), Show(SITTING, "2-voto", 2), TODAY)
    for page in room:
        expect(page.locator(SHOWN)).to_contain_text("Approvata: ", timeout=30_000)
