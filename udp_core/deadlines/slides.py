"""The deadlines of the next quarter, on the wall."""

from __future__ import annotations

from udp_core.deadlines.report import DeadlinesReport
from udp_core.deadlines.rules import NEXT_DAYS
from udp_core.deadlines.tables import deadlines_table
from udp_core.kernel import italian
from udp_core.render.slide import Slide, listed, narrow


def deadlines_slide(report: DeadlinesReport) -> Slide:
    """What is past and what comes in ninety days, the earliest first."""
    rows = (*report.late, *report.within(NEXT_DAYS))
    late, ahead = len(report.late), len(report.within(NEXT_DAYS))
    said = italian.plural(ahead, "scadenza", "scadenze")
    title = f"{said} nei prossimi {NEXT_DAYS} giorni"
    if late:
        title = f"{title}, {italian.plural(late, 'già scaduta', 'già scadute')}"
    if not rows:
        title = f"Nessuna scadenza nei prossimi {NEXT_DAYS} giorni"
        return Slide("scadenze", title, screen="scadenze")
    whole = deadlines_table(rows, report.today)
    shown = narrow(whole, ("day", "left", "what", "whose"))
    slide = Slide("scadenze", title, "dai registri del distretto", screen="scadenze", data=(whole,))
    return listed(slide, shown)
