"""Decisioni: che cosa fu deciso, che cosa ci si aspettava, con quale esito."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import say_done
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.leading import addresses_here
from pages.components.made_act import act_part
from pages.components.tables import show_downloads, show_index, show_table
from pages.components.who import who
from udp_core.briefing.minutes import decision_lines, expectation_words, tally_of_row
from udp_core.kernel import italian
from udp_core.render.markdown import plain
from udp_core.render.markup import Openings
from udp_core.sittings.queries.decisions import DecisionRow, decisions, refused, votes
from udp_core.sittings.report.expectation import expectation_read
from udp_core.sittings.report.outcomes import outcomes
from udp_core.sittings.tables import (
    OVER_THE_PROGRAMME,
    OutcomeLine,
    decisions_table,
    outcome_message,
    outcome_table,
)

CHOSEN = "decisione"


def one_decision(row: DecisionRow) -> None:
    """The votes, what was left aside, and what was expected beside what is."""
    here = context()
    st.markdown(
        f"{plain(row.text)}  \n**{row.outcome.label.capitalize()}**: {tally_of_row(row).words};"
        f" presenti {row.present} su {row.entitled}."
    )
    for vote in read(votes, row.id):
        st.markdown(
            f"- {plain(vote.member)}:"
            f" {vote.choice.label}{f' ({plain(vote.reason)})' if vote.reason else ''}"
        )
    act_part(row, who())
    for _, text in read(refused, row.id):
        st.markdown(f"Scartato: {plain(expectation_words(expectation_read(text)))}")
    if row.expectation is None:
        st.markdown("La decisione non si fonda su uno scenario: non c’è un atteso da confrontare.")
        return
    expected = expectation_read(row.expectation)
    st.markdown(f"Atteso: {plain(expectation_words(expected))}")
    lines = [
        OutcomeLine(
            one.label,
            one.expected,
            one.spent,
            one.forecast,
            one.then,
            one.decided,
            one.newly_spent,
            one.comparable,
        )
        for one in ask(outcomes, expected, here.district, here.today)
    ]
    st.subheader(outcome_message(lines), anchor=False)
    if not all(one.comparable for one in lines):
        st.markdown(OVER_THE_PROGRAMME)
    show_table(
        outcome_table(lines),
        "atteso",
        stamp=here.stamp("atteso congelato con la decisione", "decisione e archivio di oggi"),
    )


st.title("Che cosa è stato deciso, con quale esito?", anchor=False)
say_done()
here = context()
rows = read(decisions, here.district)
if not rows:
    empty_state(
        "Nessuna decisione registrata.", "Si registrano durante una seduta aperta, in «Seduta»."
    )
else:
    due = [one for one in rows if one.review_on and one.review_on <= here.today]
    if due:
        st.warning(f"Da rivedere: {italian.listing([plain(one.subject) for one in due])}.")
    names = {one.id: f"{italian.day(one.held_on)} n. {one.number}: {one.subject}" for one in rows}
    register = decisions_table(read(decision_lines, here.district))
    show_index(
        register, "decisioni", Openings("subject", addresses_here(CHOSEN, list(names.values())))
    )
    stamp = here.stamp("decisioni registrate", "registro delle sedute")
    show_downloads(register, "decisioni", stamp)
    known = {one.id: one for one in rows}
    one_decision(known[choose("Decisione", names, CHOSEN)])
