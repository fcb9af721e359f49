"""What is shown in the room.

One message a slide, within what a room can read, the same figures as the screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import fromstring

import pytest
from sqlalchemy import Connection, Engine

from tests.goldens import compare_drawing
from tests.made_sitting import SITTING, TODAY, edit, move, officers, opened, ten_posts
from udp_core.archive.engine import open_engine, reading
from udp_core.briefing.agenda import AgendaPoint, agenda_slides
from udp_core.briefing.agenda_screens import openable, screen_slides, subject_slide
from udp_core.briefing.citing import cited
from udp_core.briefing.corrective import corrective_lines
from udp_core.briefing.deck import announced, changed_slide, past, previous_sitting, sitting_slides
from udp_core.briefing.reports import Moment, reports_of
from udp_core.fund.entities.fund import Allocation
from udp_core.render.glance import Gauge
from udp_core.render.key_figure import KeyFigure
from udp_core.render.payload import DeckFrame, deck_payload
from udp_core.render.slide import (
    MOST_COLUMNS,
    MOST_FIGURES,
    MOST_WORDS,
    Look,
    Series,
    Slide,
    SlideChart,
)
from udp_core.render.vega import SQUARER, WIDE, svg
from udp_core.sittings.entities import AgendaAlternative, AgendaItem
from udp_core.sittings.queries.sittings import sitting
from udp_core.sittings.terms import PlanSubject
from udp_core.writing.saving import Edit

MOMENT = Moment("ravenna", 2026, TODAY)
FRAME = DeckFrame("Distretto di Ravenna", demo=True, exit=".", pulse="health")


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Iterator[Engine]:
    engine = open_engine(demo_address)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def screens(demo: Engine) -> dict[str, tuple[Slide, ...]]:
    with reading(demo) as connection:
        return screen_slides(reports_of(connection, MOMENT))


def _of_sitting(engine: Engine, connection: Connection, code: str = SITTING) -> tuple[Slide, ...]:
    return sitting_slides(engine, connection, MOMENT, code, reports_of(connection, MOMENT))


def test_every_slide_holds_no_more_than_a_room_reads(screens: dict[str, tuple[Slide, ...]]) -> None:
    for slide in (one for found in screens.values() for one in found):
        assert len(slide.title.split()) <= MOST_WORDS, slide.title
        assert len(slide.figures) <= MOST_FIGURES
        assert slide.chart is None or slide.table is None
        assert slide.table is None or len(slide.table.columns) <= MOST_COLUMNS
        assert slide.table is None or len(slide.table.rows) <= 10
        assert slide.chart is None or len(slide.chart.rows) <= 12


def test_the_figures_are_those_of_the_screens(screens: dict[str, tuple[Slide, ...]]) -> None:
    curve = screens["frna"][0]
    assert curve.title == "Il fondo basta fino al 31 dicembre: resteranno 1,59 M€"
    assert [one.value for one in curve.figures] == ["28,75 M€", "27,16 M€", "1,59 M€"]
    assert [one.name for one in screens["ambiti"]][:3] == [
        "ambiti-1",
        "ambiti-2",
        "ambito-famiglie",
    ]
    assert screens["comuni"][0].title == "Russi riceve più della sua quota di bisogno: +1,2 punti"
    assert screens["indicatori"][0].title == "10 indicatori critici su 30"


def test_a_year_without_data_says_so(demo: Engine) -> None:
    with reading(demo) as connection:
        found = screen_slides(reports_of(connection, Moment("ravenna", 2035, TODAY)))
        nowhere = screen_slides(reports_of(connection, Moment("altrove", 2026, TODAY)))
    titles = {name: [one.title for one in slides] for name, slides in found.items()}
    assert titles["frna"] == ["Per il 2035 non c’è un fondo FRNA"]
    assert titles["ambiti"] == titles["programma"] == ["Per il 2035 non c’è un programma attuativo"]
    assert titles["comuni"] == ["Non si può dire se le risorse seguono i bisogni"]
    assert nowhere["criticita"][0].title == "I dati del 2026 non sono ancora caricati"
    assert titles["panorama"] == ["I dati del 2035 non sono ancora caricati"]
    assert found["panorama"][0].figures[0].note == "programma non caricato per quest’anno"
    assert nowhere["comuni"] == ()
    assert nowhere["indicatori"][0].title == "Nessun indicatore è valutato"


def test_what_is_red_has_its_plan_or_is_named_as_missing(demo: Engine) -> None:
    with reading(demo) as connection:
        lines = reports_of(connection, MOMENT).corrective.values()
        found = corrective_lines(connection, "ravenna", 2026, TODAY)
        assert {one.kind for one in corrective_lines(connection, "ravenna", 2035, TODAY)} == {
            PlanSubject.INDICATOR
        }
    assert [one.what for one in lines if not one.is_missing] == [
        "Ambito Povertà",
        "S26-05 Sistema integrato 0-3: nuovi posti nido e liste d’attesa",
        "Equilibrio del FRNA al 31/12",
    ]
    assert {one.kind for one in found} == set(PlanSubject)
    assert [one.level.value for one in found] == sorted(
        (one.level.value for one in found), key=["critical", "attention"].index
    )


def test_a_sitting_opens_each_point_with_its_screen(demo: Engine) -> None:
    with reading(demo) as connection:
        found = _of_sitting(demo, connection)
        assert _of_sitting(demo, connection, "altra") == ()
    assert [one.name for one in found][:5] == [
        "copertina",
        "ordine-del-giorno",
        "1-punto",
        "1-panorama",
        "2-punto",
    ]
    assert {one.item for one in found[2:]} == set(range(1, 7))
    drawn = deck_payload(found, FRAME)
    assert drawn["items"] == 6
    assert [one["item"] for one in drawn["slides"]][:3] == [None, None, 1]


def test_scenarios_on_the_agenda_are_on_the_wall(demo_copy: Engine) -> None:
    """10 posts x 214 days x 0,97 x 42 € = 87.183,60; 20 posts twice as much."""
    officers(demo_copy)
    chosen, other = ten_posts(demo_copy), ten_posts(demo_copy, "Venti posti", 793)
    edit(demo_copy, Edit(AgendaItem, {"scenario_id": chosen, "screen": None}, f"{SITTING}:2", 1))
    assert [one.name for one in _of_point(demo_copy, 2)] == ["2-punto", "2-scenario"]
    edit(demo_copy, Edit(AgendaAlternative, {"item_id": f"{SITTING}:2", "scenario_id": other}))
    _, beside, first, second = _of_point(demo_copy, 2)
    assert beside.title == "2 scenari a confronto: da +87 mila € a +174 mila €"
    assert [first.figures[0].value, second.figures[0].value] == ["+87 mila € *", "+174 mila € *"]
    assert [first.name, second.name] == ["2-scenario", "2-scenario-2"]
    assert first.asks == f"&scenario={chosen}"


def test_a_long_agenda_goes_on_where_the_wall_ends() -> None:
    """Twelve lines a slide: a title of 60 letters takes two."""
    short, long = (
        AgendaPoint(1, "x" * letters, "informativa", "Ufficio di Piano", "", "")
        for letters in (52, 60)
    )
    assert [len(one.table.rows) for one in agenda_slides([short] * 13) if one.table] == [12, 1]
    assert [len(one.table.rows) for one in agenda_slides([long] * 8) if one.table] == [6, 2]
    assert [one.name for one in agenda_slides([long] * 8)] == [
        "ordine-del-giorno",
        "ordine-del-giorno-2",
    ]


def _of_point(engine: Engine, number: int) -> list[Slide]:
    with reading(engine) as connection:
        return [one for one in _of_sitting(engine, connection) if one.item == number]


def test_a_point_opens_one_area_or_one_indicator_with_its_plan(demo_copy: Engine) -> None:
    officers(demo_copy)
    for number, opens in (
        (1, "area:poverta"),
        (3, "indicator:AN-05"),
        (4, "area:nessuna"),
        (5, "indicator:XX-99"),
    ):
        edit(demo_copy, Edit(AgendaItem, {"screen": opens}, f"{SITTING}:{number}", 1))
    assert [one.name for one in _of_point(demo_copy, 4)] == ["4-punto"]
    assert [one.name for one in _of_point(demo_copy, 5)] == ["5-punto"]
    area, indicator = _of_point(demo_copy, 1)[1], _of_point(demo_copy, 3)[1]
    assert (area.screen, area.asks) == ("ambiti", "&ambito=Povert%C3%A0")
    assert area.lines[-1].startswith("Piano: ")
    assert indicator.screen == "indicatori"
    assert indicator.chart is not None


def test_what_a_point_may_open_is_told_in_words(demo: Engine) -> None:
    with reading(demo) as connection:
        found = openable(connection, "ravenna", 2026, TODAY)
        nowhere = openable(connection, "altrove", 2026, TODAY)
    assert found["frna"] == "FRNA"
    assert found["area:poverta"] == "Ambito Povertà"
    assert found["indicator:FRNA-01"] == "Indicatore Tasso di utilizzo su assegnato (FRNA-01)"
    assert not [code for code in nowhere if code.startswith("area:")]


def test_every_area_and_indicator_has_a_slide_that_a_room_reads(demo: Engine) -> None:
    with reading(demo) as connection:
        found = reports_of(connection, MOMENT)
        opens = openable(connection, "ravenna", 2026, TODAY)
    subjects = [code for code in opens if code.startswith(("area:", "indicator:"))]
    assert len(subjects) > 30
    for code in subjects:
        slide = subject_slide(found, code)
        assert slide is not None, code
        assert len(slide.title.split()) <= MOST_WORDS, slide.title
        assert slide.chart is None or svg(slide.chart).startswith("<svg")


def test_every_register_that_is_cited_has_a_slide_that_a_room_reads(demo: Engine) -> None:
    """The list of each, and a row of each that has named rows."""
    with reading(demo) as connection:
        opens = openable(connection, "ravenna", 2026, TODAY)
        kinds = {code.split(":")[1]: code for code in opens if code.startswith("riga:")}
        assert {"act", "plan", "intervention_area", "organisation"} <= set(kinds)
        for code in opens:
            if code.startswith("elenco:") or code in kinds.values():
                [slide] = cited(connection, "ravenna", code)
                assert len(slide.title.split()) <= MOST_WORDS, slide.title
                assert slide.table is not None
                assert len(slide.table.columns) <= 5
                assert slide.data
        assert cited(connection, "ravenna", "elenco:officer") == ()
        assert cited(connection, "ravenna", "riga:plan:faenza:piano") == ()
        assert cited(connection, "ravenna", "panorama") == ()


def test_the_bridge_begins_at_the_sitting_before(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        assert (
            changed_slide(demo_copy, connection, MOMENT, None).title
            == "È la prima seduta con cifre congelate"
        )
    opened(demo_copy)
    with reading(demo_copy) as connection:
        row = sitting(connection, SITTING)
        assert row is not None
        assert previous_sitting(connection, "ravenna", row.held_on, row.body_id) is None
        assert previous_sitting(connection, "ravenna", row.held_on.replace(month=12)) == row
        found = changed_slide(demo_copy, connection, MOMENT, None)
    assert (found.title, found.chart) == ("Il residuo previsto non è cambiato", None)
    assert found.figures[0].value == found.figures[1].value == "1,59 M€"


def test_the_sitting_speaks_of_the_archive_as_known_then(demo_copy: Engine) -> None:
    opened(demo_copy)
    with reading(demo_copy) as connection:
        row = sitting(connection, SITTING)
        came_in = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM allocation WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND status = 'official' AND line = 'elderly' ORDER BY as_of DESC"
            " LIMIT 1"
        ).one()
    assert row is not None
    assert row.revision is not None
    edit(
        demo_copy,
        Edit(
            Allocation,
            {"amount_cents": came_in[2] + 100_000_00},
            came_in[0],
            came_in[1],
            reason="Integrazione",
        ),
    )
    with (
        past(demo_copy, row.revision) as rebuilt,
        reading(rebuilt) as then,
        reading(demo_copy) as now,
    ):
        before, after = (
            screen_slides(reports_of(connection, MOMENT))["frna"][0].figures[0].value
            for connection in (then, now)
        )
    assert (before, after) == ("28,75 M€", "28,85 M€")


def test_a_planned_sitting_froze_nothing(demo_copy: Engine) -> None:
    officers(demo_copy)
    move(demo_copy)
    with reading(demo_copy) as connection:
        assert previous_sitting(connection, "ravenna", TODAY.replace(year=2027)) is None


# Pictures and prints


@pytest.mark.parametrize("look", list(Look))
def test_a_chart_is_a_picture_with_real_words(look: Look) -> None:
    series = (
        Series("programmato", (1.0, 2.0, None)),
        Series("previsto", (1.5, None, 3.0), dashed=True),
    )
    chart = SlideChart(
        look,
        "milioni di euro",
        ("Anziani", "Disabili", "Altro"),
        series,
        ("1,50 M€", "n.d.", "3,00 M€"),
        1,
    )
    drawn = svg(chart)
    compare_drawing(look.value, drawn)
    assert drawn.startswith("<svg")
    assert "Anziani" in drawn
    assert "<script" not in drawn
    assert chart.description.startswith("programmato, previsto, milioni di euro. Anziani: 1,50 M€")
    empty = SlideChart(
        look, "", ("a", "b"), (Series("x", (None, None)), Series("y", (None, None))), ("", "")
    )
    assert svg(empty).startswith("<svg")


@pytest.mark.parametrize("look", [Look.BARS, Look.LINES])
def test_on_a_wall_of_4_to_3_the_same_words_stand_in_less_width(look: Look) -> None:
    chart = SlideChart(
        look,
        "milioni di euro",
        ("gennaio", "febbraio"),
        (Series("usato", (1.0, 2.5)), Series("previsto", (1.5, 3.0))),
        ("1,0", "2,5"),
    )
    wide, squarer = (fromstring(svg(chart, of=shape)) for shape in (WIDE, SQUARER))  # noqa: S314
    assert [one.get("width") for one in (wide, squarer)] == ["1216", "930"]
    said = [{one.text for one in shape.iter() if one.text} for shape in (wide, squarer)]
    assert said[1] <= said[0]
    assert {"gennaio", "febbraio"} <= said[1]


def test_words_that_somebody_wrote_stay_words_in_a_picture() -> None:
    chart = SlideChart(
        Look.BARS,
        "",
        ("<script>alert(1)</script>",),
        (Series("x", (1.0,)), Series("y", (1.0,))),
        ("=1+1",),
    )
    assert "<script>" not in svg(chart)


def test_the_print_of_a_page_is_that_of_its_words() -> None:
    one, same = Slide("a", "Titolo", lines=("x",)), Slide("a", "Titolo", lines=("x",))
    assert one.digest == same.digest
    assert one.digest != Slide("a", "Titolo", lines=("y",)).digest
    figure = KeyFigure("programme", "Fatto", "40 %", "la metà dell’atteso")
    bare, drawn = (
        Slide("a", "Titolo", figures=(each,))
        for each in (figure, replace(figure, picture=Gauge(Fraction(2, 5), Fraction(4, 5))))
    )
    assert bare.digest == drawn.digest != one.digest
    assert one.of_item(3).name == "3-a"


def test_a_page_handed_out_before_figures_had_pictures_keeps_its_print() -> None:
    """As it was reckoned when the only parts of a figure were its words and its light."""
    figure = KeyFigure("a", "Ambiti", "0 su 8", "nota")
    pictured = replace(figure, picture=Gauge(Fraction(1, 2), Fraction(1)))
    first, later = (
        Slide("panorama", "Titolo", "Sotto", (one,), screen="panorama")
        for one in (figure, pictured)
    )
    assert first.digest == later.digest
    assert first.digest == "e88f2627693be155b5300403fdbce5b7268f8cb1c6b5bfe5aa3d93ebcd593fd3"


def test_a_point_with_nothing_of_its_own_says_what_it_is_about_to_show() -> None:
    """On the wall alone, ROOM B9: five messages, then how many more; words of its own stay."""
    slides = [
        Slide("1-punto", "1. Ambiti", item=1),
        *(Slide(f"1-a{number}", f"Messaggio {number}", item=1) for number in range(1, 8)),
        Slide("2-punto", "2. Varie", item=2),
        Slide("3-punto", "3. Bilancio", lines=("Si approva.",), item=3),
        Slide("3-a", "Il fondo basta", item=3),
        Slide("panorama", "Da decidere: 14"),
    ]
    found = announced(slides)
    assert [one.title for one in found] == [one.title for one in slides]
    assert found[0].lines == (
        *(f"· Messaggio {number}" for number in range(1, 6)),
        "… e altre 2 diapositive",
    )
    assert [found[place].lines for place in (8, 9, 11)] == [(), ("Si approva.",), ()]
    assert announced(slides[:7])[0].lines[-1] == "· Messaggio 6"
