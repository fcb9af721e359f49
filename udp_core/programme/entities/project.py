"""A project of several years, with phases that cover one or more of them.

It may outlast the plan it began in.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import Origin


class Project(Entity, table=True):
    """A project sheet: need, objectives, duration."""

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "progetto"
    labels: ClassVar = "progetti"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.PROJECTS
    later: ClassVar = ("plan_id", "specific_objectives", "actions")

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    title: str = field.text("Titolo")
    area_id: str = field.reference("intervention_area", "Ambito")
    context: str | None = field.text(
        "Contesto e bisogno", required=False, longest=field.LONGEST_TEXT
    )
    general_objective: str | None = field.text(
        "Obiettivi generali", required=False, longest=field.LONGEST_TEXT
    )
    specific_objectives: str | None = field.text(
        "Obiettivi specifici", required=False, longest=field.LONGEST_TEXT
    )
    actions: str | None = field.text("Azioni", required=False, longest=field.LONGEST_TEXT)
    plan_id: str | None = field.reference("plan", "Piano", required=False)
    start_date: date = field.day("Inizio")
    end_date: date = field.expires("Fine", notice=90, required=True)
    source: str = field.source()
    origin: Origin = field.origin()


class ProjectPhase(Entity, table=True):
    """The part of a project done in one or more of its years (annualità), counted from 1."""

    key: ClassVar = ("project_id", "year_from")
    label: ClassVar = "annualità di progetto"
    labels: ClassVar = "annualità di progetto"
    belongs_to: ClassVar = ("project_id",)
    shelf: ClassVar = Shelf.PROJECTS
    later: ClassVar = ("context", "general_objectives", "specific_objectives")

    project_id: str = field.reference("project", "Progetto")
    year_from: int = field.whole("Dall’annualità", least=1, most=20)
    year_to: int = field.whole("All’annualità", least=1, most=20)
    context: str | None = field.text(
        "Contesto e bisogno", required=False, longest=field.LONGEST_TEXT
    )
    general_objectives: str | None = field.text(
        "Obiettivi generali", required=False, longest=field.LONGEST_TEXT
    )
    specific_objectives: str | None = field.text(
        "Obiettivi specifici", required=False, longest=field.LONGEST_TEXT
    )
    objectives: str | None = field.text(
        "Altri obiettivi", required=False, longest=field.LONGEST_TEXT
    )
    actions: str | None = field.text("Azioni", required=False, longest=field.LONGEST_TEXT)


class ProjectFunding(Entity, table=True):
    """What an organisation gives to a project."""

    key: ClassVar = ("project_id", "organisation_id")
    label: ClassVar = "finanziamento di progetto"
    labels: ClassVar = "finanziamenti di progetto"
    belongs_to: ClassVar = ("project_id",)
    shelf: ClassVar = Shelf.PROJECTS

    project_id: str = field.reference("project", "Progetto")
    organisation_id: str = field.reference("organisation", "Finanziatore")
    amount_cents: int | None = field.cents("Importo", required=False)
