"""The plan in the room: the three years at a glance, priorities and money, what was achieved."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from udp_core.kernel import italian
from udp_core.plan.terms import OutcomeResult
from udp_core.programme.view.tables import spent_share
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import MOST_FIGURES, Look, Series, Slide, SlideChart, millions
from udp_core.zone_plan.report.outcomes import OutcomesReport
from udp_core.zone_plan.report.plan import (
    ObjectiveValue,
    PlanReport,
    PriorityMoney,
    by_priority,
)
from udp_core.zone_plan.view.outcomes import MANY, WAITING, outcomes_table, past_table
from udp_core.zone_plan.view.tables import objectives_table, ranking_table, years_table
from udp_core.zone_plan.view.words import (
    plan_figures,
    plan_message,
    plan_name,
    years_words,
)

SCREEN = "piano"
MOST_BARS = 7
IN_MILLIONS = "programmato (contorno) e speso (pieno), milioni di euro"
FIGURES = ("to_do", "done", "regional")


def _asks(part: str) -> str:
    return f"&{urlencode({'parte': part})}"


def no_plan_slide(year: int) -> Slide:
    """Where the district has no plan, a slide that says so."""
    line = "Scrivere il piano e i suoi obiettivi."
    return Slide("piano", f"Per il {year} il distretto non ha un piano", lines=(line,))


def plan_slide(report: PlanReport | None, year: int) -> Slide:
    """The whole plan: how much is spent, what is done, the money of its general objectives."""
    if report is None:
        return no_plan_slide(year)
    figures = (_objectives_figure(report), *plan_figures(report))
    first = [one for one in report.objectives if one.depth == 0]
    return Slide(
        "piano-triennio",
        plan_title(report),
        f"Lavoro del {report.year}, denaro di tutti gli anni del piano",
        figures=tuple(one for one in figures if one.key in FIGURES)[:MOST_FIGURES],
        chart=_bars_of(first) if first else None,
        level=report.standing.level,
        reason=report.standing.reason,
        screen=SCREEN,
        data=(objectives_table(report, report.objectives), years_table(report)),
        paper=years_table(report),
    )


def _objectives_figure(report: PlanReport) -> KeyFigure:
    """The objectives to be carried out, and how they stand."""
    last = sum(1 for one in report.objectives if one.is_last)
    said = plan_message(report).partition(": ")[2]
    return KeyFigure("to_do", "Obiettivi da realizzare", italian.number(last), said)


def plan_title(report: PlanReport) -> str:
    """How much of the money of all the years is spent."""
    spent, programmed = italian.euro_short(report.spent), italian.euro_short(report.programmed)
    return f"{plan_name(report)}: spesi {spent} su {programmed}"


def _bars_of(objectives: Sequence[ObjectiveValue]) -> SlideChart:
    shown = objectives[:MOST_BARS]
    return _money_bars([one.row.title for one in shown], shown)


def _money_bars(
    names: Sequence[str], found: Sequence[ObjectiveValue | PriorityMoney]
) -> SlideChart:
    """What each programmes as an outline, what it has spent filled."""
    return SlideChart(
        Look.BARS,
        IN_MILLIONS,
        tuple(names),
        (
            Series("programmato", tuple(millions(one.programmed) for one in found)),
            Series("speso", tuple(millions(one.spent) for one in found)),
        ),
        tuple(
            f"{italian.euro_short(one.spent)} su {italian.euro_short(one.programmed)}"
            for one in found
        ),
        2,
    )


def priorities_slide(report: PlanReport | None, year: int) -> Slide:
    """What the money of the plan is for, by priority; all the objectives on paper."""
    if report is None:
        return no_plan_slide(year)
    found = by_priority(report)
    ranking = ranking_table(report)
    return Slide(
        "piano-priorita",
        _priorities_title(report, found),
        f"{plan_name(report)}, tutti gli anni; 1 viene prima di tutto",
        chart=_money_bars([*map(priority_name, found)], found) if found else None,
        lines=("Una scheda di più obiettivi conta nel più urgente.",),
        screen=SCREEN,
        paper=ranking,
        data=(ranking,),
    )


def _priorities_title(report: PlanReport, found: Sequence[PriorityMoney]) -> str:
    first = next((one for one in found if one.priority == 1), None)
    share = spent_share(report.programmed, first.programmed) if first else None
    if share is None:
        return f"{plan_name(report)}: nessun denaro su obiettivi di priorità 1"
    return f"Agli obiettivi di priorità 1 va {italian.the_percent(share)} del denaro"


def priority_name(one: PriorityMoney) -> str:
    """«Priorità 1 (8 obiettivi)»; what has no priority is told apart."""
    if one.priority is None:
        return "Senza priorità o senza obiettivo"
    many = italian.plural(one.objectives, "obiettivo", "obiettivi")
    return f"Priorità {one.priority} ({many})"


def outcomes_slide(report: OutcomesReport | None, year: int) -> Slide:
    """What was achieved, beside the plan before; objective by objective on paper."""
    if report is None:
        return no_plan_slide(year)
    whole = outcomes_table(report)
    done = report.counts[OutcomeResult.ACHIEVED]
    waiting = report.counts[None]
    many = italian.plural(done, "obiettivo realizzato", "obiettivi realizzati")
    rest = f", {waiting} {WAITING}" if waiting else ""
    return Slide(
        "piano-esiti",
        f"Esiti del {years_words(report.plan.plan)}: {many} su {len(report.objectives)}{rest}",
        f"{plan_name(report.plan)}, obiettivo per obiettivo",
        chart=_outcome_bars(report) if report.objectives else None,
        lines=_handed_on(report),
        screen=SCREEN,
        asks=_asks("Esiti"),
        paper=whole,
        data=(whole, *((past_table(report),) if report.past else ())),
    )


def _outcome_bars(report: OutcomesReport) -> SlideChart:
    kinds = (*OutcomeResult, None)
    now, before = len(report.objectives), len(report.past)
    shares = tuple(100 * report.counts[one] / now for one in kinds)
    past = tuple(100 * report.past_counts[one] / before for one in kinds) if before else shares
    told = "degli obiettivi, in percento: questo piano (pieno)"
    return SlideChart(
        Look.BARS,
        f"{told}, il piano di prima (contorno)" if before else told,
        tuple((MANY[one] if one else WAITING).capitalize() for one in kinds),
        (Series("piano di prima", past), Series("questo piano", shares)),
        tuple(
            f"{report.counts[one]} su {now}"
            + (f", prima {report.past_counts[one]} su {before}" if before else "")
            for one in kinds
        ),
    )


def _handed_on(report: OutcomesReport) -> tuple[str, ...]:
    lost = [f"{one.row.code} {one.row.title}" for one in report.forgotten]
    if not lost:
        return ()
    many = italian.plural(len(lost), "obiettivo", "obiettivi")
    return (f"Dal piano di prima nessuno riprende {many}: {italian.listing(lost[:2])}.",)
