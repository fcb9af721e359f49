"""«Accordi e regolamenti che scadono» in the room."""

from __future__ import annotations

from urllib.parse import urlencode

from udp_core.agreements.report.values import RulesReport
from udp_core.agreements.view.tables import (
    agreements_table,
    endings_table,
    grid_table,
    mend_table,
    regulations_table,
    unsigned_table,
)
from udp_core.agreements.view.words import HALF_YEAR, rules_message
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.slide import Slide, listed, narrow

SCREEN = "accordi"
TITLE = "Accordi e regolamenti che scadono"


def rules_slides(report: RulesReport) -> tuple[Slide, ...]:
    """What ends within half a year with who has not signed, then the regulations by Comune."""
    if report.is_empty:
        line = "Scrivere accordi, regolamenti e norme in Registri."
        title = "Nessun accordo o regolamento è scritto"
        return (Slide("accordi", title, TITLE, lines=(line,), screen=SCREEN),)
    return (_ending(report), _grid(report))


def _ending(report: RulesReport) -> Slide:
    whole = endings_table(report)
    lines = tuple(
        f"Manca la firma di {each.who}: {one.title}." for one, each in report.unsigned[:2]
    )
    slide = Slide(
        "accordi",
        rules_message(report),
        f"{TITLE}: tra {HALF_YEAR} giorni o meno, al {italian.day(report.today)}",
        lines=lines,
        level=_level(report),
        screen=SCREEN,
        data=(whole, unsigned_table(report), agreements_table(report), mend_table(report)),
    )
    return listed(slide, narrow(whole, ("day", "left", "what", "title"))) if whole.rows else slide


def _level(report: RulesReport) -> StatusLevel:
    levels = {one.level for one in report.endings}
    if StatusLevel.CRITICAL in levels or report.unsigned:
        return StatusLevel.CRITICAL
    return StatusLevel.ATTENTION if levels else StatusLevel.ON_TRACK


def _grid(report: RulesReport) -> Slide:
    """The regulations of each Comune, and where they differ."""
    whole = grid_table(report)
    differ = sum(str(row[-1]).startswith("◆") for row in whole.rows)
    said = "è diversa o manca" if differ == 1 else "sono diverse o mancano"
    places = tuple(one.name for one in whole.columns if one.name.startswith("comune_"))
    slide = Slide(
        "regolamenti",
        f"{italian.plural(differ, 'regola', 'regole')} su {len(whole.rows)} {said} tra i Comuni",
        "Regolamenti in vigore per Comune e servizio",
        screen=SCREEN,
        asks=f"&{urlencode({'parte': 'Regolamenti'})}",
        data=(whole, regulations_table(report)),
    )
    return listed(slide, narrow(grid_table(report, short=True), ("what", *places[:3], "same")))
