"""The tables of the screen «Fonti»."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.render.key_figure import KeyFigure
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table
from udp_core.sources.queries.sources import ChangeValue, DataSetValue, DiscrepancyValue
from udp_core.sources.report import SourcesReport

OF_THE_MEASURE = "come la misura"
_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_NAMES = {
    "frna_total": "totale del FRNA",
    "fsr_initial": "Fondo sociale regionale, prima assegnazione",
    "fsr_total": "Fondo sociale regionale, totale",
    "spesa_pro_capite": "spesa per abitante",
    "altre_attivita_assistenza_domiciliare": "altre attività di assistenza domiciliare",
    "assistenza_domiciliare_integrata_servizi_sanitari": (
        "assistenza domiciliare integrata con servizi sanitari"
    ),
    "assistenza_domiciliare_socio_assistenziale": "assistenza domiciliare socio-assistenziale",
    "voucher_assegno_di_cura_buono_sociosanitario": (
        "voucher, assegno di cura, buono socio-sanitario"
    ),
}
"""The codes of published measures and services that name a discrepancy."""
_KINDS = {"integer": ColumnKind.WHOLE, "number": ColumnKind.DECIMAL}


def data_sets_table(data_sets: Sequence[DataSetValue]) -> Table:
    """Every data set with its date, trust and licence."""
    columns = (
        Column("theme", "Tema"),
        Column("title", "Insieme di dati"),
        Column("as_of", "Situazione al"),
        Column("trust", "Affidabilità"),
        Column("rows", "Righe", ColumnKind.WHOLE),
        Column("licence", "Licenza e attribuzione"),
    )
    rows = [
        (
            one.theme,
            one.title,
            when(one.as_of),
            one.trust,
            one.rows or None,
            "; ".join(part for part in (one.licence, one.attribution) if part),
        )
        for one in data_sets
    ]
    return table("insiemi_di_dati", "Insiemi di dati caricati", columns, rows)


def when(as_of: str) -> str:
    """A date as the source gives it: «01/01/2023» or «2023»."""
    parts = as_of.split("-")
    # year, month, day
    return "/".join(reversed(parts)) if len(parts) == 3 else as_of  # noqa: PLR2004


def discrepancies_table(discrepancies: Sequence[DiscrepancyValue]) -> Table:
    """Both figures of every published total that does not add up."""
    columns = (
        Column("check", "Controllo"),
        Column("title", "Che cosa non torna"),
        Column("place", "Dove"),
        Column("stated", "Dichiarato", ColumnKind.QUANTITY),
        Column("computed", "Calcolato", ColumnKind.QUANTITY),
        Column("difference", "Differenza", ColumnKind.QUANTITY),
        Column("reading", "Lettura"),
        Column("note", "Nota e fonti"),
    )
    return table(
        "discrepanze",
        "Discrepanze nelle fonti pubblicate",
        columns,
        [_discrepancy(one) for one in discrepancies],
    )


def _discrepancy(one: DiscrepancyValue) -> tuple[Cell, ...]:
    stated, computed = (quantity(value, one.unit) for value in (one.stated, one.computed))
    difference = replace(quantity(one.difference, difference_unit(one.unit)), signed=True)
    reading = (
        "spiegata dagli arrotondamenti" if one.explained_by_rounding else "da chiarire con la fonte"
    )
    return (
        one.check,
        one.title,
        place_words(one.place),
        stated,
        computed,
        difference,
        reading,
        one.note,
    )


def figure(value: Decimal, unit: str) -> str:
    """A published figure with its unit and as many decimals as it has."""
    return quantity(value, unit).words


def quantity(value: Decimal, unit: str) -> Quantity:
    """A published figure as a number with its unit in words and as many decimals as it has."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return Quantity(value, unit_words(unit), decimals)


def unit_words(unit: str) -> str:
    """«EUR al giorno» is «€ al giorno»; where the unit is that of the measure, nothing."""
    if unit == OF_THE_MEASURE:
        return ""
    return re.sub(r"(?i)\beur\b", "€", unit)


def difference_unit(unit: str) -> str:
    """A difference of percentages is in points."""
    return "punti" if unit == "%" else unit


def place_words(place: str) -> str:
    """«Emilia-Romagna, 2025, totale del FRNA».

    The code of a measure or of a service is its name.
    """
    return ", ".join(_NAMES.get(part, _in_words(part)) for part in place.split(", "))


def _in_words(part: str) -> str:
    return part.replace("_", " ") if _CODE.fullmatch(part) else part


def changes_table(changes: Sequence[ChangeValue]) -> Table:
    """The latest changes to the database."""
    columns = (
        Column("at", "Quando"),
        Column("author", "Chi"),
        Column("reason", "Perché"),
        Column("added", "Aggiunte", ColumnKind.WHOLE),
        Column("changed", "Cambiate", ColumnKind.WHOLE),
        Column("removed", "Tolte", ColumnKind.WHOLE),
    )
    rows = [
        (
            f"{one.at.astimezone(ROME):%d/%m/%Y %H:%M}",
            one.author,
            one.reason,
            one.added,
            one.changed,
            one.removed,
        )
        for one in changes
    ]
    return table("modifiche", "Ultime modifiche all’archivio", columns, rows)


def published_table(
    data_set: DataSetValue, descriptor: Mapping[str, Any], rows: Sequence[Mapping[str, Cell]]
) -> Table:
    """The rows of a published table under the labels of its descriptor.

    Numbers keep the decimals they have.
    """
    fields = descriptor["schema"]["fields"]
    columns = [
        Column(
            item["name"],
            item.get("title", item["name"]),
            _KINDS.get(item["type"], ColumnKind.TEXT),
            _decimals(item["name"], rows),
        )
        for item in fields
    ]
    return table(
        data_set.code,
        data_set.title,
        columns,
        [[_cell(row[item["name"]], item["type"]) for item in fields] for row in rows],
    )


def _decimals(name: str, rows: Sequence[Mapping[str, Cell]]) -> int:
    values = [row[name] for row in rows]
    return max(
        0,
        *(
            -int(value.normalize().as_tuple().exponent)
            for value in values
            if isinstance(value, Decimal)
        ),
        0,
    )


def _cell(value: Cell, kind: str) -> Cell:
    """Years are words: «2024», never «2.024»."""
    return str(value) if kind == "year" and value is not None else value


def sources_figures(report: SourcesReport, revision: int) -> tuple[KeyFigure, ...]:
    """How many data sets, how many published figures do not agree, which state of the archive."""
    explained = len(report.discrepancies) - len(report.unexplained)
    return (
        KeyFigure(
            "sets",
            "Insiemi di dati",
            italian.number(len(report.data_sets)),
            "ciascuno con fonte e data",
        ),
        KeyFigure(
            "doubtful",
            "Discrepanze da chiarire",
            italian.number(len(report.unexplained)),
            "la fonte non torna con sé stessa",
        ),
        KeyFigure(
            "rounded",
            "Spiegate dagli arrotondamenti",
            italian.number(explained),
            "cifre stampate arrotondate",
        ),
        KeyFigure(
            "revision",
            "Revisione dell’archivio",
            italian.number(revision),
            "ogni modifica è registrata",
        ),
    )
