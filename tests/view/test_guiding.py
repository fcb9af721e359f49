"""What who conducts reads beside the notes: the slide there now, the next one, the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from udp_core.briefing.guiding import guide_of, time_words

DECK: list[dict[str, Any]] = [
    {"name": "copertina", "title": "Seduta", "item": None},
    {"name": "1-punto", "title": "1. Il fondo", "item": 1},
    {"name": "1-frna", "title": "Restano 6,55 M€", "item": 1},
    {"name": "2-punto", "title": "2. Varie", "item": 2},
]
NOW = datetime(2026, 11, 18, 20, 14, tzinfo=UTC)


def test_from_a_slide_to_the_ones_around_it() -> None:
    guide = guide_of(DECK, "1-frna", 2)
    assert (guide.before, guide.at, guide.after, guide.own) == (1, 2, 3, 3)
    assert guide.words(dark=False) == "Sui muri: «Restano 6,55 M€» (3 di 4). Poi: «2. Varie»."
    assert "(3 di 4), schermo nero." in guide.words(dark=True)


def test_at_the_ends_of_the_deck() -> None:
    first, last = guide_of(DECK, "copertina", 1), guide_of(DECK, "2-punto", 1)
    assert (first.before, first.after, first.own) == (None, 1, 1)
    assert (last.before, last.after) == (2, None)
    assert last.words(dark=False) == "Sui muri: «2. Varie» (4 di 4)."


def test_before_anything_is_shown_and_where_what_is_shown_is_gone() -> None:
    for shown in ("", "9-punto"):
        guide = guide_of(DECK, shown, 9)
        assert (guide.at, guide.before, guide.after, guide.own) == (None, None, 0, None)
    assert guide_of([], "", 0).after is None


def test_the_clock_and_the_minutes_of_a_point() -> None:
    since = NOW - timedelta(minutes=12, seconds=59)
    assert time_words(NOW, since, 3) == "Sono le 20:14. Punto 3 da 12 minuti."
    assert time_words(NOW, NOW - timedelta(seconds=90), 1).endswith("Punto 1 da 1 minuto.")
    assert time_words(NOW, since, 0) == time_words(NOW, None, 3) == "Sono le 20:14."
