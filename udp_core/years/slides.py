"""«Che cosa cambia nel 2027», on the wall."""

from __future__ import annotations

from udp_core.kernel import italian
from udp_core.render.slide import Look, Series, Slide, SlideChart, millions
from udp_core.years.report.compared import ComparedYears
from udp_core.years.view.compared import compared_message, compared_table, sums_table

SCREEN = "confronto"


def compared_slide(report: ComparedYears) -> Slide:
    """The money of each ambito in the two years; the schede that change are its data."""
    areas = sorted(report.areas, key=lambda one: -one.after.cents)
    labels = tuple(
        f"{italian.euro_short(one.after)}, {italian.signed(italian.euro_short(one.difference))}"
        for one in areas
    )
    series = (
        Series(f"programmato {report.year - 1}", tuple(millions(one.before) for one in areas)),
        Series(f"programmato {report.year}", tuple(millions(one.after) for one in areas)),
    )
    unit = f"programmato nel {report.year - 1} (contorno) e nel {report.year}, milioni di €"
    chart = SlideChart(Look.BARS, unit, tuple(one.name for one in areas), series, labels, 2)
    moved = italian.signed(italian.euro_short(report.after - report.before))
    subtitle = f"Programmato {italian.euro_short(report.after)}, {moved} sul {report.year - 1}"
    data = (
        compared_table(report, report.schede),
        sums_table("confronto_ambiti", "Ambito", report, report.areas),
        sums_table("confronto_fonti", "Fonte", report, report.sources),
    )
    title = compared_message(report)
    return Slide("confronto", title, subtitle, chart=chart, screen=SCREEN, data=data)
