"""The outcome of a plan in words and tables, the plan before beside it."""

from __future__ import annotations

from collections import Counter

from udp_core.kernel import italian
from udp_core.plan.terms import OutcomeResult
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Column, Table, table
from udp_core.zone_plan.report.outcomes import OutcomesReport
from udp_core.zone_plan.view.tables import DAY, MONEY
from udp_core.zone_plan.view.words import NOT_SAID, objective_name, plan_name, years_words

WAITING = "da valutare"
MANY = {
    OutcomeResult.ACHIEVED: "realizzati",
    OutcomeResult.PARTLY: "realizzati in parte",
    OutcomeResult.NOT_ACHIEVED: "non realizzati",
}


def outcomes_message(report: OutcomesReport) -> str:
    """How many objectives were achieved, in part, not; how many wait."""
    whole = len(report.objectives)
    if not whole:
        return f"Il {plan_name(report.plan)} non ha ancora obiettivi"
    said = counts_words(report.counts)
    return f"{italian.plural(whole, 'obiettivo', 'obiettivi')}: {said}"


def counts_words(counts: Counter[OutcomeResult | None]) -> str:
    """«2 realizzati, 1 realizzato in parte e 3 da valutare»."""
    parts = [
        f"{counts[one]} {one.label if counts[one] == 1 else MANY[one]}"
        for one in OutcomeResult
        if counts[one]
    ]
    if counts[None]:
        parts.append(f"{counts[None]} {WAITING}")
    return italian.listing(parts)


def outcomes_figures(report: OutcomesReport) -> tuple[KeyFigure, ...]:
    """The counts, each with that of the plan before."""
    whole, before = len(report.objectives), len(report.past)
    return tuple(
        KeyFigure(
            one.value if one else "waiting",
            (MANY[one] if one else WAITING).capitalize(),
            italian.number(report.counts[one]),
            f"su {whole}; nel piano di prima {report.past_counts[one]} su {before}"
            if before
            else f"su {whole}",
        )
        for one in (*OutcomeResult, None)
    )


def outcomes_table(report: OutcomesReport) -> Table:
    """Objective by objective: the outcome, why, what the next plan does with it."""
    columns = (
        Column("objective", "Obiettivo"),
        Column("owner", "Titolare"),
        Column("expected", "Atteso"),
        Column("result", "Esito"),
        Column("reason", "Perché"),
        Column("follow_up", "Nel piano nuovo"),
        Column("spent_eur", f"Speso {years_words(report.plan.plan)}", MONEY),
    )
    rows = [
        (
            objective_name(one.value),
            one.value.row.owner or NOT_SAID,
            one.value.row.expected_result or NOT_SAID,
            one.outcome.result.label if one.outcome else WAITING,
            one.outcome.reason if one.outcome else NOT_SAID,
            one.outcome.follow_up.label if one.outcome and one.outcome.follow_up else NOT_SAID,
            one.value.spent,
        )
        for one in report.objectives
    ]
    return table("esiti", f"{plan_name(report.plan)}: esiti", columns, rows)


def past_table(report: OutcomesReport) -> Table:
    """The objectives of the plan before: their outcome, and which of this plan take them up."""
    columns = (
        Column("objective", "Obiettivo del piano di prima"),
        Column("result", "Esito"),
        Column("reason", "Perché"),
        Column("judged_on", "Valutato il", DAY),
        Column("follow_up", "Da fare"),
        Column("taken_up", "Ripreso da"),
    )
    lost = set(report.forgotten)
    rows = [
        (
            f"{one.row.code} {one.row.title}",
            one.outcome.result.label if one.outcome else WAITING,
            one.outcome.reason if one.outcome else NOT_SAID,
            one.outcome.judged_on if one.outcome else None,
            one.outcome.follow_up.label if one.outcome and one.outcome.follow_up else NOT_SAID,
            "; ".join(one.taken_up_by) or ("▲ nessuno" if one in lost else NOT_SAID),
        )
        for one in report.past
    ]
    title = f"Esiti del piano di prima: {report.plan.plan.previous}"
    return table("esiti_di_prima", title, columns, rows)
