"""The life of the preventivi in words and in a table: state, act, day."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.fund.rules.budgets import BudgetAct, BudgetLife, FundBudget
from udp_core.fund.terms import BudgetState
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ActState
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

UNRECORDED = "approvazione non registrata"


def budget_sentence(life: BudgetLife) -> str:
    """How far a preventivo has come, and by which act: «Preventivo approvato il 18/02/2026: …»."""
    if life.state is None:
        return f"Preventivo: {UNRECORDED}."
    if life.state is BudgetState.DRAFT:
        return "Preventivo in bozza: non ancora concordato né approvato."
    if life.state is BudgetState.AGREED:
        return "Preventivo concordato, non ancora approvato."
    by = f": {act_words(life.act)}" if life.act else ""
    return f"Preventivo approvato il {italian.day(life.approved_on)}{by}."


def budget_short(life: BudgetLife) -> str:
    """The same where there is little room, without the act."""
    return budget_sentence(BudgetLife(life.state, life.approved_on))


def act_words(act: BudgetAct) -> str:
    """«decisione del Comitato di Distretto n. 5/2026», and what has become of it since."""
    number = f" n. {act.number}" if act.number else ""
    gone = f" ({act.state.label})" if act.state is ActState.REPEALED else ""
    return f"{act.kind.label}{number}{gone}"


def budgets_message(budgets: Sequence[FundBudget]) -> str:
    """«Preventivi approvati: 1 di 5»."""
    approved = sum(one.life.is_approved for one in budgets)
    return f"Preventivi approvati: {approved} di {len(budgets)}"


def budgets_table(budgets: Sequence[FundBudget], year: int) -> Table:
    """Fund by fund: what is programmed, how far its preventivo has come, by which act."""
    columns = (
        Column("fund", "Fondo"),
        Column("programmed", "Programmato", ColumnKind.MONEY),
        Column("state", "Preventivo"),
        Column("approved_on", "Approvato il"),
        Column("act", "Atto"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.fund,
            one.programmed,
            one.life.state.label if one.life.state else UNRECORDED,
            italian.day(one.life.approved_on) if one.life.approved_on else "",
            act_words(one.life.act) if one.life.act else "",
        )
        for one in budgets
    ]
    return table("preventivi", f"Preventivi {year}, fondo per fondo", columns, rows)
