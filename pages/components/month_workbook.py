"""The workbook of the month, to be taken away: of which Comune, of which month."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.components.context import context, read
from pages.components.download import XLSX, download_button
from pages.components.filters import choose
from pages.components.place import choose_place, places
from udp_core.desk.report.desk import desk_report, scope_at, usual_month
from udp_core.desk.workbooks.making import Whose, file_name, workbook_for
from udp_core.kernel import italian
from udp_core.people.rules import Actor

MONTHS = {str(month): italian.month(month) for month in range(1, 13)}


def _choose_whose(actor: Actor) -> Whose:
    """A workbook is of one Comune, or of what belongs to the whole district."""
    place = choose_place(actor)
    return Whose(place, places(actor).get(place, ""))


def take_away(actor: Actor) -> None:
    """Whose figures, of which month, and the file with those to be given."""
    here = context()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = _choose_whose(actor)
        scope = scope_at(actor, whose.place)
        usual = read(usual_month, actor, here.district, here.year, here.today, scope)
        month = int(choose("Mese", MONTHS, "mese", default=str(usual)))
        report = read(desk_report, actor, here.district, here.year, month, here.today, scope)
        made = lambda: workbook_for(  # noqa: E731 - made only when it is asked for
            report, actor, here.district, datetime.now(UTC), here.revision, whose
        )
        label = f"Scarica le cifre da dare ({report.missing})"
        name = file_name(report, actor, whose)
        download_button(label, made, name, XLSX, "scarica", disabled=not report.figures)
