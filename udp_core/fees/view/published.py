"""Fees that were published, as they were, each with its source: they are real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

DATA_SET = "copayment_rules"
_RULES = {
    "cra_quota_utente_max": "CRA, quota massima dell’utente",
    "cra_quota_utente_aumento": "CRA, aumento della quota dell’utente",
    "cra_quota_utente_precedente": "CRA, quota dell’utente prima dell’aumento",
    "cra_quota_utente_aumento_percent": "CRA, aumento della quota dell’utente",
    "cra_sconto_isee_soglia_1": "CRA, ISEE del primo sconto: fino a",
    "cra_sconto_1": "CRA, primo sconto",
    "cra_sconto_isee_soglia_2": "CRA, ISEE del secondo sconto: fino a",
    "cra_sconto_2": "CRA, secondo sconto",
    "cra_risparmio_annuo_min": "CRA, risparmio con lo sconto: da",
    "cra_risparmio_annuo_max": "CRA, risparmio con lo sconto: a",
    "cra_sconto_stanziamento": "CRA, stanziamento per gli sconti",
    "cra_adeguamento_tariffario_gestori": "CRA, adeguamento ai gestori",
    "cra_retta_privata_mensile": "CRA, retta intera in una struttura privata",
    "assegno_cura_anziani_soglia_isee": "Assegno di cura anziani, ISEE: fino a",
    "assegno_cura_contributo_assistente_soglia_isee": (
        "Contributo assistente familiare, ISEE: fino a"
    ),
    "assegno_cura_contributo_assistente_familiare": "Contributo assistente familiare",
    "assegno_cura_anziani_importo_min": "Assegno di cura anziani: da",
    "assegno_cura_anziani_importo_max": "Assegno di cura anziani: a",
    "assegno_cura_livello_A": "Assegno di cura, livello A",
    "assegno_cura_livello_B": "Assegno di cura, livello B",
    "assegno_cura_livello_C": "Assegno di cura, livello C",
    "assegno_cura_disabili_soglia_isee": "Assegno di cura disabili, ISEE: fino a",
    "trasporto_famiglie_numerose_soglia_isee": "Trasporto, famiglie numerose, ISEE: fino a",
}
_UNITS = {
    "eur_giorno": "€ al giorno",
    "eur_giorno_posto": "€ al giorno per posto",
    "eur_isee": "€ di ISEE",
    "eur_anno": "€ l’anno",
    "eur_mese": "€ al mese",
    "eur": "€",
    "percent": "%",
}
_COLUMNS = (
    Column("year", "Anno"),
    Column("place", "Dove"),
    Column("rule", "Che cosa"),
    Column("value", "Quanto", ColumnKind.QUANTITY),
    Column("source", "Fonte"),
    Column("note", "Nota"),
)


def published_fees_table(rows: Sequence[Mapping[str, object]]) -> Table:
    """The published figures on fees and care allowances, the latest first; what has no words of
    ours keeps its code.
    """
    ordered = sorted(rows, key=lambda one: (-int(str(one["year"])), str(one["rule"])))
    return table("tariffe_pubblicate", "Tariffe pubblicate", _COLUMNS, [*map(_row, ordered)])


def _row(one: Mapping[str, object]) -> tuple[Cell, ...]:
    rule, unit = str(one["rule"]), str(one["unit"])
    value = Decimal(str(one["value"]))
    decimals = 2 if value % 1 else 0
    source = f"{one['source_body']}, «{one['source_title']}», {one['source_year']}"
    return (
        str(one["year"]),
        str(one["area_name"]),
        _RULES.get(rule, rule),
        Quantity(value, _UNITS.get(unit, unit), decimals),
        source,
        str(one["note"] or ""),
    )
