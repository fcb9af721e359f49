"""What a year is prepared with, in tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from udp_core.kernel import italian
from udp_core.kernel.money import total
from udp_core.render.table import Column, ColumnKind, Table, table
from udp_core.years.report.new_year import NewYearReport
from udp_core.years.rules import BY_HAND


def registers_table(report: NewYearReport) -> Table:
    """How many rows of each register would be made, and how many are there already."""
    columns = (
        Column("register", "Che cosa"),
        Column("new", "Da preparare", ColumnKind.WHOLE),
        Column("there", "Già presenti", ColumnKind.WHOLE),
    )
    rows = [(one.name, one.new, one.there) for one in report.registers]
    return table("nuovo_anno", f"Che cosa si prepara per il {report.year}", columns, rows)


def budget_table(report: NewYearReport) -> Table:
    """Each voce of each fund: this year, next year, the difference, why."""
    columns = (
        Column("fund", "Fondo"),
        Column("voce", "Voce"),
        Column("before", f"Preventivo {report.year - 1}", ColumnKind.MONEY),
        Column("after", f"Bozza {report.year}", ColumnKind.MONEY),
        Column("difference", "Differenza", ColumnKind.MONEY),
        Column("why", "Perché"),
    )
    rows = [
        (one.fund, one.voce, one.before, one.after, one.after - one.before, one.why)
        for one in report.budget
    ]
    return table("nuovo_preventivo", f"Preventivo {report.year} in bozza", columns, rows)


def schede_table(report: NewYearReport) -> Table:
    """Each scheda that is carried over, as it would be."""
    columns = (
        Column("before", f"Nel {report.year - 1}"),
        Column("after", f"Nel {report.year}"),
        Column("starts", "Inizio", ColumnKind.DAY),
        Column("ends", "Fine", ColumnKind.DAY),
        Column("was", f"Preventivo {report.year - 1}", ColumnKind.MONEY),
        Column("budget", f"Bozza {report.year}", ColumnKind.MONEY),
        Column("why", "Perché"),
    )
    rows = [
        (
            one.before,
            one.after,
            date.fromisoformat(one.starts),
            date.fromisoformat(one.ends),
            one.was,
            one.budget,
            one.why,
        )
        for one in report.schede
    ]
    return table("nuove_schede", f"Schede del {report.year} in bozza", columns, rows)


def dated_table(report: NewYearReport) -> Table:
    """Rules, terms and mandates that are carried on: from which day to which, why."""
    columns = (
        Column("register", "Registro"),
        Column("title", "Riga"),
        Column("before", "Prima", ColumnKind.DAY),
        Column("after", f"Nel {report.year}", ColumnKind.DAY),
        Column("why", "Perché"),
    )
    rows = [(one.register, one.title, one.before, one.after, one.why) for one in report.dated]
    return table("nuovi_giorni", f"Organi e incarichi del {report.year}", columns, rows)


def proposal(one: Table) -> Table:
    """A table as it is proposed, to be corrected: without what would follow from a correction."""
    kept = [place for place, column in enumerate(one.columns) if column.name != "difference"]
    columns = tuple(
        replace(one.columns[place], label="Perché la proposta")
        if one.columns[place].name == "why"
        else one.columns[place]
        for place in kept
    )
    return replace(
        one, columns=columns, rows=tuple(tuple(row[place] for place in kept) for row in one.rows)
    )


def by_hand_table(report: NewYearReport) -> Table:
    """What somebody wrote in place of the proposal: this year, next year, the difference."""
    columns = (
        Column("what", "Che cosa"),
        Column("before", f"Preventivo {report.year - 1}", ColumnKind.MONEY),
        Column("after", f"Bozza {report.year}", ColumnKind.MONEY),
        Column("difference", "Differenza", ColumnKind.MONEY),
    )
    voci = [
        (f"{one.fund}: {one.voce}", one.before, one.after, one.after - one.before)
        for one in report.budget
        if one.why == BY_HAND
    ]
    schede = [
        (one.after, one.was, one.budget, one.budget - one.was)
        for one in report.schede
        if one.why == BY_HAND
    ]
    return table("scritte_a_mano", "Scritte a mano", columns, [*voci, *schede])


def summary_words(report: NewYearReport) -> str:
    """How much would be made, in a line."""
    if not report.rows:
        return f"Del {report.year} non manca nulla di ciò che è stato scelto."
    after = total(one.after for one in report.budget)
    before = total(one.before for one in report.budget)
    said = italian.plural(report.rows, "riga", "righe")
    schede = italian.plural(len(report.schede), "scheda", "schede")
    money = f", preventivi per {italian.euro(after)} ({italian.euro(before)} quest’anno)"
    return f"Si preparano in bozza {said}: {schede}{money if report.budget else ''}."
