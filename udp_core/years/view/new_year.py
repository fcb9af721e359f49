"""What a year is prepared with, in tables."""

from __future__ import annotations

from datetime import date

from udp_core.kernel import italian
from udp_core.kernel.money import total
from udp_core.render.table import Column, ColumnKind, Table, table
from udp_core.years.report.new_year import NewYearPicture


def registers_table(picture: NewYearPicture) -> Table:
    """How many rows of each register would be made, and how many are there already."""
    columns = (
        Column("register", "Che cosa"),
        Column("new", "Da preparare", ColumnKind.WHOLE),
        Column("there", "Già presenti", ColumnKind.WHOLE),
    )
    rows = [(one.name, one.new, one.there) for one in picture.registers]
    return table("nuovo_anno", f"Che cosa si prepara per il {picture.year}", columns, rows)


def budget_table(picture: NewYearPicture) -> Table:
    """Each voce of each fund: this year, next year, the difference, why."""
    columns = (
        Column("fund", "Fondo"),
        Column("voce", "Voce"),
        Column("before", f"Preventivo {picture.year - 1}", ColumnKind.MONEY),
        Column("after", f"Bozza {picture.year}", ColumnKind.MONEY),
        Column("difference", "Differenza", ColumnKind.MONEY),
        Column("why", "Perché"),
    )
    rows = [
        (one.fund, one.voce, one.before, one.after, one.after - one.before, one.why)
        for one in picture.budget
    ]
    return table("nuovo_preventivo", f"Preventivo {picture.year} in bozza", columns, rows)


def schede_table(picture: NewYearPicture) -> Table:
    """Each scheda that is carried over, as it would be."""
    columns = (
        Column("before", f"Nel {picture.year - 1}"),
        Column("after", f"Nel {picture.year}"),
        Column("starts", "Inizio", ColumnKind.DAY),
        Column("ends", "Fine", ColumnKind.DAY),
        Column("budget", "Preventivo in bozza", ColumnKind.MONEY),
    )
    rows = [
        (
            one.before,
            one.after,
            date.fromisoformat(one.starts),
            date.fromisoformat(one.ends),
            one.budget,
        )
        for one in picture.schede
    ]
    return table("nuove_schede", f"Schede del {picture.year} in bozza", columns, rows)


def summary_words(picture: NewYearPicture) -> str:
    """How much would be made, in a line."""
    if not picture.rows:
        return f"Del {picture.year} non manca nulla di ciò che è stato scelto."
    after = total(one.after for one in picture.budget)
    before = total(one.before for one in picture.budget)
    said = italian.plural(picture.rows, "riga", "righe")
    schede = italian.plural(len(picture.schede), "scheda", "schede")
    money = f", preventivi per {italian.euro(after)} ({italian.euro(before)} quest’anno)"
    return f"Si preparano in bozza {said}: {schede}{money if picture.budget else ''}."
