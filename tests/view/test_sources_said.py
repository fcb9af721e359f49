"""The tables of «Fonti», whole: what has no licence, no rows, no day; figures of every unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import Engine

from tests.made_rows import MOMENT, asked, batches, load, sound
from tests.said import said
from udp_core.archive.engine import reading, writing
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import Change, Writer
from udp_core.kernel.vocabulary import Trust
from udp_core.render.table import Cell
from udp_core.sources.queries.sources import (
    ChangeValue,
    DataSetValue,
    DiscrepancyValue,
    data_sets,
    discrepancies,
    latest_requests,
)
from udp_core.sources.report import SourcesReport, sources_report
from udp_core.sources.tables import (
    changes_table,
    data_sets_table,
    discrepancies_table,
    published_table,
    sources_figures,
)

FULL = DataSetValue(
    "pieno", "Titolo", "Detto", "Tema", Trust.OFFICIAL, "2023-01-31", "CC BY 4.0", "Istat", 1_234
)
EMPTY = DataSetValue("vuoto", "Altro", "", "Tema", Trust.PRESS, "2025", "", "", 0)


def discrepancy(
    stated: str, computed: str, unit: str, *, explained: bool = False, place: str = "qui"
) -> DiscrepancyValue:
    difference = Decimal(computed) - Decimal(stated)
    return DiscrepancyValue(
        "s", "S", "T1", place, "Somma", Decimal(stated), Decimal(computed), difference, unit,
        explained, "Nota",
    )  # fmt: skip


FOUND = (
    discrepancy("638159", "600159", "EUR", place="Reggio, 2025, frna_total"),
    discrepancy("49.5", "49.50", "EUR al giorno", explained=True, place="codice_nuovo, Nome_suo"),
    discrepancy("99.9", "100.15", "%", place="spesa_pro_capite"),
    discrepancy("10", "11.25", "come la misura", place="2024"),
)


def test_every_table_of_the_sources() -> None:
    summer = ChangeValue(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "udp", "prova", 1_000, 0, 2)
    winter = ChangeValue(datetime(2026, 1, 1, 22, 30, tzinfo=UTC), "udp", "altra", 0, 1, 0)
    report = SourcesReport((FULL, EMPTY), FOUND, (summer, winter))
    assert said(
        sources_figures(report, 12_345),
        data_sets_table(report.data_sets),
        discrepancies_table(report.discrepancies),
        changes_table(report.changes),
    ) == [
        "Insiemi di dati | 2 | ciascuno con fonte e data",
        "Discrepanze da chiarire | 3 | la fonte non torna con sé stessa",
        "Spiegate dagli arrotondamenti | 1 | cifre stampate arrotondate",
        "Revisione dell’archivio | 12.345 | ogni modifica è registrata",
        "[insiemi_di_dati] Insiemi di dati caricati",
        "  Tema | Insieme di dati | Situazione al | Affidabilità | Righe | Licenza e attribuzione",
        "  Tema | Titolo | 31/01/2023 | ufficiale | 1.234 | CC BY 4.0; Istat",
        "  Tema | Altro | 2025 | da stampa | n.d. | —",
        "[discrepanze] Discrepanze nelle fonti pubblicate",
        (
            "  Controllo | Che cosa non torna | Dove | Dichiarato | Calcolato | Differenza |"
            " Lettura | Nota e fonti"
        ),
        (
            "  T1 | Somma | Reggio, 2025, totale del FRNA | 638.159 € | 600.159 € | −38.000 € | da"
            " chiarire con la fonte | Nota"
        ),
        (
            "  T1 | Somma | codice nuovo, Nome_suo | 49,5 € al giorno | 49,5 € al giorno |"
            " 0 € al giorno | spiegata dagli arrotondamenti | Nota"
        ),
        (
            "  T1 | Somma | spesa per abitante | 99,9 % | 100,15 % | +0,25 punti | da chiarire con"
            " la fonte | Nota"
        ),
        "  T1 | Somma | 2024 | 10 | 11,25 | +1,25 | da chiarire con la fonte | Nota",
        "[modifiche] Ultime modifiche all’archivio",
        "  Quando | Chi | Perché | Aggiunte | Cambiate | Tolte",
        "  02/07/2026 00:30 | udp | prova | 1.000 | 0 | 2",
        "  01/01/2026 23:30 | udp | altra | 0 | 1 | 0",
    ]


def test_the_rows_of_a_published_table_under_their_labels() -> None:
    """Years are words; a column has the decimals of the longest of its numbers."""
    fields = [
        {"name": "year", "type": "year", "title": "Anno"},
        {"name": "people", "type": "integer"},
        {"name": "share", "type": "number", "title": "Quota"},
        {"name": "note", "type": "string", "title": "Nota"},
    ]
    rows: list[Mapping[str, Cell]] = [
        {"year": 2024, "people": 1_500, "share": Decimal("0.0904"), "note": "a"},
        {"year": None, "people": None, "share": Decimal("1500.50"), "note": None},
    ]
    shown = published_table(FULL, {"schema": {"fields": fields}}, rows)
    assert said(shown) == [
        "[pieno] Titolo",
        "  Anno | people | Quota | Nota",
        "  2024 | 1.500 | 0,0904 | a",
        "  n.d. | n.d. | 1.500,5000 | n.d.",
    ]
    assert said(published_table(FULL, {"schema": {"fields": fields}}, []))[1:] == [
        "  Anno | people | Quota | Nota"
    ]


def test_what_the_archive_says_of_its_sources(empty_engine: Engine) -> None:
    """Two sets by theme and title, their rows counted; what rounding explains comes last; the
    latest request first, with what it added, changed and took away."""
    kinds = BY_NAME["data_set"], BY_NAME["published_row"], BY_NAME["published_discrepancy"]
    of_set, of_row, of_discrepancy = kinds
    sets = [
        (of_set, sound(of_set, code=code, title=title, theme=theme, as_of="2025", trust="demo"))
        for code, title, theme in (("b", "Zeta", "Alfa"), ("a", "Beta", "Alfa"), ("c", "A", "Beta"))
    ]
    rows = [(of_row, sound(of_row, data_set_id="a", code=code)) for code in ("1", "2")]
    told = [
        (
            of_discrepancy,
            sound(
                of_discrepancy,
                data_set_id="a",
                check_code=code,
                place=place,
                stated="10",
                computed="9.5",
                difference="-0.5",
                explained_by_rounding=explained,
            ),
        )
        for code, place, explained in (
            ("T2", "x", 1),
            ("T9", "b", 0),
            ("T9", "a", 0),
            ("T1", "y", 1),
        )
    ]
    load(empty_engine, *batches([*sets, *rows, *told]))
    with writing(empty_engine) as connection:
        writer = Writer(connection, asked(reason="Poi").header("prova"))
        stored = writer.stored(of_set, ["a", "b"])
        changed = {**stored["a"].image, "title": "Nuovo"}
        writer.apply([Change(of_set, "a", 2, stored["a"].image, changed)])
        writer.apply([Change(of_set, "b", 2, stored["b"].image, None)])
    with reading(empty_engine) as connection:
        report = sources_report(connection)
        assert latest_requests(connection, 1) == report.changes[:1]
        assert report.data_sets == data_sets(connection)
        assert report.discrepancies == discrepancies(connection)
    assert [(one.code, one.title, one.rows) for one in report.data_sets] == [
        ("a", "Nuovo", 2),
        ("c", "A", 0),
    ]
    assert [(one.check, one.place) for one in report.discrepancies] == [
        ("T9", "a"),
        ("T9", "b"),
        ("T1", "y"),
        ("T2", "x"),
    ]
    one = report.discrepancies[0]
    assert (one.data_set, one.stated, one.computed, one.difference) == (
        "Nuovo",
        10,
        Decimal("9.5"),
        Decimal("-0.5"),
    )
    assert [(one.reason, one.added, one.changed, one.removed) for one in report.changes] == [
        ("Poi", 0, 1, 1),
        ("Prova", 9, 0, 0),
    ]
    assert {one.at.date() for one in report.changes} == {MOMENT.date()}
