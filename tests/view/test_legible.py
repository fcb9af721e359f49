"""Room for labels without asking the browser to measure them, and pictures drawn once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from plotly import graph_objects as go

from udp_core.render.chart import Chart
from udp_core.render.drawn import drawn
from udp_core.render.legible import EDGE, legible, text_width
from udp_core.render.stamp import Stamp
from udp_core.render.table import Column, table

LONG = "S26-05 Sistema integrato 0-3: nuovi posti n…"


def test_rows_get_the_room_of_their_longest_name() -> None:
    figure = legible(go.Figure(go.Bar(x=[1, 2], y=["A1", LONG], orientation="h")))
    assert figure.layout.yaxis.automargin is False
    assert figure.layout.margin.l == int(text_width(LONG) * 16) + EDGE
    assert figure.layout.margin.l > len(LONG) * 16 * 0.45


def test_every_sign_takes_its_own_room() -> None:
    assert [text_width(sign) for sign in ("i", "a", "A", "m")] == [0.32, 0.56, 0.68, 0.88]
    assert text_width("Ami") == pytest.approx(0.68 + 0.88 + 0.32)


def test_tags_of_a_name_take_no_room() -> None:
    plain, bold = (
        legible(go.Figure(go.Bar(x=[1], y=[name], orientation="h")))
        for name in ("Voce & altro", "<b>Voce &amp; altro</b>")
    )
    assert plain.layout.margin.l == bold.layout.margin.l


def test_numbers_get_the_room_of_the_longest_that_may_be_written() -> None:
    figure = go.Figure(
        go.Scatter(x=[1, 2], y=[5, None]), {"yaxis": {"tickformat": ",.1f", "range": [0, 1500]}}
    )
    assert legible(figure).layout.margin.l == int(text_width("1,500.0") * 16) + EDGE


def test_words_under_the_columns_get_their_lines() -> None:
    figure = go.Figure(
        go.Bar(x=[0, 1], y=[1, 2]),
        {"xaxis": {"tickvals": [0, 1], "ticktext": ["uno<br>due<br>tre", "x"]}},
    )
    assert legible(figure).layout.margin.b == int(3 * 1.35 * 16) + EDGE


def test_hidden_labels_get_no_room_and_unknown_ones_are_measured_by_the_browser() -> None:
    hidden = legible(go.Figure(go.Bar(x=["a"], y=[1]), {"yaxis": {"visible": False}}))
    assert (hidden.layout.margin.l, hidden.layout.yaxis.automargin) == (EDGE, False)
    assert hidden.layout.xaxis.automargin is True
    unknown = legible(go.Figure(go.Bar(x=["a"], y=[1])))
    assert unknown.layout.yaxis.automargin is True
    slanted = legible(
        go.Figure(go.Bar(x=["a"], y=[1]), {"xaxis": {"ticktext": ["a"], "tickangle": -45}})
    )
    assert slanted.layout.xaxis.automargin is True


def _stamp(hour: int, source: str = "Registro") -> Stamp:
    return Stamp(None, datetime(2026, 1, 1, hour, tzinfo=UTC), 1, "", source)


@pytest.mark.parametrize("drawable", [True, False])
def test_the_same_figures_are_drawn_once_with_the_moment_of_each_asking(*, drawable: bool) -> None:
    made: list[int] = []

    def make(number: int, stamp: Stamp) -> Chart | None:
        made.append(number)
        return (
            Chart(
                "Cresce",
                "",
                "Una barra",
                go.Figure(),
                table("x", "x", [Column("x", "X")], []),
                stamp,
            )
            if drawable
            else None
        )

    first, second = drawn(make, 1, stamp=_stamp(9)), drawn(make, 1, stamp=_stamp(10))
    assert made == [1]
    if first and second:
        assert first.figure is second.figure
        assert (first.stamp, second.stamp) == (_stamp(9), _stamp(10))
        assert first.figure.layout.dragmode is False
    drawn(make, 2, stamp=_stamp(9))
    drawn(make, 1, stamp=_stamp(9, "altra fonte"))
    assert made == [1, 2, 1]


@pytest.mark.parametrize("hidden", [{"visible": False}, {"showticklabels": False}])
def test_words_that_are_not_seen_need_no_room_below(hidden: dict[str, bool]) -> None:
    columns = go.Figure(go.Bar(x=["una riga<br>e un’altra"], y=[1]))
    columns.update_xaxes(tickvals=[0], ticktext=["una riga<br>e un’altra"], tickfont={"size": 16})
    assert legible(go.Figure(columns)).layout.margin.b > EDGE
    columns.update_xaxes(**hidden)
    assert legible(columns).layout.margin.b == EDGE
