"""Stati.

Che cosa aspetta una conferma o una validazione, e i passaggi di preventivi, schede, programmi,
piani e atti.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components.cards import empty_state
from pages.components.checking import budgets, figures
from pages.components.commanding import say_done
from pages.components.context import ask, context, read
from pages.components.moving import one_of
from pages.components.parts import draw_parts
from pages.components.tables import show_table
from pages.components.who import who
from udp_core.archive.queries import names_of
from udp_core.desk.queries.desk import (
    changes_of,
    plans_of,
    programmes_of,
    remarks_of,
    schede_of,
)
from udp_core.desk.view.states import waiting_table
from udp_core.fund.queries.monthly import waiting
from udp_core.kernel.vocabulary import ActState, InterventionState, PlanState
from udp_core.people.rules import Actor
from udp_core.plan.entities.changes import PlanChange
from udp_core.plan.entities.governance import Act
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.plan.entities.process import PlanRemark
from udp_core.plan.terms import ChangeState, RemarkState
from udp_core.programme.entities.intervention import Intervention
from udp_core.programme.queries.guards import acts_of
from udp_core.territory.queries import municipality_names


def waiting_figures(actor: Actor) -> None:
    here = context()
    rows = read(waiting, here.district, here.year)
    table = waiting_table(rows, ask(municipality_names, here.district))
    if table.rows:
        stamp = here.stamp("tutti gli stati", "registro del distretto")
        with st.expander("Quanto aspetta, per Comune e mese", key="attesa-aperta"):
            show_table(table, "attesa", stamp=stamp)
    figures(actor)


def schede(actor: Actor) -> None:
    found = ask(schede_of, context().district, context().year)
    names = {one.id: f"{one.code} {one.title}" for one in found}
    one_of(Intervention, names, InterventionState.PROPOSED, "scheda-stato", actor)


def programmes(actor: Actor) -> None:
    titles = ask(names_of, AnnualProgramme)
    found = ask(programmes_of, context().district, context().year)
    names = {one: titles[one] for one in found}
    one_of(AnnualProgramme, names, PlanState.DRAFT, "programma-stato", actor)


def plans(actor: Actor) -> None:
    one_of(Plan, dict(ask(plans_of, context().district)), PlanState.DRAFT, "piano-stato", actor)


def acts(actor: Actor) -> None:
    found = ask(acts_of).values()
    names = {one.id: f"{one.title} ({one.state.label})" for one in found}
    one_of(Act, names, ActState.DRAFT, "atto-stato", actor)


def remarks(actor: Actor) -> None:
    found = ask(remarks_of, context().district)
    one_of(PlanRemark, dict(found), RemarkState.RECEIVED, "osservazione-stato", actor)


def changes(actor: Actor) -> None:
    found = ask(changes_of, context().district)
    one_of(PlanChange, dict(found), ChangeState.PROPOSED, "rimodulazione-stato", actor)


PARTS: dict[str, Callable[[Actor], None]] = {
    "Cifre": waiting_figures,
    "Preventivi": budgets,
    "Schede": schede,
    "Programma": programmes,
    "Piani": plans,
    "Osservazioni": remarks,
    "Proposte di modifica": changes,
    "Atti": acts,
}

st.title("Che cosa aspetta una conferma?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per vedere che cosa aspetta bisogna entrare.", "Usare «Entra», in alto.")
else:
    say_done()
    draw_parts(PARTS, actor)
