"""The plan in words: what it is called, its figures, the rule by which its schede add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from udp_core.kernel import italian
from udp_core.kernel.vocabulary import PlanKind, StatusLevel
from udp_core.plan.terms import ObjectiveLevel
from udp_core.programme.view.words import level_words
from udp_core.render.key_figure import KeyFigure, LabelledWords
from udp_core.render.light import light
from udp_core.zone_plan.queries.plans import PlanHead
from udp_core.zone_plan.report.plan import ObjectiveValue, PlanReport, Standing, levels

KINDS = {
    PlanKind.ZONE: "Piano di zona",
    PlanKind.FRNA: "Piano per la non autosufficienza",
    PlanKind.POVERTY: "Piano di contrasto alla povertà",
}
QUESTION = "Che cosa ci siamo impegnati a fare, e a che punto siamo?"
NOT_SAID = "—"
NO_GUIDELINE = "Senza indirizzo"
RULE = (
    "Semaforo e avanzamento sono delle schede dell’anno, con la stessa regola degli ambiti: un"
    " obiettivo è critico se le schede critiche pesano un terzo del suo denaro o se il lavoro è"
    " molto indietro; chiede attenzione se una scheda è critica o ha dati da aggiornare."
    " L’avanzamento è la media delle schede, pesata sul denaro programmato. Il denaro è di tutti"
    " gli anni del piano. Una scheda legata a più obiettivi conta in ognuno, una volta sola nel"
    " totale."
)


def years_words(plan: PlanHead) -> str:
    """«2024-2026»; «2026» where the plan is of one year."""
    same = plan.year_from == plan.year_to
    return str(plan.year_from) if same else f"{plan.year_from}-{plan.year_to}"


def plan_label(plan: PlanHead) -> str:
    """«Piano di zona 2024-2026 (in vigore)»."""
    return f"{KINDS[plan.kind]} {years_words(plan)} ({plan.state.label})"


def plan_labels(plans: Sequence[PlanHead]) -> dict[str, str]:
    """What each plan is called in a choice; its code too, where two would be called the same."""
    found = {one.id: plan_label(one) for one in plans}
    said = list(found.values())
    return {
        plan: words if said.count(words) == 1 else f"{words} {plan.rpartition(':')[2]}"
        for plan, words in found.items()
    }


def plan_name(report: PlanReport) -> str:
    """«Piano di zona 2024-2026»."""
    return f"{KINDS[report.plan.kind]} {years_words(report.plan)}"


def objective_name(value: ObjectiveValue) -> str:
    """«1.1.2 Ridurre gli allontanamenti»."""
    return f"{value.row.code} {value.row.title}"


def plan_message(report: PlanReport) -> str:
    """How many objectives are where, this year."""
    last = [one for one in report.objectives if one.is_last]
    if not last:
        return f"Il {plan_name(report)} non ha ancora obiettivi"
    found = Counter(one.standing.level for one in last)
    parts = [f"{found[one]} {_said(one, found[one])}" for one in StatusLevel if found[one]]
    if found[None]:
        parts.append(f"{found[None]} senza schede nel {report.year}")
    many = italian.plural(len(last), "obiettivo da realizzare", "obiettivi da realizzare")
    return f"{many}: {italian.listing(parts)}"


def _said(level: StatusLevel, count: int) -> str:
    words = level_words(level, count)
    return words if level in {StatusLevel.ON_TRACK, StatusLevel.CRITICAL} else f"con {words}"


def plan_figures(report: PlanReport) -> tuple[KeyFigure, ...]:
    """Objectives, schede, money of all the years, work done in the year, coverage."""
    counts = {one: many for one, many in levels(report).items() if many}
    kinds = ", ".join(f"{many} {level_name(one, many)}" for one, many in counts.items())
    covered = len(report.regional) - len(report.uncovered)
    return (
        KeyFigure("objectives", "Obiettivi", italian.number(len(report.objectives)), kinds),
        _schede_figure(report, len(report.of_year), len(report.schede)),
        _money_figure(report, report),
        _done_figure(report, report.standing),
        KeyFigure(
            "regional",
            "Obiettivi regionali ripresi",
            f"{covered} su {len(report.regional)}" if report.regional else italian.NO_VALUE,
            f"senza scheda {italian.plural(len(report.without_scheda), 'obiettivo', 'obiettivi')}",
        ),
    )


def _done_figure(report: PlanReport, standing: Standing) -> KeyFigure:
    progress = standing.progress
    return KeyFigure(
        "done",
        f"Fatto nel {report.year}",
        italian.percent(progress.done, 0),
        f"previsto {_when(report)} {italian.percent(progress.planned, 0)}",
        standing.level,
        judged=True,
    )


def _schede_figure(report: PlanReport, of_year: int, every: int) -> KeyFigure:
    return KeyFigure(
        "schede",
        f"Schede del {report.year}",
        italian.number(of_year),
        f"{italian.number(every)} in tutti gli anni del piano",
    )


def _money_figure(report: PlanReport, of: PlanReport | ObjectiveValue) -> KeyFigure:
    return KeyFigure(
        "money",
        f"Speso nel {years_words(report.plan)}",
        italian.euro_short(of.spent),
        f"su {italian.euro_short(of.programmed)} programmati",
    )


def level_name(level: ObjectiveLevel, count: int) -> str:
    """«4 generali», «1 strategico»."""
    if count == 1:
        return level.label
    return f"{level.label.removesuffix('o')}i" if level.label.endswith("o") else "generali"


def _when(report: PlanReport) -> str:
    return "a oggi" if report.day < date(report.year, 12, 31) else "nell’anno"


def objective_figures(report: PlanReport, value: ObjectiveValue) -> tuple[KeyFigure, ...]:
    """How an objective stands: light and work of the year, money of all the years."""
    this_year = sum(1 for one in value.schede if one.year == report.year)
    return (
        _done_figure(report, value.standing),
        _schede_figure(report, this_year, len(value.schede)),
        _money_figure(report, value),
        KeyFigure(
            "priority",
            "Priorità",
            italian.NO_VALUE if value.row.priority is None else str(value.row.priority),
            "da 1 (prima di tutto) a 5",
        ),
    )


def objective_fields(report: PlanReport, value: ObjectiveValue) -> tuple[LabelledWords, ...]:
    """What an objective says of itself; what nobody wrote is said to be missing."""
    guideline = next((one for one in report.guidelines if one.id == value.guideline_id), None)
    row = value.row
    found = {
        "Livello": row.level.label,
        "Sociale o sociosanitario": row.scope.label,
        "Ambito": row.area,
        "Titolare": row.owner,
        "Indirizzo": guideline.title if guideline else None,
        "Obiettivo regionale": row.regional,
        "Riprende, dal piano di prima": row.previous,
        "Risultato atteso": row.expected_result,
        "Indicatori": ", ".join(value.indicators) or None,
        "Fonte": row.source,
    }
    return tuple(LabelledWords(name, said or NOT_SAID) for name, said in found.items())


def light_words(level: StatusLevel | None) -> str:
    """«▲ critico»; a dash where nothing is judged."""
    return light(level).words if level else NOT_SAID


def money_state(report: PlanReport) -> str:
    """What the sums count, for the foot of a file."""
    return f"preventivi e consuntivi, bozze comprese; lavoro al {italian.day(report.day)}"


def coverage_message(report: PlanReport) -> str:
    """How many objectives of the Region nobody takes up, and what is tied to nothing."""
    parts = [
        italian.plural(len(found), one, many)
        for found, one, many in (
            (report.uncovered, "obiettivo regionale scoperto", "obiettivi regionali scoperti"),
            (report.without_scheda, "obiettivo senza scheda", "obiettivi senza scheda"),
            (report.without_objective, "scheda senza obiettivo", "schede senza obiettivo"),
        )
        if found
    ]
    return italian.listing(parts) if parts else "Nulla è scoperto"
