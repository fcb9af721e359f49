"""What a document may hold of a text that somebody typed or pasted.

Never so little that it cannot be made.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.view.test_export import STAMP
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.export import csv_bytes, xlsx_bytes
from udp_core.render.key_figure import KeyFigure
from udp_core.render.printable import clean, cleaned, printable, printable_text
from udp_core.render.slide import Look, Series, Slide, SlideChart
from udp_core.render.table import Column, table

CANARIES = (
    "👍",
    "✅",
    "中",
    "🇮🇹",
    "ﷺ",
    "👨‍👩‍👧",
    "👍🏽",
    "❤️",
    "\v",
    "\x00",
    "\x01",
    "\x1f",
    "\x7f",
    "\x85",
    "\ufffe",
    "\uffff",
    "\ud83d",
    "\u2028",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u00ad",
    "e\u0301",
    "a\u0330",
    "\U0010ffff",
    "\t",
    "\r\n",
)
CANARY = "a".join(CANARIES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Spesa 12.400,00 € (−3 %)", "Spesa 12.400,00 € (−3 %)"),
        ("● ◆ ▲ ○ → « » – — ’ … ½ ≥", "● ◆ ▲ ○ → « » – — ’ … ½ ≥"),
        ("Bene 👍", "Bene □"),
        ("🇮🇹 中", "□□ □"),
        ("👍🏽 ❤\ufe0f", "□ □"),
        ("prima\vdopo", "prima\ndopo"),
        ("prima\r\ndopo\u2028fine", "prima\ndopo\nfine"),
        ("a\x00b\x01c\u200bd\ufeff", "abcd"),
        ("a\ufffeb\ud83dc", "a□b□c"),
        ("cafe\u0301", "café"),
        ("a\tb", "a b"),
        ("sillaba\u00adzione", "sillabazione"),
    ],
)
def test_a_text_in_what_the_fonts_have(text: str, words: str) -> None:
    assert printable_text(text) == words


def test_a_file_of_numbers_keeps_every_sign_that_it_can_hold() -> None:
    assert clean("中 👍 a\x00b\vc\ufffe") == "中 👍 ab\nc□"


def test_what_was_replaced_is_said_once_and_by_its_code() -> None:
    _, note = printable(("👍👍", "中"))
    assert note.endswith("sono sostituiti da □: U+1F44D e U+4E2D.")
    assert printable("Tutto scritto")[1] == ""
    assert printable("a\x00b")[1] == ""
    assert printable("□")[1] == ""
    assert printable("αβγ ① ② ③ ④ ⑤ ⑥ ⑦")[1].endswith("U+2464 e altri 2.") is False
    assert "e 2 altri" in printable("①②③④⑤⑥⑦")[1]


class Pair(NamedTuple):
    left: str
    right: int


def test_every_text_is_found_wherever_it_stands() -> None:
    chart = SlideChart(Look.BARS, "€👍", ("a👍",), (Series("x👍", (1.0,)),), ("l👍",))
    one = table("t", "T👍", [Column("a", "A👍")], [("c👍",)])
    slide = Slide(
        "n",
        "t👍",
        figures=(KeyFigure("k", "l👍", "v👍", "n👍"),),
        chart=chart,
        table=one,
        lines=("x👍",),
        level=StatusLevel.CRITICAL,
    )
    made, _ = printable(slide)
    assert "👍" not in repr(made)
    assert made.level is StatusLevel.CRITICAL
    assert made.table is not None
    assert made.table.rows == (("c□",),)
    assert cleaned({"a\x00": [Pair("b\x01", 1)]}) == {"a": [Pair("b", 1)]}
    assert printable(slide)[0] == printable(made)[0]


@pytest.mark.parametrize("canary", CANARIES)
def test_a_table_leaves_whatever_is_in_it(canary: str) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    made = table("t", f"Prova {canary}", [Column("a", f"A{canary}")], [(f"x{canary}y",)])
    found = load_workbook(BytesIO(xlsx_bytes(made, STAMP))).worksheets[0]["A2"].value
    assert found == clean(f"x{canary}y")
    assert csv_bytes(made, STAMP).decode("utf-8-sig")
