"""For every reader.

How the programme of a fund changed since it was approved, and with which act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from pages.components.context import ask, context
from pages.components.tables import show_table
from udp_core.archive.queries import names_of
from udp_core.desk.view.transfers import voce_words
from udp_core.fund.entities.frna import FrnaVoce
from udp_core.fund.queries.monthly import transfers
from udp_core.fund.view.programme_changes import ProgrammeChange, changes_table, variation_words
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import TransferState
from udp_core.plan.entities.governance import Act
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp
from udp_core.simulation.queries.scenarios import lines_of, variations_of
from udp_core.territory.queries import municipality_names


def programme_changes(fund_year: str, stamp: Stamp) -> None:
    """The transfers and the variations approved, each with its act."""
    here = context()
    voci, places = ask(names_of, FrnaVoce), ask(municipality_names, here.district)
    found = [*_transfers(fund_year, voci, places), *_variations(fund_year)]
    if not found:
        st.markdown(
            plain(
                f"Il programma del {here.year} è quello approvato: nessuno spostamento e nessuna"
                " variazione."
            )
        )
        return
    show_table(changes_table(here.year, found, ask(names_of, Act)), "cambiamenti", stamp=stamp)


def _transfers(
    fund_year: str, voci: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[ProgrammeChange]:
    for one in ask(transfers, fund_year):
        if one.state is TransferState.APPROVED:
            what = f"da {voce_words(one.from_voce_id, voci)} a {voce_words(one.to_voce_id, voci)}"
            where = places.get(one.municipality_id or "", one.municipality_id or "")
            yield ProgrammeChange(
                one.decided_on, what, where, Money(one.amount_cents), one.reason, one.act_id
            )


def _variations(fund_year: str) -> Iterator[ProgrammeChange]:
    for one in ask(variations_of, fund_year):
        if one.state is TransferState.APPROVED:
            lines = ask(lines_of, one.id)
            moved = Money(sum(line.cents for line in lines))
            what = variation_words(one.number, len(lines))
            yield ProgrammeChange(one.decided_on, what, "", moved, one.reason, one.act_id)
