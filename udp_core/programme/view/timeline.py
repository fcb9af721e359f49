"""The timeline of the schede: from start to end, their due dates, and today's line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from udp_core.kernel import italian
from udp_core.programme.report.programme import ActionValue, ProgrammeReport, SchedaValue
from udp_core.programme.view.words import scheda_name
from udp_core.render.bullets import shortened
from udp_core.render.chart import Chart
from udp_core.render.light import light
from udp_core.render.markdown import plotly_text
from udp_core.render.palette import BAD, FONT, FONT_SIZE, INK, PALE
from udp_core.render.stamp import Stamp
from udp_core.render.table import Column, ColumnKind, Table, table

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

DAY_MILLISECONDS = 86_400_000
BAR_PIXELS = 30
ROOM_FOR_WORDS = 0.18
"""Share of the span kept free on the right for the light of each scheda."""
MARKS = (
    ("done", "● conclusa", "circle", INK),
    ("due", "○ da fare", "circle-open", INK),
    ("late", "▲ scaduta", "triangle-up", BAD),
)
"""Kinds of due date: shape, word and colour together."""


def timeline_chart(
    report: ProgrammeReport, schede: Sequence[SchedaValue], stamp: Stamp
) -> Chart | None:
    """Bars from start to end with every due date; None without schede."""
    if not schede:
        return None
    late = sum(len(one.late_actions) for one in schede)
    message = (
        f"{italian.plural(late, 'azione è scaduta', 'azioni sono scadute')} e non conclusa"
        if late == 1
        else (
            f"{italian.number(late)} azioni sono scadute e non concluse"
            if late
            else "Nessuna azione è scaduta"
        )
    )
    subtitle = (
        f"{', '.join(words for _, words, _, _ in MARKS)}; linea verticale:"
        f" {italian.day(report.day)}"
    )
    description = (
        f"Calendario di {italian.plural(len(schede), 'scheda', 'schede')} dall’inizio alla fine,"
        f" con le scadenze delle azioni. {message}. {_told(schede)}"
    )
    return Chart(
        message, subtitle, description, _figure(report, schede), timeline_table(schede), stamp
    )


def _told(schede: Sequence[SchedaValue]) -> str:
    late = [
        f"{one.code}: {', '.join(map(_due, one.late_actions))}."
        for one in schede
        if one.late_actions
    ]
    return " ".join(late)


def _due(action: ActionValue) -> str:
    return f"{action.title}, scadenza {italian.day(action.due_date)}"


def timeline_table(schede: Sequence[SchedaValue]) -> Table:
    """Every action with its scheda, due date and conclusion."""
    columns = (
        Column("code", "Codice"),
        Column("title", "Scheda"),
        Column("action", "Azione"),
        Column("due_date", "Scadenza", ColumnKind.DAY),
        Column("done", "Conclusa il"),
        Column("status", "Esito"),
    )
    rows = [
        (
            one.code,
            one.title,
            action.title,
            action.due_date,
            italian.day(action.done_date) if action.done_date else "no",
            _words(action),
        )
        for one in schede
        for action in one.actions
    ]
    return table("scadenze", "Scadenze delle azioni", columns, rows)


def timeline_height(rows: int) -> int:
    """Pixels for so many schede and their axis."""
    return BAR_PIXELS * rows + 48


def _kind(action: ActionValue) -> str:
    return "late" if action.late else "done" if action.done_date else "due"


def _words(action: ActionValue) -> str:
    return next(words for kind, words, _, _ in MARKS if kind == _kind(action))


def _figure(report: ProgrammeReport, schede: Sequence[SchedaValue]) -> Figure:
    from plotly import graph_objects as go

    labels = {one.id: plotly_text(shortened(scheda_name(one))) for one in schede}
    figure = go.Figure([_bars(schede, labels), *(_marks(schede, labels, mark) for mark in MARKS)])
    figure.add_vline(x=report.day.isoformat(), line={"color": "#C2410C", "width": 3})
    first, last = min(one.start_date for one in schede), max(one.end_date for one in schede)
    figure.update_layout(
        font={"family": FONT, "size": FONT_SIZE, "color": INK},
        showlegend=False,
        dragmode=False,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        plot_bgcolor="white",
        paper_bgcolor="white",
        bargap=0.35,
    )
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickfont={"size": FONT_SIZE, "color": INK}
    )
    figure.update_xaxes(**_months(first, last))
    return figure


def _bars(schede: Sequence[SchedaValue], labels: dict[str, str]) -> Any:
    from plotly import graph_objects as go

    lights = [light(one.status.now.level) for one in schede]
    return go.Bar(
        y=[labels[one.id] for one in schede],
        base=[one.start_date.isoformat() for one in schede],
        x=[((one.end_date - one.start_date).days + 1) * DAY_MILLISECONDS for one in schede],
        orientation="h",
        marker={"color": PALE, "line": {"color": [look.colour for look in lights], "width": 2}},
        text=[f" {look.words}" for look in lights],
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        textfont={"size": FONT_SIZE, "color": INK},
        customdata=[
            f"{italian.day(one.start_date)} – {italian.day(one.end_date)}, {one.state.label}"
            for one in schede
        ],
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
    )


def _marks(
    schede: Sequence[SchedaValue], labels: dict[str, str], mark: tuple[str, str, str, str]
) -> Any:
    from plotly import graph_objects as go

    kind, words, symbol, colour = mark
    found = [
        (labels[one.id], action)
        for one in schede
        for action in one.actions
        if _kind(action) == kind
    ]
    return go.Scatter(
        y=[label for label, _ in found],
        x=[action.due_date.isoformat() for _, action in found],
        mode="markers",
        name=words,
        marker={
            "symbol": symbol,
            "size": 14,
            "color": colour,
            "line": {"color": colour, "width": 2},
        },
        customdata=[
            plotly_text(
                f"{action.title}: scadenza {italian.day(action.due_date)}, {_words(action)}"
            )
            for _, action in found
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _months(first: date, last: date) -> dict[str, object]:
    """An axis with the months in Italian: Plotly would write them in English."""
    start, end = first.replace(day=1), last + timedelta(days=1)
    months = [
        date(start.year + index // 12, index % 12 + 1, 1)
        for index in range(start.month - 1, start.month - 1 + 600)
    ]
    shown = [month for month in months if month < end]
    step = max(1, len(shown) // 12)
    return {
        "type": "date",
        "range": [start.isoformat(), (end + (end - start) * ROOM_FOR_WORDS).isoformat()],
        "tickvals": [month.isoformat() for month in shown[::step]],
        "ticktext": [
            (
                italian.month_short(month.month)
                if month.year == first.year
                else f"{italian.month_short(month.month)} {month.year}"
            )
            for month in shown[::step]
        ],
        "tickfont": {"size": FONT_SIZE, "color": INK},
        "gridcolor": "#E3E9EF",
        "automargin": True,
        "side": "top",
    }
