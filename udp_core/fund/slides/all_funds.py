"""All the funds in the room: by source, by Comune, and the voci that weigh most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from udp_core.fund.report.all_funds import AllFunds, Named, YearAmounts
from udp_core.fund.slides.fund import SCREEN
from udp_core.fund.view.all_funds import (
    TITLE,
    all_message,
    all_notes,
    lines_table,
    places_table,
    sources_table,
)
from udp_core.fund.view.budgets import budgets_message, budgets_table
from udp_core.fund.view.words import used_word
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.render.slide import (
    MOST_LISTED,
    Look,
    Series,
    Slide,
    SlideChart,
    listed,
    millions,
    narrow,
)

ASKS = f"&{urlencode({'parte': TITLE})}"
WALL_COLUMNS = ("voce", "source", "place", "programmed", "used")


def all_funds_slides(report: AllFunds | None, year: int) -> tuple[Slide, ...]:
    """By source, by Comune, voce by voce; one slide that says so where there is no fund."""
    if report is None or not report.lines:
        title = all_message(report) if report else f"Per il {year} il distretto non ha fondi"
        line = "Caricare gli anni dei fondi, le assegnazioni e i movimenti."
        return (Slide("quadro", title, TITLE, lines=(line,), screen=SCREEN, asks=ASKS),)
    return (_by_source(report), _by_place(report), _by_voce(report), _budgets(report))


def _by_source(report: AllFunds) -> Slide:
    found = sources_table(report)
    return Slide(
        "quadro-fonti",
        all_message(report),
        f"{TITLE} {report.year}: tutte le fonti",
        chart=_bars(report, report.sources),
        lines=all_notes(report)[1:],
        screen=SCREEN,
        asks=ASKS,
        paper=found,
        data=(found,),
    )


def _by_place(report: AllFunds) -> Slide:
    """The Comune with most of the money that Comuni have; the whole district stays apart."""
    found = places_table(report)
    known = [(sums.programmed, one) for one, sums in report.places if one.code and sums.programmed]
    most = max(known, key=lambda pair: pair[0].cents, default=None)
    title = (
        f"Il Comune con più risorse è {most[1].name}: {italian.euro_short(most[0])}"
        if most
        else "Le risorse sono tutte dell’intero distretto"
    )
    return Slide(
        "quadro-comuni",
        title,
        f"{TITLE} {report.year}: tutti i fondi per Comune, l’intero distretto a sé",
        chart=_bars(report, report.places),
        screen=SCREEN,
        asks=ASKS,
        paper=found,
        data=(found,),
    )


def _bars(report: AllFunds, sums: Sequence[tuple[Named, YearAmounts]]) -> SlideChart:
    """Programmed outlined, used filled: the largest ones where they are many."""
    by_size = sorted(sums, key=lambda pair: -(pair[1].programmed or ZERO).cents)
    names = {one.code for one, _ in by_size[:MOST_LISTED]}
    shown = [(one, amounts) for one, amounts in sums if one.code in names]
    used = used_word(*report.regimes)
    return SlideChart(
        Look.BARS,
        f"programmato (contorno) e {used} (pieno), milioni di euro",
        tuple(one.name for one, _ in shown),
        (
            Series("programmato", tuple(millions(amounts.programmed) for _, amounts in shown)),
            Series(used, tuple(millions(amounts.used) for _, amounts in shown)),
        ),
        tuple(_label(amounts.used, amounts.programmed) for _, amounts in shown),
        2,
    )


def _label(used: Money | None, programmed: Money | None) -> str:
    return f"{italian.euro_short(used)} su {italian.euro_short(programmed)}"


def _budgets(report: AllFunds) -> Slide:
    """How far the preventivo of each fund has come, and by which act."""
    found = budgets_table(report.budgets, report.year)
    slide = Slide(
        "quadro-preventivi",
        budgets_message(report.budgets),
        found.title,
        screen=SCREEN,
        asks=ASKS,
        paper=found,
        data=(found,),
    )
    return listed(slide, found)


def _by_voce(report: AllFunds) -> Slide:
    """On the wall the largest lines; on paper all of them, in the order of the voci."""
    whole = lines_table(report)
    ordered = sorted(report.lines, key=lambda line: -(line.amounts.programmed or ZERO).cents)
    largest = lines_table(replace(report, lines=tuple(ordered)))
    wall = narrow(replace(largest, rows=largest.rows[:-1]), WALL_COLUMNS)
    slide = Slide(
        "quadro-voci",
        f"{TITLE}: voci, fonti e Comuni con più risorse",
        f"Tutti i fondi del {report.year}, dal programmato più alto",
        screen=SCREEN,
        asks=ASKS,
        paper=whole,
        data=(whole,),
    )
    return listed(slide, wall)
