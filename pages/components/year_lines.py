"""The lines of a year about to be prepared: proposed, corrected in grids, or what does not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.components.context import context, read
from pages.components.problems import list_problems
from pages.components.tables import show_downloads, show_table
from pages.components.written_column import forget_written, kept_written, written_column
from udp_core.render.table import Table
from udp_core.years.report.new_year import NewYearReport, new_year_report, unfunded
from udp_core.years.report.wanted import WantedYear
from udp_core.years.rules import written_amounts, written_days
from udp_core.years.view.new_year import (
    budget_table,
    by_hand_table,
    dated_table,
    proposal,
    registers_table,
    schede_table,
)

KEY = "nuovo-anno"
_PROPOSED = f"{KEY}-proposta"
_VOCI, _SCHEDE, _DAYS = f"{KEY}-voci", f"{KEY}-schede", f"{KEY}-giorni"
HOW = (
    "Si corregge la colonna segnata con ✎ prima di preparare. Una cella vuota riprende la"
    " proposta; un giorno vuoto lascia fuori la riga."
)


def corrected(wanted: WantedYear) -> tuple[WantedYear, NewYearReport, bool]:
    """What is asked with what was typed in the grids, how the year would be, whether all reads."""
    first = _proposed(wanted)
    amounts, wrong = written_amounts(
        _lines(budget_table(first), [one.key for one in first.budget], "after", _VOCI)
        | _lines(schede_table(first), [one.key for one in first.schede], "budget", _SCHEDE)
    )
    days, late = written_days(
        _lines(dated_table(first), [one.key for one in first.dated], "after", _DAYS), wanted.next
    )
    problems = (*wrong, *late, *unfunded(first, amounts))
    list_problems(problems)
    if not amounts and not days:
        return wanted, first, not problems
    asked = replace(wanted, amounts=frozenset(amounts.items()), days=frozenset(days.items()))
    return asked, read(new_year_report, asked), not problems


def show_counts(report: NewYearReport) -> None:
    """What was written in place of the proposal, and how many rows of each register are made."""
    written = by_hand_table(report)
    if written.rows:
        show_table(written, f"{KEY}-a-mano", downloads=False)
    stamp = context().stamp("bozze da preparare", "registro del distretto")
    show_table(registers_table(report), KEY, stamp=stamp, downloads=False)


def forget_corrections() -> None:
    """The year is prepared: what was typed is in it."""
    forget_written(_VOCI, _SCHEDE, _DAYS)
    st.session_state.pop(_PROPOSED, None)


def _proposed(wanted: WantedYear) -> NewYearReport:
    """The year as it is proposed, reckoned once for each archive and each choice."""
    asked = (wanted, context().address, context().revision)
    kept = st.session_state.get(_PROPOSED)
    if kept is None or kept[0] != asked:
        kept = (asked, read(new_year_report, wanted))
        st.session_state[_PROPOSED] = kept
    found: NewYearReport = kept[1]
    return found


def _lines(table: Table, keys: Sequence[str], name: str, where: str) -> dict[str, str]:
    """A closed drawer with the grid; what was typed in it, open or not."""
    if not keys:
        return {}
    drawer = st.expander(f"{table.title}: prima, dopo, perché", key=where, on_change="rerun")
    if not drawer.open:
        return kept_written(keys, where)
    with drawer:
        st.caption(HOW)
        typed = written_column(proposal(table), keys, name, where)
        stamp = context().stamp("bozze da preparare", "registro del distretto")
        show_downloads(table, where, stamp)
    return typed
