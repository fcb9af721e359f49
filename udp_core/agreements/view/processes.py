"""The processes of integration in tables: owners, tools, who answers for what."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.agreements.report.values import ProcessValue, RulesReport
from udp_core.agreements.rules import LETTERS
from udp_core.render.table import Column, ColumnKind, Table, table

DAY = ColumnKind.DAY


def processes_table(report: RulesReport) -> Table:
    """The processes with their owners, protocol and tools."""
    heads = (
        Column("name", "Processo"),
        Column("state", "Stato"),
        Column("social", "Titolare sociale"),
        Column("health", "Titolare sanitario"),
        Column("protocol", "Protocollo"),
        Column("tools", "Strumenti condivisi"),
        Column("reviewed", "Riguardato il", DAY),
        Column("note", "Nota"),
    )
    rows = [
        (
            one.name,
            one.state,
            one.social_owner or "◆ manca",
            one.health_owner or "◆ manca",
            "; ".join(one.protocols) or "◆ manca",
            "; ".join(f"{each.name} ({each.kind.label})" for each in one.tools) or "nessuno",
            one.reviewed_on,
            one.note,
        )
        for one in report.processes
    ]
    return table("processi", "Processi di integrazione", heads, rows)


def tools_table(report: RulesReport) -> Table:
    """The tools shared with the Distretto della Salute."""
    heads = (
        Column("name", "Strumento"),
        Column("kind", "Tipo"),
        Column("process", "Processo"),
        Column("who", "Chi lo usa"),
        Column("from", "In uso dal", DAY),
    )
    rows = [
        (each.name, each.kind, one.name, each.used_by, each.used_from)
        for one in report.processes
        for each in one.tools
    ]
    return table("strumenti", "Strumenti condivisi con il Distretto della Salute", heads, rows)


def matrix_table(report: RulesReport) -> Table:
    """Who executes, answers, is consulted or informed: processes by bodies."""
    bodies = list(dict.fromkeys(who for one in report.processes for who, _ in one.roles))
    heads = [
        Column("process", "Processo"),
        *(Column(f"ente_{number}", who) for number, who in enumerate(bodies, 1)),
        Column("check", "Controllo"),
    ]
    rows = [(one.name, *_letters(one, bodies), _checked(one)) for one in report.processes]
    return table("responsabilita", "Chi fa che cosa: R, A, C, I", heads, rows)


def _letters(one: ProcessValue, bodies: Sequence[str]) -> list[str]:
    return [", ".join(LETTERS[role] for who, role in one.roles if who == body) for body in bodies]


def _checked(one: ProcessValue) -> str:
    wrong = [why for why in one.problems if why.endswith(")")]
    return f"◆ {'; '.join(wrong)}" if wrong else "completo"
