"""Nuovo anno: da un anno il successivo, in bozza: fondi, preventivi, programma, schede, attesi."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.commanding import keep_said, say_done
from pages.components.consent import keep_shown, shown_before
from pages.components.context import context, read
from pages.components.filters import choose, choose_many
from pages.components.problems import list_problems
from pages.components.tables import show_table, show_table_on_request
from pages.components.texts import Texts
from pages.components.who import asked, who
from udp_core.archive.field import LONGEST_LINE
from udp_core.desk.queries.desk import schede_of
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.years.commands import prepare_year
from udp_core.years.report.lines import WantedYear
from udp_core.years.report.new_year import NewYearReport, new_year_report
from udp_core.years.rules import Basis, YearPart
from udp_core.years.view.new_year import budget_table, registers_table, schede_table, summary_words

KEY = "nuovo-anno"


def choices() -> WantedYear:
    """What is carried over: by default everything, and every scheda."""
    here = context()
    parts = {one.value: one.label for one in YearPart}
    chosen = choose_many("Che cosa si prepara", parts, "parti", placeholder="Tutto")
    basis = choose("Preventivi da", {one.value: one.label for one in Basis}, "base")
    schede = {
        one.id: f"{one.code} {one.title}" for one in read(schede_of, here.district, here.year)
    }
    dropped = choose_many("Schede che non continuano", schede, "cadute", placeholder="Nessuna")
    wanted = frozenset(map(YearPart.of, chosen)) if chosen else frozenset(YearPart)
    return WantedYear(
        here.district, here.year, here.today, wanted, Basis.of(basis), frozenset(dropped)
    )


def show_lines(report: NewYearReport) -> None:
    """What would be made, line by line."""
    stamp = context().stamp("bozze da preparare", "registro del distretto")
    show_table(registers_table(report), KEY, stamp=stamp, downloads=False)
    if report.budget:
        label = "Preventivo voce per voce: prima, dopo, perché"
        show_table_on_request(budget_table(report), "nuovo-preventivo", stamp, label=label)
    if report.schede:
        label = "Schede, una per una"
        show_table_on_request(schede_table(report), "nuove-schede", stamp, label=label)


def prepare(wanted: WantedYear, report: NewYearReport) -> None:
    """The gesture: all or nothing; sums that do not hold are shown, and excused with a reason."""
    texts = Texts("scritto-nuovo-anno")
    reason = ""
    if shown_before(KEY):
        reason = texts.line("Perché è giusto così", "motivo", longest=LONGEST_LINE).strip()
    if not st.button(f"Prepara il {report.year} in bozza", key="prepara", disabled=not report.rows):
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
        keep_shown(KEY, ())
        made = italian.plural(saved.touched, "riga preparata", "righe preparate")
        keep_said(f"{report.year}: {made} in bozza. Si annullano tutte insieme da «Storia».")
        st.rerun()


def new_year(_actor: Actor) -> None:
    here = context()
    say_done()
    st.markdown(
        f"Dal **{here.year}** al **{here.year + 1}**: l’anno di partenza si sceglie in alto."
    )
    wanted = choices()
    report = read(new_year_report, wanted)
    st.markdown(plain(summary_words(report)))
    show_lines(report)
    prepare(wanted, report)


st.title("Il nuovo anno è pronto?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per preparare l’anno bisogna entrare.", "Usare «Entra», in alto.")
else:
    new_year(actor)
