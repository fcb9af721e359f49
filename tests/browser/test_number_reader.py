"""The one reader of numbers in a real browser.

The same answer as the library on every case, and on strings at random.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server
from tests.kernel.number_cases import CASES, Case, read
from udp_core.kernel.problem import Problem

pytestmark = pytest.mark.browser
READERS = """async (asked) => {
    const { readNumber, readEuro, readPercent } = await import('/assets/components/numbers.js');
    const readers = { number: readNumber, euro: readEuro, percent: readPercent };
    return asked.map(([kind, text, decimals]) => readers[kind](text, decimals));
}"""
PIECES = (
    *"0123456789",
    "00",
    "123",
    "000",
    ".",
    ",",
    "+",
    "-",
    "−",
    " ",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u2003",
    "\u0085",
    "€",
    "EUR",
    "%",
    "x",
    "１",
    "\n",
    ".000",
    "1.234",
    "1 234",
)
SEEN = 4000


def _at_random() -> list[Case]:
    chance = Random(37)  # noqa: S311 - the same at every run
    kinds = ("number", "euro", "percent")
    return [
        Case(
            "".join(chance.choices(PIECES, k=chance.randint(0, 9))),
            chance.choice(kinds),
            chance.choice((0, 2, 3)),
            "",
        )
        for _ in range(SEEN)
    ]


def test_browser_and_library_read_the_same(page: Page, server: Server) -> None:
    cases = [*CASES, *_at_random()]
    page.goto(f"{server.address}/assets/components/words.js")
    answers: list[dict[str, Any]] = page.evaluate(
        READERS, [[one.kind, one.text, 2 if one.kind == "euro" else one.decimals] for one in cases]
    )
    for case, seen in zip(cases, answers, strict=True):
        known = read(case)
        if isinstance(known, Problem):
            assert seen.get("problem") == known.code, case
        else:
            assert "problem" not in seen, case
            assert Decimal(seen["exact"]) == known, case
    read_right = sum("problem" not in seen for seen in answers)
    assert SEEN / 10 < read_right < SEEN
