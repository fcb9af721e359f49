"""The tables of a plan: its tree, the schede of an objective, what is not covered."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.programme.report.programme import known_total
from udp_core.render.table import Cell, Column, ColumnKind, Table, table
from udp_core.zone_plan.report.plan import ObjectiveValue, PlanReport, PlanScheda
from udp_core.zone_plan.view.words import light_words, objective_name, plan_name, years_words

MONEY, WHOLE, PERCENT, DAY = (
    ColumnKind.MONEY,
    ColumnKind.WHOLE,
    ColumnKind.PERCENT,
    ColumnKind.DAY,
)
OBJECTIVE = Column("objective", "Obiettivo")
PROGRAMMED = Column("programmed_eur", "Programmato", MONEY)
SPENT = Column("spent_eur", "Speso", MONEY)
DONE = Column("done_share", "Fatto", PERCENT)
TOTAL = "Totale"


def objectives_table(report: PlanReport, shown: Sequence[ObjectiveValue]) -> Table:
    """Every objective with what it is tied to and what it adds up to: what leaves in a file."""
    columns = (
        OBJECTIVE,
        Column("level", "Livello"),
        Column("above", "Sotto"),
        Column("guideline", "Indirizzo"),
        Column("area", "Ambito"),
        Column("priority", "Priorità", WHOLE),
        Column("scope", "Sociale o sociosanitario"),
        Column("owner", "Titolare"),
        Column("regional", "Obiettivo regionale"),
        Column("schede", f"Schede del {report.year}", WHOLE),
        Column("light", "Semaforo"),
        DONE,
        Column("planned_to_date_share", "Previsto a oggi", PERCENT),
        PROGRAMMED,
        SPENT,
        Column("reason", "Perché"),
    )
    guidelines = {one.id: one.title for one in report.guidelines}
    names = {one.row.id: objective_name(one) for one in report.objectives}
    rows = [
        (
            objective_name(one),
            one.row.level,
            names.get(one.row.parent_id or "", ""),
            guidelines.get(one.guideline_id or "", ""),
            one.row.area or "",
            one.row.priority,
            one.row.scope,
            one.row.owner,
            one.row.regional,
            count_of_year(report, one),
            light_words(one.standing.level),
            one.standing.progress.done,
            one.standing.progress.planned,
            one.programmed,
            one.spent,
            one.standing.reason,
        )
        for one in shown
    ]
    return table("obiettivi", f"{plan_name(report)}: obiettivi", columns, rows)


def count_of_year(report: PlanReport, value: ObjectiveValue) -> int:
    """How many schede an objective has in the year that is looked at."""
    return sum(1 for one in value.schede if one.year == report.year)


def years_table(report: PlanReport) -> Table:
    """Year by year: the programme, its state and act, its schede and its money; then the total."""
    columns = (
        Column("year", "Anno"),
        Column("programme", "Programma attuativo"),
        Column("state", "Stato"),
        Column("act", "Approvato con"),
        Column("approved_on", "Il", DAY),
        Column("schede", "Schede", WHOLE),
        PROGRAMMED,
        SPENT,
    )
    programmes = {one.year: one for one in report.programmes}
    rows: list[tuple[Cell, ...]] = []
    for year in report.years:
        one = programmes.get(year)
        of = [scheda for scheda in report.schede if scheda.year == year]
        said = (
            (f"{one.title}, edizione {one.edition}", one.state.label, one.act, one.approved_on)
            if one
            else ("nessuno", "", None, None)
        )
        rows.append((str(year), *said, len(of), *_sums(of)))
    rows.append((TOTAL, "", "", "", "", len(report.schede), report.programmed, report.spent))
    return table("anni_del_piano", f"{plan_name(report)}: anno per anno", columns, rows)


def _sums(schede: Sequence[PlanScheda]) -> tuple[Cell, Cell]:
    return known_total(one.programmed for one in schede), known_total(one.spent for one in schede)


def schede_table(report: PlanReport, title: str, schede: Sequence[PlanScheda]) -> Table:
    """Some schede, of any year: state, light where it is of the year looked at, money."""
    columns = (
        Column("year", "Anno"),
        Column("scheda", "Scheda"),
        Column("area", "Ambito"),
        Column("lead", "Capofila"),
        Column("state", "Stato"),
        Column("light", "Semaforo"),
        DONE,
        PROGRAMMED,
        SPENT,
    )
    rows = [
        (
            str(one.year),
            f"{one.row.code} {one.row.title}",
            one.row.area,
            one.row.lead,
            one.row.state,
            light_words(one.judged.status.now.level if one.judged else None),
            one.judged.done if one.judged else None,
            one.programmed,
            one.spent,
        )
        for one in schede
    ]
    return table("schede_del_piano", f"{plan_name(report)}: {title}", columns, rows)


def actions_table(report: PlanReport, value: ObjectiveValue) -> Table:
    """The actions of an objective's schede of the year: when each falls due, when it was done."""
    columns = (
        Column("scheda", "Scheda"),
        Column("action", "Azione"),
        Column("due_date", "Scadenza", DAY),
        Column("done", "Fatta"),
    )
    day = Column("done", "", DAY)
    rows = [
        (
            scheda.row.code,
            action.title,
            action.due_date,
            day.words(action.done_date)
            if action.done_date
            else "▲ scaduta"
            if action.late
            else "da fare",
        )
        for scheda in value.schede
        if scheda.judged
        for action in scheda.judged.actions
    ]
    title = f"{objective_name(value)}: azioni del {report.year}"
    return table("azioni_obiettivo", title, columns, rows)


def coverage_table(report: PlanReport) -> Table:
    """Objectives of the Region by the objectives of the plan that take them up."""
    columns = (
        Column("code", "Codice"),
        Column("regional", "Obiettivo regionale"),
        Column("objectives", "Ripreso da"),
        Column("schede", f"Schede del {report.year}", WHOLE),
        PROGRAMMED,
        Column("covered", "Coperto"),
    )
    rows = []
    for regional in report.regional:
        taking = [one for one in report.objectives if one.row.regional_id == regional.id]
        schede = {each.id: each for one in taking for each in one.schede}
        said = "sì" if schede else "solo sulla carta" if taking else "▲ scoperto"
        rows.append(
            (
                regional.code,
                regional.title,
                _codes([one.row.code for one in taking if one.is_last]),
                sum(1 for one in schede.values() if one.year == report.year),
                _sums(tuple(schede.values()))[0],
                said,
            )
        )
    return table("coperture_regionali", f"{plan_name(report)}: obiettivi regionali", columns, rows)


def _codes(codes: Sequence[str]) -> str:
    """«obiettivi 1.1, 1.2»: never a code alone, which a spreadsheet would take for a number."""
    if not codes:
        return "nessun obiettivo"
    return f"{'obiettivo' if len(codes) == 1 else 'obiettivi'} {', '.join(codes)}"


def empty_objectives_table(report: PlanReport) -> Table:
    """The objectives for which there is no scheda."""
    columns = (OBJECTIVE, Column("owner", "Titolare"), Column("priority", "Priorità", WHOLE))
    rows = [(objective_name(one), one.row.owner, one.row.priority) for one in report.without_scheda]
    return table("obiettivi_senza_scheda", f"{plan_name(report)}: senza scheda", columns, rows)


def ranking_table(report: PlanReport) -> Table:
    """The objectives to be carried out, by priority, with the money that each has."""
    columns = (
        Column("priority", "Priorità", WHOLE),
        OBJECTIVE,
        Column("owner", "Titolare"),
        Column("light", "Semaforo"),
        DONE,
        Column("programmed_eur", f"Programmato {years_words(report.plan)}", MONEY),
        Column("share", "Sul totale", PERCENT),
    )
    whole = report.programmed
    rows = [
        (
            one.row.priority,
            objective_name(one),
            one.row.owner,
            light_words(one.standing.level),
            one.standing.progress.done,
            one.programmed,
            one.programmed.share_of(whole) if one.programmed is not None and whole else None,
        )
        for one in ranked(report)
    ]
    return table("priorita", f"{plan_name(report)}: obiettivi per priorità", columns, rows)


def ranked(report: PlanReport) -> list[ObjectiveValue]:
    """The objectives with nothing under them: the first in priority, then those with most money."""
    last = [one for one in report.objectives if one.is_last]
    return sorted(
        last,
        key=lambda one: (
            one.row.priority or 9,
            -(one.programmed.cents if one.programmed else 0),
            one.row.code,
        ),
    )
