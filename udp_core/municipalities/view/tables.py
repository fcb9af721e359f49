"""The tables of the Comuni: the parts, the whole district, and the total they add up to."""

from __future__ import annotations

from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import AgeBand
from udp_core.municipalities.report import MunicipalitiesReport
from udp_core.municipalities.rules import Sharing
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

MONEY, PERCENT, WHOLE = ColumnKind.MONEY, ColumnKind.PERCENT, ColumnKind.WHOLE
DISTRICT_ROW = "Intero distretto (non attribuito)"
TOTAL_ROW = "Totale del distretto"


def sharing_table(name: str, title: str, sharing: Sharing, need: str) -> Table:
    """Need and spending of each Comune, the money of the whole district apart, the total."""
    columns = (
        Column("name", "Comune"),
        Column("residents", need, WHOLE),
        Column("need_share", "Quota di bisogno", PERCENT, 1),
        Column("spent", "Importo", MONEY),
        Column("spending_share", "Quota di spesa", PERCENT, 1),
        Column("gap", "Differenza", ColumnKind.POINTS, 1),
        Column("per_resident", "Per residente", MONEY),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.name,
            one.residents,
            sharing.need_share(one),
            one.spent,
            sharing.spending_share(one),
            sharing.gap(one),
            one.per_resident,
        )
        for one in sharing.municipalities
    ]
    rows.append((DISTRICT_ROW, None, None, sharing.whole_district, None, None, None))
    rows.append((TOTAL_ROW, sharing.residents, None, sharing.spent, None, None, None))
    return table(name, title, columns, rows)


def residents_table(report: MunicipalitiesReport) -> Table:
    """Residents of each Comune by band. Bands overlap: they are never added to each other."""
    bands = [
        band
        for band in AgeBand
        if any(one.residents_in(band) is not None for one in report.municipalities)
    ]
    columns = (
        Column("band", "Fascia di età"),
        *(Column(one.id, one.name, WHOLE) for one in report.municipalities),
        Column("district", "Distretto", WHOLE),
    )
    rows = []
    for band in bands:
        known = [one.residents_in(band) for one in report.municipalities]
        counted = [count for count in known if count is not None]
        rows.append(
            (band.label.capitalize(), *known, sum(counted) if len(counted) == len(known) else None)
        )
    return table("residenti", "Residenti per Comune e fascia di età", columns, rows)


def money_table(report: MunicipalitiesReport) -> Table:
    """All the money by Comune: FRNA and programme, programmed and used."""
    columns = (
        Column("name", "Comune"),
        Column("frna_programmed", "FRNA programmato", MONEY),
        Column("frna_used", "FRNA usato", MONEY),
        Column("programme_programmed", "Programma: preventivo", MONEY),
        Column("programme_used", "Programma: speso", MONEY),
    )
    values = [
        (one.name, one.frna.programmed, one.frna.used, one.programme.programmed, one.programme.used)
        for one in report.municipalities
    ]
    values.append(
        (
            DISTRICT_ROW,
            report.frna.programmed,
            report.frna.used,
            report.programme.programmed,
            report.programme.used,
        )
    )
    totals = [_sum([row[index] for row in values]) for index in range(1, len(columns))]
    return table(
        "risorse_per_comune", "Risorse per Comune", columns, [*values, (TOTAL_ROW, *totals)]
    )


def _sum(amounts: list[str | Money | None]) -> Money | None:
    known = [amount.cents for amount in amounts if isinstance(amount, Money)]
    return Money(sum(known)) if known else None
