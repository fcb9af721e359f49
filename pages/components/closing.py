"""The end of a fund's year.

What is missing, the residue before it goes on, closing and opening again.
"""

from __future__ import annotations

import streamlit as st

from pages.components.cards import key_figures
from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.filters import ALL, choose
from pages.components.first_day import not_loaded
from pages.components.tables import show_table
from pages.components.texts import Texts
from udp_core.archive.field import LONGEST_LINE
from udp_core.desk.view.closing import closing_figures, closing_words, missing_table
from udp_core.fund.commands.closing import close_year, declare_nothing_spent, reopen_year
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.queries.monthly import funds_of
from udp_core.fund.report.closing import ClosingReport, closing_report
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import Right
from udp_core.overview.report.first_day import Thing
from udp_core.people.rules import Actor, RowSubject

LONGEST_NOTHING_SPENT = 200


def closing_part(actor: Actor, usual: str) -> None:
    """A fund's year as it stands; who coordinates closes it, or opens it again."""
    here = context()
    funds = read(funds_of, here.district, here.year)
    fund_year = choose("Fondo", funds, "fondo", default=usual) if funds else usual
    report = read(closing_report, fund_year, here.today)
    if report is None:
        not_loaded(f"Per il {here.year} non c’è un anno del fondo.", Thing.FUND_YEAR)
        return
    closed = fund_year in read(closed_years)
    st.markdown(f"L’anno {report.year} del fondo è **{'chiuso' if closed else 'aperto'}**.")
    key_figures(closing_figures(report))
    if not actor.may(Right.ARRANGE, RowSubject(here.district)):
        return
    if closed:
        _reopen(actor, report)
        return
    if report.missing:
        _missing(actor, report)
    if report.unvalidated:
        left = italian.plural(
            report.unvalidated,
            "cifra di consuntivo non è validata",
            "cifre di consuntivo non sono validate",
        )
        st.warning(f"{left}: si validano tutte insieme in «Conferme e stati».")
    _close(actor, report)


def _close(actor: Actor, report: ClosingReport) -> None:
    here = context()
    texts = Texts(f"scritto-chiusura-{report.fund_year_id}")
    reason = texts.line("Motivo", "motivo", longest=LONGEST_LINE).strip()
    agreed = st.checkbox(closing_words(report), key=f"chiusura-{report.residue.cents}")
    if st.button("Chiudi l’anno", disabled=not agreed, key="chiudi"):
        said = f"Anno chiuso: {italian.euro(report.carried)} portati al {report.year + 1}."
        carry_out(
            lambda asked: close_year(
                here.engine,
                asked,
                actor.officer_id,
                report.fund_year_id,
                here.today,
                report.residue,
            ),
            actor,
            reason,
            said,
            texts=texts,
        )


def _reopen(actor: Actor, report: ClosingReport) -> None:
    here = context()
    texts = Texts(f"scritto-riapertura-{report.fund_year_id}")
    reason = texts.line("Motivo", "motivo", longest=LONGEST_LINE).strip()
    if st.button("Riapri l’anno", key="riapri"):
        said = (
            f"Anno riaperto: il trascinamento scritto alla chiusura è tolto dal {report.year + 1}."
        )
        carry_out(
            lambda asked: reopen_year(
                here.engine, asked, actor.officer_id, report.fund_year_id, here.today
            ),
            actor,
            reason,
            said,
            texts=texts,
        )


def _missing(actor: Actor, report: ClosingReport) -> None:
    """What nobody gave, and how it is declared that nothing was spent."""
    here = context()
    st.warning(
        f"{italian.plural(len(report.missing), 'cifra attesa manca', 'cifre attese mancano')}:"
        " l’anno non si chiude senza."
    )
    places = {one.place: one.place for one in report.missing}
    texts = Texts(f"scritto-manca-{report.fund_year_id}", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = choose("Comune", {ALL: "Tutti", **places}, "manca-comune")
        own = tuple(one for one in report.missing if not place or one.place == place)
        voci = {one.voce_id: f"{one.voce_id} {one.voce}" for one in own}
        voce = choose("Voce", {ALL: "Tutte", **voci}, "manca-voce")
        own = tuple(one for one in own if not voce or one.voce_id == voce)
        reason = texts.line(
            "Perché non c’è stata spesa", "motivo", longest=LONGEST_NOTHING_SPENT
        ).strip()
        pressed = st.button(f"Dichiara nessuna spesa ({len(own)})", key="dichiara")
    texts.say()
    if pressed:
        said = f"Dichiarati senza spesa: {italian.plural(len(own), 'mese', 'mesi')}."
        carry_out(
            lambda asked: declare_nothing_spent(
                here.engine, asked, actor.officer_id, report.fund_year_id, own, here.today
            ),
            actor,
            reason,
            said,
            texts=texts,
        )
    show_table(
        missing_table(own),
        "mancano",
        stamp=here.stamp("attese e non date", "registro del distretto"),
    )
