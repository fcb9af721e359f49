"""Bullets: the whole outlined, what is done solid inside it, a tick where it was expected to be.

And the layout of every chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from udp_core.render.markdown import plotly_text
from udp_core.render.palette import FONT, FONT_SIZE, GREY, INK, SERIES

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LONGEST_LABEL = 44
ROW_PIXELS = 28
AS_DRAWN = {"marker": {"opacity": 1}}
"""Of a bar that is not the one pressed: none fades."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One row: what is done, the tick of what was expected by now (None: not known), and the words
    beside it.

    `whole` is what the outline encloses (a budget); without it the outline ends at the tick.
    """

    label: str
    done: float
    expected: float | None
    words: str
    whole: float | None = None

    @property
    def outline(self) -> float | None:
        """Where the outline ends."""
        return self.expected if self.whole is None else self.whole

    @property
    def end(self) -> float:
        """Where the row ends: its words begin there."""
        return max(self.done, self.expected or 0.0, self.outline or 0.0)


def bullet_figure(bullets: Sequence[Bullet]) -> Figure:
    """Solid bars of what is done inside the outlines, a tick at what was expected, first row on
    top, words beside.
    """
    from plotly import graph_objects as go

    labels = [plotly_text(shortened(bullet.label)) for bullet in bullets]
    words = [plotly_text(bullet.words) for bullet in bullets]
    hover = "%{y}<br>%{text}<extra></extra>"
    figure = go.Figure(
        [
            go.Bar(
                y=labels,
                x=[bullet.outline for bullet in bullets],
                orientation="h",
                width=0.72,
                marker={"color": "rgba(0,0,0,0)", "line": {"color": GREY, "width": 1.5}},
                text=words,
                textposition="none",
                hovertemplate=hover,
                unselected=AS_DRAWN,
            ),
            go.Bar(
                y=labels,
                x=[bullet.done for bullet in bullets],
                orientation="h",
                width=0.46,
                marker={"color": INK},
                text=words,
                textposition="none",
                hovertemplate=hover,
                unselected=AS_DRAWN,
            ),
            go.Scatter(
                y=labels,
                x=[bullet.expected for bullet in bullets],
                mode="markers",
                marker={"symbol": "line-ns", "size": 18, "line": {"color": SERIES[2], "width": 4}},
                hoverinfo="skip",
                unselected=AS_DRAWN,
            ),
            go.Scatter(
                y=labels,
                x=[bullet.end for bullet in bullets],
                mode="text",
                text=[f"  {word}" for word in words],
                textposition="middle right",
                textfont={"size": FONT_SIZE, "color": INK},
                hoverinfo="skip",
                cliponaxis=False,
                unselected={"textfont": {"color": INK}},
            ),
        ]
    )
    figure.update_layout(**base_layout(), barmode="overlay")
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK}
    )
    return figure


def base_layout() -> dict[str, object]:
    """What every chart of ours shares.

    Type, Italian separators, white ground, no legend, no drag.
    """
    return {
        "font": {"family": FONT, "size": FONT_SIZE, "color": INK},
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "plot_bgcolor": "white",
        "paper_bgcolor": "white",
        "xaxis": {
            "automargin": True,
            "rangemode": "tozero",
            "gridcolor": "#E3E9EF",
            "tickfont": {"size": FONT_SIZE, "color": INK},
            "zeroline": True,
            "zerolinecolor": GREY,
        },
    }


def shortened(label: str) -> str:
    """A label that leaves room for the bars; its code comes first, so that it stays unique."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def height_of(rows: int) -> int:
    """Pixels for so many rows; every bar carries its figure, so there is no axis to read."""
    return ROW_PIXELS * rows + 16
