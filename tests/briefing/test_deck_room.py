"""The room that a deck gives to figures and charts, in inches that a person can check."""

from __future__ import annotations

from udp_core.render.documents import deck_room as room
from udp_core.render.documents.deck_chart import series_of
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import Look, Series, SlideChart


def test_a_bridge_hangs_each_part_where_the_one_before_ended() -> None:
    """5, less 1, plus 3, are 7: the second part hangs at 4 and is 1 long."""
    steps = SlideChart(
        Look.STEPS,
        "milioni",
        ("Prima", "Meno", "Più", "Dopo"),
        (Series("s", (5.0, -1.0, 3.0, 7.0)),),
    )
    assert series_of(steps) == [("base", [0.0, 4.0, 4.0, 0.0]), ("s", [5.0, 1.0, 3.0, 7.0])]


def test_a_figure_is_as_high_as_each_of_its_words_needs() -> None:
    """A long label, then a long note, take more lines than short ones; a value keeps one."""
    short = room.figure_heights((KeyFigure("k", "Resta", "2 M€", "di 3 M€"),) * 3)
    label = room.figure_heights((KeyFigure("k", "Resta " * 30, "2 M€", "di 3 M€"),) * 3)
    note = room.figure_heights((KeyFigure("k", "Resta", "2 M€", "di 3 M€ " * 30),) * 3)
    assert (label[0] > short[0] * 3, label[1:] == short[1:]) == (True, True)
    assert (note[2] > short[2] * 3, note[:2] == short[:2]) == (True, True)
    assert room.figure_heights(()) == ()
