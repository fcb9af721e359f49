"""The tables of the sheet of one scheda: its actions, its money by source and Comune."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Phase
from udp_core.programme.queries.programme_sheet import FundingValue
from udp_core.programme.report.programme import SchedaValue
from udp_core.programme.report.sheet import SheetReport
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

NO_ROW = "–"
"""A source that pays nothing in a Comune: not a missing figure, there is none to write."""


def actions_table(scheda: SchedaValue) -> Table:
    """The actions with due date, day of conclusion, weight."""
    columns = (
        Column("number", "N.", ColumnKind.WHOLE),
        Column("title", "Azione"),
        Column("due_date", "Scadenza", ColumnKind.DAY),
        Column("done", "Conclusa il"),
        Column("weight_share", "Peso", ColumnKind.PERCENT),
    )
    done = Column("done", "", ColumnKind.DAY)
    rows = [
        (
            one.number,
            one.title,
            one.due_date,
            done.words(one.done_date) if one.done_date else "▲ scaduta" if one.late else "da fare",
            one.weight,
        )
        for one in scheda.actions
    ]
    return table(f"azioni_{scheda.code}", f"Azioni della scheda {scheda.code}", columns, rows)


def funding_table(scheda: SchedaValue, sheet: SheetReport, phase: Phase) -> Table:
    """Source by Comune in a phase.

    Totals of rows and columns are computed, never stored (DOMAIN.md 5.2, I13).
    """
    places = places_of(sheet)
    columns = (
        Column("source", "Fonte"),
        *(
            Column(f"comune_{key or 'distretto'}_eur", name, ColumnKind.MONEY)
            for key, name in places
        ),
        Column("total_eur", "Totale", ColumnKind.MONEY),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            *(_there(sheet.amount(phase, source, place)) for place, _ in places),
            sheet.amount(phase, source),
        )
        for source, name in sheet.sources
        if sheet.amount(phase, source) is not None
    ]
    total: tuple[Cell, ...] = (
        "Totale",
        *(sheet.amount(phase, None, place) for place, _ in places),
        sheet.amount(phase),
    )
    return table(
        f"finanziamento_{scheda.code}_{phase.value}",
        f"Piano finanziario, {phase.label}",
        columns,
        [*rows, total],
    )


def _there(amount: Money | None) -> Cell:
    return NO_ROW if amount is None else amount


def places_of(sheet: SheetReport) -> tuple[tuple[str, str], ...]:
    """The Comuni with money, and the part of the whole district where there is one."""
    present = {row.municipality_id for row in sheet.funding}
    known = [
        (key, name) for key, name in (*sheet.municipalities, ("", WHOLE_DISTRICT)) if key in present
    ]
    others = sorted(present - {key for key, _ in known})
    return (*known, *((key, key) for key in others))


def funding_rows_table(
    scheda: SchedaValue, rows: Sequence[FundingValue], names: dict[str, str]
) -> Table:
    """The stored rows under every total of the sheet."""
    columns = (
        Column("id", "Identificativo"),
        Column("phase", "Fase"),
        Column("source_name", "Fonte"),
        Column("municipality", "Comune"),
        Column("amount_eur", "Importo", ColumnKind.MONEY),
        Column("state", "Stato del dato"),
        Column("as_of", "Situazione al", ColumnKind.DAY),
        Column("source", "Origine"),
        Column("origin", "Natura"),
    )
    cells = [
        (
            row.id,
            row.phase,
            row.source_name,
            names.get(row.municipality_id, row.municipality_id) or WHOLE_DISTRICT,
            row.amount,
            row.state,
            row.as_of,
            row.source,
            row.origin,
        )
        for row in rows
    ]
    return table(
        f"righe_{scheda.code}",
        f"Righe del finanziamento della scheda {scheda.code}",
        columns,
        cells,
    )
