"""The fund in the room: does it last, which voci stray, where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from udp_core.fund.report.fund import FundReport, GroupValue
from udp_core.fund.report.reading import FRNA
from udp_core.fund.view.budgets import budget_short
from udp_core.fund.view.tables import available_table, groups_table, months_table, voci_table
from udp_core.fund.view.words import (
    capped,
    curve_message,
    fund_figures,
    state_of_data,
    structural_message,
    used_word,
    voci_message,
)
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.render.slide import (
    MOST_ROWS,
    Look,
    Series,
    Slide,
    SlideChart,
    millions,
    named,
    narrow,
    some,
)

SCREEN = "frna"
CHOSEN = "fondo"
"""In the address of the screen: which fund, in words."""
BARS_UNIT = "programmato (contorno) e previsto al 31/12, milioni di euro"
PAPER_COLUMNS = ("name", "programmed", "used", "forecast", "variance", "light")
MOST_STALE, MOST_REASONS = 3, 2


def fund_slides(report: FundReport | None, year: int) -> tuple[Slide, ...]:
    """Curve, voci, areas; one slide that says what is missing where there is no fund."""
    if report is None:
        line = "Caricare l’anno del fondo, le assegnazioni e i movimenti."
        title = f"Per il {year} non c’è un fondo FRNA"
        return (Slide("frna", title, lines=(line,), screen=SCREEN),)
    shown = (_curve(report), *_voci(report), *_areas(report))
    return shown if report.fund.code == FRNA else tuple(_of(report, slide) for slide in shown)


def _of(report: FundReport, slide: Slide) -> Slide:
    """A slide of another fund: its live screen has that fund chosen."""
    return replace(slide, asks=f"&{urlencode({CHOSEN: report.fund.short})}")


def _subtitle(report: FundReport) -> str:
    return f"{report.fund.short} {report.year}, milioni di euro, {state_of_data(report)}"


def _curve(report: FundReport) -> Slide:
    available, _, forecast, residue = fund_figures(report)
    light = report.status.at_year_end
    return Slide(
        f"{report.fund.code}-curva",
        curve_message(report),
        f"{_subtitle(report)} · {budget_short(report.budget).rstrip('.')}",
        (available, forecast, residue),
        _curve_chart(report),
        lines=(structural_message(report),),
        level=light.level,
        reason=" ".join(light.reasons[:MOST_REASONS]),
        screen=SCREEN,
        data=(available_table(report), months_table(report)),
    )


def _curve_chart(report: FundReport) -> SlideChart | None:
    """The curves as the screen draws them: worked out once, in the report."""
    if not report.forecast:
        return None
    curves = report.curves
    months = tuple(italian.month_short(number) for number in curves.months)
    series = (
        _line(used_word(report.regime), curves.spent),
        _line("previsto", curves.ahead, dashed=True),
        _line(report.position.limit_name, (curves.spendable,) * len(months)),
    )
    drawn = tuple(one for one in series if any(value is not None for value in one.values))
    return SlideChart(Look.LINES, "milioni di euro cumulati", months, drawn, decimals=1)


def _line(name: str, amounts: Sequence[Money | None], *, dashed: bool = False) -> Series:
    return Series(name, tuple(millions(amount) for amount in amounts), dashed=dashed)


def _voci(report: FundReport) -> tuple[Slide, ...]:
    if not report.voci:
        return ()
    by_gap = sorted(report.voci, key=lambda voce: -abs((voce.variance or ZERO).cents))
    straying = by_gap[:MOST_ROWS]
    whole = voci_table(report)
    of = "" if report.fund.code == FRNA else f"{report.fund.short}: "
    shown = some(len(straying), len(by_gap), "voce", "voci")
    return (
        Slide(
            f"{report.fund.code}-voci",
            voci_message(report),
            f"{of}{shown}, le più lontane dal programma, {report.year}",
            chart=_bars([(voce.short_name, voce.programmed, voce.year_total) for voce in straying]),
            lines=_stale(report),
            screen=SCREEN,
            paper=narrow(whole, PAPER_COLUMNS),
            data=(whole,),
        ),
    )


def _stale(report: FundReport) -> tuple[str, ...]:
    stale = [voce.short_name for voce in report.stale_voci]
    words = named(stale, MOST_STALE, "altra", "altre")
    return (f"Dati da aggiornare: {words}.",) if stale else ()


def _areas(report: FundReport) -> tuple[Slide, ...]:
    groups = report.by_area
    if not groups:
        return ()
    return (
        Slide(
            f"{report.fund.code}-aree",
            _largest_message(report, groups),
            _subtitle(report),
            chart=_bars([(one.name, one.programmed, one.forecast) for one in groups]),
            screen=SCREEN,
            data=(groups_table(report, "area", groups),),
        ),
    )


def _largest_message(report: FundReport, groups: Sequence[GroupValue]) -> str:
    """The area that costs most in the year; in the programme, where the year cannot be judged."""
    if capped(report):
        largest = max(groups, key=lambda one: (one.programmed or ZERO).cents)
        amount = f"{italian.euro_short(largest.programmed)} programmati"
    else:
        largest = max(groups, key=lambda one: (one.forecast or ZERO).cents)
        amount = italian.euro_short(largest.forecast)
    return f"L’area più grande è {largest.name}: {amount}"


def _bars(rows: list[tuple[str, Money | None, Money | None]]) -> SlideChart:
    labels = tuple(_label(base, found) for _, base, found in rows)
    series = (
        Series("programmato", tuple(millions(base) for _, base, _ in rows)),
        Series("previsto", tuple(millions(found) for _, _, found in rows)),
    )
    return SlideChart(Look.BARS, BARS_UNIT, tuple(name for name, _, _ in rows), series, labels, 2)


def _label(base: Money | None, found: Money | None) -> str:
    """«13,82 M€, +148 mila €»: the figure, and how far it is from what was programmed."""
    gap = (
        ""
        if base is None or found is None or base == found
        else f", {italian.signed(italian.euro_short(found - base))}"
    )
    return f"{italian.euro_short(found)}{gap}"
