"""The wall elsewhere than on a projector: on a phone held upright, on paper (ROOM C1, C2)."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, open_screen
from tests.browser.test_accessibility import _violations
from tests.browser.test_sala import DEEP, WALL, place
from tests.made_sitting import SITTING
from tests.slow import slow

pytestmark = pytest.mark.browser
UPRIGHT = f"""() => {{ {DEEP}
    const slide = sala.querySelector('.slide:not([hidden])'), title = slide.querySelector('h1').textContent;
    const foot = sala.querySelector('footer').getBoundingClientRect(), found = [];
    if (slide.scrollWidth > slide.clientWidth) found.push(`${{title}}: larga ${{slide.scrollWidth}}`);
    if (getComputedStyle(slide).overflowY !== 'auto') found.push(`${{title}}: non scorre`);
    if ([...slide.querySelectorAll('tr[hidden]')].length) found.push(`${{title}}: righe nascoste`);
    if (foot.height > innerHeight / 3 || foot.bottom > innerHeight + 1 || foot.right > innerWidth + 1) found.push(`${{title}}: piede di ${{foot.height}}`);
    const parts = [...sala.querySelectorAll('footer > :not([hidden])')].map((one) => one.getBoundingClientRect()).filter((one) => one.width);
    parts.forEach((one, place) => parts.slice(place + 1).forEach((other) => {{
        if (one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1) found.push(`${{title}}: il piede si sovrappone`);
    }}));
    for (const one of slide.querySelectorAll('h1, p, th, td')) {{
        const size = parseFloat(getComputedStyle(one).fontSize);
        if (one.textContent.trim() && size < 16) found.push(`${{title}}: «${{one.textContent}}» a ${{size}}`);
    }}
    return found;
}}"""  # noqa: E501


def test_on_a_phone_held_upright_nothing_is_cut_and_everything_is_reached(
    page: Page, server: Server
) -> None:
    """Every slide of a sitting at 390x844, the question too."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.address}{WALL}?codice={SITTING}")
    page.locator(".sala").wait_for()
    following = page.get_by_role("button", name="Diapositiva successiva")
    for _ in range(int(place(page).split(" / ")[1])):
        assert page.evaluate(UPRIGHT) == []
        following.click()
    page.keyboard.press("4")
    assert _violations(page) == []
    page.keyboard.press("e")
    expect(page.locator(".question")).to_be_visible()
    page.keyboard.type("posti cra")
    page.keyboard.press("Enter")
    expect(page.locator(".question input[type=range]")).to_be_visible()
    assert page.evaluate(UPRIGHT) == []
    assert _violations(page) == []


def test_a_question_open_on_the_wall_is_accessible(page: Page, server: Server) -> None:
    page.goto(f"{server.address}{WALL}?codice={SITTING}")
    page.locator(".sala").wait_for()
    page.keyboard.press("e")
    page.keyboard.type("posti cra")
    page.keyboard.press("Enter")
    page.locator(".question input[type=range]").wait_for()
    assert _violations(page) == []


def test_every_slide_is_printed_on_a_page_of_its_own(
    page: Page, server: Server, tmp_path: Path
) -> None:
    """As many pages as slides, whichever was on the wall, which stays there."""
    page.goto(f"{server.address}{WALL}?codice={SITTING}")
    page.locator(".sala").wait_for()
    count = int(place(page).split(" / ")[1])
    titles = page.locator(".sala .slide h1").all_text_contents()
    page.keyboard.press("2")
    shown = place(page)
    paper = tmp_path / "sala.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    assert place(page) == shown
    expect(page.locator(".sala .slide:not([hidden])")).to_have_count(1)
    assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) == count == len(titles)
    if shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True)
        pages = [" ".join(one.split()) for one in told.stdout.decode().split("\f")[:count]]
        assert [title for title, one in zip(titles, pages, strict=True) if title not in one] == []


@slow("le pagine stampate sono qui sopra")
def test_a_printed_card_has_the_name_of_its_area_and_the_heading_its_year(
    page: Page, server: Server
) -> None:
    open_screen(page, f"{server.address}/ambiti?anno=2026")
    page.emulate_media(media="print")
    names = page.locator("[class*=st-key-open-] button")
    expect(names).to_have_count(8)
    for name in names.all():
        expect(name).to_be_visible()
    written = "() => getComputedStyle(document.querySelector('[data-year]'), '::after').content"
    assert page.evaluate(written) == '" 2026"'
    page.emulate_media(media="screen")
    assert page.evaluate(written) == "none"


HEADED = """() => [...document.querySelectorAll('[data-testid=stHeading]')].map((one) => {
    const next = one.closest('[data-testid=stElementContainer]')?.nextElementSibling;
    const under = next?.querySelector('[data-testid=stCaptionContainer]');
    return [one.innerText, under ? under.innerText : ''];
})"""


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="manca pdftotext")
def test_no_title_is_left_at_the_foot_of_a_printed_page(
    page: Page, server: Server, tmp_path: Path
) -> None:
    """A title, with the line under it, stands on the page of what it is the title of."""
    open_screen(page, f"{server.address}/frna?anno=2026")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    headed = [" ".join(f"{title} {under}".split()) for title, under in page.evaluate(HEADED)]
    paper = tmp_path / "frna.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True)
    pages = [" ".join(one.split()) for one in told.stdout.decode().split("\f")]
    assert sum(any(words in one for one in pages) for words in headed) == len(headed) >= 3
    assert [one[-120:] for one in pages if one.endswith(tuple(headed))] == []
