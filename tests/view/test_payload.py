"""What a browser is told of a slide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.render.slide import Look, PlaceMap, Series, Slide, SlideChart
from udp_core.render.table import Column, ColumnKind, table

FRAME = DeckFrame("Distretto di Ravenna", demo=True, exit=".", pulse="health")
CHART = SlideChart(
    Look.BARS,
    "euro",
    ("Ravenna", "Cervia", "Russi"),
    (Series("base", (3.0, 2.0, 1.0)), Series("found", (3.0, 2.0, 1.0))),
    ("3 €", "2 €", "1 €"),
)


def told(slide: Slide) -> dict[str, Any]:
    found: dict[str, Any] = deck_payload((slide,), FRAME)["slides"][0]
    return found


def test_a_number_stays_on_the_line_of_its_unit() -> None:
    said = told(
        Slide(
            "s",
            "S",
            "resteranno 1,59 M€, il 5 % di 30",
            reason="Ha speso 133.235,40 € oltre: 75 % su 100 %; 12 milanesi.",
            lines=("133 mila € in 3 mesi", "al 31/12 dal 2026"),
            figures=(KeyFigure("k", "K", "1", "su 20,01 M€"),),
        )
    )
    assert said["subtitle"] == "resteranno 1,59\u00a0M€, il 5\u00a0% di 30"
    assert (
        said["reason"] == "Ha speso 133.235,40\u00a0€ oltre: 75\u00a0% su 100\u00a0%; 12 milanesi."
    )
    assert said["lines"] == ["133\u00a0mila\u00a0€ in 3 mesi", "al\u00a031/12 dal 2026"]
    assert said["figures"][0]["note"] == "su 20,01\u00a0M€"


def test_a_day_stays_on_the_line_of_its_preposition() -> None:
    rows = [("dal 01/06/2019", "fino al 15/02/2027, poi", "il 1 giugno, dal Comune")]
    columns = [Column(name, name) for name in ("a", "b", "c")]
    shown = told(Slide("s", "S", table=table("t", "T", columns, rows)))["table"]["rows"]
    assert shown == [
        ["dal\u00a001/06/2019", "fino al\u00a015/02/2027, poi", "il 1 giugno, dal Comune"]
    ]


@pytest.mark.parametrize(
    ("slide", "height"),
    [
        (Slide("s", "S", chart=CHART), 3 * 108 + 12),
        (Slide("s", "S", chart=CHART, lines=("Una riga.",)), 3 * 100 + 12),
        (Slide("s", "S", chart=CHART, figures=(KeyFigure("k", "K", "1", ""),)), 3 * 60 + 12),
        (
            Slide("s", "S", chart=CHART, place=PlaceMap("In blu Ravenna", 10.0, 10.0, ())),
            3 * 85 + 12,
        ),
    ],
    ids=["sola", "con righe", "sotto le cifre", "accanto alla mappa"],
)
def test_bars_take_the_height_that_the_slide_leaves(slide: Slide, height: int) -> None:
    assert f'height="{height}"' in told(slide)["svg"].partition(">")[0]


def test_a_browser_is_told_all_of_a_slide() -> None:
    """Lights in colour, the place of the table in its list, the live screen and the way back."""
    frame = DeckFrame(
        "Distretto",
        demo=False,
        exit="fuori",
        pulse="health",
        screens={"frna": "fondi"},
        exits={3: "ritorno"},
        query="?anno=2026",
        code="ABC",
    )
    found = table("t", "Voci", [Column("a", "A"), Column("b", "B", ColumnKind.WHOLE)], [("x", 1)])
    slide = Slide(
        "3-frna",
        "Il fondo",
        figures=(
            KeyFigure("k", "K", "1", "di 2", StatusLevel.CRITICAL, judged=True),
            KeyFigure("l", "L", "2", "", StatusLevel.CRITICAL),
        ),
        chart=CHART,
        table=found,
        level=StatusLevel.ON_TRACK,
        screen="frna",
        asks="&scenario=s1",
        item=3,
        first=4,
        of=9,
    )
    deck = deck_payload((slide, Slide("altra", "Altra", screen="ignota")), frame)
    first, other = deck["slides"]
    drawn = {name: first.pop(name) for name in ("svg", "squarer")}
    assert all(words.startswith("<svg") for words in drawn.values())
    assert drawn["svg"] != drawn["squarer"]
    critical = {"words": "▲ critico", "ink": "#FFFFFF", "background": "#8B1A1A"}
    assert first == {
        "name": "3-frna",
        "title": "Il fondo",
        "subtitle": "",
        "lines": [],
        "item": 3,
        "light": {"words": "● in linea", "ink": "#FFFFFF", "background": "#0066CC"},
        "reason": "",
        "figures": [
            {"label": "K", "value": "1", "note": "di 2", "light": critical},
            {"label": "L", "value": "2", "note": "", "light": None},
        ],
        "alt": "base, found, euro. Ravenna: 3 €; Cervia: 2 €; Russi: 1 €",
        "unit": "euro",
        "place": None,
        "table": {
            "title": "Voci",
            "heads": ["A", "B"],
            "numbers": [False, True],
            "rows": [["x", "1"]],
            "first": 4,
            "of": 9,
        },
        "scenario": "s1",
        "screen": "fondi?anno=2026&scenario=s1",
        "exit": "ritorno",
        "code": "ABC-01",
    }
    nothing = ("light", "table", "place", "item")
    assert [other[name] for name in nothing] == [None] * 4
    empty = ("svg", "squarer", "alt", "unit", "scenario", "screen")
    assert [other[name] for name in empty] == [""] * 6
    assert (other["exit"], other["code"], deck["items"]) == ("fuori", "ABC-02", 3)
    lines = told(Slide("s", "S", chart=replace(CHART, look=Look.LINES)))
    assert (lines["unit"], lines["code"]) == ("", "")
