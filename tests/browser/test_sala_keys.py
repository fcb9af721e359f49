"""What the wall does at each key, over slides made by hand.

No server, the script alone, and a clock that is moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from udp_core.render.light import LOOKS

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).parents[2] / "udp_core" / "http" / "assets" / "components"
HERE = "http://sala.test"
POINTS = 12
SOON, LONG = 300, 1000
"""Milliseconds within which a second digit is of the same number, and after which it is not."""
PULSE = 4100
WORDS = {
    "title": "Sala",
    "lost": "Collegamento perso",
    "help": "Tasti",
    "keys": [["F", "schermo intero"]],
    "back": "Indietro",
    "next": "Avanti",
    "demo": "Dati dimostrativi",
    "shown": "{n} di {of}",
    "part": "{first}–{last} di {of}",
    "rest": "… continua",
}


def slide(name: str, item: int | None = None, **more: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "title": f"Titolo {name}",
        "subtitle": "",
        "reason": "",
        "figures": [],
        "lines": [],
        "svg": "",
        "table": None,
        "light": None,
        "scenario": "",
    }
    return {
        **usual,
        "name": name,
        "item": item,
        "code": f"CODICE-{name}",
        "screen": "",
        "exit": f"/uscita-{name}",
        **more,
    }


def deck(points: int = POINTS, digest: str = "uno", **more: Any) -> dict[str, Any]:
    """A cover, then a slide a point."""
    slides = [
        slide("copertina", screen="/vivo"),
        *(slide(f"p{number}", number) for number in range(1, points + 1)),
    ]
    return {
        "digest": digest,
        "words": WORDS,
        "lights": LOOKS,
        "slides": slides,
        "items": points,
        "start": "copertina",
        "foot": "Distretto",
        "demo": True,
        "pulse": "/polso",
        "notices": {},
        "questions": {},
        "questionWords": {},
        **more,
    }


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    """A page that answers its own address, without a server."""
    visit = browser.new_context(viewport={"width": 1280, "height": 720})
    visit.route("**/*", answer)
    page = visit.new_page()
    page.clock.install()
    yield page
    visit.close()


@pytest.fixture
def wall(opened: Page) -> Page:
    """The wall on its first slide, as when it has just been opened."""
    opened.goto(f"{HERE}/altrove")
    opened.goto(f"{HERE}/parete")
    draw(opened, deck())
    return opened


def answer(route: Route) -> None:
    asked = route.request.url.removeprefix(HERE)
    script = SCRIPTS / asked.lstrip("/")
    if script.suffix == ".js" and script.is_file():
        route.fulfill(body=script.read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(
            body="<!doctype html><title>Sala</title><main></main>", content_type="text/html"
        )


def draw(page: Page, made: dict[str, Any]) -> None:
    """As the framework does: the same place, other slides."""
    page.evaluate(
        """async (data) => {
            const { default: sala } = await import('/sala.js');
            sala({ data, parentElement: document.querySelector('main') });
        }""",
        made,
    )


def at(page: Page) -> str:
    """The slide that is seen, by the words at its foot; they agree with its title."""
    code = page.locator(".sala .code").inner_text().removeprefix("CODICE-")
    assert page.locator(".sala .slide:not([hidden]) h1").all_inner_texts() == [f"Titolo {code}"]
    return code


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return at(page)


def hidden(page: Page, part: str) -> bool:
    return bool(page.locator(f".sala .{part}").evaluate("one => one.hidden"))


FORTH = ("ArrowRight", "ArrowDown", "PageDown", "Space", "Enter")
BACK = ("ArrowLeft", "ArrowUp", "PageUp", "Backspace")


def test_every_key_goes_where_it_says_and_no_further(wall: Page) -> None:
    for number, key in enumerate(FORTH, 1):
        assert press(wall, key) == f"p{number}"
    for number, key in enumerate(BACK, 1):
        assert press(wall, key) == f"p{5 - number}"
    assert press(wall, "End") == press(wall, "ArrowRight") == "p12"
    assert wall.locator(".sala .place").inner_text() == "13 / 13"
    assert press(wall, "Home") == press(wall, "ArrowLeft") == "copertina"
    assert wall.locator(".sala .place").inner_text() == "1 / 13"
    for held in ("Control", "Alt", "Meta"):
        assert press(wall, f"{held}+ArrowDown") == "copertina"
    wall.get_by_role("button", name="Avanti").click()
    assert at(wall) == "p1"
    assert press(wall, "ArrowRight") == "p2"  # the button keeps the focus, and no key but its own
    assert press(wall, "Space") == "p3"
    wall.get_by_role("button", name="Indietro").click()
    assert press(wall, "Home") == "copertina"


def test_the_keys_of_the_wall_are_heard_by_nobody_else(wall: Page) -> None:
    """Neither the page, which would scroll, nor the shortcuts of the framework; the others pass."""
    wall.evaluate(
        "() => { window.heard = []; document.addEventListener('keydown', (event) =>"
        " window.heard.push(event.key)); }"
    )
    press(wall, "ArrowDown", "b", "Space", "1", "x", "Shift", "Control+b")
    assert wall.evaluate("window.heard") == ["x", "Shift", "Control", "b"]


def test_two_digits_are_one_number_where_there_are_more_than_nine_points(wall: Page) -> None:
    assert press(wall, "1") == "copertina"
    wall.clock.run_for(SOON)
    press(wall, "2")
    wall.clock.run_for(LONG)
    assert at(wall) == "p12"
    press(wall, "1")
    wall.clock.run_for(LONG)
    assert at(wall) == "p1"
    assert press(wall, "1", "1", "Enter") == "p11"
    assert press(wall, "7", "7", "Enter") == "p11"
    assert press(wall, "Enter") == "p12"


def test_one_digit_is_enough_where_there_are_nine_points(wall: Page) -> None:
    draw(wall, deck(9, "nove"))
    assert press(wall, "9") == "p9"
    assert press(wall, "1") == "p1"


def test_black_hides_until_the_next_key_and_moves_nothing(wall: Page) -> None:
    for key in ("b", "B", "."):
        press(wall, key)
        assert not hidden(wall, "black")
        assert (press(wall, "ArrowRight"), hidden(wall, "black")) == ("copertina", True)
    press(wall, "b", "b")
    assert hidden(wall, "black")


def test_escape_closes_what_is_open_first_and_then_leaves_from_the_slide_shown(wall: Page) -> None:
    press(wall, "ArrowRight", "b", "?")
    assert (hidden(wall, "help"), hidden(wall, "black")) == (False, False)
    press(wall, "Escape")
    assert (hidden(wall, "help"), hidden(wall, "black")) == (True, False)
    press(wall, "Escape")
    assert (hidden(wall, "black"), wall.url) == (True, f"{HERE}/parete#p1")
    wall.keyboard.press("Escape")
    wall.wait_for_url(f"{HERE}/uscita-p1")


def test_help_goes_with_the_next_slide(wall: Page) -> None:
    press(wall, "?")
    assert "schermo intero" in wall.locator(".sala .help").inner_text()
    press(wall, "ArrowRight")
    assert hidden(wall, "help")


def test_the_live_screen_opens_where_there_is_one(wall: Page) -> None:
    assert press(wall, "ArrowRight", "l") == "p1"
    press(wall, "Home")
    wall.keyboard.press("l")
    wall.wait_for_url(f"{HERE}/vivo")


def test_other_slides_in_the_same_place_keep_the_point_and_one_key_is_one_step(wall: Page) -> None:
    """The script is called again at every run of the screen.

    The one before hears no key any more.
    """
    press(wall, "3", "Enter")
    drawn = "document.querySelector('.sala').dataset.mark = 'mia'"
    wall.evaluate(drawn)
    draw(wall, deck())
    assert wall.evaluate("document.querySelector('.sala').dataset.mark") == "mia"
    draw(wall, deck(digest="due"))
    assert wall.evaluate("document.querySelector('.sala').dataset.mark ?? ''") == ""
    assert (at(wall), wall.locator(".sala").count()) == ("p3", 1)
    assert press(wall, "ArrowRight") == "p4"


def test_a_picture_is_told_once_by_its_words(wall: Page) -> None:
    """Who listens hears what it shows, and not each of its parts."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><text>9</text></svg>'
    draw(
        wall,
        {
            **deck(1, "disegno"),
            "slides": [slide("t", svg=drawn, alt="Una barra: 9", unit="euro")],
            "start": "t",
        },
    )
    assert wall.get_by_role("img", name="Una barra: 9").count() == 1
    assert wall.locator(".sala svg").get_attribute("aria-hidden") == "true"
    assert wall.locator(".sala .unit").inner_text() == "euro"


def test_a_slide_that_is_gone_gives_way_to_where_one_asked_to_begin(wall: Page) -> None:
    draw(wall, deck(digest="altre", start="p2"))
    assert at(wall) == "copertina"
    press(wall, "End")
    draw(wall, deck(3, "tre", start="p2"))
    assert at(wall) == "p2"
    draw(wall, deck(3, "quattro", start="mai"))
    assert at(wall) == "p2"
    wall.evaluate("history.replaceState(null, '', '#altrove')")
    draw(wall, deck(3, "cinque", start="mai"))
    assert at(wall) == "copertina"


def test_a_server_that_does_not_answer_is_said_and_said_no_more(wall: Page) -> None:
    wall.evaluate("() => { window.fetch = () => Promise.reject(new Error('perso')); }")
    wall.clock.run_for(PULSE)
    assert not hidden(wall, "alarm")
    wall.evaluate("() => { window.fetch = () => Promise.resolve({ ok: false }); }")
    wall.clock.run_for(PULSE)
    assert not hidden(wall, "alarm")
    wall.evaluate(
        "() => { window.fetch = (where) => { window.asked = where; return Promise.resolve({ ok:"
        " true }); }; }"
    )
    wall.clock.run_for(PULSE)
    assert (hidden(wall, "alarm"), wall.evaluate("window.asked")) == (True, "/polso")
    assert press(wall, "ArrowRight") == "p1"


def test_words_are_words_and_a_table_says_what_it_counts(wall: Page) -> None:
    """Nothing written by people becomes a part of the page."""
    hostile = "<img src=x onerror=alert(1)>"
    table = {
        "title": "Voci",
        "heads": ["Voce", "Importo"],
        "rows": [[hostile, "1,00 €"], ["● in linea", "2,00 €"]],
        "numbers": [False, True],
        "first": 1,
        "of": 13,
    }
    whole = slide(
        "t",
        table=table,
        lines=[hostile],
        subtitle=hostile,
        reason=hostile,
        figures=[{"label": hostile, "value": "1", "note": "", "light": None}],
    )
    draw(wall, {**deck(1, "tabella"), "slides": [whole], "start": "t"})
    assert wall.locator(".sala img").count() == 0
    assert wall.locator(".sala").inner_text().count(hostile) == 5
    assert wall.locator(".sala .tabled td").evaluate_all(
        "all => all.map((one) => one.className)"
    ) == ["", "number", "lit", "number"]
    light = wall.locator(".sala .tabled td .light")
    assert light.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(0, 102, 204)"
    assert wall.locator(".sala .more").inner_text() == "2 di 13"
    draw(
        wall,
        {
            **deck(1, "seguito"),
            "slides": [{**whole, "table": {**table, "first": 12}}],
            "start": "t",
        },
    )
    assert wall.locator(".sala .more").inner_text() == "12–13 di 13"
    draw(
        wall, {**deck(1, "tutta"), "slides": [{**whole, "table": {**table, "of": 2}}], "start": "t"}
    )
    assert hidden(wall, "more")


def test_a_point_without_a_quorum_says_so_and_a_suspension_is_said_everywhere(wall: Page) -> None:
    draw(wall, deck(digest="manca", notices={"2": "Numero legale: no"}))
    assert hidden(wall, "notice")
    press(wall, "Home", "ArrowRight", "ArrowRight")
    assert wall.locator(".sala .notice").inner_text() == "▲ Numero legale: no"
    press(wall, "ArrowRight")
    assert hidden(wall, "notice")
    draw(wall, deck(digest="sospesa", notices={"": "Seduta sospesa dalle 18:11."}))
    assert wall.locator(".sala .notice").inner_text() == "▲ Seduta sospesa dalle 18:11."
