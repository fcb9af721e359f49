"""The Comuni in the room: need beside spending."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.municipalities.report import NEED, MunicipalitiesReport, MunicipalityValue
from udp_core.municipalities.rules import Sharing
from udp_core.municipalities.view.boundaries import Boundary
from udp_core.municipalities.view.places import place_map
from udp_core.municipalities.view.tables import money_table, sharing_table
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue
from udp_core.programme.view.words import scheda_name
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import Look, Series, Slide, SlideChart, named

MOST_SCHEDE = 3
NO_BORDER = "Senza mappa: il confine di questo Comune non è tra quelli caricati."


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


def municipality_slide(
    report: MunicipalitiesReport,
    one: MunicipalityValue,
    programme: ProgrammeReport | None,
    boundaries: Sequence[Boundary],
) -> Slide:
    """One Comune: where it is, its need beside its part of each money, its own schede."""
    schede = (
        [each for each in programme.schede if each.municipality_id == one.id] if programme else []
    )
    need, spent = _parts(report.used, one.id)
    where = place_map(boundaries, {each.id: each.name for each in report.municipalities}, one.id)
    said = _schede_words(schede) if programme else ""
    return Slide(
        f"comune-{one.id}",
        f"{one.name}: {_said(need)} del bisogno, {_said(spent)} della spesa",
        f"Bisogno: residenti di 75 anni e più; spesa: FRNA usato nel {report.year}",
        _figures(one),
        _parts_chart(report, one),
        lines=tuple(filter(None, (said, "" if where else NO_BORDER))),
        screen="comuni",
        place=where,
    )


def _figures(one: MunicipalityValue) -> tuple[KeyFigure, ...]:
    people = one.residents_in(NEED)
    programmed = italian.euro_short(one.frna.programmed)
    return (
        KeyFigure("residents", "Residenti 75+", italian.number(people), ""),
        KeyFigure("frna", "FRNA usato", italian.euro_short(one.frna.used), f"su {programmed}"),
        KeyFigure(
            "programme",
            "Schede del programma",
            italian.euro_short(one.programme.programmed),
            f"spesi {italian.euro_short(one.programme.used)}",
        ),
    )


def _parts_chart(report: MunicipalitiesReport, one: MunicipalityValue) -> SlideChart:
    """What would be the Comune's by its need (outline), and what is: fund and schede."""
    kinds = (
        ("FRNA usato", report.used),
        ("FRNA programmato", report.programmed),
        ("Schede del programma", report.schede),
    )
    parts = [(name, *_parts(sharing, one.id)) for name, sharing in kinds]
    return SlideChart(
        Look.BARS,
        "quota del bisogno (contorno: per le schede tutti i residenti) e quota della spesa, %",
        tuple(name for name, _, _ in parts),
        (
            Series("quota di bisogno", tuple(_height(need) for _, need, _ in parts)),
            Series("quota di spesa", tuple(_height(spent) for _, _, spent in parts)),
        ),
        tuple(f"{_said(spent)} su {_said(need)}" for _, need, spent in parts),
        1,
    )


def _parts(sharing: Sharing, code: str) -> tuple[Fraction | None, Fraction | None]:
    """The Comune's part of the need, and of the money of the Comuni."""
    one = next((each for each in sharing.municipalities if each.code == code), None)
    return (None, None) if one is None else (sharing.need_share(one), sharing.spending_share(one))


def _schede_words(schede: Sequence[SchedaValue]) -> str:
    if not schede:
        return "Nessuna scheda è solo di questo Comune."
    names = [scheda_name(one) for one in schede]
    return f"Sue schede: {named(names, MOST_SCHEDE, 'altra', 'altre')}."


def _said(share: Fraction | None) -> str:
    return "parte non nota" if share is None else italian.percent(share)


def _height(share: Fraction | None) -> float | None:
    return None if share is None else float(share * 100)
