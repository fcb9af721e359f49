"""What if, in a real browser: the question answered by keyboard.

The browser's figures beside the exact ones.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.test_accessibility import _violations
from tests.made_rows import load
from tests.made_simulation import care, check
from udp_core.domain.simulation.evaluate import evaluate, value_of
from udp_core.domain.simulation.limits import position_of
from udp_core.domain.simulation.model import Model, Position
from udp_core.model.registry import BY_NAME
from udp_core.money import round_half_up
from udp_core.problem import RefusedError
from udp_core.service.loading import Batch
from udp_core.service.sign_in.accounts import FIRST, first_invitation
from udp_core.service.sign_in.sessions import Visit, accept
from udp_core.service.simulation.compiling import compile_fund
from udp_core.store.engine import open_engine, reading
from udp_core.store.images import read_by_id
from udp_core.view.simulation.payload import payload

pytestmark = pytest.mark.browser
SCREEN = "/simulazione"
SEEN = 400
IN_BROWSER = """async ({ model, positions }) => {
    const { evaluate, prepared } = await import('/assets/whatif/model.js');
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
    page.goto(f"{server.address}/assets/whatif/words.js")
    agree(page, fund, [fund.present, *positions(fund, SEEN)])
    small = care(
        [
            check("K1", 10**9, [(0, -1), (2, -1)]),
            check("K8", 0, levers=[(1, 1)], still=True),
            check("K11", -95, levers=[(0, 1)]),
        ]
    )
    agree(page, small, positions(small, SEEN))


READ = """async ([lever, texts]) => { const { read } = await import('/assets/whatif/model.js'); return texts.map((text) => read(lever, text)); }"""  # noqa: E501


def test_what_is_typed_in_a_lever(page: Page, server: Server) -> None:
    """Read as every number is; a sign moves from the start.

    Never rounded in silence, never a dot guessed.
    """
    page.goto(f"{server.address}/assets/whatif/words.js")
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
    const { understood, snapped } = await import('/assets/whatif/model.js');
    return [texts.map((text) => { const found = understood(lever, text); return [found.problem, found.below, found.above]; }), drawn.map((value) => snapped(lever, value))];
}"""  # noqa: E501


def test_the_steps_beside_what_is_typed_or_drawn(page: Page, server: Server) -> None:
    """Of ten from 15.999, between 0 and 17.999.

    The ends are reached, what is between two steps says both.
    """
    page.goto(f"{server.address}/assets/whatif/words.js")
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
    const { furthest, prepared } = await import('/assets/whatif/model.js');
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
    page.goto(f"{server.address}/assets/whatif/words.js")
    drawn = payload(model)["model"]
    assert page.evaluate(FURTHEST, [drawn, 0, 60]) == {"value": 94, "stop": 0}
    assert page.evaluate(FURTHEST, [drawn, 0, 94]) == {"value": 94, "stop": None}
    assert page.evaluate(FURTHEST, [drawn, 0, 120]) == {"value": 120, "stop": None}
    position_of(model, {"posti": (94, 1)})
    with pytest.raises(RefusedError):
        position_of(model, {"posti": (93, 1)})


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


@pytest.mark.parametrize(("width", "height"), [(640, 360), (390, 844)])
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
    copy = tmp_path_factory.mktemp("whatif") / "desk.sqlite"
    shutil.copy(demo_address.removeprefix("sqlite:///"), copy)
    engine = open_engine(f"sqlite:///{copy}")
    yield engine
    engine.dispose()


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


def test_everything_moved_is_never_below_what_a_person_could_reckon(fund: Model) -> None:
    """One more post for November and December is 61 x 0,97 x what the programme pays a day."""
    place = fund.place_of("cra-posti")
    values = list(fund.present.values)
    values[place] += 1
    a_day = Fraction(13_674_800_00, 268_134)
    assert evaluate(fund, Position(tuple(values), fund.present.months)).cost == round_half_up(
        61 * Fraction(97, 100) * a_day
    )
