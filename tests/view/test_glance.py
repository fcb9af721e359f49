"""The small pictures of a card: where each mark stands, reckoned by hand on 1,000 by 100."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from urllib.parse import unquote

import pytest

from tests.view.test_overview_words import PANORAMA
from udp_core.fund.report.fund import fund_curves
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.view.words import AreaTile, answers, tile_markup
from udp_core.programme.report.programme import Progress
from udp_core.render.glance import Gauge, Glance, Lights, Line, glance_markup
from udp_core.render.light import light
from udp_core.render.markup import figures_markup

GOOD, BAD = StatusLevel.ON_TRACK, StatusLevel.CRITICAL
RECT = re.compile(r'<rect x="(-?\d+)" y="0" width="(-?\d+)" height="100" fill="([^"]+)"/>')
STROKE = re.compile(r'<polyline points="([^"]+)"([^/]*)/>')


def drawn(picture: Glance) -> str:
    found = re.fullmatch(
        r'<img class="udp-glance udp-\w+" alt="[^"]*" src="data:image/svg\+xml,([^"]+)">',
        glance_markup(picture),
    )
    assert found
    return unquote(found.group(1))


@pytest.mark.parametrize(
    ("done", "due", "bar", "mark"),
    [("0.5", "0.75", 500, 750), ("1.2", "1", 1000, 988), ("0", "0", 0, 0), ("-0.1", "2", 0, 988)],
)
def test_a_bar_is_as_long_as_what_is_done_and_its_mark_stands_where_it_should_be(
    done: str, due: str, bar: int, mark: int
) -> None:
    """Never beyond its ground: what is over the whole is the whole, the mark stays in sight."""
    ground, filled, stands = RECT.findall(drawn(Gauge(Fraction(done), Fraction(due))))
    assert ground[:2] == ("0", "1000")
    assert filled[:2] == ("0", str(bar))
    assert stands[:2] == (str(mark), "12")


def test_a_light_for_each_in_its_colour() -> None:
    marks = RECT.findall(drawn(Lights((GOOD, BAD, BAD, BAD))))
    assert [place for place, _, _ in marks] == ["0", "250", "500", "750"]
    assert {width for _, width, _ in marks} == {"242"}
    assert [colour for _, _, colour in marks] == [light(GOOD).colour, *[light(BAD).colour] * 3]


def test_a_line_falls_from_what_there_was_and_goes_on_dashed() -> None:
    """200, 150, then 100 expected and 50 short of nothing: zero at 80 of a height of 250."""
    ground, known, ahead = STROKE.findall(
        drawn(Line((200, 150, None, None), (None, 150, 100, -50), "Che cosa resta"))
    )
    assert ground[0] == "0,80 333,80 667,80 1000,80"
    assert known[0] == "0,0 333,20"
    assert ahead[0] == "333,20 667,40 1000,100"
    assert "dasharray" in ahead[1]
    assert "dasharray" not in known[1]


def test_a_line_of_nothing_known_draws_nothing() -> None:
    assert STROKE.findall(drawn(Line((None, None), (None, None), "Niente"))) == []


def test_a_line_is_said_to_who_listens_and_marks_are_not_said_twice() -> None:
    assert 'alt="da &lt;2&gt; a 1"' in glance_markup(Line((2, 1), (None, None), "da <2> a 1"))
    assert 'alt=""' in glance_markup(Lights((GOOD,)))


def test_the_four_answers_have_their_pictures() -> None:
    """Two areas without a light but one; 6 of 11 done, all of it due; 6 indicators."""
    spent = (Money(200_00), Money(400_00), *[None] * 10)
    forecast = [Money(200_00), Money(400_00), *[Money(30_00)] * 10]
    curves = fund_curves(spent, [], forecast, Money(1_000_00), None)
    areas, fund, programme, indicators = answers(replace(PANORAMA, fund_curves=curves))
    assert areas.picture == Lights((StatusLevel.ATTENTION,))
    assert isinstance(fund.picture, Line)
    assert fund.picture.known == (1_000_00, 800_00, 400_00, *[None] * 10)
    assert fund.picture.ahead[2:5] == (400_00, 370_00, 340_00)
    assert fund.picture.ahead[-1] == 100_00
    assert fund.picture.words == (
        "Che cosa resta, mese per mese: da 1 mila € a 400 € alla fine di febbraio."
    )
    assert programme.picture == Gauge(Fraction(6, 11), Fraction(1))
    assert isinstance(indicators.picture, Lights)
    assert Counter(indicators.picture.levels) == PANORAMA.indicators


def test_where_nothing_is_known_no_picture_says_zero() -> None:
    unspent = fund_curves([None] * 12, [], [], Money(1_000_00), None)
    unknown = fund_curves([Money(1_00), *[None] * 11], [], [], None, None)
    assert PANORAMA.programme
    programme = replace(PANORAMA.programme, progress=Progress(None, None))
    for changed in (
        {"fund_curves": unspent},
        {"fund_curves": unknown},
        {"programme": programme, "indicators": Counter()},
    ):
        areas, fund, done, indicators = answers(replace(PANORAMA, **changed))
        assert fund.picture is None
    assert done.picture is None
    assert indicators.picture is None
    assert "<img" not in figures_markup([fund, done], {})
    assert figures_markup([areas], {}).count("<img") == 1


def test_the_bar_of_a_tile_stands_between_its_figures_and_its_reason() -> None:
    tile = AreaTile("a", "Anziani", BAD, None, "50 %", "perché", Gauge(Fraction(1, 2), Fraction(1)))
    said = tile_markup(tile)
    assert said.index("50 %") < said.index("<img") < said.index("perché")
    assert "<img" not in tile_markup(replace(tile, gauge=None))
