"""The plan of the activities in the room: the voci that weigh most; on paper, all of it."""

from __future__ import annotations

from urllib.parse import urlencode

from udp_core.fund.report.fund import FundReport
from udp_core.fund.slides.fund import SCREEN
from udp_core.fund.view.budgets import budget_short
from udp_core.fund.view.plan import PLAN_COLUMNS, TITLE, plan_lines, plan_rows, plan_table
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO
from udp_core.render.slide import Slide, listed, narrow

ASKS = f"&{urlencode({'parte': TITLE})}"


def plan_slides(report: FundReport | None, year: int) -> tuple[Slide, ...]:
    """What is planned of the fund; one slide that says so where nothing is."""
    if report is None or report.position.programmed is None:
        lines = plan_lines(report) if report else ()
        title = f"Per il {year} il piano delle attività non ha importi confermati"
        return (Slide("piano-attivita", title, TITLE, lines=lines[1:], screen=SCREEN, asks=ASKS),)
    whole = plan_table(report)
    largest = sorted(report.voci, key=lambda voce: -(voce.programmed or ZERO).cents)
    slide = Slide(
        "piano-attivita",
        f"Il piano {report.fund.of_the_fund}: {italian.euro_short(report.position.programmed)}",
        f"{whole.title}. {budget_short(report.budget)}",
        screen=SCREEN,
        asks=ASKS,
        paper=whole,
        data=(whole,),
    )
    return (listed(slide, narrow(plan_rows(report, largest), PLAN_COLUMNS)),)
