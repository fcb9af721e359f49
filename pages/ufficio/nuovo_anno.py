"""Nuovo anno: da un anno il successivo, in bozza: fondi, preventivi, programma, schede, attesi."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import keep_said, say_done
from pages.components.consent import keep_shown, shown_before
from pages.components.context import context, read
from pages.components.filters import choose, choose_many
from pages.components.problems import list_problems
from pages.components.texts import Texts
from pages.components.who import asked, who
from pages.components.year_lines import KEY, corrected, forget_corrections, show_counts
from udp_core.archive.field import LONGEST_LINE
from udp_core.desk.queries.desk import schede_of
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor, RowSubject
from udp_core.render.markdown import plain
from udp_core.years.commands import prepare_year
from udp_core.years.report.new_year import NewYearReport
from udp_core.years.report.wanted import WantedYear
from udp_core.years.rules import Basis, YearPart
from udp_core.years.view.new_year import summary_words


def choices(actor: Actor) -> WantedYear:
    """What is carried over: by default everything that is this officer's to prepare."""
    here = context()
    mine = [one for one in YearPart if one is not YearPart.MANDATES or administers(actor)]
    parts = {one.value: one.label for one in mine}
    chosen = choose_many("Che cosa si prepara", parts, "parti", placeholder="Tutto")
    basis = choose("Preventivi da", {one.value: one.label for one in Basis}, "base")
    schede = {
        one.id: f"{one.code} {one.title}" for one in read(schede_of, here.district, here.year)
    }
    dropped = choose_many("Schede che non continuano", schede, "cadute", placeholder="Nessuna")
    if len(mine) < len(YearPart):
        st.caption("Gli incarichi degli utenti che finiscono li prepara chi amministra.")
    wanted = frozenset(map(YearPart.of, chosen)) if chosen else frozenset(mine)
    return WantedYear(
        here.district, here.year, here.today, wanted, Basis.of(basis), frozenset(dropped)
    )


def administers(actor: Actor) -> bool:
    return actor.may(Right.ADMINISTER, RowSubject(context().district))


def prepare(wanted: WantedYear, report: NewYearReport, *, reads: bool) -> None:
    """The gesture: all or nothing; sums that do not hold are shown, and excused with a reason."""
    texts = Texts("scritto-nuovo-anno")
    reason = ""
    if shown_before(KEY):
        reason = texts.line("Perché è giusto così", "motivo", longest=LONGEST_LINE).strip()
    ready = bool(report.rows) and reads
    if not st.button(f"Prepara il {report.year} in bozza", key="prepara", disabled=not ready):
        return
    try:
        excused = shown_before(KEY) if reason else frozenset()
        request = asked(reason or f"Preparazione del {report.year}")
        saved = prepare_year(context().engine, request, wanted, excused)
    except RefusedError as refused:
        keep_shown(KEY, refused.problems)
        list_problems(refused.problems, refused.not_listed)
        st.button("Scrivi perché è giusto così", key="perche-anno")
    else:
        texts.saved()
        forget_corrections()
        keep_shown(KEY, ())
        made = italian.plural(saved.touched, "riga preparata", "righe preparate")
        keep_said(f"{report.year}: {made} in bozza. Si annullano tutte insieme da «Storia».")
        st.rerun()


def new_year(actor: Actor) -> None:
    here = context()
    say_done()
    st.markdown(
        f"Dal **{here.year}** al **{here.year + 1}**: l’anno di partenza si sceglie in alto."
    )
    said = st.empty()
    wanted, report, reads = corrected(choices(actor))
    said.markdown(plain(summary_words(report)))
    show_counts(report)
    prepare(wanted, report, reads=reads)


st.title("Il nuovo anno è pronto?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per preparare l’anno bisogna entrare.", "Usare «Entra», in alto.")
else:
    new_year(actor)
