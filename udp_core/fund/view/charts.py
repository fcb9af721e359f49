"""The charts of the fund: how the available is made, voci and groups, years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from udp_core.fund.report.fund import FundReport, GroupValue, VoceValue
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.view import tables
from udp_core.fund.view.drawing import MILLIONS, millions
from udp_core.fund.view.words import (
    gap_words,
    residue_of,
    structural_message,
    used_heading,
    used_word,
    voci_message,
)
from udp_core.kernel import italian
from udp_core.kernel.money import Money, total
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.bullets import Bullet, base_layout, bullet_figure
from udp_core.render.chart import Chart
from udp_core.render.light import light
from udp_core.render.palette import FONT_SIZE, GREY, INK, SERIES
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure

Step = tuple[str, str, Money | None]
"""A bar of a waterfall: its name, how it is measured, its amount."""
MOST_YEARS = 5
"""More pairs of bars would leave no room for their words; the table has every year."""


# How is the available made, and where does it go?


def available_chart(report: FundReport, stamp: Stamp) -> Chart:
    """A waterfall whose parts add up.

    From the assignment to the available, from the available to the residue.
    """
    position = report.position
    known = [step for step in _steps(report) if step[2] is not None]
    title = (
        f"Il disponibile è {italian.euro_short(report.available)}:"
        f" {italian.euro_short(position.carried_in)} vengono dai residui"
        if report.available
        else "Nulla è ancora assegnato al fondo"
    )
    told = "; ".join(f"{name} {italian.euro_short(amount)}" for name, _, amount in known)
    figure = _waterfall(known)
    tallest = millions(position.available) or 1.0
    lowest = min(millions(position.residue) or 0.0, 0.0)
    figure.update_yaxes(visible=False, range=[lowest - tallest * 0.14, tallest * 1.15])
    return Chart(
        title,
        f"Come si forma il disponibile del {report.year} e che cosa ne resta, {MILLIONS}",
        f"Cascata: {told}.",
        figure,
        tables.available_table(report),
        stamp,
    )


def _steps(report: FundReport) -> list[Step]:
    """What comes in down to the available, what goes out down to the residue."""
    position, rest = report.position, report.position.expected_rest
    steps: list[Step] = [
        ("Assegnato", "relative", position.assigned),
        ("Residui portati", "relative", position.carried_in),
        ("Variazioni", "relative", position.variations),
        ("Cofinanziamenti", "relative", position.cofinancing),
        ("Disponibile", "total", report.available),
    ]
    if position.returned:
        steps.append(("Restituito", "relative", -position.returned))
    return [
        *steps,
        (used_heading(report.regime), "relative", -position.used),
        ("Ancora previsto", "relative", None if rest is None else -rest),
        ("Residuo", "total", residue_of(report)),
    ]


def _waterfall(steps: Sequence[Step]) -> Figure:
    from plotly import graph_objects as go

    figure = go.Figure(
        go.Waterfall(
            x=[name for name, _, _ in steps],
            measure=[kind for _, kind, _ in steps],
            y=[millions(amount) for _, _, amount in steps],
            text=[italian.euro_short(amount) for _, _, amount in steps],
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
    figure.update_xaxes(gridcolor="white", zeroline=False)
    return figure


def outline(report: FundReport) -> str:
    """How a row of bars is read."""
    used = used_word(report.regime)
    return f"Contorno = programmato, barra piena = {used}, tacca = atteso a questa data"


def voci_chart(report: FundReport, stamp: Stamp) -> Chart:
    """Each voce: programmed outlined, used solid, a tick where it was expected to be.

    The gap at year end in words, with its light.
    """
    return Chart(
        voci_message(report),
        f"{outline(report)}; accanto, {used_word(report.regime)} su programmato e scostamento"
        " previsto al 31/12",
        "Barre orizzontali per voce: "
        + " ".join(
            italian.ended(f"{voce.short_name}: {_voce_words(voce)}") for voce in report.voci
        ),
        _bullets([_voce_bullet(voce) for voce in report.voci]),
        tables.voci_table(report),
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


def groups_chart(
    report: FundReport, groups: Sequence[GroupValue], what: str, stamp: Stamp
) -> Chart:
    """Areas or macro-sections, as the voci.

    Programmed outlined, used solid, a tick where it was expected to be.
    """
    bullets = [_group_bullet(group) for group in groups]
    told = " ".join(italian.ended(f"{bullet.label}: {bullet.words}") for bullet in bullets)
    return Chart(
        _largest_message(groups),
        outline(report),
        f"Barre orizzontali per {what}: {outline(report)}. {told}",
        _bullets(bullets, 2.4),
        tables.groups_table(report, what, groups),
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


def structure_chart(report: FundReport, stamp: Stamp) -> Chart:
    """What each year brings beside what it spends: the gap is paid by residues."""
    positions: tuple[FundPosition, ...] = (*report.past, report.position)
    told = " ".join(
        f"{one.year}: risorse {italian.euro_short(one.recurring)}, spesa"
        f" {italian.euro_short(one.forecast)}, {_balances(one).rstrip('.')}."
        for one in positions
    )
    return Chart(
        structural_message(report),
        "Risorse dell’anno (senza residui) e spesa; sotto, il saldo senza residui e con i residui"
        " degli anni prima",
        f"Barre affiancate per anno. {told}",
        _pairs(positions[-MOST_YEARS:]),
        tables.structure_table(report, positions),
        stamp,
    )


def _pairs(shown: Sequence[FundPosition]) -> Figure:
    """Of each year two bars, with the balances under them."""
    from plotly import graph_objects as go

    years = [str(one.year) for one in shown]
    resources, spending = [one.recurring for one in shown], [one.forecast for one in shown]
    figure = go.Figure(
        [
            _bars_of_years(years, resources, "risorse", SERIES[1]),
            _bars_of_years(years, spending, "spesa", INK),
        ]
    )
    figure.update_layout(**base_layout(), barmode="group", bargap=0.25)
    tallest = max((millions(amount) or 0.0 for amount in (*resources, *spending)), default=0.0)
    figure.update_yaxes(visible=False, range=[0, tallest * 1.35 or 1])
    figure.update_xaxes(
        type="category",
        gridcolor="white",
        zeroline=False,
        automargin=True,
        tickvals=years,
        ticktext=[_balance_label(one) for one in shown],
    )
    return figure


def _bars_of_years(
    years: Sequence[str], amounts: Sequence[Money | None], name: str, colour: str
) -> Bar:
    from plotly import graph_objects as go

    return go.Bar(
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


def _balances(position: FundPosition) -> str:
    without, with_residues = (
        italian.NO_VALUE if one is None else italian.signed(italian.euro_short(one))
        for one in (position.structural_balance, position.residue)
    )
    return f"saldo senza residui {without}, con i residui {with_residues}"


def _balance_label(position: FundPosition) -> str:
    return f"<b>{position.year}</b><br>" + _balances(position).replace(", ", "<br>")
