"""Which row holds the headings, and every row that is not data with its reason.

Nothing disappears.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.service.files import laid_out
from udp_core.files.delimited import errors_in
from udp_core.files.unpacked import Sheet, read_workbook
from udp_core.imports.heading_rows import is_usual
from udp_core.imports.layout import HeadingBlock, Layout, Reason, read_any, tables


def text(*lines: str) -> Layout:
    return laid_out(*read_any("\n".join(lines).encode(), "x.csv"))


def book(rows: list[list[Any]], change: Callable[[Any], object] = lambda _: None) -> Layout:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    change(made.active)
    stream = BytesIO()
    made.save(stream)
    return laid_out(*read_workbook(stream.getvalue(), "x.xlsx"))


def numbers(layout: Layout) -> list[int]:
    return [number for number, _ in layout.rows]


def out(layout: Layout) -> dict[int, Reason]:
    return {one.number: one.reason for one in layout.left_out}


SCHEDE = (
    "Codice;Titolo;Ambito;Stato;Inizio;Fine;Avanzamento dichiarato;Territorio;Destinatari"
    " previsti;Ente capofila;Fonte o atto"
)


def test_a_table_of_words_is_read_whole() -> None:
    found = text(
        SCHEDE,
        *(
            f"S26-9{number};Prova {number};Anziani;in corso;01/03/2026;31/12/2026;0,5;intero"
            " distretto;100;Comune di Ravenna;prova"
            for number in range(6)
        ),
    )
    assert (found.headings[0], numbers(found)) == ("Codice", [2, 3, 4, 5, 6, 7])


@pytest.mark.parametrize("rows", [1, 5, 39, 60])
@pytest.mark.parametrize("head", ["Voce;Mese;Comune;Importo", "Cosa;Quando;Dove;Quanto"])
def test_a_tidy_file_with_more_words_than_figures_loses_no_row(head: str, rows: int) -> None:
    months = ("gennaio", "febbraio", "marzo")
    found = text(
        head,
        *(
            "Assistenza"
            f" {number};{months[number % 3]};{'Cervia' if number % 2 else 'Russi'};{number + 1},50"
            for number in range(rows)
        ),
    )
    assert (found.headings, numbers(found)) == (tuple(head.split(";")), list(range(2, rows + 2)))


def test_a_table_of_words_only_takes_its_first_full_row() -> None:
    found = text(
        "Elenco dei servizi",
        "",
        "Denominazione;Referente;Sede",
        "Centro diurno;Rossi;Cervia",
        "Nido;Bianchi;Russi",
        "Sportello;Verdi;Ravenna",
    )
    assert (found.headings, numbers(found), found.above) == (
        ("Denominazione", "Referente", "Sede"),
        [4, 5, 6],
        ("Elenco dei servizi",),
    )


def test_where_nobody_could_tell_the_other_rows_are_named() -> None:
    assert text("Uno;Due;Tre", "Quattro;Cinque;Sei", "Sette;Otto;Nove").doubtful == (2,)
    assert text("Voce;Mese;Importo", "A1;gen;10,50").doubtful == ()


@pytest.mark.parametrize(
    "head",
    [
        ["Voce", date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)],
        ["Voce", 1, 2, 3],
        ["Voce", "1", "2", "3"],
        ["Comune", 0, 1, 2],
        ["Voce", 2024, 2025, 2026],
        ["Voce", "2025", "2026", "Note"],
        ["Voce", "gen-26", "feb-26", "mar-26"],
        ["Voce", "Gennaio 2026", "Al 31 marzo", "I trim."],
    ],
)
def test_days_months_and_years_are_headings_where_figures_stand_under_them(head: list[Any]) -> None:
    found = book([["Monitoraggio 2026"], head, ["A1.1", 100.5, 200.5, 300.5], ["A2.2", 10, 20, 30]])
    assert (numbers(found), out(found)) == ([3, 4], {1: Reason.TITLE, 2: Reason.HEADING})
    assert found.headings == tuple(
        one.isoformat() if isinstance(one, date) else str(one) for one in head
    )


def test_a_true_day_in_the_data_is_no_heading() -> None:
    found = book(
        [
            ["Voce", "Mese", "Importo"],
            ["A1.1", date(2026, 1, 31), 10],
            ["A1.1", date(2026, 2, 28), 20],
        ]
    )
    assert (found.headings, numbers(found)) == (("Voce", "Mese", "Importo"), [2, 3])


BLOCKS: list[list[Any]] = [
    ["Monitoraggio FRNA 2026"],
    ["Voce", "Consuntivo", "", "", "Preventivo", "", ""],
    ["", "Gen", "Feb", "Mar", "Gen", "Feb", "Mar"],
    ["A1.1", 100.5, 200.5, 300.5, 1.5, 2.5, 3.5],
    ["A2.2", 10.5, 20.5, 30.5, 4.5, 5.5, 6.5],
]


@pytest.mark.parametrize("merged", [True, False])
def test_blocks_of_columns_are_told_apart(merged: bool) -> None:
    def change(sheet: Any) -> None:
        if merged:
            for area in ("A1:G1", "B2:D2", "E2:G2", "A2:A3"):
                sheet.merge_cells(area)

    found = book([[cell or None for cell in row] for row in BLOCKS], change)
    assert found.heading_blocks == (
        HeadingBlock((), "Voce"),
        *(
            HeadingBlock((block,), month)
            for block in ("Consuntivo", "Preventivo")
            for month in ("Gen", "Feb", "Mar")
        ),
    )
    assert (found.headings[1], found.above, numbers(found)) == (
        "Consuntivo Gen",
        ("Monitoraggio FRNA 2026",),
        [4, 5],
    )
    assert text(*(";".join(map(str, row)) for row in BLOCKS)).heading_blocks == found.heading_blocks


def test_a_merged_group_ends_where_it_is_merged() -> None:
    rows: list[list[Any]] = [
        ["Voce", "2026", None, "Note", None],
        [None, "Gen", "Feb", "Altre note", "Ancora"],
        ["A1", 1, 2, "x", "y"],
    ]
    found = book(rows, lambda sheet: sheet.merge_cells("B1:C1"))
    assert [(block.upper, block.lower) for block in found.heading_blocks[:3]] == [
        ((), "Voce"),
        (("2026",), "Gen"),
        (("2026",), "Feb"),
    ]


def test_a_second_row_of_headings_is_no_data() -> None:
    found = text(
        "Voce;Comune;Mese;Spesa;;",
        ";;;FRNA;FNA;Altri",
        "A1;Cervia;1;1,5;2,5;3,5",
        "A2;Russi;1;4;5;6",
    )
    assert (found.headings[2:], numbers(found)) == (
        ("Mese", "Spesa FRNA", "Spesa FNA", "Spesa Altri"),
        [3, 4],
    )
    plain = text("Voce;;Note", "A1;n.d.;ok", "A2;10,50;ok", "A3;11,50;ok")
    assert (plain.headings, numbers(plain)) == (("Voce", "", "Note"), [2, 3, 4])


def test_three_rows_of_headings_are_kept_apart() -> None:
    rows: list[list[Any]] = [
        ["", "Comune di Cervia", "", "Comune di Russi", ""],
        ["", "2025", "2026", "2025", "2026"],
        ["Voce", "Speso", "Speso", "Speso", "Speso"],
        ["A1", 1.5, 2.5, 3.5, 4.5],
    ]
    found = text(*(";".join(map(str, row)) for row in rows))
    assert found.heading_blocks[1] == HeadingBlock(("Comune di Cervia", "2025"), "Speso")
    assert found.heading_blocks[4] == HeadingBlock(("Comune di Russi", "2026"), "Speso")


def test_a_row_of_units_is_said_with_its_columns_and_is_no_data() -> None:
    found = text("Voce;Spesa;Durata", ";€;ore", "A1;10,50;3", "A2;11,50;4")
    assert (numbers(found), out(found), [block.unit for block in found.heading_blocks]) == (
        [3, 4],
        {1: Reason.HEADING, 2: Reason.UNITS},
        ["", "€", "ore"],
    )
    assert (
        text("Voce;Spesa", ";migliaia di euro", "A1;10,5").heading_blocks[1].unit
        == "migliaia di euro"
    )
    assert text("Anno 2026", "Voce;Spesa", ";migliaia di euro", "A1;10,5").above == (
        "Anno 2026",
        "migliaia di euro",
    )


def test_a_row_that_numbers_the_columns_is_no_data_and_a_word_said_twice_is_said_once() -> None:
    found = text("Voce;2025;2026", "Voce;Gen;Gen", "(1);(2);(3)", "A1;10,50;3")
    assert (found.headings, numbers(found), out(found)[3]) == (
        ("Voce", "2025 Gen", "2026 Gen"),
        [4],
        Reason.UNITS,
    )


def test_every_row_that_is_not_data_has_its_reason() -> None:
    found = text(
        "Comune di Russi;;",
        "valori in migliaia di euro;;",
        "",
        "Voce;Mese;Importo",
        "A1.1;1;1.000,50",
        ";;2.000,50",
        "Anziani;;",
        "A2.2;1;10,50",
        ";;segue la nota",
        "Voce;Mese;Importo",
        "A2.3;1;5,00",
        "Totale;;3.016,50",
        "",
        "(1) dati provvisori;;",
        "progressivo al 30/9",
    )
    assert numbers(found) == [5, 8, 11]
    assert out(found) == {
        1: Reason.TITLE,
        2: Reason.TITLE,
        3: Reason.BLANK,
        4: Reason.HEADING,
        6: Reason.CONTINUED,
        7: Reason.LONE,
        9: Reason.CONTINUED,
        10: Reason.AGAIN,
        12: Reason.TOTAL,
        13: Reason.BLANK,
        14: Reason.NOTE,
        15: Reason.NOTE,
    }
    assert (found.above, found.below, found.totals) == (
        ("Comune di Russi", "valori in migliaia di euro"),
        ("(1) dati provvisori", "progressivo al 30/9"),
        (12,),
    )


def test_a_row_that_goes_on_with_merged_cells_is_data_and_a_blank_is_never_filled() -> None:
    rows: list[list[Any]] = [["Voce", "Importo"], ["A1.1", 1000.5], [None, 2000.5], ["A2.2", 10.5]]
    assert numbers(book(rows, lambda sheet: sheet.merge_cells("A2:A3"))) == [2, 3, 4]
    assert (numbers(book(rows)), out(book(rows))[3]) == ([2, 4], Reason.CONTINUED)


def test_figures_without_a_heading_keep_their_column() -> None:
    found = book([["Voce", "Importo"], ["A1.1", 10, 99], ["A2.2", 20, None, "appunto"]])
    assert (found.headings, len(found.heading_blocks)) == (("Voce", "Importo", "", ""), 4)


def hidden_and_seen(seen: int) -> list[Any]:
    made = Workbook()
    made.remove(made.active)
    for number in range(seen + 1):
        sheet = made.create_sheet("vecchio" if not number else f"Comune {number}")
        sheet.sheet_state = "visible" if number else "hidden"
        for row in (
            ["Voce", "Mese", "Importo"],
            ["A1.1", 1, 11.5],
            *([["A2.2", 1, 12.5]] * (3 if not number else 1)),
        ):
            sheet.append(row)
    if not seen:
        made.create_sheet("Legenda").append(["solo parole"])
    stream = BytesIO()
    made.save(stream)
    return list(read_workbook(stream.getvalue(), "x.xlsx"))


def test_a_hidden_sheet_comes_after_those_in_sight() -> None:
    for seen, names in (
        (0, ["vecchio"]),
        (1, ["Comune 1", "vecchio"]),
        (2, ["Comune 1", "Comune 2", "vecchio"]),
    ):
        found = [(one.sheet.name, one.sheet.hidden) for one in tables(hidden_and_seen(seen))]
        assert found == [(name, name == "vecchio") for name in names]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "",
                    "Voce",
                    "Importo",
                    "A1",
                    "10,50",
                    "Totale",
                    "€",
                    "2026",
                    "gen",
                    "nota lunga",
                    "1",
                    "31/01/2026",
                ]
            ),
            max_size=5,
        ),
        max_size=14,
    )
)
def test_no_row_is_lost_and_none_is_there_twice(rows: list[list[str]]) -> None:
    cells = tuple(map(tuple, rows))
    for layout in tables([Sheet("x", cells, errors=errors_in(cells))]):
        found = sorted([*numbers(layout), *(one.number for one in layout.left_out)])
        assert found == list(range(1, len(rows) + 1))
        assert (
            len(layout.headings)
            == len(layout.heading_blocks)
            >= max(len(row) for _, row in layout.rows)
        )


@pytest.mark.parametrize(
    ("cell", "usual"),
    [
        ("Modalità di erogazione", True),  # a field of ours
        ("Avanzamento dichiarato", True),
        ("Importo", True),
        ("Importo speso nel mese", True),  # four words that begin as headings do
        ("Importo totale speso nel mese", False),
        ("Voce", True),  # usual by itself, not followed by others
        ("Voce di spesa FRNA", False),
        ("Gennaio", True),
        ("gen 26", True),
        ("gennaio euro", False),
        ("Cervia", False),
        ("2026", False),
        ("", False),
        (" ", False),
    ],
)
def test_a_word_that_headings_use(cell: str, usual: bool) -> None:
    assert is_usual(cell) == usual
