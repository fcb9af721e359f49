"""The charts of the programme: done against planned to date, on one scale; money by Comune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from udp_core import italian
from udp_core.domain.pictures.programme import AmountValue, AreaValue, ProgrammePicture, SchedaValue
from udp_core.money import Money
from udp_core.view.chart import Chart
from udp_core.view.markdown import plotly_text
from udp_core.view.palette import FONT, FONT_SIZE, GREY, INK, SERIES
from udp_core.view.programme.tables import areas_table, municipalities_table, schede_table
from udp_core.view.programme.words import points, progress_words, scheda_name
from udp_core.view.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST_BARS = 7
"""What a room can take in at once (UX.md)."""
LONGEST_LABEL = 44
ROW_PIXELS = 28
PERCENT_RANGE = (0, 135)
"""Percent axis, with room after 100 for the words beside the bars."""
CENTS_PER_MILLION = 100_000_000


@dataclass(frozen=True, slots=True)
class Bullet:
    """One row: what is done, what was expected by now (outlined, with a tick at its end), and the words beside it."""

    label: str
    done: float
    expected: float
    words: str


# Done against planned to date


def late_chart(picture: ProgrammePicture, schede: Sequence[SchedaValue], stamp: Stamp) -> Chart | None:
    """The schede furthest behind among those chosen; None where none is late."""
    late = sorted((one for one in schede if one.is_late), key=lambda one: (one.gap, one.code))
    if not late:
        return None
    shown = late[:MOST_BARS]
    bullets = [_bullet(scheda_name(one), one.done, one.planned, points(one.gap)) for one in shown]
    description = f"Barre orizzontali: fatto e previsto a oggi delle schede più indietro. {_told(bullets)}"
    subtitle = f"Quota del lavoro di ciascuna scheda, per azioni concluse, al {italian.day(picture.day)}; ┃ = previsto finora"
    return Chart(late_message(late, len(schede)), subtitle, description, percent_bullets(bullets), schede_table(picture, schede), stamp)


def late_message(late: Sequence[SchedaValue], among: int) -> str:
    """«14 schede su 45 sono in ritardo; la più indietro è S26-20 …»."""
    first = f"{late[0].code} ({points(late[0].gap)})"
    if len(late) == 1:
        return f"1 scheda su {among} è in ritardo: {first}"
    return f"{len(late)} schede su {among} sono in ritardo; la più indietro è {first}"


def areas_chart(picture: ProgrammePicture, stamp: Stamp) -> Chart | None:
    """Done against planned to date of every area, on the same scale; None where no area has a budget."""
    measured = [(area, area.progress.done, area.progress.planned) for area in picture.areas]
    bullets = [
        _bullet(area.short_name, done, planned, points(done - planned))
        for area, done, planned in measured
        if done is not None and planned is not None
    ]
    if not bullets:
        return None
    description = f"Barre orizzontali: fatto e previsto a oggi per ambito. {_told(bullets)}"
    subtitle = f"Quota del lavoro, media delle schede pesata sul programmato, al {italian.day(picture.day)}; ┃ = previsto finora"
    return Chart(areas_progress_message(picture.areas), subtitle, description, percent_bullets(bullets), areas_table(picture), stamp)


def areas_progress_message(areas: Sequence[AreaValue]) -> str:
    """Which area is furthest behind what was planned."""
    gaps = [(area.progress.done - area.progress.planned, area) for area in areas if area.progress.done is not None and area.progress.planned is not None]
    gap, area = min(gaps, key=lambda pair: pair[0])
    if gap >= 0:
        return "Nessun ambito è indietro rispetto al previsto a oggi"
    return f"{area.short_name} è l’ambito più indietro: {progress_words(area.progress).lower()} a oggi"


def _bullet(label: str, done: Fraction, planned: Fraction, difference: str) -> Bullet:
    words = f"{italian.percent(done, 0)} su {italian.percent(planned, 0)} ({difference})"
    return Bullet(label, float(done * 100), float(planned * 100), words)


def _told(bullets: Sequence[Bullet]) -> str:
    return " ".join(f"{bullet.label}: {bullet.words}." for bullet in bullets)


def percent_bullets(bullets: Sequence[Bullet]) -> Figure:
    """Bullets on a percent axis from zero."""
    figure = bullet_figure(bullets)
    figure.update_xaxes(range=PERCENT_RANGE, showticklabels=False, tickvals=[0, 25, 50, 75, 100])
    return figure


def bullet_figure(bullets: Sequence[Bullet]) -> Figure:
    """Solid bars of what is done inside outlined bars of what was expected, first row on top, words beside."""
    from plotly import graph_objects as go

    labels = [plotly_text(shortened(bullet.label)) for bullet in bullets]
    words = [plotly_text(bullet.words) for bullet in bullets]
    expected = [bullet.expected for bullet in bullets]
    hover = "%{y}<br>%{text}<extra></extra>"
    figure = go.Figure([
        go.Bar(y=labels, x=expected, orientation="h", width=0.72, marker={"color": "rgba(0,0,0,0)", "line": {"color": GREY, "width": 1.5}}, text=words, textposition="none", hovertemplate=hover),
        go.Bar(y=labels, x=[bullet.done for bullet in bullets], orientation="h", width=0.46, marker={"color": INK}, text=words, textposition="none", hovertemplate=hover),
        go.Scatter(y=labels, x=expected, mode="markers", marker={"symbol": "line-ns", "size": 18, "line": {"color": SERIES[2], "width": 4}}, hoverinfo="skip"),
        go.Scatter(y=labels, x=[max(bullet.done, bullet.expected) for bullet in bullets], mode="text", text=[f"  {word}" for word in words], textposition="middle right", textfont={"size": FONT_SIZE, "color": INK}, hoverinfo="skip", cliponaxis=False),
    ])  # fmt: skip
    figure.update_layout(**_layout(), barmode="overlay")
    figure.update_yaxes(autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK})
    return figure


def _layout() -> dict[str, object]:
    return {
        "font": {"family": FONT, "size": FONT_SIZE, "color": INK},
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "plot_bgcolor": "white",
        "paper_bgcolor": "white",
        "xaxis": {"automargin": True, "rangemode": "tozero", "gridcolor": "#E3E9EF", "tickfont": {"size": FONT_SIZE, "color": INK}, "zeroline": True, "zerolinecolor": GREY},
    }


def shortened(label: str) -> str:
    """A label that leaves room for the bars; its code comes first, so that it stays unique."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


# Money by Comune


def municipalities_chart(area: AreaValue, stamp: Stamp) -> Chart | None:
    """Programmed (outlined) and spent (solid) by Comune; None where nothing is programmed."""
    bullets = [bullet for amount in area.by_municipality if (bullet := _money_bullet(amount)) is not None]
    if not bullets:
        return None
    figure = bullet_figure(bullets)
    figure.update_xaxes(range=(0, max(max(one.done, one.expected) for one in bullets) * 1.6 or 1), showticklabels=False)
    description = f"Barre orizzontali: risorse programmate e spese per Comune. {_told(bullets)}"
    return Chart(_municipalities_message(area), "Milioni di euro; contorno = programmato dell’anno, barra piena = speso a oggi", description, figure, municipalities_table(area), stamp)


def _money_bullet(amount: AmountValue) -> Bullet | None:
    if amount.programmed is None and amount.spent is None:
        return None
    words = f"{italian.euro_short(amount.spent)} su {italian.euro_short(amount.programmed)}"
    return Bullet(amount.name, _millions(amount.spent), _millions(amount.programmed), words)


def _millions(amount: Money | None) -> float:
    """For drawing only: the words beside the bar carry the figure."""
    return amount.cents / CENTS_PER_MILLION if amount else 0.0


def _municipalities_message(area: AreaValue) -> str:
    share = area.spent.share_of(area.programmed) if area.spent is not None and area.programmed is not None else None
    return f"Nell’ambito {area.short_name} è speso {italian.the_percent(share)} del programmato"


def height_of(rows: int) -> int:
    """Pixels for so many rows; every bar carries its figure, so there is no axis to read."""
    return ROW_PIXELS * rows + 16
