"""The charts of the fund: the curve against the fund, how the available is made, voci and groups, years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from udp_core import italian
from udp_core.domain.equilibrium import FundPosition
from udp_core.domain.pictures.fund import FundPicture, GroupValue, VoceValue
from udp_core.money import ZERO, Money
from udp_core.view.bullets import Bullet, base_layout, bullet_figure
from udp_core.view.chart import Chart
from udp_core.view.fund import tables
from udp_core.view.fund.words import curve_message, gap_words, is_closed, structural_message, voci_message
from udp_core.view.palette import FONT_SIZE, GREY, INK, PALE, SERIES
from udp_core.view.stamp import Stamp
from udp_core.view.table import Cell

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CENTS_PER_MILLION = 100_000_000
MONTH_NAMES = [italian.month_short(number) for number in range(1, 13)]
MILLIONS = "milioni di euro"


def millions(amount: Money | None) -> float | None:
    """For drawing only: words carry the figure."""
    return None if amount is None else amount.cents / CENTS_PER_MILLION


# Will it last?


def curve_chart(picture: FundPicture, stamp: Stamp) -> Chart:
    """Cumulated spending against what can be spent; the forecast dashed; a band only where the rule gives one."""
    position = picture.position
    ends = f"Disponibile {italian.euro_short(position.spendable)}; speso {italian.euro_short(position.used)} al {italian.day(picture.day)}; previsto al 31 dicembre {italian.euro_short(position.forecast)}."
    subtitle = f"Spesa cumulata del {picture.year}, {MILLIONS}" + ("" if is_closed(picture) else "; tratteggio = previsione")
    return Chart(curve_message(picture), subtitle, f"Linea della spesa cumulata mese per mese contro il disponibile. {ends}", _curve(picture), tables.months_table(picture), stamp)


def _running(amounts: Sequence[Money | None]) -> list[float]:
    sums, running = [], ZERO
    for amount in amounts:
        running += amount or ZERO
        sums.append(running.cents / CENTS_PER_MILLION)
    return sums


def _curve(picture: FundPicture) -> Figure:
    from plotly import graph_objects as go

    last = max((index for index, amount in enumerate(picture.spent) if amount is not None), default=-1)
    spent = _running(picture.spent)[: last + 1]
    figure = go.Figure()
    if picture.expected:
        figure.add_scatter(x=MONTH_NAMES, y=_running(picture.expected), mode="lines", line={"color": GREY, "width": 2, "dash": "dot"}, hovertemplate="%{x}: atteso %{y:.2f} M€<extra></extra>")
    _add_band(figure, picture, last, spent)
    figure.add_scatter(x=MONTH_NAMES[: last + 1], y=spent, mode="lines+markers", line={"color": INK, "width": 4}, hovertemplate="%{x}: speso %{y:.2f} M€<extra></extra>")
    if picture.forecast and last < len(MONTH_NAMES) - 1:
        ahead = [*spent[-1:], *_running(picture.forecast)[last + 1 :]]
        figure.add_scatter(x=MONTH_NAMES[max(last, 0) :], y=ahead, mode="lines", line={"color": INK, "width": 4, "dash": "dash"}, hovertemplate="%{x}: previsto %{y:.2f} M€<extra></extra>")
    _add_limit(figure, picture)
    figure.update_layout(**base_layout())
    figure.update_xaxes(gridcolor="white", zeroline=False, range=[-0.3, 13.6], tickvals=list(range(12)), ticktext=MONTH_NAMES)
    figure.update_yaxes(rangemode="tozero", gridcolor="#E3E9EF", tickformat=",.0f", automargin=True)
    return figure


def _add_limit(figure: Figure, picture: FundPicture) -> None:
    """The fund as a line, and the two ends told beside it: no legend to look up."""
    position = picture.position
    limit = millions(position.spendable)
    figure.add_hline(y=limit, line={"color": SERIES[2], "width": 3})
    end = millions(position.forecast)
    below = {"text": f"previsto {italian.euro_short(position.forecast)}", "font": {"size": FONT_SIZE, "color": INK}}
    above = {"text": f"disponibile {italian.euro_short(position.spendable)}", "font": {"size": FONT_SIZE, "color": SERIES[2]}}
    figure.add_annotation(x=13.5, y=limit, xanchor="right", yanchor="bottom", showarrow=False, **above)
    if end is not None and picture.forecast:
        figure.add_annotation(x=13.5, y=end, xanchor="right", yanchor="top", yshift=-8, showarrow=False, **below)


def _add_band(figure: Figure, picture: FundPicture, last: int, spent: Sequence[float]) -> None:
    if picture.band is None or not spent:
        return
    months = MONTH_NAMES[last:]
    steps = max(len(months) - 1, 1)
    for bound, fill in ((picture.band.low, None), (picture.band.high, "tonexty")):
        end = bound.cents / CENTS_PER_MILLION
        line = [spent[-1] + (end - spent[-1]) * step / steps for step in range(len(months))]
        figure.add_scatter(x=months, y=line, mode="lines", line={"width": 0}, fill=fill, fillcolor=PALE, hoverinfo="skip")


# How is the available made, and where does it go?


def available_chart(picture: FundPicture, stamp: Stamp) -> Chart:
    """A waterfall whose parts add up: from the assignment to the available, from the available to the residue."""
    from plotly import graph_objects as go

    position = picture.position
    steps: list[tuple[str, str, Money | None]] = [
        ("Assegnato", "relative", position.assigned),
        ("Residui portati", "relative", position.carried_in),
        ("Variazioni", "relative", position.variations),
        ("Cofinanziamenti", "relative", position.cofinancing),
        ("Disponibile", "total", position.available),
        ("Usato", "relative", -(position.used + position.returned)),
        ("Ancora previsto", "relative", None if position.expected_rest is None else -position.expected_rest),
        ("Residuo", "total", position.residue),
    ]
    known = [step for step in steps if step[2] is not None]
    figure = go.Figure(go.Waterfall(
        x=[name for name, _, _ in known], measure=[kind for _, kind, _ in known], y=[millions(amount) for _, _, amount in known],
        text=[italian.euro_short(amount) for _, _, amount in known], textposition="outside", cliponaxis=False, textfont={"size": FONT_SIZE, "color": INK},
        increasing={"marker": {"color": SERIES[1]}}, decreasing={"marker": {"color": SERIES[3], "line": {"color": INK, "width": 1}}}, totals={"marker": {"color": INK}},
        connector={"line": {"color": GREY, "width": 1}}, hoverinfo="skip",
    ))  # fmt: skip
    figure.update_layout(**base_layout())
    tallest = millions(position.available) or 1
    figure.update_yaxes(visible=False, range=[-tallest * 0.08, tallest * 1.15])
    figure.update_xaxes(gridcolor="white", zeroline=False)
    title = f"Il disponibile è {italian.euro_short(position.available)}: {italian.euro_short(position.carried_in)} vengono dai residui"
    told = "; ".join(f"{name} {italian.euro_short(amount)}" for name, _, amount in known)
    return Chart(title, f"Come si forma il disponibile del {picture.year} e che cosa ne resta, {MILLIONS}", f"Cascata: {told}.", figure, tables.available_table(picture), stamp)


def voci_chart(voci: Sequence[VoceValue], stamp: Stamp) -> Chart:
    """Each voce: programmed outlined, used solid; a tick where it was expected to be; forecast against programme in words."""
    return Chart(
        voci_message(voci), f"Contorno e tacca = atteso a questa data, barra piena = usato; accanto, previsione al 31/12 rispetto al programmato; {MILLIONS}",
        "Barre orizzontali per voce: " + " ".join(f"{voce.short_name}: {_voce_words(voce)}." for voce in voci), _bullets([_voce_bullet(voce) for voce in voci]), tables.voci_table(voci), stamp,
    )  # fmt: skip


def _voce_bullet(voce: VoceValue) -> Bullet:
    return Bullet(f"{voce.code} {voce.short_name}", millions(voce.used) or 0.0, millions(voce.expected) or 0.0, _voce_words(voce))


def _voce_words(voce: VoceValue) -> str:
    return f"{italian.euro_short(voce.used)} su {italian.euro_short(voce.expected)}; fine anno {gap_words(voce.year_total, voce.programmed)}"


def _bullets(bullets: Sequence[Bullet], room_for_words: float = 1.75) -> Figure:
    figure = bullet_figure(bullets)
    longest = max((max(one.done, one.expected) for one in bullets), default=0.0)
    figure.update_xaxes(range=(0, longest * room_for_words or 1), showticklabels=False)
    return figure


def groups_chart(groups: Sequence[GroupValue], name: str, what: str, stamp: Stamp) -> Chart:
    """Areas or macro-sections: used against expected to date."""
    bullets = [Bullet(group.name.capitalize(), millions(group.used) or 0.0, millions(group.expected) or 0.0, f"{italian.euro_short(group.used)} su {italian.euro_short(group.expected)} attesi") for group in groups]
    largest = max(groups, key=lambda group: group.programmed or ZERO)
    whole = Money(sum(group.programmed.cents for group in groups if group.programmed is not None))
    share = largest.programmed.share_of(whole) if largest.programmed is not None else None
    title = f"{largest.name.capitalize()}: {italian.the_percent(share)} del programmato"
    told = " ".join(f"{bullet.label}: {bullet.words}." for bullet in bullets)
    return Chart(title, f"Usato rispetto all’atteso a questa data, per {what}, {MILLIONS}", f"Barre orizzontali per {what}. {told}", _bullets(bullets, 2.6), tables.groups_table(name, f"FRNA per {what}", groups), stamp)


# Years


def structure_chart(picture: FundPicture, stamp: Stamp) -> Chart:
    """What each year brings beside what it spends: the gap is paid by residues."""
    from plotly import graph_objects as go

    positions: tuple[FundPosition, ...] = (*picture.past, picture.position)
    years = [str(one.year) for one in positions]
    pairs = (("risorse", SERIES[1], [one.recurring for one in positions]), ("spesa", INK, [one.forecast for one in positions]))
    figure = go.Figure([
        go.Bar(x=years, y=[millions(amount) for amount in amounts], name=name, marker={"color": colour}, text=[f"{name}<br>{italian.euro_short(amount)}" for amount in amounts], textposition="inside", insidetextanchor="end", textangle=0, constraintext="none", textfont={"size": FONT_SIZE, "color": "white" if colour == INK else INK}, hoverinfo="skip")
        for name, colour, amounts in pairs
    ])  # fmt: skip
    figure.update_layout(**base_layout(), barmode="group", bargap=0.25)
    figure.update_yaxes(visible=False, rangemode="tozero")
    figure.update_xaxes(type="category", gridcolor="white", zeroline=False)
    told = " ".join(f"{one.year}: risorse {italian.euro_short(one.recurring)}, spesa {italian.euro_short(one.forecast)}." for one in positions)
    return Chart(structural_message(picture), f"Risorse dell’anno senza residui e spesa, {MILLIONS}", f"Barre affiancate per anno. {told}", figure, tables.structure_table(positions), stamp)


def region_chart(rows: Sequence[Mapping[str, Cell]], stamp: Stamp) -> Chart | None:
    """The published regional totals of the fund, one a year (the first stated); None where none is loaded."""
    from plotly import graph_objects as go

    totals = {str(row["year"]): float(str(row["amount_eur"])) / 1_000_000 for row in reversed(rows) if row["area_name"] == "Emilia-Romagna"}
    if not totals:
        return None
    years = sorted(totals)
    words = [f"{italian.number(round(totals[year]), 0)}" for year in years]
    figure = go.Figure(go.Bar(x=years, y=[totals[year] for year in years], marker={"color": SERIES[1]}, text=words, textposition="outside", cliponaxis=False, textfont={"size": FONT_SIZE, "color": INK}, hoverinfo="skip"))
    figure.update_layout(**base_layout())
    figure.update_yaxes(visible=False, range=[0, max(totals.values()) * 1.12])
    figure.update_xaxes(type="category", gridcolor="white", zeroline=False)
    growth = italian.signed(italian.number(round(totals[years[-1]] - totals[years[0]]), 0))
    title = f"In Emilia-Romagna il FRNA passa da {words[0]} a {words[-1]} milioni ({growth})"
    told = "; ".join(f"{year} {word}" for year, word in zip(years, words, strict=True))
    return Chart(title, f"Fondo regionale, {MILLIONS}, {years[0]}-{years[-1]}; cifre pubblicate, alcune arrotondate dalla fonte", f"Barre per anno: {told}.", figure, tables.region_table(rows), stamp)
