"""What is red or amber and what is done about it.

Whoever runs the sitting writes it here, short.
"""

from __future__ import annotations

import streamlit as st

from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.sitting import save
from pages.components.tables import show_table
from pages.components.texts import Texts
from udp_core.briefing.corrective import corrective_lines
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Origin
from udp_core.people.rules import Actor
from udp_core.sittings.commands.conducting import Room
from udp_core.sittings.entities import LONGEST_NAME, LONGEST_PLAN, CorrectivePlan
from udp_core.sittings.queries.plans import PlanRow, plans
from udp_core.sittings.tables import plans_table
from udp_core.sittings.terms import PlanSubject
from udp_core.writing.saving import Edit, Value


def plans_part(room: Room, actor: Actor | None) -> None:
    """Every red or amber thing beside its plan; then the form of one."""
    here = context()
    year = room.sitting.year
    found = ask(corrective_lines, here.district, year, here.today)
    written = {(one.kind, one.subject): one for one in read(plans, here.district, year)}
    rows = [(one.level, one.name, written.get((one.kind, one.code))) for one in found]
    show_table(
        plans_table(
            [
                (
                    level,
                    name,
                    plan.cause if plan else None,
                    plan.action if plan else None,
                    plan.owner if plan else None,
                    plan.due_on if plan else None,
                )
                for level, name, plan in rows
            ]
        ),
        "criticita",
        stamp=here.stamp("piani dell’Ufficio", "registro dei piani di rientro"),
    )
    if actor and found:
        names = {f"{one.kind.value}:{one.code}": one.name for one in found}
        kind, _, code = choose("Criticità", names, "criticita").partition(":")
        subject = PlanSubject.of(kind)
        _form(actor, year, (subject, code), written.get((subject, code)))


def _form(
    actor: Actor, year: int, subject: tuple[PlanSubject, str], present: PlanRow | None
) -> None:
    here, (kind, code) = context(), subject
    texts = Texts(f"scritto-piano-{year}-{kind.value}-{code}")
    left, right = st.columns(2)
    with left:
        cause = texts.line("Causa", "causa", present.cause if present else "", longest=LONGEST_PLAN)
        action = texts.line(
            "Azione", "azione", present.action if present else "", longest=LONGEST_PLAN
        )
    with right:
        owner = texts.line(
            "Responsabile", "chi", present.owner if present else "", longest=LONGEST_NAME
        )
        typed = texts.line(
            "Entro il (gg/mm/aaaa)", "entro", italian.day(present.due_on) if present else ""
        )
    if st.button("Salva il piano", type="primary", shortcut="Ctrl+S"):
        due = italian.read_day(typed)
        if isinstance(due, Problem):
            list_problems([due], 0)
            return
        values: dict[str, Value] = {
            "district_id": here.district,
            "year": year,
            "kind": kind.value,
            "subject": code,
            "cause": cause,
            "action": action,
            "owner": owner,
            "due_on": due.isoformat(),
            "as_of": here.today.isoformat(),
            "source": f"Piano di {actor.name}",
            "origin": Origin.REAL.value,
        }
        save(
            [
                Edit(
                    CorrectivePlan,
                    values,
                    present.id if present else None,
                    present.version if present else 0,
                )
            ],
            actor,
            "Piano di rientro",
            "Piano di rientro scritto.",
            texts,
        )
