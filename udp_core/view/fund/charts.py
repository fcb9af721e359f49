"""The charts of the fund.

The curve against the fund, how the available is made, voci and groups, years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from udp_core import italian
from udp_core.domain.equilibrium import FundPosition
from udp_core.domain.pictures.curves import FundCurves
from udp_core.domain.pictures.fund import FundPicture, GroupValue, VoceValue
from udp_core.money import ZERO, Money, total
from udp_core.view.bullets import Bullet, base_layout, bullet_figure
from udp_core.view.chart import Chart
from udp_core.view.fund import tables
from udp_core.view.fund.words import (
    band_words,
    curve_message,
    gap_words,
    is_closed,
    residue_of,
    structural_message,
    voci_message,
)
from udp_core.view.light import light
from udp_core.view.palette import FONT_SIZE, GREY, INK, PALE, SERIES
from udp_core.view.stamp import Stamp
from udp_core.view.table import Cell
from udp_core.vocabulary import StatusLevel

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CENTS_PER_MILLION = 100_000_000
MONTH_NAMES = [italian.month_short(number) for number in range(1, 13)]
MILLIONS = "milioni di euro"
OUTLINE = "Contorno = programmato, barra piena = usato, tacca = atteso a questa data"
MOST_YEARS = 5
"""More pairs of bars would leave no room for their words; the table has every year."""


def millions(amount: Money | None) -> float | None:
    """For drawing only: words carry the figure."""
    return None if amount is None else amount.cents / CENTS_PER_MILLION


# Will it last?


def curve_chart(picture: FundPicture, stamp: Stamp) -> Chart:
    """Cumulated spending against what can be spent; the forecast dashed.

    A band only where the rule gives one.
    """
    position = picture.position
    ends = (
        f"{position.limit_name.capitalize()} {italian.euro_short(picture.spendable)}; speso"
        f" {italian.euro_short(picture.used)} al {italian.day(picture.day)}; previsto al 31"
        f" dicembre {italian.euro_short(position.forecast)}."
    )
    subtitle = (
        f"Spesa cumulata del {picture.year}, {MILLIONS}"
        + ("; puntini = atteso dal programma" if picture.expected else "")
        + ("; tratteggio = previsione" if band_words(picture) else "")
    )
    return Chart(
        curve_message(picture),
        subtitle,
        f"Linea della spesa cumulata mese per mese contro {position.the_limit}. {ends}"
        f" {band_words(picture)}".strip(),
        _curve(picture),
        tables.months_table(picture),
        stamp,
    )


def _heights(amounts: Sequence[Money | None]) -> list[float | None]:
    return [millions(amount) for amount in amounts]


def _curve(picture: FundPicture) -> Figure:
    from plotly import graph_objects as go

    curves = picture.curves
    figure = go.Figure()
    if picture.expected:
        _add_line(figure, curves.expected, "atteso", {"color": GREY, "width": 2, "dash": "dot"})
    _add_band(figure, curves)
    spent = {"color": INK, "width": 4}
    _add_line(figure, curves.spent, "speso", spent, mode="lines+markers")
    if any(curves.ahead):
        _add_line(figure, curves.ahead, "previsto", {**spent, "dash": "dash"})
    _add_limit(figure, picture)
    figure.update_layout(**base_layout())
    figure.update_xaxes(
        gridcolor="white",
        zeroline=False,
        range=[-0.3, 13.6],
        tickvals=list(range(12)),
        ticktext=MONTH_NAMES,
    )
    figure.update_yaxes(
        rangemode="tozero", gridcolor="#E3E9EF", tickformat=",.2~f", automargin=True
    )
    return figure


def _add_line(
    figure: Figure,
    amounts: Sequence[Money | None],
    name: str,
    line: dict[str, object],
    mode: str = "lines",
) -> None:
    """A running total; a month without data is a gap, never a flat stretch."""
    known = [place for place, amount in enumerate(amounts) if amount is not None]
    drawn = slice(min(known, default=0), max(known, default=-1) + 1)
    hover = f"%{{x}}: {name} %{{y:.2f}} M€<extra></extra>"
    figure.add_scatter(
        x=MONTH_NAMES[drawn],
        y=_heights(amounts[drawn]),
        name=name,
        mode=mode,
        line=line,
        connectgaps=False,
        hovertemplate=hover,
    )


def _add_limit(figure: Figure, picture: FundPicture) -> None:
    """The fund as a line, and the two ends told beside it: no legend to look up."""
    position = picture.position
    beyond = position.residue is not None and position.residue < ZERO
    if picture.spendable is not None:
        limit = millions(picture.spendable)
        words = f"{position.limit_name} {italian.euro_short(picture.spendable)}"
        figure.add_hline(y=limit, line={"color": SERIES[2], "width": 3})
        _add_end(figure, limit, words, SERIES[2], above=not beyond)
    if picture.forecast:
        word = "speso" if is_closed(picture) else "previsto"
        _add_end(
            figure,
            millions(position.forecast),
            f"{word} {italian.euro_short(position.forecast)}",
            INK,
            above=beyond,
        )


def _add_end(figure: Figure, end: float | None, words: str, colour: str, *, above: bool) -> None:
    """The higher of the two ends is told above, the lower below: they never cover each other."""
    font = {"size": FONT_SIZE, "color": colour}
    figure.add_annotation(
        x=13.5,
        y=end,
        text=words,
        font=font,
        xanchor="right",
        yanchor="bottom" if above else "top",
        yshift=0 if above else -8,
        showarrow=False,
    )


def _add_band(figure: Figure, curves: FundCurves) -> None:
    for edge, fill in ((curves.band_low, None), (curves.band_high, "tonexty")):
        if any(amount is not None for amount in edge):
            figure.add_scatter(
                x=MONTH_NAMES,
                y=_heights(edge),
                mode="lines",
                line={"width": 0},
                fill=fill,
                fillcolor=PALE,
                hoverinfo="skip",
                name="fascia",
            )


# How is the available made, and where does it go?


def available_chart(picture: FundPicture, stamp: Stamp) -> Chart:
    """A waterfall whose parts add up.

    From the assignment to the available, from the available to the residue.
    """
    from plotly import graph_objects as go

    position = picture.position
    steps: list[tuple[str, str, Money | None]] = [
        ("Assegnato", "relative", position.assigned),
        ("Residui portati", "relative", position.carried_in),
        ("Variazioni", "relative", position.variations),
        ("Cofinanziamenti", "relative", position.cofinancing),
        ("Disponibile", "total", picture.available),
        *([("Restituito", "relative", -position.returned)] if position.returned else []),
        ("Usato", "relative", -position.used),
        (
            "Ancora previsto",
            "relative",
            None if position.expected_rest is None else -position.expected_rest,
        ),
        ("Residuo", "total", residue_of(picture)),
    ]
    known = [step for step in steps if step[2] is not None]
    figure = go.Figure(
        go.Waterfall(
            x=[name for name, _, _ in known],
            measure=[kind for _, kind, _ in known],
            y=[millions(amount) for _, _, amount in known],
            text=[italian.euro_short(amount) for _, _, amount in known],
            textposition="outside",
            cliponaxis=False,
            textfont={"size": FONT_SIZE, "color": INK},
            increasing={"marker": {"color": SERIES[1]}},
            decreasing={"marker": {"color": SERIES[3], "line": {"color": INK, "width": 1}}},
            totals={"marker": {"color": INK}},
            connector={"line": {"color": GREY, "width": 1}},
            hoverinfo="skip",
        )
    )
    figure.update_layout(**base_layout())
    tallest, lowest = (
        millions(position.available) or 1.0,
        min(millions(position.residue) or 0.0, 0.0),
    )
    figure.update_yaxes(visible=False, range=[lowest - tallest * 0.14, tallest * 1.15])
    figure.update_xaxes(gridcolor="white", zeroline=False)
    title = (
        f"Il disponibile è {italian.euro_short(picture.available)}:"
        f" {italian.euro_short(position.carried_in)} vengono dai residui"
        if picture.available
        else "Nulla è ancora assegnato al fondo"
    )
    told = "; ".join(f"{name} {italian.euro_short(amount)}" for name, _, amount in known)
    return Chart(
        title,
        f"Come si forma il disponibile del {picture.year} e che cosa ne resta, {MILLIONS}",
        f"Cascata: {told}.",
        figure,
        tables.available_table(picture),
        stamp,
    )


def voci_chart(voci: Sequence[VoceValue], stamp: Stamp) -> Chart:
    """Each voce: programmed outlined, used solid, a tick where it was expected to be.

    The gap at year end in words, with its light.
    """
    return Chart(
        voci_message(voci),
        f"{OUTLINE}; accanto, usato su programmato e scostamento previsto al 31/12",
        "Barre orizzontali per voce: "
        + " ".join(f"{voce.short_name}: {_voce_words(voce)}." for voce in voci),
        _bullets([_voce_bullet(voce) for voce in voci]),
        tables.voci_table(voci),
        stamp,
    )


def _voce_bullet(voce: VoceValue) -> Bullet:
    return Bullet(
        f"{voce.code} {voce.short_name}",
        millions(voce.used) or 0.0,
        millions(voce.expected),
        _voce_words(voce),
        millions(voce.programmed),
    )


def _voce_words(voce: VoceValue) -> str:
    level = voce.status.at_year_end.level
    warning = "" if level is StatusLevel.ON_TRACK else f" {light(level).words}"
    return (
        f"{italian.euro_short(voce.used)} su {italian.euro_short(voce.programmed)}; a fine anno"
        f" {gap_words(voce.year_total, voce.programmed)}{warning}"
    )


def _bullets(bullets: Sequence[Bullet], room_for_words: float = 1.85) -> Figure:
    """`room_for_words` is how many times the longest bar a row is wide, so that the words beside
    it are never cut.
    """
    figure = bullet_figure(bullets)
    longest = max((one.end for one in bullets), default=0.0)
    figure.update_xaxes(range=(0, longest * room_for_words or 1), showticklabels=False)
    return figure


def groups_chart(groups: Sequence[GroupValue], name: str, what: str, stamp: Stamp) -> Chart:
    """Areas or macro-sections, as the voci.

    Programmed outlined, used solid, a tick where it was expected to be.
    """
    bullets = [_group_bullet(group) for group in groups]
    told = " ".join(f"{bullet.label}: {bullet.words}." for bullet in bullets)
    return Chart(
        _largest_message(groups),
        OUTLINE,
        f"Barre orizzontali per {what}: {OUTLINE}. {told}",
        _bullets(bullets, 2.4),
        tables.groups_table(name, f"FRNA per {what}", groups),
        stamp,
    )


def _group_bullet(group: GroupValue) -> Bullet:
    words = f"{italian.euro_short(group.used)} su {italian.euro_short(group.programmed)}"
    return Bullet(
        group.name.capitalize(),
        millions(group.used) or 0.0,
        millions(group.expected),
        words,
        millions(group.programmed),
    )


def _largest_message(groups: Sequence[GroupValue]) -> str:
    known = [(group.programmed, group.name) for group in groups if group.programmed]
    if not known:
        return "Non c’è un programma da ripartire"
    largest, name = max(known, key=lambda pair: pair[0])
    return (
        f"{name.capitalize()}:"
        f" {italian.the_percent(largest.share_of(total(amount for amount, _ in known)))} del"
        " programmato"
    )


# Years


def structure_chart(picture: FundPicture, stamp: Stamp) -> Chart:
    """What each year brings beside what it spends: the gap is paid by residues."""
    from plotly import graph_objects as go

    positions: tuple[FundPosition, ...] = (*picture.past, picture.position)
    shown = positions[-MOST_YEARS:]
    years = [str(one.year) for one in shown]
    pairs = (
        ("risorse", SERIES[1], [one.recurring for one in shown]),
        ("spesa", INK, [one.forecast for one in shown]),
    )
    figure = go.Figure(
        [
            go.Bar(
                x=years,
                y=[millions(amount) for amount in amounts],
                name=name,
                marker={"color": colour},
                text=[f"{name}<br>{italian.euro_short(amount)}" for amount in amounts],
                textposition="outside",
                textangle=0,
                cliponaxis=False,
                textfont={"size": FONT_SIZE, "color": INK},
                hoverinfo="skip",
            )
            for name, colour, amounts in pairs
        ]
    )
    figure.update_layout(**base_layout(), barmode="group", bargap=0.25)
    tallest = max(
        (millions(amount) or 0.0 for _, _, amounts in pairs for amount in amounts), default=0.0
    )
    figure.update_yaxes(visible=False, range=[0, tallest * 1.35 or 1])
    figure.update_xaxes(
        type="category",
        gridcolor="white",
        zeroline=False,
        automargin=True,
        tickvals=years,
        ticktext=[_balance_label(one) for one in shown],
    )
    told = " ".join(
        f"{one.year}: risorse {italian.euro_short(one.recurring)}, spesa"
        f" {italian.euro_short(one.forecast)}, {_balances(one)}."
        for one in positions
    )
    return Chart(
        structural_message(picture),
        "Risorse dell’anno (senza residui) e spesa; sotto, il saldo senza residui e con i residui"
        " degli anni prima",
        f"Barre affiancate per anno. {told}",
        figure,
        tables.structure_table(positions),
        stamp,
    )


def _balances(position: FundPosition) -> str:
    without, with_residues = (
        italian.NO_VALUE if one is None else italian.signed(italian.euro_short(one))
        for one in (position.structural_balance, position.residue)
    )
    return f"saldo senza residui {without}, con i residui {with_residues}"


def _balance_label(position: FundPosition) -> str:
    return f"<b>{position.year}</b><br>" + _balances(position).replace(", ", "<br>")


def region_chart(rows: Sequence[Mapping[str, Cell]], stamp: Stamp) -> Chart | None:
    """The published regional totals of the fund, one a year (the first stated), missing years kept.

    None where none is loaded.
    """
    from plotly import graph_objects as go

    totals = {
        str(row["year"]): float(str(row["amount_eur"])) / 1_000_000
        for row in reversed(rows)
        if row["area_name"] == "Emilia-Romagna"
    }
    if not totals:
        return None
    known = sorted(totals)
    years = [str(year) for year in range(int(known[0]), int(known[-1]) + 1)]
    words = [
        italian.number(round(totals[year]), 0) if year in totals else italian.NO_VALUE
        for year in years
    ]
    figure = go.Figure(
        go.Bar(
            x=years,
            y=[totals.get(year, 0.0) for year in years],
            marker={"color": SERIES[1]},
            text=words,
            textposition="outside",
            cliponaxis=False,
            textfont={"size": FONT_SIZE, "color": INK},
            hoverinfo="skip",
        )
    )
    figure.update_layout(**base_layout())
    figure.update_yaxes(visible=False, range=[0, max(totals.values()) * 1.12])
    figure.update_xaxes(type="category", gridcolor="white", zeroline=False)
    growth = italian.signed(italian.number(round(totals[years[-1]] - totals[years[0]]), 0))
    title = f"In Emilia-Romagna il FRNA passa da {words[0]} a {words[-1]} milioni ({growth})"
    told = "; ".join(f"{year} {word}" for year, word in zip(years, words, strict=True))
    return Chart(
        title,
        f"Fondo regionale, {MILLIONS}, {years[0]}-{years[-1]}; cifre pubblicate, alcune arrotondate"
        " dalla fonte; n.d. = totale non trovato",
        f"Barre per anno: {told}.",
        figure,
        tables.region_table(rows),
        stamp,
    )
