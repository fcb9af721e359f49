"""The bars of a slide: as long and as high as they may be, their words never cut (ROOM B9)."""

from __future__ import annotations

import re

import pytest
from PIL import ImageFont

from udp_core.render.documents.pdf import FONTS
from udp_core.render.slide import Look, Series, SlideChart
from udp_core.render.vega import LABELS, SQUARER, WIDE, Proportions, svg

FONT = ImageFont.truetype(str(FONTS / "TitilliumWeb-Regular.ttf"), LABELS)
SHORT = ("Ravenna", "Cervia", "Russi")
LONG = ("Assistenza domiciliare anziani", "Case residenza anziani (CRA)", "Reti e prevenzione")


def chart(rows: tuple[str, ...], words: str, values: tuple[float, ...]) -> SlideChart:
    series = (Series("base", values), Series("found", values))
    return SlideChart(Look.BARS, "euro", rows, series, tuple(words for _ in rows))


def texts(picture: str) -> list[tuple[float, str]]:
    """The words beside the bars: where each begins, from the left of the picture."""
    names = re.search(r'transform="translate\(([\d.]+),', picture)
    assert names
    found = re.findall(
        r'text mark" text-anchor="start" transform="translate\(([\d.]+),[^>]*>([^<]*)<', picture
    )
    return [(float(names[1]) + float(place), words) for place, words in found]


@pytest.mark.parametrize("rows", [SHORT, LONG])
@pytest.mark.parametrize(
    ("shape", "narrow", "words"),
    [
        (WIDE, False, "3.360 €"),
        (WIDE, False, "78,0 % della spesa, 79,2 % del bisogno"),
        (WIDE, True, "78,0 % su 79,2 %"),
        (SQUARER, False, "78,0 % della spesa, 79,2 % del bisogno"),
    ],
)
def test_the_words_beside_a_bar_are_never_cut(
    rows: tuple[str, ...], shape: Proportions, narrow: bool, words: str
) -> None:
    width = shape.narrow if narrow else shape.width
    picture = svg(chart(rows, words, (17.75, 17.5, 2.0)), narrow=narrow, of=shape)
    placed = texts(picture)
    assert len(placed) == len(rows)
    assert all(place + FONT.getlength(said) <= width for place, said in placed)


def test_a_long_name_is_cut_only_where_the_bars_would_disappear() -> None:
    """562 of the 1,216 of a wall, more than there is in half a 4:3."""
    name = "Governare insieme: dati condivisi e partecipazione"
    one = chart((name, "Cervia"), "1,7 M€", (20.0, 2.0))
    assert f">{name}</text>" in svg(one)
    assert ">Governare insieme: dati condivisi …</text>" in svg(one, of=SQUARER, narrow=True)


def test_short_words_leave_the_width_to_the_bars() -> None:
    """5.280 € beside the longest of three bars: it takes three quarters of the picture."""
    placed = texts(svg(chart(SHORT, "5.280 €", (3.36, 5.28, 3.97))))
    assert max(place for place, _ in placed) > WIDE.width * 0.8


@pytest.mark.parametrize(
    ("count", "room", "height"),
    [(3, 432, 336), (3, 300, 312), (5, 300, 312), (5, 432, 442), (6, 432, 372), (3, 0, 192)],
)
def test_few_bars_share_the_height_that_the_slide_leaves(
    count: int, room: int, height: int
) -> None:
    """108, 100, 60 and 86 a bar; six and more are 60 high as ever, as any where there is none."""
    rows = tuple(f"riga {number}" for number in range(count))
    picture = svg(chart(rows, "1", tuple(map(float, range(count)))), room=room)
    assert f'height="{height}"' in picture.partition(">")[0]


@pytest.mark.parametrize(
    ("most", "ticks"), [(30.0, {"0", "10", "20", "30"}), (4.0, {"0,0", "1,0", "2,0", "3,0", "4,0"})]
)
def test_ticks_have_decimals_only_where_they_are_needed(most: float, ticks: set[str]) -> None:
    """Up to 4 there are halves between five ticks; beyond, whole numbers tell them apart."""
    values = (Series("speso", (0.0, most / 2, most)),)
    drawn = svg(SlideChart(Look.LINES, "milioni", ("gen", "feb", "mar"), values, decimals=1))
    assert ticks <= set(re.findall(r">([\d,]+)</text>", drawn))


def test_a_chart_of_nothing_is_drawn() -> None:
    assert svg(chart(SHORT, "0", (0.0, 0.0, 0.0))).startswith("<svg")
