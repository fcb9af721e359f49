"""What must hold between a row and the whole that it is a part of: after writing, and in the check.

A programme's year lies inside its plan; the annualità of a project follow each other from the
first, without holes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.images import read_all, read_by_id, read_where
from udp_core.kernel.problem import Place, Problem
from udp_core.plan.entities.plan import AnnualProgramme, Plan
from udp_core.programme.entities.project import Project, ProjectPhase
from udp_core.programme.rules.project import Phase, phase_problems

OF_A_WHOLE = frozenset({"plan_id", "year", "year_from", "year_to", "project_id"})
"""The fields whose change is judged: what was wrong before is the check's to tell."""
Touched = Sequence[tuple[type[Entity], dict[str, Any]]]
"""Entity and image (the last one, where the row was removed) of what changed."""


def broken_wholes(connection: Connection, touched: Touched) -> Iterator[Problem]:
    """What the rows just written no longer hold together."""
    plans = {str(one["plan_id"]) for entity, one in touched if entity is AnnualProgramme}
    plans |= {id_of(Plan, one) for entity, one in touched if entity is Plan}
    yield from _outside(connection, plans)
    projects = {str(one["project_id"]) for entity, one in touched if entity is ProjectPhase}
    yield from _apart(connection, projects)


def every_broken_whole(connection: Connection) -> Iterator[Problem]:
    """The same of the whole archive: rows written before these rules are found too."""
    yield from _outside(connection, [row_id for row_id, _, _ in read_all(connection, Plan)])
    yield from _apart(connection, [row_id for row_id, _, _ in read_all(connection, Project)])


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


def _apart(connection: Connection, projects: Collection[str]) -> Iterator[Problem]:
    for project in sorted(projects):
        found = list(read_where(connection, ProjectPhase, "project_id", project))
        phases = [Phase(int(str(one["year_from"])), int(str(one["year_to"]))) for one in found]
        place = Place(entity=Project.label, entity_id=project)
        yield from (problem.at(place) for problem in phase_problems(phases))


def _at(entity: type[Entity], image: Image) -> Place:
    return Place(entity=entity.label, entity_id=id_of(entity, image))
