"""Transfers between voci.

What each voce can give, the proposal, the list, the decision with its act.
"""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.problems import list_problems
from pages.components.tables import show_table
from pages.components.texts import Texts
from udp_core.archive.asking import LONGEST_REASON
from udp_core.archive.changes import reasons_of
from udp_core.archive.queries import names_of
from udp_core.desk.view.transfers import free_words, transfers_table, voce_words
from udp_core.fund.commands.transfers import DECIDE, DecideTransfer, Proposal, decide, propose
from udp_core.fund.entities.decided import VoceTransfer
from udp_core.fund.entities.frna import FrnaVoce
from udp_core.fund.entities.fund import FundingSource
from udp_core.fund.queries.monthly import TransferRow, free_of_voci
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import Right, TransferState
from udp_core.people.rules import Actor, RowSubject
from udp_core.plan.entities.governance import STANDING
from udp_core.programme.queries.guards import acts_for, acts_of
from udp_core.territory.queries import municipality_names
from udp_core.thresholds.report import groups_of

LONGEST_ANSWER = 500
RECORDED = "Proposta registrata: il programma non cambia finché non è approvata."


def transfers_part(actor: Actor, known: tuple[TransferRow, ...]) -> None:
    """The transfers with who, when and what became of them; then the one to decide."""
    here = context()
    if not known:
        empty_state(
            f"Nessuno spostamento del {here.year}.", "Si propongono nella parte «Proposta»."
        )
        return
    names = {
        "voci": ask(names_of, FrnaVoce),
        "places": ask(municipality_names, here.district),
        "sources": ask(names_of, FundingSource),
        "acts": {one.id: one.title for one in ask(acts_of).values()},
    }
    found = transfers_table(known, names, read(reasons_of, VoceTransfer, DECIDE))
    stamp = here.stamp("tutti gli stati", "registro del distretto")
    show_table(found, "spostamenti", stamp=stamp)
    open_ones = {one.id: one for one in known if one.state is TransferState.PROPOSED}
    if open_ones and actor.may(Right.ARRANGE, RowSubject(here.district)):
        _decision(actor, open_ones)


def _decision(actor: Actor, open_ones: dict[str, TransferRow]) -> None:
    voci = ask(names_of, FrnaVoce)
    words = {
        one.id: (
            f"n. {one.number}: {voce_words(one.from_voce_id, voci)} →"
            f" {voce_words(one.to_voce_id, voci)}"
        )
        for one in open_ones.values()
    }
    acts = {
        one.id: one.title
        for one in ask(acts_for, context().district).values()
        if one.state in STANDING
    }
    pressed: list[DecideTransfer] = []
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = open_ones[choose("Da decidere", words, "decidere")]
        act = choose("Atto con cui si approva", {ALL: "Nessuno", **acts}, "atto-spostamento")
        texts = Texts(f"scritto-decisione-{chosen.id}", apart=True)
        reason = texts.line(
            "Motivo (serve per respingere)", "motivo", longest=LONGEST_ANSWER
        ).strip()
        for label, approved in (("Approva", True), ("Respingi", False)):
            if st.button(label, key=f"decide-{label}"):
                pressed.append(
                    DecideTransfer(chosen.id, chosen.version, approved, act or None, reason)
                )
    texts.say()
    for decision in pressed:
        said = "Approva" if decision.approved else "Respingi"
        _decide(actor, decision, f"{said}: {chosen.reason}"[:900], texts)


def _decide(actor: Actor, decision: DecideTransfer, why: str, texts: Texts) -> None:
    here = context()
    said = "Spostamento approvato: il programma delle due voci è cambiato."
    if not decision.approved:
        said = "Spostamento respinto: il programma non cambia."
    carry_out(
        lambda asked: decide(
            here.engine, asked, actor.officer_id, decision, here.today, settings().separate
        ),
        actor,
        why,
        said,
        texts=texts,
    )


def proposal_part(actor: Actor, fund_year: str) -> None:
    """Where from, which source: then the voci with what each can give."""
    here = context()
    names = ask(names_of, FrnaVoce)
    places = {ALL: italian.WHOLE_DISTRICT, **ask(municipality_names, here.district)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = choose("Comune", places, "comune-spostamento")
        source = choose("Fonte", ask(names_of, FundingSource), "fonte", default="frna")
    found = read(free_of_voci, fund_year, source, place or None)
    if not found:
        empty_state(
            "Qui nessuna voce ha un preventivo confermato.",
            "Scegliere un altro Comune o un’altra fonte.",
        )
        return
    free = {
        one.voce_id: free_words(one.voce_id, names, one.free, one.programmed, one.used)
        for one in found
    }
    groups = ask(groups_of)
    taking_names = {code: voce_words(code, names) for code in names if code not in groups}
    giving = choose("Dalla voce", free, "dalla")
    taking = choose("Alla voce", taking_names, "alla")
    texts = Texts(f"scritto-spostamento-{fund_year}")
    amount = italian.read_euro(texts.line("Importo (€)", "importo"))
    reason = texts.line("Motivo", "motivo", longest=LONGEST_REASON)
    if st.button("Proponi lo spostamento", type="primary", shortcut="Ctrl+S"):
        if isinstance(amount, Problem):
            list_problems([amount], 0)
            return
        asked_for = Proposal(fund_year, giving, taking, source, place or None, amount, reason)
        carry_out(
            lambda asked: propose(here.engine, asked, actor.officer_id, asked_for, here.today),
            actor,
            reason or "Proposta",
            RECORDED,
            texts=texts,
        )
