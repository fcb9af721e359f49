"""What a person sees of a screen.

No English word of the framework, nothing beyond the side of a narrow window.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page

from udp_core.http.serving import ASSETS

NARROW = ((853, 480), (640, 360), (390, 844), (320, 256))
"""In CSS pixels: a window of 1280x720 at 150 % and 200 % of zoom, a phone, one of 1280x1024 at
400 %."""
PATIENCE = 20
TALLEST_HEADING = {853: 90, 640: 80, 390: 130, 320: 150}
"""Of the heading, in pixels: what it says folds, the screen is for the figures."""
SEEN = """() => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest('script,style,[data-testid=stIconMaterial]')) found.push(node.data.trim());
        } else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(node.getAttribute(name) ?? '');
    }
    return found.filter(words => words);
}"""  # noqa: E501
SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain],[data-testid=stAppViewContainer]')]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => `${one.scrollWidth} in ${one.clientWidth}`)"""  # noqa: E501
HEADING = "() => document.querySelector('.st-key-heading').getBoundingClientRect().height"
_SCRIPT = (ASSETS / "words.js").read_text(encoding="utf-8")
KNOWN = frozenset(re.findall(r'^  "([^"]+)": "', _SCRIPT, re.MULTILINE))
_OTHERS = re.compile(
    r"\b(?:the|and|with|this|your|please|file upload|per file|not allowed|fill out|skip"
    r" to|show/hide|add row|delete row|"
    r"\d+ more|fullscreen|drag and"
    r" drop|browse|choose|select\b|search|increment|decrement|shortcut|streamlit)\b",
    re.IGNORECASE,
)


def english_on(page: Page) -> list[str]:
    """Every word of the framework that is still in English, in the text or in the names that who
    listens hears."""
    found = page.evaluate(SEEN)
    return [
        words
        for words in found
        if words in KNOWN or words.split(": ")[0] in KNOWN or _OTHERS.search(words)
    ]


def _settled(page: Page) -> list[str]:
    """What still scrolls sideways once charts and grids have had the time to draw themselves
    again."""
    for _ in range(PATIENCE):
        page.wait_for_timeout(150)
        if not (wide := page.evaluate(SIDEWAYS)):
            break
    return [str(one) for one in wide]


def beyond_the_side(page: Page) -> list[str]:
    """What scrolls sideways in a narrow window, or heads it too tall.

    The window is put back as it was.
    """
    found = []
    before = page.viewport_size
    for width, height in NARROW:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"a {width}: {words}" for words in (*_settled(page), *english_on(page))]
        if (tall := page.evaluate(HEADING)) > TALLEST_HEADING[width]:
            found.append(f"a {width}: intestazione di {tall}")
    if before:
        page.set_viewport_size(before)
    return found
