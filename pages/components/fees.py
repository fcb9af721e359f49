"""The comparison of fees, part by part: one family, every service, one rule, the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.tables import show_pages, show_table
from udp_core.fees.report import FeesReport, ServiceFees
from udp_core.fees.rules.paying import REFERENCE, Use, read_isee, use_of
from udp_core.fees.view.charts import isee_chart
from udp_core.fees.view.published import DATA_SET, published_fees_table
from udp_core.fees.view.tables import (
    families_table,
    grid_table,
    rules_table,
    services_table,
    single_table,
)
from udp_core.fees.view.words import (
    FORMULA,
    HOW_PAID,
    choice_words,
    homogeneity_words,
    isee_words,
    single_words,
    unit_words,
    use_words,
    users_note,
    wrong_words,
)
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem
from udp_core.render.drawn import drawn
from udp_core.render.markdown import plain
from udp_core.render.stamp import Stamp
from udp_core.simulation.report.single_fee import APART, fee_options
from udp_core.sources.report import published_rows

USUAL_ISEE = REFERENCE[1]
T = TypeVar("T", Money, Use)
CHART_HEIGHT = 340


def stamp_of(report: FeesReport, *filters: str) -> Stamp:
    """The day of the rules, and where they come from."""
    made = context().stamp("regole in vigore", "registro delle regole tariffarie", filters)
    return replace(made, data_day=report.day)


def typed_isee() -> Money | Problem:
    """The ISEE of the family looked at."""
    usual = italian.number(USUAL_ISEE.euro)
    return read_isee(
        st.text_input("ISEE della famiglia (€)", usual, key="isee", bind="query-params")
    )


def typed_use(fees: ServiceFees) -> Use | Problem:
    """How much the family uses the service: so many units a month."""
    units = fees.usual.units
    written = italian.number(units, 0 if units % 1 == 0 else 1)
    label = f"Uso al mese ({unit_words(fees.service.unit)})"
    found = italian.read_number(st.text_input(label, written, key=f"uso-{fees.service.code}"))
    return found if isinstance(found, Problem) else use_of(fees.usual, found)


def sound(found: T | Problem, usual: T, words: str) -> T:
    """What was typed; the usual one, and why, where it cannot be read."""
    if not isinstance(found, Problem):
        return found
    list_problems([found], 0)
    st.caption(plain(f"Intanto si mostra {words}."))
    return usual


def choose_service(report: FeesReport) -> ServiceFees:
    """The service looked at: the one with the widest distance, unless another is chosen."""
    names = {one.service.code: one.service.name for one in report.ruled}
    widest = report.farthest
    usual = widest[0].service.code if widest else None
    found = report.of(choose("Servizio", names, "servizio", default=usual))
    return found or report.ruled[0]


def one_family(report: FeesReport) -> None:
    """A family in every Comune, drawn and in a table."""
    with st.container(horizontal=True):
        fees, family = choose_service(report), typed_isee()
        asked = typed_use(fees)
    isee = sound(family, USUAL_ISEE, f"un ISEE di {isee_words(USUAL_ISEE)}")
    use = sound(asked, fees.usual, use_words(fees.usual))
    for words in wrong_words(fees):
        st.warning(plain(words))
    stamp = stamp_of(report, fees.service.name, use_words(use))
    figure(drawn(isee_chart, fees, isee, use, stamp=stamp), "tariffe", CHART_HEIGHT, heading=2)
    families = tuple(sorted({*REFERENCE, isee}))
    st.caption(plain(HOW_PAID))
    show_table(families_table(fees, families, use), "famiglie", stamp=stamp)


def every_service(report: FeesReport) -> None:
    """All the services for one family; the index of homogeneity and its formula."""
    st.header(plain(f"{homogeneity_words(report.homogeneity)}"), anchor=False)
    st.caption(plain(FORMULA))
    with st.container(width=320):
        family = typed_isee()
    isee = sound(family, USUAL_ISEE, f"un ISEE di {isee_words(USUAL_ISEE)}")
    stamp = stamp_of(report, f"ISEE {isee_words(isee)}", "uso tipico di ogni servizio")
    show_table(services_table(report, isee), "servizi", stamp=stamp)
    st.subheader("Le regole, Comune per Comune", anchor=False)
    show_table(grid_table(report), "griglia", stamp=stamp_of(report))


def single_rule(report: FeesReport) -> None:
    """What one rule for everybody would cost each Comune and the fund."""
    with st.container(horizontal=True):
        fees = choose_service(report)
        names = {one: choice_words(fees, one) for one in fees.choices}
        choice = choose("Una sola regola", names, "regola-unica")
    found = fees.changes(choice)
    st.header(plain(single_words(fees, found)), anchor=False)
    if not fees.groups:
        empty_state(
            f"Di «{fees.service.name}» non è scritta l’utenza.",
            "Scriverla in Registri, utenze per ISEE: utenti e uso per Comune e fascia.",
        )
        return
    st.caption(plain(users_note(fees)))
    show_table(single_table(fees, found, choice), "unica", stamp=stamp_of(report, names[choice]))
    known = fee_options(report)
    if words := known.get(f"{fees.service.code}{APART}{choice}"):
        st.page_link(
            "simulazione/simulazione.py",
            label="Porta la differenza in «E se…?»",
            query_params={"tariffa": words},
        )


def all_rules(report: FeesReport) -> None:
    """Every band with its source, in force and proposed."""
    for words in (one for fees in report.services for one in wrong_words(fees)):
        st.warning(plain(words))
    show_pages(rules_table(report), "regole", stamp_of(report))


def published_part(report: FeesReport) -> None:
    """The real figures that were published, each with its source."""
    del report
    descriptor, rows = ask(published_rows, DATA_SET)
    if not rows:
        empty_state("Nessuna cifra pubblicata è caricata.", "Arrivano con il cruscotto.")
        return
    st.markdown("Cifre vere, pubblicate. Non sono le regole dei tre Comuni: sono la loro cornice.")
    stamp = context().stamp("cifre pubblicate", str(descriptor.get("title", DATA_SET)))
    show_table(published_fees_table(rows), "pubblicate", stamp=stamp)
