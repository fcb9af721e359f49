"""What is paid in each Comune as the ISEE grows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from udp_core.fees.report import PlaceRule, ServiceFees
from udp_core.fees.rules.bands import CENT, FeeBand
from udp_core.fees.rules.paying import REFERENCE, Use, yearly
from udp_core.fees.view.tables import families_table
from udp_core.fees.view.words import apart_words, use_words, whole_euro
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.render.bullets import base_layout
from udp_core.render.chart import Chart
from udp_core.render.markdown import plotly_text
from udp_core.render.palette import FONT_SIZE, INK, SERIES
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEAST_DRAWN = Money.from_euro(40_000)
DASHES, MARKS = ("solid", "dash", "dot", "dashdot"), ("━━", "╍╍", "┅┅", "━╍")
TICKS = 4
APART = 0.09
"""Of the height: how near two names may stand."""
_STRAIGHT = 12
"""Points drawn inside a band in which the fee grows: a cap may bend its line."""
Line = list[tuple[float, float]]


def isee_chart(fees: ServiceFees, isee: Money, use: Use, stamp: Stamp) -> Chart:
    """A line for each Comune, named at its end; the family looked at is a tick on the axis."""
    from plotly import graph_objects as go

    last = max(LEAST_DRAWN, isee)
    lines = {one.name: _line(one, use, last) for one in fees.places}
    figure = go.Figure()
    for number, points in enumerate(lines.values()):
        figure.add_scatter(
            x=[at for at, _ in points],
            y=[paid for _, paid in points],
            mode="lines",
            line={
                "color": SERIES[number % len(SERIES)],
                "dash": DASHES[number % len(DASHES)],
                "width": 3,
            },
            hoverinfo="skip",
        )
    _name_lines(figure, lines)
    _axes(figure, float(isee.euro), float(last.euro))
    told = "; ".join(f"{name} {italian.euro(paid)}" for name, paid in fees.paid(isee, use).items())
    return Chart(
        apart_words(fees, isee, use),
        f"Euro l’anno secondo l’ISEE, {use_words(use)}",
        f"Linee dell’importo annuo secondo l’ISEE in ogni Comune. Alla famiglia scelta: {told}.",
        figure,
        families_table(fees, (*REFERENCE, isee), use),
        stamp,
    )


def _line(rule: PlaceRule, use: Use, last: Money) -> Line:
    found = ((at, yearly(rule.bands, at, use)) for at in _edges(rule, last))
    return [(float(at.euro), float(paid.euro)) for at, paid in found if paid is not None]


def _edges(rule: PlaceRule, last: Money) -> list[Money]:
    """Where a line may bend or step."""
    return sorted({ZERO, last, *(edge for band in rule.bands for edge in _of_band(band, last))})


def _of_band(band: FeeBand, last: Money) -> set[Money]:
    """The ends of a band, the cent after it, and some points inside where its fee grows."""
    start, end = band.isee_from, min(band.isee_to or last, last)
    if start > last:
        return set()
    inside = range(1, _STRAIGHT if band.fee_to is not None else 1)
    step = (end - start).cents // _STRAIGHT
    after = {end + CENT} if end < last else set()
    return {start, end, *after, *(start + Money(step * part) for part in inside)}


def _name_lines(figure: Figure, lines: dict[str, Line]) -> None:
    """The mark, the name and the amount at the end of each line, none upon another."""
    ends = [
        (points[-1], name, place) for place, (name, points) in enumerate(lines.items()) if points
    ]
    ends.sort(key=lambda one: one[0][1])
    gap = APART * max((end[1] for end, _, _ in ends), default=0.0)
    heights = [end[1] for end, _, _ in ends]
    for below, above in pairwise(range(len(heights))):
        heights[above] = max(heights[above], heights[below] + gap)
    for ((at, paid), name, place), height in zip(ends, heights, strict=True):
        words = f"{plotly_text(name)}: {whole_euro(Money(round(paid * 100)))}"
        colour, mark = SERIES[place % len(SERIES)], MARKS[place % len(MARKS)]
        figure.add_annotation(
            x=at,
            y=height,
            text=f' <span style="color:{colour}"><b>{mark}</b></span> {words}',
            showarrow=False,
            xanchor="left",
            font={"size": FONT_SIZE, "color": INK},
        )


def _axes(figure: Figure, isee: float, last: float) -> None:
    figure.update_layout(**base_layout())
    figure.update_layout(margin={"l": 8, "r": 200, "t": 16, "b": 8})
    ticks = [round(last * part / TICKS) for part in range(TICKS + 1)]
    words = [f"{italian.number(tick)} €" for tick in ticks]
    figure.update_xaxes(range=[0, last], tickvals=ticks, ticktext=words)
    figure.update_yaxes(
        rangemode="tozero",
        automargin=True,
        gridcolor="#E3E9EF",
        tickformat=",.0f",
        tickfont={"size": FONT_SIZE, "color": INK},
    )
    figure.add_vline(x=isee, line={"color": INK, "width": 1.5, "dash": "dot"})
