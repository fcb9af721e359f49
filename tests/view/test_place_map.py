"""Where a Comune is in its district, on the wall, on paper and in the editable deck (ROOM B9, C7).

Two squares: one at the west, twice as high as it is wide, one at the east of it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Length

from tests.view.test_municipalities_view import PICTURE
from udp_core.kernel.settings import DATA
from udp_core.municipalities.slides import NO_BORDER, municipality_slide
from udp_core.municipalities.view.boundaries import Boundary, known_boundaries
from udp_core.municipalities.view.places import SIDE, place_map
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pdf import pdf_bytes
from udp_core.render.documents.pptx import pptx_bytes
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.render.place import CHOSEN, place_svg
from udp_core.render.slide import Slide
from udp_core.render.stamp import Stamp

WEST, EAST, ELSEWHERE = (
    Boundary(code, (((x, 0.0), (x + 1, 0.0), (x + 1, high), (x, high), (x, 0.0)),))
    for code, x, high in (("1", 10.0, 2.0), ("2", 11.0, 1.0), ("9", 30.0, 1.0))
)
NAMES = {"1": "Ravenna", "2": "Cervia"}
STAMP = Stamp(date(2026, 11, 7), datetime(2026, 11, 10, 9, tzinfo=UTC), 1, "", "", demo=True)


def test_the_comuni_of_the_district_in_their_true_proportions_one_chosen() -> None:
    """At the equator a degree is a degree: two wide, two high; nobody of another district."""
    found = place_map((WEST, EAST, ELSEWHERE), NAMES, "2")
    assert found is not None
    assert (found.width, found.height) == pytest.approx((SIDE, SIDE), rel=0.001)
    west, east = found.shapes
    assert (west.chosen, east.chosen) == (False, True)
    assert east.rings[0][0] == pytest.approx((SIDE / 2, SIDE), rel=0.001)  # south is below
    assert east.rings[0][2] == pytest.approx((SIDE, SIDE / 2), rel=0.001)
    assert found.words == "In blu Cervia, tra i Comuni del distretto"


def test_a_comune_without_a_border_has_no_map_and_says_so() -> None:
    assert place_map((WEST, ELSEWHERE), NAMES, "2") is None
    assert place_map((), NAMES, "1") is None
    first, second = PICTURE.municipalities[:2]
    borders = (Boundary(first.id, WEST.rings),)
    assert NO_BORDER not in municipality_slide(PICTURE, first, None, borders).lines
    without = municipality_slide(PICTURE, second, None, borders)
    assert (without.place, without.lines) == (None, (NO_BORDER,))
    assert without.chart is not None


def slide() -> Slide:
    first = PICTURE.municipalities[0]
    return municipality_slide(PICTURE, first, None, (Boundary(first.id, WEST.rings), EAST))


def test_the_wall_has_it_beside_the_bars() -> None:
    frame = DeckFrame("Ravenna", demo=True, exit="", pulse="")
    (shown,) = deck_payload([slide()], frame)["slides"]
    drawn = fromstring(shown["place"]["svg"])  # noqa: S314 - made here
    (path,) = [one for one in drawn.iter() if one.get("fill") == CHOSEN]
    assert (path.get("d") or "").startswith("M")
    assert shown["place"]["words"].startswith("In blu ")
    assert 'width="790"' in shown["svg"]
    assert 'width="650"' in shown["squarer"]


def test_paper_and_deck_have_it_with_its_words() -> None:
    paper = Paper("Fascicolo", "", STAMP, [Page(1, "PROVA1-01", slide())])
    assert pdf_bytes(paper).startswith(b"%PDF")
    [sheet] = Presentation(BytesIO(pptx_bytes(paper))).slides
    (group,) = [one for one in sheet.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert len(list(group.shapes)) == len((WEST, EAST))
    found = slide().place
    assert found is not None
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == found.words


def test_the_map_of_the_deck_takes_a_third_and_its_bars_the_rest() -> None:
    """Of 12,43 inches between margins of 0,45: 4,02 the map (less the gap), from 4,59 the bars."""
    paper = Paper("Fascicolo", "", STAMP, [Page(1, "PROVA1-01", slide())])
    [sheet] = Presentation(BytesIO(pptx_bytes(paper))).slides
    (group,) = [one for one in sheet.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
    (bars,) = [one for one in sheet.shapes if one.has_chart]
    (words,) = [
        one
        for one in sheet.shapes
        if one.has_text_frame and one.text_frame.text.startswith("In blu ")
    ]
    assert bars.left.inches == pytest.approx(0.45 + 12.43 / 3, abs=0.02)
    assert Length(bars.left + bars.width).inches == pytest.approx(12.88, abs=0.02)
    assert words.width.inches == pytest.approx(12.43 / 3 - 0.12, abs=0.02)
    assert max(one.left + one.width for one in group.shapes) <= bars.left
    assert min(one.top for one in group.shapes) >= words.top + words.height


def test_a_slide_without_a_map_has_the_print_that_it_had() -> None:
    """Codes of books handed out before there were maps are still found."""
    print_of_then = "902b296ece4baf53"
    assert Slide("uno", "Titolo").digest[:16] == print_of_then


def test_the_borders_that_come_with_the_product() -> None:
    assert (DATA / "reference" / "comuni_provincia_ravenna.geojson").is_file()
    assert {"039014", "039007", "039016"} <= {one.code for one in known_boundaries()}
    assert "<path" in place_svg(place_map(known_boundaries(), {"039014": "Ravenna"}, "039014"))  # type: ignore[arg-type]


def test_the_bars_of_the_deck_begin_at_zero() -> None:
    """14,2 beside 14,7 are nearly as long: a program left to itself would begin at 13."""
    paper = Paper("Fascicolo", "", STAMP, [Page(1, "PROVA1-01", slide())])
    [sheet] = Presentation(BytesIO(pptx_bytes(paper))).slides
    (drawn,) = [one.chart for one in sheet.shapes if one.has_chart]
    assert drawn.value_axis.minimum_scale == 0
