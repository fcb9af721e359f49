"""The charts of the programme: what they draw, what they say, what they cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.view.made_reports import EMPTY, LATE, ON_TIME, PICTURE, POVERTY, STAMP
from udp_core.programme.report.programme import ActionValue, Progress
from udp_core.programme.view.charts import areas_chart, late_chart, municipalities_chart
from udp_core.programme.view.timeline import timeline_chart, timeline_height, timeline_table
from udp_core.render.bullets import LONGEST_LABEL, height_of, shortened


def test_the_late_chart_draws_only_the_late_ones_and_says_the_worst() -> None:
    chart = late_chart(PICTURE, PICTURE.schede, STAMP)
    assert chart is not None
    assert chart.title == "1 scheda su 2 è in ritardo: S1 (−50 punti)"
    assert list(chart.figure.data[1].x) == [50.0]
    assert list(chart.figure.data[0].x) == [100.0]
    assert "50 % su 100 % (−50 punti)" in chart.description
    assert "<first>" not in str(chart.figure.data[1].y)
    assert late_chart(PICTURE, (ON_TIME,), STAMP) is None


def test_many_late_ones_are_cut_to_what_a_room_can_read() -> None:
    many = [
        replace(LATE, id=f"p:{number}", code=f"S{number}", done=Fraction(number, 20))
        for number in range(1, 12)
    ]
    chart = late_chart(PICTURE, many, STAMP)
    assert chart is not None
    assert chart.title == "11 schede su 11 sono in ritardo; la più indietro è S1 (−95 punti)"
    assert len(chart.figure.data[0].y) == 7
    assert len(chart.table.rows) == 11


def test_areas_chart_names_the_area_furthest_behind() -> None:
    chart = areas_chart(PICTURE, STAMP)
    assert chart is not None
    assert chart.title == "Povertà è l’ambito più indietro: fatto 55 % · previsto a oggi 100 %"
    assert list(chart.figure.data[1].x) == [pytest.approx(600 / 11)]
    assert areas_chart(replace(PICTURE, areas=(EMPTY,)), STAMP) is None
    ahead = replace(POVERTY, progress=Progress(Fraction(1), Fraction(1)))
    assert (
        areas_chart(replace(PICTURE, areas=(ahead,)), STAMP).title  # type: ignore[union-attr]
        == "Nessun ambito è indietro rispetto al previsto a oggi"
    )


def test_money_in_the_chart_is_the_money_in_the_table() -> None:
    chart = municipalities_chart(POVERTY, STAMP)
    assert chart is not None
    assert list(chart.figure.data[1].x) == [0.05, 0.012, 0.0]
    assert chart.title == "Nell’ambito Povertà è speso il 56 % del programmato"
    assert "Intero distretto: n.d. su 40 mila €" in chart.description
    assert municipalities_chart(EMPTY, STAMP) is None


def test_the_timeline_marks_what_is_overdue() -> None:
    chart = timeline_chart(PICTURE, PICTURE.schede, STAMP)
    assert chart is not None
    assert chart.title == "1 azione è scaduta e non conclusa"
    bars, done, due, late = chart.figure.data
    assert (list(bars.base), bars.x[0]) == (["2026-01-01", "2026-01-01"], 365 * 86_400_000)
    assert (len(done.x), len(due.x), list(late.x)) == (2, 0, ["2026-06-30"])
    assert "<b>" not in late.customdata[0]
    assert chart.figure.layout.xaxis.ticktext[0] == "gen"
    assert timeline_chart(PICTURE, (), STAMP) is None


@pytest.mark.parametrize(
    ("late", "title"),
    [(0, "Nessuna azione è scaduta"), (2, "2 azioni sono scadute e non concluse")],
)
def test_the_timeline_counts_in_its_title(late: int, title: str) -> None:
    action = ActionValue(1, "Passo", date(2026, 6, 1), None, Fraction(1), late=late > 0)
    chart = timeline_chart(PICTURE, (replace(LATE, actions=(action,) * max(late, 1)),), STAMP)
    assert chart is not None
    assert chart.title == title


def test_the_table_of_due_dates_says_how_each_ended() -> None:
    table = timeline_table((LATE,))
    assert [row[:3] for row in table.words] == [
        ("S1", "Housing <first>", action.title) for action in LATE.actions
    ]
    assert [row[4:] for row in table.words] == [
        ("30/03/2026", "● conclusa"),
        ("no", "▲ scaduta"),
    ]


def test_long_labels_leave_room_for_the_bars() -> None:
    assert shortened("a" * 60) == "a" * (LONGEST_LABEL - 1) + "…"


def test_a_drawing_is_as_high_as_its_rows() -> None:
    """28 pixels a bar, 30 a scheda, and what stands around them."""
    assert [height_of(rows) for rows in (1, 3)] == [28 + 16, 84 + 16]
    assert [timeline_height(rows) for rows in (1, 3)] == [30 + 48, 90 + 48]
