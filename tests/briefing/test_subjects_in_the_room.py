"""One slide for each Comune, for each thing that is red, for each vote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_sitting import SITTING, TODAY, asked, opened, resolution
from udp_core.archive.engine import open_engine, reading
from udp_core.briefing.agenda import CorrectiveLine, red_slide
from udp_core.briefing.agenda_screens import openable, screen_slides, subject_slide
from udp_core.briefing.deck import sitting_slides
from udp_core.briefing.dossier import book
from udp_core.briefing.reports import Moment, Reports, reports_of
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.slide import Slide
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.queries.decisions import DecisionRow, VoteRow
from udp_core.sittings.slides import Declared, vote_slide
from udp_core.sittings.terms import DecisionOutcome, VoteChoice

MOMENT = Moment("ravenna", 2026, TODAY)


@pytest.fixture(scope="module")
def reports(demo_address: str) -> Iterator[Reports]:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        yield reports_of(connection, MOMENT)
    engine.dispose()


def test_each_comune_has_its_need_its_money_and_its_schede(reports: Reports) -> None:
    """Russi: 1.778 of the 27.183 residents of 75 years and more, 6,5 %."""
    found = {slide.name: slide for slide in screen_slides(reports)["comuni"]}
    assert list(found) == ["comuni", "comune-039014", "comune-039007", "comune-039016"]
    russi = found["comune-039016"]
    assert russi.figures[0].value == "1.778"
    assert russi.title.startswith("Russi: 6,5 % del bisogno")
    assert russi.chart is not None
    assert russi.chart.rows == ("FRNA usato", "FRNA programmato", "Schede del programma")
    own = [one for one in reports.overview.programme.schede if one.municipality_id == "039016"]  # type: ignore[union-attr]  # there is a programme
    assert all(one.code in russi.lines[0] for one in own[:3])


def test_a_point_opens_one_comune_and_one_thing_that_is_red(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        found = reports_of(connection, MOMENT)
        offered = openable(connection, "ravenna", 2026, TODAY)
    assert offered["comune:039007"] == "Comune di Cervia"
    planned = [code for code, one in found.corrective.items() if not one.is_missing]
    shown = [
        one.name for one in screen_slides(found)["criticita"] if one.name.startswith("critico")
    ]
    assert shown == [f"critico-{code.replace(':', '-')}" for code in planned[:6]]
    cervia = subject_slide(found, "comune:039007")
    assert cervia is not None
    assert cervia.title.startswith("Cervia:")
    assert subject_slide(found, "comune:099999") is None
    reds = [code for code, words in offered.items() if words.startswith("Criticità: ")]
    assert reds
    for code in reds:
        slide = subject_slide(found, code)
        assert slide is not None
        assert slide.title == found.corrective[code].what


def test_what_is_red_says_cause_action_who_and_by_when() -> None:
    line = CorrectiveLine(
        "Voce 3.1 Sollievo",
        StatusLevel.CRITICAL,
        "A fine anno 112 % del programmato.",
        "Ricoveri estivi oltre il previsto.",
        "Limitare a 30 giorni",
        "Responsabile UdP",
        date(2026, 12, 15),
    )
    slide = red_slide("voce:3.1", line)
    assert (slide.name, slide.title) == ("critico-voce-3.1", "Voce 3.1 Sollievo")
    assert (slide.level, slide.reason) == (StatusLevel.CRITICAL, line.why)
    assert slide.subtitle == "Piano di rientro"
    assert slide.lines == (
        "Causa: Ricoveri estivi oltre il previsto.",
        "Azione: Limitare a 30 giorni.",
        "Responsabile: Responsabile UdP.",
        "Entro il: 15/12/2026.",
    )
    bare = red_slide("voce:3.1", replace(line, cause="", action="", owner="", due_on=None))
    assert bare.subtitle == "Manca il piano"
    assert bare.lines == ("Nessuno ha ancora scritto causa, azione, responsabile e data.",)


DECIDED = DecisionRow(
    "d",
    SITTING,
    TODAY,
    "Comitato",
    2026,
    3,
    "i",
    "",
    "Si approva.",
    DecisionOutcome.APPROVED,
    entitled=4,
    present=4,
    in_favour=2,
    against=1,
    abstained=0,
    scenario_id=None,
    expectation=None,
    review_on=None,
    replaces_id=None,
)


def test_a_vote_is_three_numbers_and_who_asked_for_names_sees_them() -> None:
    """4 are there, 2 + 1 + 0 voted: one did not."""
    slide = vote_slide("Variazione FRNA", Declared(DECIDED))
    assert slide is not None
    assert slide.title == "Approvata: Variazione FRNA"
    assert slide.subtitle == "Decisione n. 3, 4 presenti su 4"
    assert [(one.label, one.value) for one in slide.figures] == [
        ("Favorevoli", "2"),
        ("Contrari", "1"),
        ("Astenuti", "0"),
    ]
    assert slide.reason == "1 presente non ha votato."
    assert slide.lines == ("Si approva.",)
    assert slide.table is None
    named = (
        VoteRow("Sindaco A", VoteChoice.FOR, None),
        VoteRow("Sindaca B", VoteChoice.CONFLICT, "x"),
    )
    by_name = vote_slide("Variazione FRNA", Declared(DECIDED, named))
    assert by_name is not None
    assert by_name.table is not None
    assert [list(row) for row in by_name.table.words] == [
        ["Sindaco A", "favorevole"],
        ["Sindaca B", "non vota per conflitto di interessi"],
    ]
    assert by_name.lines == ()


def test_who_all_voted_and_what_was_postponed() -> None:
    everybody = replace_row(DECIDED, in_favour=3)
    slide = vote_slide("x", Declared(everybody))
    assert slide is not None
    assert slide.reason == ""
    put_off = replace_row(DECIDED, outcome=DecisionOutcome.POSTPONED)
    assert vote_slide("x", Declared(put_off)) is None


def replace_row(row: DecisionRow, **values: object) -> DecisionRow:
    return row._replace(**values)  # type: ignore[arg-type]  # of the fields that are given


def test_the_vote_is_on_the_wall_of_its_point_and_not_in_the_book(demo_copy: Engine) -> None:
    opened(demo_copy)
    decide(demo_copy, asked("voto"), "anna", SITTING, resolution(2), TODAY)

    def slides() -> tuple[Slide, ...]:
        with reading(demo_copy) as connection:
            found = reports_of(connection, MOMENT)
            return sitting_slides(demo_copy, connection, MOMENT, SITTING, found)

    votes = [one for one in slides() if one.name.endswith("-voto")]
    assert [(one.name, one.item) for one in votes] == [("2-voto", 2)]
    with reading(demo_copy) as connection:
        pages = book(demo_copy, connection, MOMENT, SITTING, "ABCDEF")
    assert not [one for one in pages if one.slide.name == "2-voto"]
