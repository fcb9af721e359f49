"""The charts of the programme: done against planned to date, on one scale; money by Comune."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.programme.report.programme import (
    AmountValue,
    AreaValue,
    ProgrammeReport,
    SchedaValue,
)
from udp_core.programme.view.tables import areas_table, municipalities_table, schede_table
from udp_core.programme.view.words import points, progress_words, scheda_name
from udp_core.render.bullets import Bullet, bullet_figure
from udp_core.render.chart import Chart
from udp_core.render.stamp import Stamp

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST_BARS = 7
"""What a room can take in at once (UX.md)."""
PERCENT_RANGE = (0, 135)
"""Percent axis, with room after 100 for the words beside the bars."""
CENTS_PER_MILLION = 100_000_000


# Done against planned to date


def late_chart(
    report: ProgrammeReport, schede: Sequence[SchedaValue], stamp: Stamp
) -> Chart | None:
    """The schede furthest behind among those chosen; None where none is late."""
    late = furthest_behind(schede)
    if not late:
        return None
    shown = late[:MOST_BARS]
    bullets = [_bullet(scheda_name(one), one.done, one.planned, points(one.gap)) for one in shown]
    description = (
        f"Barre orizzontali: fatto e previsto a oggi delle schede più indietro. {_told(bullets)}"
    )
    subtitle = (
        f"Quota del lavoro di ciascuna scheda, per azioni concluse, al {italian.day(report.day)};"
        " ┃ = previsto finora"
    )
    return Chart(
        late_message(late, len(schede)),
        subtitle,
        description,
        percent_bullets(bullets),
        schede_table(report, schede),
        stamp,
    )


def furthest_behind(schede: Iterable[SchedaValue]) -> list[SchedaValue]:
    """The schede that are late, the furthest behind first."""
    return sorted((one for one in schede if one.is_late), key=lambda one: (one.gap, one.code))


def late_message(late: Sequence[SchedaValue], among: int) -> str:
    """«14 schede su 45 sono in ritardo; la più indietro è S26-20 …»."""
    first = f"{late[0].code} ({points(late[0].gap)})"
    if len(late) == 1:
        return f"1 scheda su {among} è in ritardo: {first}"
    return f"{len(late)} schede su {among} sono in ritardo; la più indietro è {first}"


def areas_chart(report: ProgrammeReport, stamp: Stamp) -> Chart | None:
    """Done against planned to date of every area, on the same scale.

    None where no area has a budget.
    """
    bullets = [
        _bullet(area.short_name, done, planned, points(done - planned))
        for area in measured_areas(report.areas)
        if (done := area.progress.done) is not None
        and (planned := area.progress.planned) is not None
    ]
    if not bullets:
        return None
    description = f"Barre orizzontali: fatto e previsto a oggi per ambito. {_told(bullets)}"
    subtitle = (
        "Quota del lavoro, media delle schede pesata sul programmato, al"
        f" {italian.day(report.day)}; ┃ = previsto finora"
    )
    return Chart(
        areas_progress_message(report.areas),
        subtitle,
        description,
        percent_bullets(bullets),
        areas_table(report),
        stamp,
    )


def measured_areas(areas: Sequence[AreaValue]) -> tuple[AreaValue, ...]:
    """The areas of which it is known what was planned and what is done: those with a budget."""
    return tuple(area for area in areas if area.progress.gap is not None)


def areas_progress_message(areas: Sequence[AreaValue]) -> str:
    """Which area is furthest behind what was planned."""
    area = min(measured_areas(areas), key=lambda one: one.progress.gap or 0)
    if (area.progress.gap or 0) >= 0:
        return "Nessun ambito è indietro rispetto al previsto a oggi"
    return f"{area.short_name} è l’ambito più indietro: {progress_words(area.progress).lower()}"


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


# Money by Comune


def municipalities_chart(area: AreaValue, stamp: Stamp) -> Chart | None:
    """Programmed (outlined) and spent (solid) by Comune; None where nothing is programmed."""
    bullets = [
        bullet for amount in area.by_municipality if (bullet := _money_bullet(amount)) is not None
    ]
    if not bullets:
        return None
    figure = bullet_figure(bullets)
    figure.update_xaxes(range=(0, max(one.end for one in bullets) * 1.6 or 1), showticklabels=False)
    description = f"Barre orizzontali: risorse programmate e spese per Comune. {_told(bullets)}"
    return Chart(
        _municipalities_message(area),
        "Milioni di euro; contorno = programmato dell’anno, barra piena = speso a oggi",
        description,
        figure,
        municipalities_table(area),
        stamp,
    )


def _money_bullet(amount: AmountValue) -> Bullet | None:
    if amount.programmed is None and amount.spent is None:
        return None
    words = f"{italian.euro_short(amount.spent)} su {italian.euro_short(amount.programmed)}"
    return Bullet(amount.name, _millions(amount.spent), _millions(amount.programmed), words)


def _millions(amount: Money | None) -> float:
    """For drawing only: the words beside the bar carry the figure."""
    return amount.cents / CENTS_PER_MILLION if amount else 0.0


def _municipalities_message(area: AreaValue) -> str:
    share = (
        area.spent.share_of(area.programmed)
        if area.spent is not None and area.programmed is not None
        else None
    )
    return f"Nell’ambito {area.short_name} è speso {italian.the_percent(share)} del programmato"
