"""What if, in a real browser: the question by keyboard, the screen at every width."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.test_accessibility import _violations
from tests.made_copy import copied
from tests.made_rows import load
from tests.slow import also, slow
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.sign_in.accounts import FIRST, first_invitation
from udp_core.sign_in.sessions import Visit, accept
from udp_core.writing.loading import Batch

pytestmark = pytest.mark.browser
SCREEN = "/simulazione"


def ask_the_question(page: Page) -> None:
    """«E se aggiungiamo dieci posti in CRA da novembre, e togliamo mille giornate di sollievo?»."""
    page.locator(".search").focus()
    page.keyboard.type("cra posti")
    page.keyboard.press("Enter")
    page.keyboard.type("+10")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("da nov")
    page.locator(".search").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("giornate sollievo")
    page.keyboard.press("Enter")
    page.keyboard.type("-1000")
    page.keyboard.press("Tab")


def test_the_question_is_answered_by_keyboard_alone(page: Page, server: Server) -> None:
    """10 x 61 days x 0,97 x 50,999873 € = 30.176,62.

    1.000 x 61 / 365 days x 56,987952 € = 9.524,01 less.
    """
    open_screen(page, server.address + SCREEN)
    expect(page.locator(".figure.cost .big")).to_have_text("0 €")
    ask_the_question(page)
    expect(page.locator(".figure.cost .big")).to_have_text("20.653 € in più*")
    expect(page.get_by_text("20.652,61 €").first).to_be_visible()
    expect(page.locator(".people")).to_contain_text(
        "Posti in CRA +10 da novembre; Giornate di sollievo −1.000 da novembre"
    )
    expect(page.locator(".said").first).to_have_text("783 posti: 10 in più")
    page.get_by_role("button", name="Tutto come ora").click()
    expect(page.locator(".figure.cost .big")).to_have_text("0 €")
    expect(page.get_by_text("Nessuna differenza dal programma: 0,00 €.")).to_be_visible()


def test_a_slider_moves_the_figures_before_it_is_left(page: Page, server: Server) -> None:
    """Five places for 61 days: 5 x 61 x 0,97 x 50,999873 €."""
    open_screen(page, server.address + SCREEN)
    page.locator(".lever input[type=range]").first.evaluate(
        "(slider) => { slider.value = 778; slider.dispatchEvent(new Event('input')); }"
    )
    expect(page.locator(".figure.cost .big")).to_have_text("15.088 € in più")
    expect(page.get_by_text("Nessuna differenza dal programma")).to_be_visible()


def test_what_is_typed_out_of_limits_is_told_and_kept(page: Page, server: Server) -> None:
    open_screen(page, server.address + SCREEN)
    box = page.locator(".lever .box").first
    wrong = page.locator(".lever .wrong").first
    for text, why in (
        ("9.999", "Scrivere un valore tra 573 e 833."),
        (
            "783,5",
            (
                "«783,5» non è uno dei valori possibili: si muove di 1 alla volta, i più vicini"
                " sono 783 e 784."
            ),
        ),
        (
            "7.5",
            (
                "«7.5» si può leggere in due modi: il punto separa le migliaia, la virgola i"
                " decimali. Scrivere «7,5», oppure «75»."
            ),
        ),
        ("", "Manca il numero: scrivere un valore tra 573 e 833."),
    ):
        box.fill(text)
        page.keyboard.press("Tab")
        expect(wrong).to_have_text(why)
        expect(box).to_have_value(text)
        expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".figure.cost .big")).to_have_text("0 €")


@slow("il limite in `test_what_if_reckoned`, le parole in `service/test_what_if`")
def test_a_change_is_shown_as_a_change_and_spent_money_stops_a_cut(
    page: Page, server: Server
) -> None:
    open_screen(page, server.address + SCREEN)
    tariff = page.locator(".lever", has_text="Tariffa FRNA in CRA")
    expect(tariff.locator(".box")).to_have_value("+0,00")
    expect(tariff.locator(".unit")).to_have_text("€ al giorno su 51,00")
    tariff.locator(".box").fill("0,5")
    page.keyboard.press("Tab")
    expect(tariff.locator(".said")).to_have_text("0,50 € in più al giorno, su 51,00: 51,50")
    respite = page.locator(".lever", has_text="Giornate di sollievo")
    assert respite.locator("option:disabled").all_inner_texts()[-1] == "da ottobre: mese chiuso"
    respite.locator(".box").fill("0")
    page.keyboard.press("Tab")
    expect(respite.locator(".wrong")).to_contain_text(
        "«Sollievo temporaneo anziani»: 204.003,00 € già spesi su 236.500,00 €."
    )
    expect(respite.locator(".box")).to_have_value("0")


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


PARTS = (
    ".figure.cost",
    ".figure.residue",
    ".figure.rules",
    ".people",
    ".levers",
    ".plot",
    ".key",
    ".bars",
    ".broken",
)


@pytest.mark.parametrize(("width", "height"), [(320, 256), *also((640, 360), (390, 844))])
def test_at_200_percent_and_on_a_phone_nothing_overlaps(
    page: Page, server: Server, width: int, height: int
) -> None:
    """One under the other, inside the screen; the chart is drawn."""
    page.set_viewport_size({"width": width, "height": height})
    open_screen(page, server.address + SCREEN)
    page.locator(".plot canvas").wait_for()
    page.wait_for_timeout(300)
    placed = [(name, box) for name in PARTS if (box := page.locator(name).bounding_box())]
    assert len(placed) == len(PARTS)
    for (name, box), (after, lower) in pairwise(placed):
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= width, name
        assert box["y"] + box["height"] <= lower["y"] + 1, (name, after)
    canvas = page.locator(".plot canvas").bounding_box()
    assert canvas is not None
    assert canvas["height"] >= 150
    assert canvas["width"] >= 240


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with copied(demo_address, tmp_path_factory.mktemp("whatif")) as engine:
        yield engine


@slow("un quarto di minuto; le sue parti in `service/test_what_if_scenarios`")
def test_a_scenario_is_kept_opened_by_its_link_and_proposed(
    browser: Browser, archive: Engine, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    secret = first_invitation(archive, "ravenna", now)
    assert secret is not None
    accept(archive, secret, "quattro parole messe in fila", Visit("", now))
    with (
        running(f"sqlite:///{archive.url.database}", tmp_path / "log.txt") as server,
        visiting(browser, server) as page,
    ):
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
            lines = connection.exec_driver_sql(
                "SELECT voce_id, sum(amount_cents) FROM variation_line GROUP BY voce_id ORDER BY"
                " voce_id"
            ).all()
        assert [tuple(line) for line in lines] == [("A1.1", 30_176_62), ("A2.1", -9_524_01)]
        open_screen(page, f"{server.address}{SCREEN}?scenario={code}")
        expect(page.locator(".figure.cost .big")).to_have_text("20.653 € in più*")
        _then_and_now(page, archive)


def _then_and_now(page: Page, archive: Engine) -> None:
    """After an invoice the page of the link still shows the residue of then, until today's is
    asked for."""
    then = page.locator(".figure.residue .under").inner_text()
    row_id = "ravenna:frna:2026:A1.1:frna:039014:final:month:9"
    with reading(archive) as connection:
        version, image = read_by_id(connection, BY_NAME["frna_entry"], [row_id])[row_id]
    more = int(str(image["amount_cents"])) + 12_500_00
    load(archive, Batch(BY_NAME["frna_entry"], [(version, {**image, "amount_cents": more})]))
    page.reload()
    wait_drawn(page)
    expect(page.locator(".figure.residue .under")).to_have_text(then)
    expect(
        page.get_by_text("tutte le cifre di questa pagina sono quelle di allora")
    ).to_be_visible()
    page.get_by_role("button", name="Passa alle cifre di oggi").click()
    expect(page.get_by_text(then, exact=True)).to_have_count(0)
    expect(page.locator(".figure.cost .big")).to_have_text("20.653 € in più*")
