"""The Comuni in words, on the map and in tables that add up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import AgeBand
from udp_core.municipalities.report import (
    AmountsValue,
    MunicipalitiesReport,
    MunicipalityValue,
    ResidentsValue,
)
from udp_core.municipalities.rules import MunicipalityShare, Sharing
from udp_core.municipalities.slides import municipalities_slide
from udp_core.municipalities.view.boundaries import boundaries, centre
from udp_core.municipalities.view.charts import ATTRIBUTION, map_chart, sharing_chart
from udp_core.municipalities.view.measures import MEASURES, gap_words, message
from udp_core.municipalities.view.tables import (
    DISTRICT_ROW,
    TOTAL_ROW,
    money_table,
    residents_table,
    sharing_table,
)
from udp_core.render.stamp import Stamp

STAMP = Stamp(
    date(2026, 10, 31), datetime(2026, 11, 10, tzinfo=UTC), 7, "dati validati", "prova", demo=True
)
SQUARE = [[0.0, 44.0], [2.0, 44.0], [2.0, 46.0], [0.0, 46.0], [0.0, 44.0]]
BOUNDARIES = boundaries(
    json.dumps(
        {
            "features": [
                {
                    "properties": {"istat_code": "1", "name": "Ravenna"},
                    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
                },
                {
                    "properties": {"istat_code": "2", "name": "Russi"},
                    "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]},
                },
                {
                    "properties": {"istat_code": "9", "name": "Lugo"},
                    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
                },
            ]
        }
    ),
)


def _municipality(code: str, name: str, old: int | None, cents: int | None) -> MunicipalityValue:
    residents = (
        ()
        if old is None
        else (
            ResidentsValue(AgeBand.AGE_75_PLUS, old, date(2023, 1, 1), "Istat"),
            ResidentsValue(AgeBand.TOTAL, old * 10, date(2023, 1, 1), "Istat"),
        )
    )
    money = AmountsValue(Money(100_000), None if cents is None else Money(cents))
    return MunicipalityValue(code, name, code == "1", residents, money, money)


def _sharing(found: tuple[MunicipalityValue, ...], band: AgeBand) -> Sharing:
    return Sharing(
        tuple(
            MunicipalityShare(one.id, one.name, one.residents_in(band), one.frna.used)
            for one in found
        ),
        Money(50_000),
    )


def _report(*found: MunicipalityValue) -> MunicipalitiesReport:
    whole = AmountsValue(Money(20_000), Money(50_000))
    old, all_ages = _sharing(found, AgeBand.AGE_75_PLUS), _sharing(found, AgeBand.TOTAL)
    return MunicipalitiesReport(
        2026, found, whole, whole, old, old, all_ages, date(2023, 1, 1), "Istat"
    )


PICTURE = _report(
    _municipality("1", "Ravenna <b>x</b>", 750, 60_000), _municipality("2", "Russi", 250, 40_000)
)


def test_the_message_names_who_strays_most() -> None:
    assert message(PICTURE) == "Ravenna <b>x</b> è 15,0 punti sotto la sua quota di bisogno"
    even = _report(
        _municipality("1", "Ravenna", 750, 75_000), _municipality("2", "Russi", 250, 25_000)
    )
    assert message(even) == "La spesa segue il bisogno: nessun Comune si scosta di un punto"
    assert (
        message(_report(_municipality("1", "Ravenna", None, None)))
        == "Mancano i dati per confrontare spesa e bisogno"
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("frna_per_75", ["0,80 €", "1,60 €"]),
        ("frna_programmed_per_75", ["0,80 €", "1,60 €"]),
        ("gap", ["−15,0 punti", "+15,0 punti"]),
        ("programme_per_resident", ["0,08 €", "0,16 €"]),
        ("residents_75", ["750", "250"]),
        ("residents", ["7.500", "2.500"]),
    ],
)
def test_every_measure_has_words_and_a_value(code: str, words: list[str]) -> None:
    measure = MEASURES[code]
    assert [measure.words(PICTURE, one) for one in PICTURE.municipalities] == words
    assert all(measure.value(PICTURE, one) is not None for one in PICTURE.municipalities)


@pytest.mark.parametrize("code", list(MEASURES))
def test_a_missing_figure_is_not_a_zero(code: str) -> None:
    empty = _report(_municipality("1", "Ravenna", None, None))
    one = empty.municipalities[0]
    assert MEASURES[code].value(empty, one) is None
    assert MEASURES[code].words(empty, one) == "n.d."
    assert gap_words(empty, one) == "n.d."


def test_the_map_draws_every_piece_and_says_whose_boundaries_they_are() -> None:
    chart = map_chart(PICTURE, MEASURES["frna_per_75"], BOUNDARIES, STAMP)
    assert ATTRIBUTION in chart.subtitle
    assert len(chart.figure.data) == 4
    texts = [annotation.text for annotation in chart.figure.layout.annotations]
    assert texts == ["<b>Ravenna &lt;b&gt;x&lt;/b&gt;</b><br>0,80 €", "<b>Russi</b><br>1,60 €"]
    assert chart.figure.layout.yaxis.scaleratio == pytest.approx(2**0.5)
    assert {trace.fillcolor for trace in chart.figure.data} >= {"#D9E2EC", "#BFD9F2"}


def test_a_comune_without_a_figure_is_white_on_the_map() -> None:
    chart = map_chart(
        _report(_municipality("1", "Ravenna", None, None)), MEASURES["gap"], BOUNDARIES, STAMP
    )
    assert "white" in {trace.fillcolor for trace in chart.figure.data}


def test_the_real_boundaries_have_the_three_comuni() -> None:
    # beside the checkout
    with open("data/reference/comuni_provincia_ravenna.geojson", encoding="utf-8") as stream:  # noqa: PTH123
        found = {one.code: one for one in boundaries(stream.read())}
    x, y = found["039014"].centre
    assert (11.9 < x < 12.4, 44.2 < y < 44.7) == (True, True)


def test_the_centre_of_a_square_and_of_nothing() -> None:
    assert centre(SQUARE) == pytest.approx((1.0, 45.0))
    assert centre([[1.0, 2.0], [1.0, 2.0]]) == (1.0, 2.0)


def test_bars_and_table_say_the_same() -> None:
    chart = sharing_chart(PICTURE, STAMP)
    spending, need = chart.figure.data
    assert list(need.x) == [75.0, 25.0]
    assert list(spending.x) == [60.0, 40.0]
    assert [row[2] for row in chart.table.rows[:2]] == [Fraction(3, 4), Fraction(1, 4)]
    assert [row[4] for row in chart.table.rows[:2]] == [Fraction(3, 5), Fraction(2, 5)]


def test_the_rows_add_up_to_the_district() -> None:
    table = money_table(PICTURE)
    assert [row[0] for row in table.rows[-2:]] == [DISTRICT_ROW, TOTAL_ROW]
    assert table.rows[-1][1:] == (Money(220_000), Money(150_000), Money(220_000), Money(150_000))
    found = sharing_table("x", "x", PICTURE.used, "Residenti")
    assert found.rows[-1][3] == Money(150_000)


def test_bands_are_side_by_side_and_a_missing_one_has_no_total() -> None:
    table = residents_table(PICTURE)
    assert table.words == (
        ("Residenti", "7.500", "2.500", "10.000"),
        ("Residenti di 75 anni e più", "750", "250", "1.000"),
    )
    partly = residents_table(
        _report(_municipality("1", "Ravenna", 750, 1), _municipality("2", "Russi", None, 1))
    )
    assert partly.words[0] == ("Residenti", "7.500", "n.d.", "n.d.")


def test_in_the_room_what_is_not_known_of_a_comune_is_no_bar() -> None:
    """Ravenna has three quarters of the people and all the money; of Russi no spending is known.

    Where residents of one are missing, nothing can be said of any.
    """
    one = _municipality("1", "Ravenna", 750, 60_000)
    slide = municipalities_slide(_report(one, _municipality("2", "Russi", 250, None)))
    assert slide.title == "Ravenna riceve più della sua quota di bisogno: +25,0 punti"
    assert slide.chart is not None
    assert [each.values for each in slide.chart.series] == [(75.0, 25.0), (100.0, None)]
    assert slide.chart.labels == (
        "100,0 % della spesa, 75,0 % del bisogno",
        "n.d. della spesa, 25,0 % del bisogno",
    )
    assert slide.lines == ("Di tutto il distretto, non attribuiti: 500 €.",)
    less = municipalities_slide(PICTURE)
    assert less.title == "Ravenna <b>x</b> riceve meno della sua quota di bisogno: −15,0 punti"
    unknown = municipalities_slide(_report(one, _municipality("2", "Russi", None, 40_000)))
    assert (unknown.title, unknown.chart) == (
        "Non si può dire se le risorse seguono i bisogni",
        None,
    )
