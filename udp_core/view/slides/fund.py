"""The fund in the room: does it last, which voci stray, where it goes."""

from __future__ import annotations

from itertools import accumulate

from udp_core import italian
from udp_core.domain.pictures.fund import FundPicture, VoceValue
from udp_core.money import ZERO, Money
from udp_core.view.fund.tables import available_table, months_table, voci_table
from udp_core.view.fund.words import (
    curve_message,
    fund_figures,
    state_of_data,
    structural_message,
    voci_message,
)
from udp_core.view.slides.slide import MOST_ROWS, Look, Series, Slide, SlideChart, millions, narrow

SCREEN = "frna"


def fund_slides(picture: FundPicture | None, year: int) -> tuple[Slide, ...]:
    """Curve, voci, areas; one slide that says what is missing where there is no fund."""
    if picture is None:
        return (Slide("frna", f"Per il {year} non c’è un fondo FRNA", lines=("Caricare l’anno del fondo, le assegnazioni e i movimenti.",), screen=SCREEN),)
    return (_curve(picture), *_voci(picture), *_areas(picture))


def _subtitle(picture: FundPicture) -> str:
    return f"FRNA {picture.year}, milioni di euro, {state_of_data(picture)}"


def _curve(picture: FundPicture) -> Slide:
    available, _, forecast, residue = fund_figures(picture)
    figures = (available, forecast, residue)
    data = (available_table(picture), months_table(picture))
    return Slide("frna-curva", curve_message(picture), _subtitle(picture), figures, _curve_chart(picture), lines=(structural_message(picture),), level=picture.status.at_year_end.level, screen=SCREEN, data=data)


def _curve_chart(picture: FundPicture) -> SlideChart | None:
    if not picture.forecast:
        return None
    months = tuple(italian.month_short(number) for number in range(1, 13))
    known = [amount for amount in picture.spent if amount is not None]
    spent = [*accumulate(known, initial=ZERO)][1:]
    expected = [*accumulate(picture.forecast, initial=ZERO)][1:]
    fund = millions(picture.available)
    series = (
        Series("speso", tuple(millions(spent[place]) if place < len(spent) else None for place in range(12))),
        Series("previsto", tuple(millions(amount) for amount in expected), dashed=True),
        Series("fondo", (fund,) * 12),
    )
    return SlideChart(Look.LINES, "milioni di euro cumulati", months, series, decimals=1)


def _voci(picture: FundPicture) -> tuple[Slide, ...]:
    if not picture.voci:
        return ()
    straying = sorted(picture.voci, key=lambda voce: -abs((voce.variance or ZERO).cents))[:MOST_ROWS]
    whole = voci_table(picture.voci)
    chart = _bars([(voce.short_name, voce.programmed, voce.year_total) for voce in straying], "programmato (contorno) e previsto al 31/12, milioni di euro")
    return (Slide("frna-voci", voci_message(picture.voci), f"Le {len(straying)} voci più lontane dal programma, {picture.year}", chart=chart, lines=_stale(picture), screen=SCREEN, paper=narrow(whole, ("name", "programmed", "used", "forecast", "variance", "light"), len(whole.rows)), data=(whole,)),)


def _stale(picture: FundPicture) -> tuple[str, ...]:
    stale: list[VoceValue] = list(picture.stale_voci)
    return (f"Dati da aggiornare: {italian.listing([voce.short_name for voce in stale[:3]])}.",) if stale else ()


def _areas(picture: FundPicture) -> tuple[Slide, ...]:
    groups = picture.by_area
    if not groups:
        return ()
    largest = max(groups, key=lambda one: (one.forecast or ZERO).cents)
    chart = _bars([(one.name, one.programmed, one.forecast) for one in groups], "programmato (contorno) e previsto al 31/12, milioni di euro")
    return (Slide("frna-aree", f"L’area più grande è {largest.name}: {italian.euro_short(largest.forecast)}", _subtitle(picture), chart=chart, screen=SCREEN),)


def _bars(rows: list[tuple[str, Money | None, Money | None]], unit: str) -> SlideChart:
    labels = tuple(_label(base, found) for _, base, found in rows)
    series = (Series("programmato", tuple(millions(base) for _, base, _ in rows)), Series("previsto", tuple(millions(found) for _, _, found in rows)))
    return SlideChart(Look.BARS, unit, tuple(name for name, _, _ in rows), series, labels, 1)


def _label(base: Money | None, found: Money | None) -> str:
    """«13,82 M€, +148 mila €»: the figure, and how far it is from what was programmed."""
    gap = "" if base is None or found is None or base == found else f", {italian.signed(italian.euro_short(found - base))}"
    return f"{italian.euro_short(found)}{gap}"
