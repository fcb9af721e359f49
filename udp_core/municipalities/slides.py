"""The Comuni in the room: need beside spending."""

from __future__ import annotations

from fractions import Fraction

from udp_core.kernel import italian
from udp_core.municipalities.report import MunicipalitiesReport
from udp_core.municipalities.view.tables import money_table, sharing_table
from udp_core.render.slide import Look, Series, Slide, SlideChart


def municipalities_slide(report: MunicipalitiesReport) -> Slide:
    """Need beside spending, Comune by Comune."""
    sharing = report.used
    known = [
        (one, sharing.need_share(one), sharing.spending_share(one))
        for one in sharing.municipalities
    ]
    apart = [(gap, one) for one in sharing.municipalities if (gap := sharing.gap(one)) is not None]
    widest = max(apart, key=lambda pair: abs(pair[0]), default=None)
    if widest is None:
        return Slide(
            "comuni",
            "Non si può dire se le risorse seguono i bisogni",
            "Mancano la popolazione o la spesa per Comune",
            screen="comuni",
        )
    gap, one = widest
    said = "più" if gap > 0 else "meno"
    title = f"{one.name} riceve {said} della sua quota di bisogno: {italian.points(gap)}"
    series = (
        Series("quota di bisogno", tuple(_height(need) for _, need, _ in known)),
        Series("quota di spesa", tuple(_height(spent) for _, _, spent in known)),
    )
    labels = tuple(
        f"{italian.percent(spent)} della spesa, {italian.percent(need)} del bisogno"
        for _, need, spent in known
    )
    chart = SlideChart(
        Look.BARS,
        "quota di residenti di 75 anni e più (contorno) e quota della spesa FRNA, %",
        tuple(each.name for each, _, _ in known),
        series,
        labels,
        1,
    )
    data = (
        sharing_table("frna_per_comune", "FRNA usato per Comune", sharing, "Residenti 75+"),
        money_table(report),
    )
    lines = (
        (f"Di tutto il distretto, non attribuiti: {italian.euro_short(sharing.whole_district)}.",)
        if sharing.whole_district
        else ()
    )
    return Slide(
        "comuni",
        title,
        f"FRNA usato nel {report.year}",
        chart=chart,
        lines=lines,
        screen="comuni",
        data=data,
    )


def _height(share: Fraction | None) -> float | None:
    return None if share is None else float(share * 100)
