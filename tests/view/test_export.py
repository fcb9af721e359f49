"""Files that leave: Italian numbers, their origin, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import importlib
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from udp_core.kernel.formulas import guarded, unguarded
from udp_core.kernel.money import Money
from udp_core.render.export import csv_bytes, file_name, sheet_name, xlsx_bytes
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

STAMP = Stamp(
    date(2026, 10, 31),
    datetime(2026, 11, 10, 9, 5, tzinfo=UTC),
    4670,
    "dati validati",
    "Ufficio di Piano",
    ("Ravenna", "anno 2026"),
    demo=True,
)
COLUMNS = (
    Column("voce", "Voce"),
    Column("amount", "Importo", ColumnKind.MONEY),
    Column("share", "Quota", ColumnKind.PERCENT, 1),
    Column("day", "Data", ColumnKind.DAY),
    Column("places", "Posti", ColumnKind.WHOLE, unit="posti"),
    Column("hours", "Ore", ColumnKind.DECIMAL, 2),
)
ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "|calc",
    "  =1",
    "\u00a0=1",
]


def _table(*rows: tuple[Cell, ...]) -> Table:
    return table("voci", "Spesa per voce", COLUMNS, rows)


FULL = _table(
    (
        "Domiciliarità",
        Money(1_240_000),
        Fraction(613, 1000),
        date(2026, 10, 31),
        1234,
        Decimal("1234.5"),
    ),
    ("Rettifica", Money(-5), None, None, None, None),
)


def _csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def _sheet(content: bytes, index: int = 0) -> Any:
    return importlib.import_module("openpyxl").load_workbook(io.BytesIO(content)).worksheets[index]


def test_csv_starts_with_its_origin() -> None:
    content = csv_bytes(FULL, STAMP)
    rows = _csv_rows(content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["# Spesa per voce"]
    assert ["# Natura dei dati: Dati dimostrativi: non sono cifre reali"] in rows
    assert ["# Situazione al: 31/10/2026"] in rows
    assert ["# Filtri: Ravenna; anno 2026"] in rows
    assert ["# Revisione dell’archivio: 4670"] in rows


def test_csv_numbers_are_italian_and_stay_numbers() -> None:
    rows = [row for row in _csv_rows(csv_bytes(FULL, STAMP)) if not row[0].startswith("#")]
    assert rows == [
        ["Voce", "Importo (€)", "Quota (%)", "Data", "Posti (posti)", "Ore"],
        ["Domiciliarità", "12400,00", "61,3", "31/10/2026", "1234", "1234,50"],
        ["Rettifica", "-0,05", "", "", "", ""],
    ]


@pytest.mark.parametrize("text", ATTACKS)
def test_csv_runs_nothing(text: str) -> None:
    rows = _csv_rows(csv_bytes(_table((text, None, None, None, None, None)), STAMP))
    assert rows[-1][0].startswith("'")


@pytest.mark.parametrize(
    "text",
    [
        "＝1+1",
        "＋1",
        "－1",
        "＠SOMMA(A1)",
        "\ufeff=1+1",
        "\u200b=1+1",
        "'=1",
        "''=1",
        "\u202e=1",
        "\u2066+1",
        "\ufe0f-1",
        "﹦1",
        "﹫x",
        "\x00=1",
    ],
)
def test_wide_signs_unseen_ones_and_apostrophes_do_not_hide_a_formula(text: str) -> None:
    """What came with an apostrophe of its own comes back with it."""
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Anziani", "a=b", "<5", "12,5", "'già", ""])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_a_dangerous_heading_is_neutralised() -> None:
    made = table("t", "T", [Column("a", "=cmd()")], [("x",)])
    assert _csv_rows(csv_bytes(made, STAMP))[-2] == ["'=cmd()"]


def test_xlsx_numbers_are_numbers_with_italian_formats() -> None:
    sheet = _sheet(xlsx_bytes(FULL, STAMP))
    cells = [cell.value for cell in sheet[2]]
    assert [cells[3].date(), *cells[:3], *cells[4:]] == [
        date(2026, 10, 31),
        "Domiciliarità",
        12400,
        0.613,
        1234,
        1234.5,
    ]
    assert [cell.number_format for cell in sheet[2]][1:] == [
        '#,##0.00 "€"',
        "0.0%",
        "dd/mm/yyyy",
        "#,##0",
        "#,##0.00",
    ]
    assert [cell.value for cell in sheet[3]] == ["Rettifica", -0.05, None, None, None, None]


@pytest.mark.parametrize("text", [*ATTACKS[:4], "http://esempio.test/a", "007", "{=1}"])
def test_xlsx_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    cell = _sheet(xlsx_bytes(_table((text, None, None, None, None, None)), STAMP))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_xlsx_has_a_sheet_with_its_origin() -> None:
    sheet = _sheet(xlsx_bytes(FULL, STAMP), 1)
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    rows = dict(sheet.iter_rows(values_only=True))
    assert rows["Tabella"] == "Spesa per voce"
    assert rows["Fonte"] == "Ufficio di Piano"
    assert rows["Stato dei dati"] == "dati validati"
    assert rows["Prodotto il"] == "10/11/2026 09:05"


def test_a_table_without_rows_leaves_too() -> None:
    empty = _sheet(xlsx_bytes(_table(), STAMP))
    assert (empty.max_row, empty.auto_filter.ref) == (1, None)
    assert _sheet(xlsx_bytes(FULL, STAMP)).auto_filter.ref is not None
    assert _csv_rows(csv_bytes(_table(), STAMP))[-1][0] == "Voce"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Spesa per voce", "Spesa per voce"),
        ("a/b: [c]?*", "a b   c"),
        ("", "Tabella"),
        ("Informazioni", "Tabella"),
        ("History", "Tabella"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_are_accepted_by_workbooks(title: str, name: str) -> None:
    assert sheet_name(title) == name


def test_the_file_name_says_day_and_demonstration() -> None:
    assert file_name(FULL, STAMP, "csv") == "voci_2026-10-31_dimostrativo.csv"
    assert file_name(FULL, Stamp(None, STAMP.made_at, 1, "", ""), "xlsx") == "voci.xlsx"


UNITS = table(
    "t",
    "Unità diverse",
    [
        Column("a", "Che cosa"),
        Column("v", "Valore", ColumnKind.QUANTITY),
        Column("g", "Differenza", ColumnKind.POINTS, 1),
    ],
    [
        ("quota", Quantity(Fraction(383, 10), "%", 1), Fraction(12, 1000)),
        ("costo", Quantity(Decimal("51.00"), "€ ogni giornata", 2), Fraction(-5, 1000)),
        ("meno", Quantity(-600, "persone", signed=True), Fraction(0)),
        ("manca", None, None),
    ],
)


def test_numbers_without_a_common_unit_stay_numbers() -> None:
    """Shares are shares, units are in the format: sums work."""
    rows = list(_sheet(xlsx_bytes(UNITS, STAMP)).iter_rows(min_row=1, max_row=5))
    assert [cell.value for cell in rows[0]] == ["Che cosa", "Valore", "Differenza (punti)"]
    assert [[cell.value for cell in row[1:]] for row in rows[1:]] == [
        [0.383, 1.2],
        [51, -0.5],
        [-600, 0],
        [None, None],
    ]
    assert [row[1].number_format for row in rows[1:4]] == [
        "0.0%",
        '#,##0.00" € ogni giornata"',
        '+#,##0" persone";-#,##0" persone";#,##0" persone"',
    ]
    assert rows[1][2].number_format == '+0.0" punti";-0.0" punti";0.0" punti"'


def test_in_a_text_file_the_unit_has_a_column_of_its_own() -> None:
    rows = [row for row in _csv_rows(csv_bytes(UNITS, STAMP)) if not row[0].startswith("#")]
    assert rows == [
        ["Che cosa", "Valore", "Valore: unità", "Differenza (punti)"],
        ["quota", "38,3", "%", "1,2"],
        ["costo", "51,00", "€ ogni giornata", "-0,5"],
        ["meno", "-600", "persone", "0,0"],
        ["manca", "", "", ""],
    ]
