"""Spostamenti: denaro da una voce a un'altra, proposto e deciso; e la chiusura dell'anno del fondo."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import carry_out, say_done
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.problems import list_problems
from pages.components.tables import show_table
from pages.components.variations import variations_part
from pages.components.who import who
from udp_core import italian
from udp_core.domain.access import Actor, Deed, Subject
from udp_core.model.frna import FrnaVoce
from udp_core.model.fund import FundingSource
from udp_core.problem import Problem
from udp_core.service.closing import close_year, reopen_year
from udp_core.service.transfers import Decision, Proposal, decide, propose
from udp_core.store.queries.closures import closed_years
from udp_core.store.queries.desk import municipality_names
from udp_core.store.queries.registers import names_of
from udp_core.store.queries.waiting import TransferRow, transfers
from udp_core.view.desk.transfers import transfers_table
from udp_core.vocabulary import TransferState


def proposal(actor: Actor, fund_year: str) -> None:
    here = context()
    voci = {code: f"{code} {name}" for code, name in ask(names_of, FrnaVoce).items()}
    left, right = st.columns(2)
    with left:
        giving = choose("Dalla voce", voci, "dalla")
        source = choose("Fonte", ask(names_of, FundingSource), "fonte", default="frna")
    with right:
        taking = choose("Alla voce", voci, "alla")
        place = choose("Comune", {ALL: "Intero distretto", **ask(municipality_names, here.district)}, "comune-spostamento")
    amount = italian.read_euro(st.text_input("Importo (€)", key="importo"))
    reason = st.text_input("Motivo", key="motivo-spostamento", max_chars=1000)
    if st.button("Proponi lo spostamento", type="primary", shortcut="Ctrl+S"):
        if isinstance(amount, Problem):
            list_problems([amount], 0)
            return
        asked_for = Proposal(fund_year, giving, taking, source, place or None, amount, reason)
        carry_out(lambda asked: propose(here.engine, asked, actor.officer_id, asked_for, here.today), actor, reason or "Proposta", "Proposta registrata: il programma non cambia finché non è approvata.")


def decisions(actor: Actor, found: tuple[TransferRow, ...]) -> None:
    here = context()
    open_ones = {one.id: one for one in found if one.state is TransferState.PROPOSED}
    if not open_ones or not actor.may(Deed.ARRANGE, Subject(here.district)):
        return
    chosen = open_ones[choose("Da decidere", {one.id: f"n. {one.number}: {one.from_voce_id} → {one.to_voce_id}" for one in open_ones.values()}, "decidere")]
    with st.container(horizontal=True):
        for label, approved in (("Approva", True), ("Respingi", False)):
            if st.button(label, key=f"decide-{label}"):
                decision = Decision(chosen.id, chosen.version, approved)
                carry_out(lambda asked, one=decision: decide(here.engine, asked, actor.officer_id, one, here.today), actor, f"{label}: {chosen.reason}"[:900], "Deciso.")  # type: ignore[misc]  # the decision of this button


def closing(actor: Actor, fund_year: str) -> None:
    here = context()
    closed = fund_year in read(closed_years)
    st.markdown(f"L’anno {here.year} del fondo è **{'chiuso' if closed else 'aperto'}**.")
    reason = st.text_input("Motivo", key="motivo-chiusura", max_chars=300).strip()
    if closed:
        if st.button("Riapri l’anno", disabled=not reason):
            carry_out(lambda asked: reopen_year(here.engine, asked, actor.officer_id, fund_year, here.today), actor, reason, "Anno riaperto.")
    elif st.button("Chiudi l’anno e porta il residuo all’anno dopo", disabled=not reason):
        carry_out(lambda asked: close_year(here.engine, asked, actor.officer_id, fund_year, here.today), actor, reason, "Anno chiuso.")


st.title("Quale denaro si sposta tra le voci?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per proporre uno spostamento bisogna entrare.", "Usare «Entra», in alto.")
else:
    fund_year = f"{context().district}:frna:{context().year}"
    say_done()
    known = read(transfers, fund_year)
    listed, asking, varied, ending = st.tabs(["Spostamenti", "Proposta", "Variazioni", "Chiusura dell’anno"], on_change="rerun", key="parte")
    if listed.open:
        with listed:
            show_table(transfers_table([(one.number, one.from_voce_id, one.to_voce_id, one.amount_cents, one.reason, one.state) for one in known]), "spostamenti", stamp=context().stamp("tutti gli stati", "registro del distretto"))
            decisions(actor, known)
    if asking.open:
        with asking:
            proposal(actor, fund_year)
    if varied.open:
        with varied:
            variations_part(actor, fund_year)
    if ending.open:
        with ending:
            closing(actor, fund_year)
