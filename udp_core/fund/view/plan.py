"""The plan of the activities of a fund, voce by voce: what is planned, and with how much money."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.fund.report.fund import FundReport, VoceValue
from udp_core.fund.view.budgets import budget_sentence
from udp_core.fund.view.words import accounts_words, used_heading
from udp_core.kernel import italian
from udp_core.programme.report.programme import known_total
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

MONEY = ColumnKind.MONEY
TITLE = "Piano delle attività"
PLAN_COLUMNS = ("voce", "activity", "budget", "used")
"""What of the plan the wall has room for."""


def plan_title(report: FundReport) -> str:
    """«Piano delle attività del FRNA 2027»."""
    return f"{TITLE} {report.fund.of_the_fund} {report.year}"


def plan_lines(report: FundReport) -> tuple[str, ...]:
    """Which fund, how far its preventivo has come, what can be spent of what is programmed."""
    position = report.position
    drafts = (
        f"Sono in bozza {italian.euro(report.budget_drafts)}, non contati."
        if report.budget_drafts
        else ""
    )
    money = (
        f"Disponibile {italian.euro(report.available)}; programmato"
        f" {italian.euro(position.programmed)}."
    )
    lines = (accounts_words(report), budget_sentence(report.budget), money, drafts)
    return tuple(one for one in lines if one)


def plan_table(report: FundReport) -> Table:
    """Voce by voce, area by area: activity planned, preventivo, preconsuntivo, what was used."""
    rows: list[tuple[Cell, ...]] = []
    for area in dict.fromkeys(voce.area for voce in report.voci):
        own = [voce for voce in report.voci if voce.area is area]
        rows += [_row(voce) for voce in own]
        rows.append((area.label, f"Totale {area.label}", "", *_sums(own)))
    rows.append(("", "Totale", "", *_sums(report.voci)))
    return _table(report, rows)


def plan_rows(report: FundReport, voci: Sequence[VoceValue]) -> Table:
    """Some voci of it, by their short names, in the order given, without sums."""
    return _table(report, [_row(voce, f"{voce.code} {voce.short_name}") for voce in voci])


def _table(report: FundReport, rows: Sequence[Sequence[Cell]]) -> Table:
    columns = (
        Column("area", "Area"),
        Column("voce", "Voce"),
        Column("activity", "Attività prevista"),
        Column("budget", "Preventivo", MONEY),
        Column("preconsuntivo", "Preconsuntivo", MONEY),
        Column("used", used_heading(report.regime), MONEY),
    )
    return table(f"{report.fund.stem}_piano_attivita", plan_title(report), columns, rows)


def _row(voce: VoceValue, short: str = "") -> tuple[Cell, ...]:
    name = short or f"{voce.code} {voce.name}"
    return (
        voce.area.label,
        name,
        planned_words(voce),
        voce.programmed,
        voce.preconsuntivo,
        voce.used,
    )


def planned_words(voce: VoceValue) -> str:
    """«268.134 giornate; 773 posti»."""
    known = (
        f"{italian.number(one.planned, 0)} {one.unit.label}"
        for one in voce.activities
        if one.planned is not None
    )
    return "; ".join(known) or italian.NO_VALUE


def _sums(voci: Sequence[VoceValue]) -> tuple[Cell, ...]:
    return (
        known_total(voce.programmed for voce in voci),
        known_total(voce.preconsuntivo for voce in voci),
        known_total(voce.used for voce in voci),
    )
