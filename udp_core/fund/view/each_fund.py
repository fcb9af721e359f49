"""The funds of a year side by side: what each has, what is left of it, when its money expires."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.fund.report.fund import FundReport
from udp_core.fund.view.words import residue_of
from udp_core.render.light import light
from udp_core.render.table import Column, ColumnKind, Table, table


def each_fund_table(found: Sequence[FundReport], year: int) -> Table:
    """A line a fund; the residue is that of the end of the year, as its own screen says it.

    What is not known is not there: a fund without a forecast has no residue.
    """
    columns = (
        Column("fund", "Fondo"),
        Column("available", "Disponibile", ColumnKind.MONEY),
        Column("programmed", "Programmato", ColumnKind.MONEY),
        Column("used", "Usato ad oggi", ColumnKind.MONEY),
        Column("residue", "Residuo al 31/12", ColumnKind.MONEY),
        Column("light", "A fine anno"),
        Column("expiry", "Che cosa ne è se avanza"),
    )
    rows = [
        (
            one.fund.short,
            one.available,
            one.position.programmed,
            one.used,
            residue_of(one),
            light(one.status.at_year_end.level).words,
            expiry_words(one),
        )
        for one in found
    ]
    return table("fondi", f"Tutti i fondi del {year}", columns, rows)


def expiry_words(report: FundReport) -> str:
    """What becomes of unused money, as its source says; that nobody wrote it."""
    rule = (report.fund.expires or "").strip().rstrip(".").replace("'", "’")
    return f"{rule[:1].upper()}{rule[1:]}" if rule else "nessuna regola scritta"
