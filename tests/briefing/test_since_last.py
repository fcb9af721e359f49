"""«Dall’ultima seduta»: which areas moved, from two states of the same archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.briefing.test_deck import MOMENT
from tests.made_sitting import SITTING, edit, opened
from udp_core.archive.engine import reading
from udp_core.archive.queries import register_rows
from udp_core.briefing.deck import changed_slides, last_state, sitting_slides
from udp_core.briefing.reports import reports_of
from udp_core.briefing.since_last import (
    AreaSince,
    Course,
    SinceLast,
    area_since,
    since_message,
    since_slide,
)
from udp_core.fund.rules.bridge import Bridge
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.entities.intervention import Action
from udp_core.programme.report.reading import programme_report
from udp_core.render.light import LOOKS, look_of
from udp_core.render.slide import Slide
from udp_core.writing.saving import Edit

GOOD, AMBER, RED, OLD = (
    StatusLevel.ON_TRACK,
    StatusLevel.ATTENTION,
    StatusLevel.CRITICAL,
    StatusLevel.STALE,
)
SCHEDA = "ravenna:pdz-2024-2026:2026:1:S26-01"


def area(then: StatusLevel | None, now: StatusLevel | None, name: str = "Anziani") -> AreaSince:
    return AreaSince(name, then, now, Fraction(1, 2), Fraction(3, 5))


@pytest.mark.parametrize(
    ("then", "now", "course"),
    [
        (RED, AMBER, Course.BETTER),
        (AMBER, GOOD, Course.BETTER),
        (GOOD, RED, Course.WORSE),
        (AMBER, RED, Course.WORSE),
        (RED, RED, Course.SAME),
        (OLD, GOOD, Course.UNKNOWN),
        (GOOD, OLD, Course.UNKNOWN),
        (None, GOOD, Course.UNKNOWN),
    ],
)
def test_where_the_light_of_an_area_went(
    then: StatusLevel | None, now: StatusLevel | None, course: Course
) -> None:
    assert area(then, now).course is course


def test_an_area_of_which_nothing_was_known_then(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        report = programme_report(connection, MOMENT.district, MOMENT.year, MOMENT.today)
    assert report
    now = report.areas[0]
    assert now.status
    level = now.status.now.level
    new = area_since(None, now)
    assert (new.then, new.done_then, new.now, new.done_now) == (
        None,
        None,
        level,
        now.progress.done,
    )
    begun = area_since(replace(now, status=None), now)
    assert (begun.then, begun.now, begun.done_then) == (None, level, now.progress.done)


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ((area(GOOD, GOOD),), "Dall’ultima seduta nessun ambito ha cambiato semaforo"),
        ((area(RED, AMBER),), "Dall’ultima seduta 1 ambito migliora"),
        ((area(GOOD, RED),) * 2, "Dall’ultima seduta 2 ambiti peggiorano"),
        (
            (area(RED, GOOD), area(RED, AMBER), area(GOOD, AMBER)),
            "Dall’ultima seduta 2 ambiti migliorano, 1 ambito peggiora",
        ),
    ],
)
def test_the_message_counts_what_moved(areas: tuple[AreaSince, ...], words: str) -> None:
    assert since_message(SinceLast(date(2026, 9, 1), areas, None, None, None)) == words


def test_the_slide_says_then_and_now_and_by_how_much() -> None:
    bridge = Bridge(Money(100_000_00), Money(60_000_00), ())
    found = SinceLast(date(2026, 9, 1), (area(RED, AMBER),), Fraction(1, 4), Fraction(1, 3), bridge)
    slide = since_slide(found)
    assert slide.table is not None
    assert slide.table.words == (
        ("Anziani", "▲ critico", "◆ attenzione", "↑ migliora", "60 % (era 50 %)"),
    )
    assert [(one.value, one.note) for one in slide.figures] == [
        ("33 %", "era 25 %"),
        ("60 mila €", "−40 mila € da allora"),
    ]
    assert slide.subtitle == "Confronto con le cifre note all’ultima seduta, al 01/09/2026"


def test_a_programme_that_is_not_known_is_missing_and_not_zero() -> None:
    slide = since_slide(
        SinceLast(date(2026, 9, 1), (AreaSince("Nuovo", None, GOOD, None, None),), None, None, None)
    )
    assert slide.table is not None
    assert slide.table.words[0][4] == "n.d. (era n.d.)"
    assert [one.value for one in slide.figures] == ["n.d."]


def _since(engine: Engine) -> Slide:
    with last_state(engine, MOMENT, None) as then, reading(engine) as connection:
        _, slide = changed_slides(then, connection, MOMENT)
    return slide


def test_only_the_area_whose_scheda_went_on_has_moved(demo_copy: Engine) -> None:
    opened(demo_copy)
    before = _since(demo_copy)
    assert before.title == "Dall’ultima seduta nessun ambito ha cambiato semaforo"
    assert before.table is not None
    with reading(demo_copy) as connection:
        row = next(
            one
            for one in register_rows(connection, Action, {"intervention_id": SCHEDA})
            if one.image["done_date"] is None
        )
    done = Edit(Action, {"done_date": "2026-10-30"}, row.id, row.version, "Verifica")
    edit(demo_copy, done)
    after = _since(demo_copy)
    assert after.table is not None
    moved = [
        now[0]
        for then, now in zip(before.table.words, after.table.words, strict=True)
        if then != now
    ]
    assert moved == ["Famiglie e minori"]


def test_it_follows_the_cover_only_where_a_sitting_came_before(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        found = reports_of(connection, MOMENT)
        names = [one.name for one in sitting_slides(demo_copy, connection, MOMENT, SITTING, found)]
        with last_state(demo_copy, MOMENT, None) as then:
            alone = changed_slides(then, connection, MOMENT)
    assert names[:2] == ["copertina", "ordine-del-giorno"]
    assert [one.title for one in alone] == ["È la prima seduta con cifre congelate"]


def test_every_light_of_a_table_has_its_look_on_the_wall_and_on_paper() -> None:
    assert set(LOOKS) == {"●", "◆", "▲", "○"}
    assert look_of("▲ critico") == {"ink": "#FFFFFF", "background": "#8B1A1A"}
    assert [look_of(words) for words in ("– non valutato", "▲", "", "▲critico")] == [None] * 4
