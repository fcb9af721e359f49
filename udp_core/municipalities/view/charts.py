"""The map of the Comuni, drawn from their real boundaries, and need beside spending."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from udp_core.kernel import italian
from udp_core.municipalities.report import MunicipalitiesReport
from udp_core.municipalities.view.boundaries import Boundary
from udp_core.municipalities.view.measures import MapMeasure, message, share_of
from udp_core.municipalities.view.tables import money_table, sharing_table
from udp_core.render.bullets import base_layout
from udp_core.render.chart import Chart
from udp_core.render.markdown import plotly_text
from udp_core.render.palette import FONT_SIZE, INK, PALE, SERIES
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ATTRIBUTION = "Confini dei Comuni: Istat 2023, elaborazione openpolis, licenza CC BY 4.0"
SHADES = ("#BFD9F2", "#7FB2E5", "#3D8FD1")
"""From low to high; words on the map carry the figures, so that nothing hangs on a shade."""
SMALL, ASIDE, AROUND = 0.4, 36, 0.45
"""A Comune narrower than this share of the district is not covered by its words: they stand
beside it, so many pixels away, in the room left on each side (a share of the district too)."""


def map_chart(
    report: MunicipalitiesReport,
    measure: MapMeasure,
    boundaries: Sequence[Boundary],
    stamp: Stamp,
) -> Chart:
    """The Comuni of the district coloured by a measure, the others of the province pale around
    them.
    """
    from plotly import graph_objects as go

    values = {one.id: measure.value(report, one) for one in report.municipalities}
    words = {
        one.id: f"<b>{plotly_text(one.name)}</b><br>{plotly_text(measure.words(report, one))}"
        for one in report.municipalities
    }
    figure = go.Figure()
    own = [one for one in boundaries if one.code in values]
    for one in boundaries:
        if one.code not in values:
            _add_area(figure, one, PALE, "white")
    for one in own:
        _add_area(figure, one, _shade(values[one.code], list(values.values())), INK)
    across = _across(own)
    for one in own:
        _add_words(figure, one, words[one.code], across)
    _frame(figure, own)
    told = "; ".join(f"{one.name} {measure.words(report, one)}" for one in report.municipalities)
    return Chart(
        measure.name,
        f"Anno {report.year}; più scuro dov’è più alto. {ATTRIBUTION}",
        f"Mappa dei Comuni del distretto. {measure.name}: {told}.",
        figure,
        money_table(report),
        stamp,
    )


def _shade(value: float | None, values: Sequence[float | None]) -> str:
    known = sorted({one for one in values if one is not None})
    if value is None:
        return "white"
    return SHADES[min(known.index(value) * len(SHADES) // len(known), len(SHADES) - 1)]


def _add_area(figure: Figure, boundary: Boundary, colour: str, edge: str) -> None:
    for ring in boundary.rings:
        figure.add_scatter(
            x=[point[0] for point in ring],
            y=[point[1] for point in ring],
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line={"color": edge, "width": 1.5},
            hoverinfo="skip",
        )


def _across(boundaries: Sequence[Boundary]) -> tuple[float, float]:
    """From the west of some Comuni to their east."""
    known = [point[0] for one in boundaries for ring in one.rings for point in ring]
    return min(known), max(known)


def _add_words(figure: Figure, boundary: Boundary, words: str, across: tuple[float, float]) -> None:
    """On the Comune; of a small one beside it, on the side where the district ends first."""
    (west, east), (own_west, own_east), (x, y) = across, _across([boundary]), boundary.centre
    is_small = own_east - own_west < SMALL * (east - west)
    side = -1 if x < (west + east) / 2 else 1
    beside = {"ax": side * ASIDE, "ay": 0, "xanchor": "right" if side < 0 else "left"}
    figure.add_annotation(
        x=x,
        y=y,
        text=words,
        showarrow=is_small,
        **({**beside, "arrowhead": 0, "arrowcolor": INK} if is_small else {}),
        font={"size": FONT_SIZE, "color": INK},
        bgcolor="rgba(255,255,255,0.75)",
    )


def _frame(figure: Figure, boundaries: Sequence[Boundary]) -> None:
    """Show the district, in its true proportions at its latitude."""
    points = [point for boundary in boundaries for ring in boundary.rings for point in ring]
    west, east = _across(boundaries)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    room = AROUND * (east - west)
    figure.update_layout(**base_layout())
    figure.update_xaxes(visible=False, range=[west - room, east + room], constrain="domain")
    figure.update_yaxes(
        visible=False,
        range=[south - 0.02, north + 0.02],
        scaleanchor="x",
        scaleratio=1 / math.cos(math.radians((south + north) / 2)),
    )


def sharing_chart(report: MunicipalitiesReport, stamp: Stamp) -> Chart:
    """Need share beside spending share of each Comune."""
    from plotly import graph_objects as go

    shares = [share_of(report.used, one) for one in report.municipalities]
    names = [plotly_text(one.name) for one in shares]
    pairs = (
        ("bisogno", SERIES[1], [report.used.need_share(one) for one in shares]),
        ("spesa", INK, [report.used.spending_share(one) for one in shares]),
    )
    figure = go.Figure(
        [
            go.Bar(
                y=names,
                x=[float(share * 100) if share is not None else None for share in values],
                orientation="h",
                marker={"color": colour},
                text=[f" {name} {italian.percent(share)}" for share in values],
                textposition="outside",
                cliponaxis=False,
                textfont={"size": FONT_SIZE, "color": INK},
                hoverinfo="skip",
            )
            for name, colour, values in reversed(pairs)
        ]
    )
    figure.update_layout(**base_layout(), barmode="group", bargap=0.3)
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK}
    )
    figure.update_xaxes(range=[0, 130], showticklabels=False)
    told = "; ".join(
        f"{one.name}: bisogno {italian.percent(report.used.need_share(one))}, spesa"
        f" {italian.percent(report.used.spending_share(one))}"
        for one in shares
    )
    subtitle = (
        "Quota dei residenti di 75 anni e più e quota del FRNA usato, tra i Comuni; le risorse"
        " dell’intero distretto sono a parte"
    )
    found = sharing_table(
        "bisogno_e_spesa", "Bisogno e spesa per Comune", report.used, "Residenti di 75 anni e più"
    )
    return Chart(message(report), subtitle, f"Barre affiancate: {told}.", figure, found, stamp)
