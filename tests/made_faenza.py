"""What the office of Faenza types on its first day, register by register, in the order of the
guided list."""

from __future__ import annotations

from collections.abc import Iterable

PLAN = "faenza:pdz-2026-2028"
PROGRAMME = f"{PLAN}:2026:1"
FUND = "faenza:frna:2026"
SCHEDA = f"{PROGRAMME}:S26-01"
_WORDS: tuple[tuple[str, tuple[dict[str, str], ...]], ...] = (
    (
        "governing_body",
        (
            {
                "code": "comitato-faenza",
                "name": "Comitato di Distretto di Faenza",
                "kind": "Comitato di Distretto",
                "district_id": "Faenza",
            },
        ),
    ),
    (
        "organisation",
        (
            {"code": "ausl-romagna", "name": "Azienda USL della Romagna", "kind": "Azienda USL"},
            {
                "code": "unione-faentina",
                "name": "Unione della Romagna Faentina",
                "kind": "Unione di Comuni",
                "municipality_id": "Faenza",
            },
        ),
    ),
    (
        "plan",
        (
            {
                "district_id": "Faenza",
                "code": "pdz-2026-2028",
                "kind": "Piano di zona per la salute e il benessere sociale",
                "title": "Piano di zona 2026-2028",
                "year_from": "2026",
                "year_to": "2028",
                "source": "Delibera del Comitato",
            },
        ),
    ),
    (
        "annual_programme",
        (
            {
                "plan_id": PLAN,
                "year": "2026",
                "edition": "1",
                "title": "Programma attuativo 2026",
                "source": "Delibera del Comitato",
            },
        ),
    ),
    (
        "fund_year",
        (
            {
                "district_id": "Faenza",
                "source_id": "Fondo regionale per la non autosufficienza",
                "year": "2026",
                "manager_id": "Azienda USL della Romagna",
                "accounting_regime": "contabilità economico-patrimoniale",
            },
        ),
    ),
    (
        "allocation",
        (
            {
                "fund_year_id": "FRNA 2026",
                "line": "quota anziani",
                "status": "definitiva",
                "amount_cents": "6.800.000,00",
                "as_of": "28/02/2026",
                "source": "Delibera della Giunta regionale",
            },
            {
                "fund_year_id": "FRNA 2026",
                "line": "quota disabili",
                "status": "definitiva",
                "amount_cents": "2.200.000,00",
                "as_of": "28/02/2026",
                "source": "Delibera della Giunta regionale",
            },
        ),
    ),
    (
        "intervention",
        (
            {
                "programme_id": PROGRAMME,
                "code": "S26-01",
                "title": "Assistenza a domicilio",
                "area_id": "Anziani",
                "start_date": "01/01/2026",
                "end_date": "31/12/2026",
                "progress": "0",
                "lead_organisation_id": "Unione della Romagna Faentina",
                "territory": "intero distretto",
                "delivery_type": "domicilio",
                "recipient_type": "persona",
                "as_of": "31/05/2026",
                "source": "Ufficio di Piano",
            },
        ),
    ),
    (
        "intervention_funding",
        (
            {
                "intervention_id": SCHEDA,
                "source_id": "Comuni del distretto",
                "phase": "preventivo",
                "amount_cents": "120.000,00",
                "as_of": "30/03/2026",
                "source": "Programma 2026",
            },
        ),
    ),
)
AVAILABLE_CENTS = 9_000_000_00
BUDGET_CENTS = 8_750_000_00
"""The eleven rows of `desk/faenza_budget_draft.csv`."""


def typed() -> list[tuple[str, int]]:
    """Each register with how many rows are typed in it."""
    return [(table, len(rows)) for table, rows in _WORDS]


def pasted(table: str, names: Iterable[str]) -> str:
    """The rows of a register as a spreadsheet copies them.

    The columns of the grid, in its order.
    """
    rows, names = dict(_WORDS)[table], tuple(names)
    return "\n".join("\t".join(row.get(name, "") for name in names) for row in rows)
