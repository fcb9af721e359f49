"""The wall and the sitting, in a real browser.

What a room can read, by keyboard alone, whatever happens to the network.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.components.screens import ROOM, SALA
from tests.browser.conftest import Server, open_screen, wait_drawn, wait_until
from tests.browser.test_accessibility import SMALL_TEXT, _violations
from tests.made_sitting import SITTING
from tests.slow import also, slow

SIZES = ((1280, 720), (1024, 768), (1920, 1080))
pytestmark = pytest.mark.browser
WALL = f"/{Path(SALA).stem}"
DEEP = """const deep = (root) => root.querySelector('.sala') ?? [...root.querySelectorAll('*')].map((one) => one.shadowRoot && deep(one.shadowRoot)).find(Boolean);
    const sala = deep(document);"""  # noqa: E501
TOO_LARGE = f"""() => {{ {DEEP}
    const found = sala.querySelector('.steps').getBoundingClientRect().right > innerWidth ? ['il piede esce dallo schermo'] : [];
    for (const slide of sala.querySelectorAll('.slide')) {{
        const hidden = slide.hidden; slide.hidden = false;
        if (slide.clientWidth > innerWidth) found.push('la diapositiva è più larga dello schermo');
        const title = slide.querySelector('h1').textContent;
        if (slide.scrollWidth > slide.clientWidth + 1) found.push(`${{title}}: larga ${{slide.scrollWidth}} su ${{slide.clientWidth}}`);
        for (const one of slide.querySelectorAll('*')) {{
            const box = one.getBoundingClientRect(), floor = sala.querySelector('footer').getBoundingClientRect().top;
            if (box.height && box.bottom > floor + 1 && !one.closest('tr[hidden]')) found.push(`${{title}}: ${{one.tagName}} sotto il piede di ${{Math.round(box.bottom - floor)}}`);
        }}
        slide.hidden = hidden;
    }}
    return [...new Set(found)];
}}"""  # noqa: E501
SMALLEST = f"""() => {{ {DEEP}
    let least = Infinity, what = '';
    for (const slide of sala.querySelectorAll('.slide')) {{
        const hidden = slide.hidden; slide.hidden = false;
        for (const one of slide.querySelectorAll('*')) {{
            if (![...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim())) continue;
            if (!one.getBoundingClientRect().height) continue;
            const scale = one.ownerSVGElement ? Math.hypot(one.getScreenCTM().a, one.getScreenCTM().b) : 1;
            const size = parseFloat(getComputedStyle(one).fontSize) * scale;
            if (size < least) {{ least = size; what = `${{slide.querySelector('h1').textContent}}: ${{one.textContent}}`; }}
        }}
        slide.hidden = hidden;
    }}
    return [least / innerHeight, what];
}}"""  # noqa: E501
SMALLEST_SHARE = 0.032
"""Of the image height: axis ticks, data date, footer (UX.md)."""


def place(page: Page) -> str:
    return page.locator(".sala .place").inner_text()


@pytest.mark.parametrize("size", [SIZES[0], *also(*SIZES[1:])], ids=str)
def test_every_slide_fits_and_is_read_from_the_last_row(
    page: Page, server: Server, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in (WALL, f"{WALL}?codice={SITTING}"):
        page.goto(server.address + address)
        page.locator(".sala").wait_for()
        count = int(place(page).split(" / ")[1])
        for _ in range(count):
            page.keyboard.press("ArrowRight")
        assert page.evaluate(TOO_LARGE) == []
        share, what = page.evaluate(SMALLEST)
        assert share >= SMALLEST_SHARE, what
        page.keyboard.press("Home")


def test_the_wall_is_accessible_and_hides_the_rest(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?schermata=frna")
    page.locator(".sala").wait_for()
    assert [one for one in _violations(page) if ".sala" in one or "sala" in one.split(" ")[1]] == []
    assert page.evaluate(
        "document.elementFromPoint(40, 10).closest('[data-testid=stHeader]') === null"
    )
    expect(page.locator(".sala .slide:not([hidden]) h1")).to_have_text(
        "Il fondo basta fino al 31 dicembre: resteranno 1,59 M€"
    )
    expect(page.locator(".sala footer")).to_contain_text("Dati dimostrativi")
    expect(page.locator(".sala footer")).to_contain_text("dati al 31/10/2026")


def test_the_keyboard_alone_leads_the_sitting(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?codice={SITTING}")
    page.locator(".sala").wait_for()
    shown = page.locator(".sala .slide:not([hidden]) h1")
    expect(shown).to_have_text("Comitato di Distretto di Ravenna: seduta del 18/11/2026")
    page.keyboard.press("PageDown")
    expect(shown).to_have_text("Ordine del giorno")
    page.keyboard.press("2")
    expect(shown).to_have_text("2. Preconsuntivo del FRNA 2026")
    page.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("Il fondo basta")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("9")
    expect(shown).to_have_text("2. Preconsuntivo del FRNA 2026")
    page.keyboard.press("End")
    expect(page.locator(".sala .slide:not([hidden])")).to_contain_text("Responsabile: ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert place(page).startswith("1 / ")
    page.keyboard.press("b")
    expect(page.locator(".sala .black")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sala .black")).to_be_hidden()
    assert place(page).startswith("1 / ")
    page.keyboard.press("?")
    expect(page.locator(".sala .help")).to_contain_text("schermo nero")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    wait_until(page, "document.fullscreenElement !== null")
    page.keyboard.press("f")
    wait_until(page, "document.fullscreenElement === null")
    page.keyboard.press("Escape")
    page.wait_for_url("**/seduta?anno=2026**")


@slow("il tasto in `test_sala_keys`, gli indirizzi in `briefing/test_deck`")
def test_a_live_screen_opens_from_its_slide(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?schermata=comuni&anno=2025")
    page.locator(".sala").wait_for()
    page.keyboard.press("l")
    page.wait_for_url("**/comuni?anno=2025**")
    wait_drawn(page)
    page.get_by_role("link", name="Sala", exact=True).click()
    page.locator(".sala").wait_for()
    expect(page.locator(".sala .slide:not([hidden]) .subtitle")).to_contain_text("2025")


@pytest.mark.parametrize("path", ROOM)
def test_the_screens_of_the_room_are_accessible(page: Page, server: Server, path: str) -> None:
    open_screen(page, f"{server.address}/{Path(path).stem}")
    assert _violations(page) == []
    assert page.evaluate(SMALL_TEXT) == []


@slow("la stampa in PDF in `briefing/test_documents`")
def test_a_printed_screen_has_no_menu_and_no_button(page: Page, server: Server) -> None:
    open_screen(page, f"{server.address}/frna")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Programma", exact=True)).to_be_hidden()
    expect(page.get_by_role("tab", name="Voci")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


# What a wall cannot show, it says


IN_TITLES = (
    r"^Da decidere: (\d+)$",
    r"indicator\w+ critic\w+ su (\d+)$",
    r"^(\d+) sched\w+ critic",
    r"^(\d+) criticità",
)
"""Where the title says how long its list is."""
COUNTED = f"""(wanted) => {{ {DEEP}
    const slide = sala.querySelector('.slide:not([hidden])'), more = slide.querySelector('.more');
    const shown = [...slide.querySelectorAll('tbody tr')].filter((row) => !row.hidden);
    const floor = slide.getBoundingClientRect().bottom;
    const next = slide.querySelectorAll('tbody tr')[shown.length];
    if (next) next.hidden = false;
    const over = slide.lastElementChild.getBoundingClientRect().bottom > floor + 1;
    if (next) next.hidden = true;
    return {{
        title: slide.querySelector('h1').textContent, shown: shown.length, rows: slide.querySelectorAll('tbody tr').length,
        said: more && !more.hidden ? more.textContent : '', below: shown.filter((row) => row.getBoundingClientRect().bottom > floor + 1).length,
        over,
        lines: [...slide.querySelectorAll('.lines p')].map((line) => line.textContent),
    }};
}}"""  # noqa: E501
INSIDE = f"""() => {{ {DEEP}
    const slide = sala.querySelector('.slide:not([hidden])');
    return slide.lastElementChild.getBoundingClientRect().bottom <= slide.getBoundingClientRect().bottom + 1;
}}"""  # noqa: E501
WHOLE_FOOT = f"""() => {{ {DEEP}
    const one = sala.querySelector('.stamp');
    return one.scrollWidth <= one.clientWidth + 1 && getComputedStyle(one).textOverflow !== 'ellipsis' && one.getBoundingClientRect().bottom <= innerHeight + 1;
}}"""  # noqa: E501


@pytest.mark.parametrize("size", [SIZES[0], *also(*SIZES[1:])], ids=str)
def test_a_list_says_how_many_rows_of_how_many(
    page: Page, server: Server, size: tuple[int, int]
) -> None:
    """Every table on the wall: «4 di 13» counts what is seen and what there is.

    No room for one more row is left unused, and a list that goes on goes on from where it was.
    """
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(server.address + WALL)
    page.locator(".sala").wait_for()
    seen = {}
    last = 0
    for _ in range(int(place(page).split(" / ")[1])):
        found = page.evaluate(COUNTED)
        assert found["below"] == 0, found
        assert not [line for line in found["lines"] if "continua" in line], found
        first, _, whole = found["said"].split(",")[0].partition(" di ")
        if found["said"] and "–" not in first:
            assert int(first) == found["shown"], found
            assert "tutte nel fascicolo" in found["said"]
            seen[found["title"]] = int(whole)
            last = found["shown"]
        elif found["said"]:
            start, _, end = first.partition("–")
            assert int(end) - int(start) + 1 == found["shown"], found
            assert int(start) == last + 1, found
            last = int(end)
        if found["shown"] < found["rows"]:
            assert found["said"], found
            assert found["over"], found
        page.keyboard.press("ArrowRight")
    counted = [
        (whole, re.search(pattern, title)) for title, whole in seen.items() for pattern in IN_TITLES
    ]
    assert [int(found[1]) for _, found in counted if found] == [
        whole for whole, found in counted if found
    ]
    assert sum(found is not None for _, found in counted) == len(IN_TITLES)


@slow("la connessione persa in `test_sala_keys`")
def test_the_foot_is_whole_and_a_lost_connection_hides_no_title(page: Page, server: Server) -> None:
    """At every size.

    The connection is lost once for all, because it takes its time to be noticed.
    """
    page.goto(f"{server.address}{WALL}?schermata=frna")
    page.locator(".sala").wait_for()
    page.evaluate(
        f"() => {{ {DEEP} sala.querySelector('.stamp').textContent += ' · cifre come note alla"
        " seduta del 18/11/2026'; }"
    )
    _at_every_size(page, WHOLE_FOOT)
    page.evaluate(
        "() => { window.kept = window.fetch; window.fetch = () => Promise.reject(new"
        " Error('perso')); }"
    )
    expect(page.locator(".sala .alarm")).to_be_visible()
    _at_every_size(page, INSIDE)
    page.evaluate("() => { window.fetch = window.kept; }")
    expect(page.locator(".sala .alarm")).to_be_hidden()
    _at_every_size(page, WHOLE_FOOT)


def _at_every_size(page: Page, holds: str) -> None:
    alarm, title = page.locator(".sala .alarm"), page.locator(".sala .slide:not([hidden]) h1")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wait_until(page, holds)
        above, below = alarm.bounding_box(), title.bounding_box()
        assert below is not None
        assert (above is None) == (holds is WHOLE_FOOT)
        assert above is None or above["y"] + above["height"] <= below["y"] + 1


def test_a_text_longer_than_the_wall_says_where_it_goes_on(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?codice={SITTING}")
    page.locator(".sala").wait_for()
    page.keyboard.press("6")
    line = page.locator(".sala .slide:not([hidden]) .lines p").first
    whole = line.inner_text()
    page.evaluate(
        f"() => {{ {DEEP} sala.querySelector('.slide:not([hidden]) .lines p').dataset.whole ="
        " 'parola '.repeat(900); window.dispatchEvent(new Event('resize')); }"
    )
    expect(line).to_contain_text("… continua nel fascicolo")
    assert page.evaluate(COUNTED)["title"].startswith("6. ")
    assert len(line.inner_text()) > 500
    page.evaluate(
        f"(words) => {{ {DEEP} sala.querySelector('.slide:not([hidden]) .lines p').dataset.whole ="
        " words; window.dispatchEvent(new Event('resize')); }",
        whole,
    )
    expect(line).to_have_text(whole)
