"""A project in words and tables: its sheet, its annualità, who pays it."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.kernel import italian
from udp_core.kernel.money import of_cents
from udp_core.render.key_figure import KeyFigure, LabelledWords
from udp_core.render.table import Cell, Column, Table, table
from udp_core.zone_plan.report.projects import AnnualityValue, ProjectValue
from udp_core.zone_plan.view.tables import DAY, MONEY, PERCENT, TOTAL, WHOLE
from udp_core.zone_plan.view.words import NOT_SAID


def project_name(one: ProjectValue) -> str:
    """What a project is called."""
    return one.row.title


def projects_table(projects: Sequence[ProjectValue]) -> Table:
    """Every project on one line."""
    columns = (
        Column("project", "Progetto"),
        Column("area", "Ambito"),
        Column("start_date", "Inizio", DAY),
        Column("end_date", "Fine", DAY),
        Column("elapsed_share", "Tempo trascorso", PERCENT),
        Column("annualities", "Annualità"),
        Column("funders", "Finanziatori", WHOLE),
        Column("total_eur", TOTAL, MONEY),
        Column("beyond", "Oltre il piano"),
    )
    rows = [
        (
            project_name(one),
            one.row.area,
            one.row.start_date,
            one.row.end_date,
            one.elapsed,
            "; ".join(years_of(each) for each in one.annualities) or NOT_SAID,
            len(one.funders),
            one.total,
            _beyond(one),
        )
        for one in projects
    ]
    return table("progetti", "I progetti di più anni", columns, rows)


def _beyond(one: ProjectValue) -> str:
    """Whether it lasts longer than its plan; not known of one that has none."""
    return "sì" if one.outlasts else "no" if one.row.plan_from else italian.NO_VALUE


def years_of(one: AnnualityValue) -> str:
    """«2ª e 3ª», «1ª», «dalla 2ª alla 4ª»."""
    first, last = one.row.year_from, one.row.year_to
    if first == last:
        return f"{first}ª"
    return f"{first}ª e {last}ª" if last == first + 1 else f"dalla {first}ª alla {last}ª"


def annuality_name(one: AnnualityValue) -> str:
    """«2ª e 3ª annualità, dal 01/03/2025 al 28/02/2027»."""
    return f"{years_of(one)} annualità, dal {italian.day(one.first)} al {italian.day(one.last)}"


def project_figures(one: ProjectValue) -> tuple[KeyFigure, ...]:
    """Time that is over, duration, what the funders give."""
    unstated = sum(1 for each in one.funders if each.amount_cents is None)
    missing = f"; {italian.plural(unstated, 'finanziatore non ha', 'finanziatori non hanno')} detto"
    note = italian.plural(len(one.funders), "finanziatore", "finanziatori")
    return (
        KeyFigure(
            "elapsed",
            "Tempo trascorso",
            italian.percent(one.elapsed, 0),
            f"dal {italian.day(one.row.start_date)} al {italian.day(one.row.end_date)}",
        ),
        KeyFigure(
            "total",
            "Finanziamento",
            italian.euro_short(one.total or one.stated or None),
            note if not unstated else f"{note}{missing} quanto",
        ),
        KeyFigure(
            "beyond",
            "Oltre la durata del piano",
            _beyond(one),
            f"il piano va dal {one.row.plan_from} al {one.row.plan_to}"
            if one.row.plan_from
            else "il progetto non è legato a un piano",
        ),
    )


def project_fields(one: ProjectValue) -> tuple[LabelledWords, ...]:
    """The sheet: title, area, context, objectives, actions, source, duration."""
    row = one.row
    said = {
        "Titolo": row.title,
        "Ambito": row.area,
        "Contesto e analisi del bisogno": row.context,
        "Obiettivi generali": row.general_objectives,
        "Obiettivi specifici": row.specific_objectives,
        "Azioni": row.actions,
        "Durata": f"dal {italian.day(row.start_date)} al {italian.day(row.end_date)}",
        "Fonte": row.source,
    }
    return tuple(LabelledWords(name, words or NOT_SAID) for name, words in said.items())


def annuality_fields(one: AnnualityValue) -> tuple[LabelledWords, ...]:
    """What is of some years of a project."""
    row = one.row
    said = {
        "Contesto e bisogno": row.context,
        "Obiettivi generali": row.general_objectives,
        "Obiettivi specifici": row.specific_objectives,
        "Altri obiettivi": row.objectives,
        "Azioni": row.actions,
    }
    return tuple(
        LabelledWords(name, words or NOT_SAID)
        for name, words in said.items()
        if words or name != "Altri obiettivi"
    )


def annualities_table(one: ProjectValue) -> Table:
    """The annualità with all that is of each: what leaves in a file."""
    columns = (
        Column("annuality", "Annualità"),
        Column("first", "Dal", DAY),
        Column("last", "Al", DAY),
        *(Column(f"field_{n}", name) for n, name in enumerate(_TOLD, start=1)),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in one.annualities:
        said = {field.label: field.words for field in annuality_fields(each)}
        rows.append(
            (years_of(each), each.first, each.last, *(said.get(name, NOT_SAID) for name in _TOLD))
        )
    return table(f"annualita_{one.row.code}", f"{one.row.title}: annualità", columns, rows)


_TOLD = ("Contesto e bisogno", "Obiettivi generali", "Obiettivi specifici", "Azioni")


def funders_table(one: ProjectValue) -> Table:
    """Who pays, how much, which part; the total only where everybody has said it."""
    columns = (
        Column("funder", "Finanziatore"),
        Column("kind", "Tipo"),
        Column("amount_eur", "Importo", MONEY),
        Column("share", "Parte", PERCENT),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in one.funders:
        amount = of_cents(each.amount_cents)
        share = amount.share_of(one.total) if amount is not None and one.total else None
        rows.append((each.name, each.kind.label, amount, share))
    rows.append((TOTAL, "", one.total, 1 if one.total else None))
    title = f"{one.row.title}: finanziatori"
    return table(f"finanziatori_{one.row.code}", title, columns, rows)
