"""What if, in a real browser: the question answered by keyboard; the browser's figures beside the exact ones."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.test_accessibility import _violations
from tests.made_simulation import care, check
from udp_core.domain.simulation.evaluate import evaluate, value_of
from udp_core.domain.simulation.model import Model, Position
from udp_core.service.sign_in.accounts import FIRST, first_invitation
from udp_core.service.sign_in.sessions import Visit, accept
from udp_core.service.simulation.compiling import compile_fund
from udp_core.store.engine import open_engine, reading
from udp_core.view.simulation.payload import payload

pytestmark = pytest.mark.browser
SCREEN = "/simulazione"
SEEN = 400
IN_BROWSER = """async ({ model, positions }) => {
    const { evaluate, prepared } = await import('/assets/whatif/model.js');
    const ready = prepared(model);
    return positions.map(([values, months]) => { const found = evaluate(ready, values, months); return [found.cost, found.available, found.people, [...found.totals], [...found.byMonth], found.checks]; });
}"""


def positions(model: Model, count: int) -> list[Position]:
    """Positions at random, the same at every run; a third of the levers stay."""
    chance = random.Random(7)  # noqa: S311 - the same positions at every run
    found = []
    for _ in range(count):
        values, months = [], []
        for lever in model.levers:
            steps = int((lever.most - lever.least) / lever.step)
            least = lever.start - int((lever.start - lever.least) / lever.step) * lever.step
            value = lever.start if chance.random() < 0.33 else least + chance.randint(0, steps) * lever.step
            values.append(value if lever.least <= value <= lever.most else lever.start)
            months.append(chance.randint(1, 12) if lever.monthly else 1)
        found.append(Position(tuple(values), tuple(months)))
    return found


def agree(page: Page, model: Model, tried: list[Position]) -> None:
    """To the half euro in the browser, against the exact figures."""
    asked = [[[float(value) for value in one.values], list(one.months)] for one in tried]
    answers: list[Any] = page.evaluate(IN_BROWSER, {"model": payload(model)["model"], "positions": asked})
    for position, (cost, available, people, totals, months, checks) in zip(tried, answers, strict=True):
        exact = evaluate(model, position)
        assert abs(cost - exact.cost) < 50
        assert abs(available - exact.available) < 50
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
    page.goto(f"{server.address}/assets/whatif/words.js")
    agree(page, fund, [fund.present, *positions(fund, SEEN)])
    small = care([check("K1", 10**9, [(0, -1), (2, -1)]), check("K8", 0, levers=[(1, 1)], still=True), check("K11", -95, levers=[(0, 1)])])
    agree(page, small, positions(small, SEEN))


READ = """async ([lever, texts]) => { const { read } = await import('/assets/whatif/model.js'); return texts.map((text) => read(lever, text)); }"""


def test_what_is_typed_in_a_lever(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/assets/whatif/words.js")
    posts = {"start": 773, "least": 733, "most": 833, "step": 1}
    assert page.evaluate(READ, [posts, ["783", "+10", "-10", "−10", "1.000", "molti", "", "780,4", "7 8 0", "1e3"]]) == [783, 783, 763, 763, None, None, None, 780, None, None]
    tariff = {"start": 0, "least": -5, "most": 5, "step": 0.05}
    assert page.evaluate(READ, [tariff, ["1,5", "-2", "+0,05", "1,52", "5,01"]]) == [1.5, -2, 0.05, 1.5, 5]
    hours = {"start": 145_500, "least": 125_500, "most": 165_500, "step": 100}
    assert page.evaluate(READ, [hours, ["150.000", "+1.000", "99.999.999"]]) == [150_000, 146_500, None]


def ask_the_question(page: Page) -> None:
    """«E se aggiungiamo dieci posti in CRA da giugno, e togliamo mille giornate di sollievo?»."""
    page.locator(".search").focus()
    page.keyboard.type("cra posti")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("+10")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("da giu")
    page.locator(".search").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("giornate sollievo")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("-1000")
    page.keyboard.press("Tab")


def test_the_question_is_answered_by_keyboard_alone(page: Page, server: Server) -> None:
    """10 x 214 days x 0,97 x 42 € = 87.183,60; 1.000 days x 55 € = 55.000 less: 32.183,60 €."""
    open_screen(page, server.address + SCREEN)
    expect(page.locator(".figure.cost .big")).to_have_text("0 €")
    ask_the_question(page)
    expect(page.locator(".figure.cost .big")).to_have_text("+32.184 €*")
    expect(page.get_by_text("32.183,60 €").first).to_be_visible()
    expect(page.locator(".people")).to_contain_text("Posti in CRA +10 da giugno; Giornate di sollievo −1.000")
    page.get_by_role("button", name="Tutto come ora").click()
    expect(page.locator(".figure.cost .big")).to_have_text("0 €")
    expect(page.get_by_text("Nessuna differenza dal programma: 0,00 €.")).to_be_visible()


def test_a_slider_moves_the_figures_before_it_is_left(page: Page, server: Server) -> None:
    open_screen(page, server.address + SCREEN)
    page.locator(".lever input[type=range]").first.evaluate("(slider) => { slider.value = 778; slider.dispatchEvent(new Event('input')); }")
    expect(page.locator(".figure.cost .big")).to_have_text("+74.351 €*")
    expect(page.get_by_text("Nessuna differenza dal programma")).to_be_visible()


def test_what_is_typed_out_of_limits_is_told_and_kept(page: Page, server: Server) -> None:
    open_screen(page, server.address + SCREEN)
    box = page.locator(".lever .box").first
    box.fill("9.999")
    page.keyboard.press("Tab")
    expect(page.locator(".lever .wrong").first).to_have_text("Scrivere un valore tra 733 e 833.")
    expect(box).to_have_value("9.999")
    expect(page.locator(".figure.cost .big")).to_have_text("0 €")


def test_the_screen_is_accessible_and_fits(page: Page, server: Server) -> None:
    open_screen(page, server.address + SCREEN)
    expect(page.locator(".figure.cost .big")).to_be_visible()
    assert _violations(page) == []
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        box = page.locator(".whatif").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
        assert box["x"] + box["width"] <= width


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    copy = tmp_path_factory.mktemp("whatif") / "desk.sqlite"
    shutil.copy(demo_address.removeprefix("sqlite:///"), copy)
    engine = open_engine(f"sqlite:///{copy}")
    yield engine
    engine.dispose()


def test_a_scenario_is_kept_opened_by_its_link_and_proposed(browser: Browser, archive: Engine, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    secret = first_invitation(archive, "ravenna", now)
    assert secret is not None
    accept(archive, secret, "quattro parole messe in fila", Visit("", now))
    with running(f"sqlite:///{archive.url.database}", tmp_path / "log.txt") as server, visiting(browser, server) as page:
        page.goto(f"{server.address}/entra")
        page.fill("#utente", FIRST)
        page.fill("#password", "quattro parole messe in fila")
        page.click("button")
        wait_drawn(page)
        open_screen(page, f"{server.address}{SCREEN}?parte=Scenari")
        ask_the_question(page)
        page.get_by_role("tab", name="Scenari").click()
        page.get_by_label("Nome dello scenario").fill("Dieci posti")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Salva lo scenario").click()
        expect(page.get_by_text("Scenario «Dieci posti» salvato.")).to_be_visible()
        page.get_by_role("button", name="Proponi la variazione del programma").click()
        expect(page.get_by_text("Variazione proposta")).to_be_visible()
        with reading(archive) as connection:
            code = connection.exec_driver_sql("SELECT id FROM scenario").scalar_one()
            lines = connection.exec_driver_sql("SELECT voce_id, sum(amount_cents) FROM variation_line GROUP BY voce_id ORDER BY voce_id").all()
        assert [tuple(line) for line in lines] == [("A1.1", 87_183_60), ("A2.1", -55_000_00)]
        open_screen(page, f"{server.address}{SCREEN}?scenario={code}")
        expect(page.locator(".figure.cost .big")).to_have_text("+32.184 €*")


def test_everything_moved_is_never_below_what_a_person_could_reckon(fund: Model) -> None:
    """One more post for the whole year is 365 x 0,97 x 42 €."""
    place = fund.place_of("cra-posti")
    values = list(fund.present.values)
    values[place] += 1
    assert evaluate(fund, Position(tuple(values), fund.present.months)).cost == int(Fraction(365 * 97 * 42))
