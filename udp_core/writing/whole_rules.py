"""What must hold over many rows: judged after writing, before keeping.

Between a row and the whole that it is a part of (a programme's year inside its plan, the annualità
of a project without holes), and the identities over sums that a change at the desk would break.
Only what the change touched is looked at: the whole archive is `udp check`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from udp_core.archive.entity import Entity, Image, id_of, specs
from udp_core.archive.images import read_all, read_by_id, read_where
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import Allocation, CarryOver, Cofinancing, ReturnedFund, Variation
from udp_core.fund.queries.ledger import mixed_voci
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.kernel import italian
from udp_core.kernel.calendar import Period
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import Phase, PlanState
from udp_core.plan.entities.governance import Act
from udp_core.plan.entities.objectives import Objective
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.plan.rules import Node, PlanSpan, above, overlapping, tree_problems
from udp_core.plan.terms import ObjectiveLevel
from udp_core.programme.entities.intervention import Action
from udp_core.programme.entities.project import Project, ProjectPhase
from udp_core.programme.rules.project import Annuality, phase_problems

OF_A_WHOLE = frozenset(
    {
        "plan_id",
        "year",
        "year_from",
        "year_to",
        "project_id",
        "parent_objective_id",
        "level",
        "parent_act_id",
        "previous_plan_id",
    }
)
"""The fields whose change is judged: what was wrong before is the check's to tell."""
_RESTS_ON: Mapping[type[Entity], str] = {Act: "parent_act_id", Plan: "previous_plan_id"}
"""Rows that rest on others of the same register, by which field."""
Touched = Sequence[tuple[type[Entity], dict[str, Any]]]
"""Entity and image (the last one, where the row was removed) of what changed."""


def broken_wholes(connection: Connection, touched: Touched) -> Iterator[Problem]:
    """What the rows just written no longer hold together."""
    plans = {str(one["plan_id"]) for entity, one in touched if entity is AnnualProgramme}
    plans |= {id_of(Plan, one) for entity, one in touched if entity is Plan}
    yield from _outside(connection, plans)
    projects = {str(one["project_id"]) for entity, one in touched if entity is ProjectPhase}
    yield from _apart(connection, projects)
    yield from overlapping_plans(connection, plans)
    objectives = {id_of(Objective, one) for entity, one in touched if entity is Objective}
    yield from _out_of_tree(connection, objectives)
    for entity in _RESTS_ON:
        yield from _in_a_ring(
            connection, entity, {id_of(one, it) for one, it in touched if one is entity}
        )


def every_broken_whole(connection: Connection) -> Iterator[Problem]:
    """The same of the whole archive: rows written before these rules are found too."""
    plans = {row_id for row_id, _, _ in read_all(connection, Plan)}
    yield from _outside(connection, plans)
    yield from overlapping_plans(connection, plans)
    yield from _out_of_tree(
        connection, {row_id for row_id, _, _ in read_all(connection, Objective)}
    )
    for entity in _RESTS_ON:
        yield from _in_a_ring(connection, entity)
    yield from _apart(connection, [row_id for row_id, _, _ in read_all(connection, Project)])


def _in_a_ring(
    connection: Connection, entity: type[Entity], rows: Collection[str] | None = None
) -> Iterator[Problem]:
    """Rows that, from one to the other, rest in the end on themselves; `rows` None: any of them."""
    if rows is not None and not rows:
        return
    found = {row_id: image for row_id, _, image in read_all(connection, entity)}
    on = {row_id: str(image[_RESTS_ON[entity]] or "") for row_id, image in found.items()}
    for row_id in sorted(on if rows is None else rows & on.keys()):
        if row_id in above(row_id, on):
            title = found[row_id]["title"]
            yield Problem(
                "W22",
                f"«{title}» si appoggia, da uno all’altro, su sé stesso.",
                f"Togliere o correggere «{specs(entity)[_RESTS_ON[entity]].label}».",
                _at(entity, found[row_id]),
                value=on[row_id],
            )


def _outside(connection: Connection, plans: Collection[str]) -> Iterator[Problem]:
    for plan_id, (_, plan) in sorted(read_by_id(connection, Plan, list(plans)).items()):
        first, last = int(str(plan["year_from"])), int(str(plan["year_to"]))
        for programme in read_where(connection, AnnualProgramme, "plan_id", plan_id):
            year = int(str(programme["year"]))
            if not first <= year <= last:
                sentence = f"Il programma del {year} è fuori dal suo piano, che va dal {first} al"
                remedy = "Correggere l’anno, o scegliere il piano che lo comprende."
                place = _at(AnnualProgramme, programme)
                yield Problem("W20", f"{sentence} {last}.", remedy, place, value=str(year))


def overlapping_plans(
    connection: Connection, touched: Collection[str], begins: str = ""
) -> Iterator[Problem]:
    """Plans of one kind in force in the same years; `begins` is one that is about to be."""
    if not touched:
        return
    spans = [
        PlanSpan(
            row_id,
            str(one["title"]),
            f"{one['district_id']}:{one['kind']}",
            int(str(one["year_from"])),
            int(str(one["year_to"])),
        )
        for row_id, _, one in read_all(connection, Plan)
        if one["state"] == PlanState.IN_FORCE.value or row_id == begins
    ]
    for problem in overlapping(spans, frozenset(touched)):
        yield problem.at(Place(entity=Plan.label, entity_id=problem.value))


def _out_of_tree(connection: Connection, touched: Collection[str]) -> Iterator[Problem]:
    if not touched:
        return
    nodes = {
        row_id: Node(
            row_id,
            str(one["code"]),
            str(one["plan_id"]),
            ObjectiveLevel.of(str(one["level"])),
            None if one["parent_objective_id"] is None else str(one["parent_objective_id"]),
        )
        for row_id, _, one in read_all(connection, Objective)
    }
    below = {row_id for row_id, one in nodes.items() if one.parent in touched}
    for problem in tree_problems(nodes, frozenset({*touched, *below})):
        yield problem.at(Place(entity=Objective.label, entity_id=problem.value))


def _apart(connection: Connection, projects: Collection[str]) -> Iterator[Problem]:
    for project in sorted(projects):
        found = list(read_where(connection, ProjectPhase, "project_id", project))
        phases = [Annuality(int(str(one["year_from"])), int(str(one["year_to"]))) for one in found]
        place = Place(entity=Project.label, entity_id=project)
        yield from (problem.at(place) for problem in phase_problems(phases))


def _at(entity: type[Entity], image: Image) -> Place:
    return Place(entity=entity.label, entity_id=id_of(entity, image))


_INCOME: frozenset[type[Entity]] = frozenset(
    {Allocation, CarryOver, Cofinancing, ReturnedFund, Variation}
)
_ACTION: Any = Action


def broken_totals(connection: Connection, touched: Touched) -> Iterator[Problem]:
    """I17 of the funds touched, I18 of the voci touched, the weights of the schede touched."""
    yield from _programmed(
        connection,
        {
            str(image["fund_year_id"])
            for entity, image in touched
            if _moves_the_balance(entity, image)
        },
    )
    spent = [image for entity, image in touched if entity is FrnaEntry]
    yield from _mixed(
        connection,
        {str(image["fund_year_id"]) for image in spent},
        {str(image["voce_id"]) for image in spent},
    )
    yield from _weights(
        connection, {str(image["intervention_id"]) for entity, image in touched if entity is Action}
    )


def _moves_the_balance(entity: type[Entity], image: dict[str, Any]) -> bool:
    return entity in _INCOME or (entity is FrnaEntry and image["phase"] == Phase.BUDGET.value)


def _programmed(connection: Connection, fund_years: set[str]) -> Iterator[Problem]:
    facts = fund_facts(connection, fund_years) if fund_years else {}
    for fund_year in sorted(fund_years & facts.keys()):
        programmed = facts[fund_year].spent(Phase.BUDGET, drafts=True)
        if programmed is None:
            continue
        for breach in facts[fund_year].overspent(fund_year, programmed):
            yield Problem(
                breach.code,
                breach.sentence,
                f"{breach.remedy} Altrimenti, scrivere perché è giusto così.",
                Place(entity="anno del fondo", entity_id=fund_year),
                about=fund_year,
            )


def _mixed(connection: Connection, fund_years: set[str], voci: set[str]) -> Iterator[Problem]:
    for one in mixed_voci(connection, fund_years, voci) if voci else ():
        when = _period(one.district)
        if one.municipal != (one.district,):
            when += (
                f" il distretto, {italian.listing([_period(each) for each in one.municipal])} i"
                " Comuni"
            )
        sentence = (
            f"La voce {one.voce_id} ha, per gli stessi mesi ({one.phase.label}, {when}), importi di"
            " singoli Comuni e dell’intero distretto."
        )
        remedy = "Scriverla in un modo solo, o spiegare perché i due importi non si sovrappongono."
        yield Problem(
            "I18",
            sentence,
            remedy,
            Place(entity="anno del fondo", entity_id=one.fund_year_id),
            about=one.fund_year_id,
        )


def _period(one: Period) -> str:
    return italian.period(one.kind, one.number, "tutto l’anno")


def _weights(connection: Connection, schede: set[str]) -> Iterator[Problem]:
    if not schede:
        return
    sums = (
        select(_ACTION.intervention_id, func.sum(_ACTION.weight))
        .where(_ACTION.intervention_id.in_(schede))
        .group_by(_ACTION.intervention_id)
    )
    for scheda, weight in connection.execute(sums):
        if weight != 1:
            sentence = f"I pesi delle azioni danno {italian.percent(weight, 1)} e non 100 %."
            yield Problem(
                "R08",
                sentence,
                "Correggere i pesi perché diano 100 % in tutto.",
                Place(entity="scheda", entity_id=scheda),
                about=scheda,
            )
