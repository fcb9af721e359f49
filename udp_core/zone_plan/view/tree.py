"""The tree of a plan in HTML: guideline, objective under objective, what each adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from udp_core.kernel import italian
from udp_core.render.markup import light_markup, linked, text
from udp_core.zone_plan.report.plan import ObjectiveValue, PlanReport
from udp_core.zone_plan.view.tables import count_of_year
from udp_core.zone_plan.view.words import (
    NO_GUIDELINE,
    NOT_SAID,
    objective_name,
    plan_name,
    years_words,
)

DEEPEST = 4
"""Beyond it a branch is no longer moved to the right."""
Address = dict[str, str]


def tree_markup(
    report: PlanReport, shown: Sequence[ObjectiveValue], key: str, address: Address
) -> str:
    """The objectives as one table, each moved to the right under its own; a name opens it.

    `address` is what the link keeps, `key` the word under which it names the objective.
    """
    heads = "".join(
        f'<th scope="col"{kind}>{words}</th>'
        for words, kind in (
            ("Obiettivo", ""),
            ("Priorità", _NUMBER),
            (f"Schede {report.year}", _NUMBER),
            ("Oggi", ""),
            ("Fatto", _NUMBER),
            (f"Programmato {years_words(report.plan)}", _NUMBER),
            ("Speso", _NUMBER),
        )
    )
    rows = "".join(_rows(report, shown, key, address))
    return (
        f'<table class="udp-table udp-wide udp-tree" aria-label="{text(plan_name(report))}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


_NUMBER = ' class="udp-number"'
_COLUMNS = 7


def _rows(
    report: PlanReport, shown: Sequence[ObjectiveValue], key: str, address: Address
) -> list[str]:
    titles = {one.id: one.title for one in report.guidelines}
    found, last = [], ""
    for one in shown:
        title = titles.get(one.guideline_id or "", NO_GUIDELINE)
        if one.depth == 0 and title != last:
            found.append(
                f'<tr><th scope="colgroup" colspan="{_COLUMNS}">Indirizzo: {text(title)}</th></tr>'
            )
            last = title
        found.append(_row(report, one, f"?{urlencode({**address, key: objective_name(one)})}"))
    return found


def _row(report: PlanReport, one: ObjectiveValue, link: str) -> str:
    light = one.standing.light
    numbers = (
        ("Priorità", NOT_SAID if one.row.priority is None else str(one.row.priority)),
        (f"Schede {report.year}", italian.number(count_of_year(report, one))),
    )
    sums = (
        ("Fatto", italian.percent(one.standing.progress.done, 0)),
        ("Programmato", italian.euro_short(one.programmed)),
        ("Speso", italian.euro_short(one.spent)),
    )
    name = linked(objective_name(one), link)
    lit = light_markup(light.level) if light else NOT_SAID
    return (
        f'<tr class="udp-depth-{min(one.depth, DEEPEST)}"><td>{name}</td>{_cells(numbers)}'
        f'<td data-th="Oggi">{lit}</td>{_cells(sums)}</tr>'
    )


def _cells(said: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f'<td class="udp-number" data-th="{text(head)}">{text(words)}</td>' for head, words in said
    )
