"""Stati.

Che cosa aspetta una conferma o una validazione, e i passaggi di preventivi, schede, programmi,
piani e atti.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from sqlalchemy import Connection

from pages.components.cards import empty_state
from pages.components.checking import all_figures, draft_budget
from pages.components.commanding import say_done
from pages.components.context import ask, context, read
from pages.components.first_day import not_loaded
from pages.components.moving import names_here, one_of
from pages.components.parts import draw_parts
from pages.components.who import who
from udp_core.agreements.entities.agreement import Agreement
from udp_core.agreements.entities.process import IntegrationProcess
from udp_core.agreements.entities.rules import Regulation
from udp_core.archive.entity import Entity
from udp_core.archive.queries import names_of
from udp_core.desk.queries.desk import (
    changes_of,
    plans_of,
    programmes_of,
    remarks_of,
    schede_of,
)
from udp_core.desk.report.checked import draft_budgets, fund_years_of
from udp_core.fund.entities.fund import FundYear
from udp_core.overview.report.first_day import Thing
from udp_core.people.rules import Actor
from udp_core.plan.entities.changes import PlanChange
from udp_core.plan.entities.governance import Act
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.plan.entities.process import PlanRemark
from udp_core.programme.entities.intervention import Intervention
from udp_core.programme.queries.guards import acts_for

Part = Callable[[Actor], None]
Named = Callable[[type[Entity]], dict[str, str]]


def budgets(actor: Actor) -> None:
    here = context()
    for budget in read(draft_budgets, here.district, here.year):
        draft_budget(budget, actor)
    if names := read(fund_years_of, here.district, here.year):
        st.subheader("A che punto è un preventivo", anchor=False)
        one_of(FundYear, names, "preventivo-stato", actor)
    else:
        not_loaded(f"Per il {here.year} non ci sono fondi.", Thing.FUND_YEAR, Thing.BUDGET)


def schede(actor: Actor) -> None:
    found = ask(schede_of, context().district, context().year)
    names = {one.id: f"{one.code} {one.title}" for one in found}
    one_of(Intervention, names, "scheda-stato", actor)


def programmes(actor: Actor) -> None:
    titles = ask(names_of, AnnualProgramme)
    found = ask(programmes_of, context().district, context().year)
    names = {one: titles[one] for one in found}
    one_of(AnnualProgramme, names, "programma-stato", actor)


def acts(actor: Actor) -> None:
    found = ask(acts_for, context().district).values()
    names = {one.id: f"{one.title} ({one.state.label})" for one in found}
    one_of(Act, names, "atto-stato", actor)


def register(entity: type[Entity], key: str, named: Named = names_here) -> Part:
    return lambda actor: one_of(entity, named(entity), key, actor)


def asked_of(question: Callable[[Connection, str], Mapping[str, str]]) -> Named:
    return lambda _entity: dict(ask(question, context().district))


PARTS: dict[str, Part] = {
    "Cifre": all_figures,
    "Preventivi": budgets,
    "Schede": schede,
    "Programma": programmes,
    "Piani": register(Plan, "piano-stato", asked_of(plans_of)),
    "Osservazioni": register(PlanRemark, "osservazione-stato", asked_of(remarks_of)),
    "Proposte di modifica": register(PlanChange, "rimodulazione-stato", asked_of(changes_of)),
    "Atti": acts,
    "Regolamenti": register(Regulation, "regolamento-stato"),
    "Accordi": register(Agreement, "accordo-stato"),
    "Processi": register(IntegrationProcess, "processo-stato"),
}

st.title("Che cosa aspetta una conferma?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per vedere che cosa aspetta bisogna entrare.", "Usare «Entra», in alto.")
else:
    say_done()
    draw_parts(PARTS, actor)
