"""The lists of the wall: what does not fit is counted, and goes on in the next slide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_sala_keys import deck, draw, opened, press, slide, wall

__all__ = ["opened", "wall"]
pytestmark = pytest.mark.browser
LOW = (
    ".slide { height: 200px; display: block } .slide * { margin: 0; font: 20px/20px monospace }"
    " .slide[hidden] { display: none }"
)


def test_what_does_not_fit_is_cut_at_a_word_and_counted(wall: Page) -> None:
    """Of 900 words those of the beginning, as many as fit: with one more the slide overflows.

    Of 30 rows, how many are seen.
    """
    wall.add_style_tag(content=LOW)
    words = [f"w{number}" for number in range(900)]
    draw(wall, {**deck(1, "lungo"), "slides": [slide("t", lines=[" ".join(words)])], "start": "t"})
    line = wall.locator(".sala .lines p")
    shown = line.inner_text().removesuffix(" … continua").split()
    assert 10 < len(shown) < 900
    assert shown == words[: len(shown)]
    line.evaluate(
        "(one, text) => { one.textContent = text; }",
        f"{' '.join(words[: len(shown) + 1])} … continua",
    )
    assert wall.evaluate(
        "document.querySelector('.lines').getBoundingClientRect().bottom >"
        " document.querySelector('.slide').getBoundingClientRect().bottom"
    )
    table = {
        "title": "Voci",
        "heads": ["Voce"],
        "rows": [[str(number)] for number in range(30)],
        "numbers": [True],
        "first": 1,
        "of": 30,
    }
    draw(wall, {**deck(1, "alta"), "slides": [slide("t", table=table)], "start": "t"})
    seen = wall.locator(".sala .tabled tbody tr:not([hidden])").all_inner_texts()
    assert 1 < len(seen) < 10
    assert (seen, wall.locator(".sala .more").inner_text()) == (
        [str(number) for number in range(len(seen))],
        f"{len(seen)} di 30",
    )


def test_what_a_part_of_a_list_does_not_hold_heads_the_next_one(wall: Page) -> None:
    """Two parts of 15 rows, of which about seven are seen: the second goes on from the first."""
    wall.add_style_tag(content=LOW)
    parts = [
        slide(
            name,
            table={
                "title": "Voci",
                "heads": ["Voce"],
                "rows": [[str(number)] for number in range(first, first + 15)],
                "numbers": [True],
                "first": first,
                "of": 30,
            },
        )
        for name, first in (("prima", 1), ("poi", 16))
    ]
    draw(wall, {**deck(1, "a parti"), "slides": parts, "start": "prima"})
    rows = wall.locator(".sala .slide:not([hidden]) .tabled tbody tr:not([hidden])")
    more = wall.locator(".sala .slide:not([hidden]) .more")
    for _ in range(2):
        seen = len(rows.all_inner_texts())
        assert 1 < seen < 15
        assert more.inner_text() == f"{seen} di 30"
        press(wall, "ArrowRight")
        then = rows.all_inner_texts()
        assert then == [str(number) for number in range(seen + 1, seen + 1 + len(then))]
        assert more.inner_text() == f"{then[0]}–{then[-1]} di 30"
        press(wall, "ArrowLeft")
