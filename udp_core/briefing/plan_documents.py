"""The plan, an annual programme and a scheda as documents: texts, tables from the archive, code.

A document says of which revision it is; made again of that revision it has the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading
from udp_core.briefing.deck import past
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Phase
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue
from udp_core.programme.report.sheet import SheetReport
from udp_core.programme.view.sheet import sheet_fields, sheet_figures
from udp_core.programme.view.sheet_tables import actions_table, funding_table
from udp_core.programme.view.words import scheda_name
from udp_core.render.documents.text import Section, TextDocument
from udp_core.render.slide import narrow
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table
from udp_core.territory.queries import district_name, is_demonstration, latest_day
from udp_core.zone_plan.report.integration import Facet, IntegrationReport, integration_report
from udp_core.zone_plan.report.outcomes import OutcomesReport, outcomes_of
from udp_core.zone_plan.report.plan import PlanReport
from udp_core.zone_plan.report.process import ChapterValue, ProcessReport, process_report
from udp_core.zone_plan.report.reading import plan_report
from udp_core.zone_plan.view.integration import (
    HOW_COUNTED,
    actors_table,
    crossing_table,
    partners_table,
    shared_table,
)
from udp_core.zone_plan.view.outcomes import outcomes_message, outcomes_table, past_table
from udp_core.zone_plan.view.process import (
    UNWRITTEN,
    edition_name,
    participants_table,
    phases_table,
    remarks_table,
    signatures_table,
)
from udp_core.zone_plan.view.tables import (
    coverage_table,
    objectives_table,
    ranking_table,
    schede_table,
    years_table,
)
from udp_core.zone_plan.view.words import RULE, coverage_message, plan_message, plan_name

TREE = ("objective", "priority", "owner", "light", "done_share", "programmed_eur", "spent_eur")
SCHEDE = ("scheda", "lead", "state", "light", "done_share", "programmed_eur", "spent_eur")
NETWORK = ("organisation", "kind", "schede", "leads", "areas", "programmed_eur")
PHASES = ("phase", "due_date", "done_date", "state", "owner", "product")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document: of which plan, as known on which day; `year` of a programme, 0 of the plan.

    `beside` has the text of the edition before beside each chapter.
    """

    district: str
    plan_id: str
    today: date
    year: int = 0
    beside: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    plan: PlanReport
    process: ProcessReport
    integration: IntegrationReport
    outcomes: OutcomesReport


def plan_document(
    connection: Connection, wanted: Wanted, revision: int, made_at: datetime, head: str = ""
) -> TextDocument:
    """The document of the archive as that connection reads it.

    Raises RefusedError where there is no such plan, or no programme of that year.
    """
    return _document(connection, wanted, _read(connection, wanted), _Made(revision, made_at, head))


@dataclass(frozen=True, slots=True)
class _Made:
    """Of which revision a document is, when it is made, the end of the history."""

    revision: int
    at: datetime
    head: str = ""


def _document(connection: Connection, wanted: Wanted, read: _Read, made: _Made) -> TextDocument:
    plan = read.plan.plan
    programme = next((one for one in read.plan.programmes if one.year == wanted.year), None)
    if wanted.year and programme is None:
        raise RefusedError([_missing(f"il programma del {wanted.year}")])
    district = italian.district(district_name(connection, wanted.district))
    stamp = Stamp(
        latest_day(connection, wanted.district, read.plan.year, wanted.today),
        made.at,
        made.revision,
        f"cifre conosciute al {italian.day(wanted.today)}, bozze comprese",
        plan.source,
        (district, plan_name(read.plan), plan.state.label),
        is_demonstration(connection),
        made.head,
    )
    title = programme.title if programme else plan.title
    said = programme.state.label if programme else plan.state.label
    sections = tuple(_of_programme(read, wanted) if programme else _of_plan(read, wanted))
    author = f"Ufficio di Piano, {district}"
    return TextDocument(title, f"{district} · {said}", author, stamp, sections)


def _read(connection: Connection, wanted: Wanted) -> _Read:
    year = wanted.year or wanted.today.year
    asked = (wanted.district, wanted.plan_id, year, wanted.today)
    process = process_report(connection, wanted.district, wanted.plan_id, wanted.today)
    integration = integration_report(connection, *asked)
    if process is None or integration is None:
        raise RefusedError([_missing("questo piano")])
    plan = integration.plan
    return _Read(plan, process, integration, outcomes_of(connection, plan))


def _missing(what: str) -> Problem:
    return Problem(
        "V10", f"Nel distretto non c’è {what}.", "Scegliere un piano e un anno che ci sono."
    )


def _of_plan(read: _Read, wanted: Wanted) -> Iterator[Section]:
    """The chapters of the plan, then what the archive says of each of its parts."""
    for chapter in read.process.chapters:
        if chapter.row.year is None:
            yield _chapter(chapter, wanted)
    plan = read.plan
    tree = narrow(objectives_table(plan, plan.objectives), TREE)
    yield Section("Obiettivi", paragraphs=(f"{plan_message(plan)}.", RULE), tables=(tree,))
    yield _filled("Priorità", (), ranking_table(plan))
    yield _filled("Obiettivi regionali", (f"{coverage_message(plan)}.",), coverage_table(plan))
    yield _filled("Risorse, anno per anno", (), years_table(plan))
    yield from _integration(read)
    process = read.process
    yield _filled(
        "Percorso e partecipazione",
        (),
        narrow(phases_table(process), PHASES),
        participants_table(process),
    )
    yield _filled("Osservazioni e risposte", (), remarks_table(process))
    outcomes = read.outcomes
    yield _filled(
        "Esiti", (f"{outcomes_message(outcomes)}.",), outcomes_table(outcomes), past_table(outcomes)
    )
    yield _filled("Chi sottoscrive", (), signatures_table(process))


def _of_programme(read: _Read, wanted: Wanted) -> Iterator[Section]:
    """The chapters of the year, the objectives that it serves, its schede by ambito."""
    for chapter in read.process.chapters:
        if chapter.row.year == wanted.year:
            yield _chapter(chapter, wanted)
    plan = read.plan
    served = [one for one in plan.objectives if any(each.year == plan.year for each in one.schede)]
    tree = narrow(objectives_table(plan, served), TREE)
    yield Section(f"Obiettivi del {plan.year}", paragraphs=(RULE,), tables=(tree,))
    areas = dict.fromkeys(one.row.area for one in plan.of_year)
    for area in areas:
        schede = [one for one in plan.of_year if one.row.area == area]
        yield _filled(f"Ambito: {area}", (), narrow(schede_table(plan, area, schede), SCHEDE))
    yield from _integration(read)


def _integration(read: _Read) -> Iterator[Section]:
    found = read.integration
    facets = (Facet.SECTOR, Facet.MANAGER)
    crossed = found.crossed(*facets)
    yield _filled(
        "Integrazione",
        (HOW_COUNTED,),
        crossing_table(found, crossed, facets, money=False),
        actors_table(found),
        narrow(partners_table(found), NETWORK),
        shared_table(found),
    )


def _filled(title: str, paragraphs: tuple[str, ...], *tables: Table) -> Section:
    """A section with the tables that have rows; that there is nothing, where none has."""
    full = tuple(one for one in tables if one.rows)
    return Section(title, paragraphs=paragraphs if full else ("Nulla è registrato.",), tables=full)


def _chapter(one: ChapterValue, wanted: Wanted) -> Section:
    row = one.row
    owner = f"Responsabile: {row.owner}." if row.owner else ""
    if row.delivered_on:
        when = f"Consegnato il {italian.day(row.delivered_on)}."
    elif row.due_date:
        when = f"Da consegnare entro il {italian.day(row.due_date)}."
    else:
        when = ""
    note = " ".join(part for part in (owner, when, f"Stesura {row.draft}.") if part)
    before = tuple(_before(one)) if wanted.beside else ()
    return Section(row.title, notes=(note,), paragraphs=(row.text or UNWRITTEN,), before=before)


def _before(one: ChapterValue) -> Iterator[tuple[str, str]]:
    if one.before:
        yield edition_name(one.before), one.before.text or UNWRITTEN
    elif one.drafts:
        yield f"Stesura {one.drafts[0].draft}", one.drafts[0].text or UNWRITTEN


def scheda_document(
    report: ProgrammeReport, scheda: SchedaValue, sheet: SheetReport, stamp: Stamp
) -> TextDocument:
    """A scheda on one page: what it is, its actions, its money."""
    light = scheda.status.now
    figures = [f"{one.label}: {one.value} ({one.note})" for one in sheet_figures(scheda)]
    fields = tuple((one.label, one.words) for one in sheet_fields(report, scheda, sheet))
    phases = [phase for phase in Phase if sheet.amount(phase) is not None]
    money = tuple(funding_table(scheda, sheet, phase) for phase in phases)
    return TextDocument(
        scheda_name(scheda),
        f"{report.title} · {scheda.area} · {light.level.label}: {light.reason}",
        "Ufficio di Piano",
        stamp,
        (
            Section("In cifre", 1, paragraphs=(" · ".join(figures),)),
            Section("Scheda attuativa", 1, fields=fields),
            Section("Azioni e denaro", 1, tables=(actions_table(scheda), *money)),
        ),
        one_page=True,
    )


def verified(engine: Engine, wanted: Wanted, revision: int, code: str) -> str:
    """The title of the document of a plan with that code, made again of that revision.

    Empty where no document of the plan has it: it is another, or its words were changed. Raises
    RefusedError where history no longer has that revision.
    """
    moment = datetime.fromisoformat(f"{wanted.today.isoformat()}T00:00:00+00:00")
    with past(engine, revision) as frozen, reading(frozen) as connection:
        plan = plan_report(
            connection, wanted.district, wanted.plan_id, wanted.today.year, wanted.today
        )
        if plan is None:
            return ""
        for year in (0, *(one.year for one in plan.programmes)):
            read = _read(connection, replace(wanted, year=year))
            for beside in (False, True):
                one = Wanted(wanted.district, wanted.plan_id, wanted.today, year, beside)
                found = _document(connection, one, read, _Made(revision, moment))
                if found.code == code.strip().upper():
                    return found.title
    return ""
