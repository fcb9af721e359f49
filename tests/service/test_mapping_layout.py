"""Where the table is in a file of others.

Separators, encodings, names that lie, totals wherever they are written.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from tests.service.files import laid_out
from udp_core.files.packed import MOST_BYTES
from udp_core.imports.layout import read_any
from udp_core.kernel.problem import RefusedError

PLAIN = "Voce;Mese;Importo\nA1;gen;1.000,00\nA2;2;20,5\n"
ROWS = [["A1", "gen", "1.000,00"], ["A2", "2", "20,5"]]


def rows(content: bytes, name: str = "file.csv") -> list[list[str]]:
    return [list(row) for _, row in laid_out(*read_any(content, name)).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_in_which_excel_writes_is_read(encoding: str) -> None:
    accented = PLAIN.replace("A1", "Città")
    assert rows(accented.encode(encoding)) == [["Città", *ROWS[0][1:]], ROWS[1]]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace(";", "\t"),
        "Comune di Cervia, monitoraggio, anno 2026, provvisorio\n\n" + PLAIN,
        'Voce,Mese,Importo\nA1,gen,"1.000,00"\nA2,2,"20,5"\n',
        "Totali, esclusi i residui; in euro\n" + PLAIN,
    ],
)
def test_the_separator_is_the_one_that_makes_a_table(text: str) -> None:
    assert rows(text.encode()) == ROWS


def test_decimal_commas_are_no_separators() -> None:
    assert rows(b"Voce;Importo\nA1;1,5\nA2;2,5\n") == [["A1", "1,5"], ["A2", "2,5"]]


def workbook(*found: list[Any]) -> bytes:
    book = Workbook()
    for row in found:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_named_as_a_text_is_read_as_what_it_is() -> None:
    assert rows(workbook(["Voce", "Importo"], ["A1", 10]), "cifre.csv") == [["A1", "10"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "X03"),
        (PLAIN.encode(), "X04"),
        (b"PK\x03\x04", "X04"),
        (b"a;b\n" * (MOST_BYTES // 4 + 1), "X02"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(content: bytes, code: str) -> None:
    for name in ("cifre.csv", "cifre.xlsx") if code == "X03" else ("cifre.xlsx",):
        with pytest.raises(RefusedError) as caught:
            read_any(content, name)
        assert caught.value.problems[0].code == code


@pytest.mark.parametrize(
    "words",
    [
        ["Totale", "", 30],
        ["A", "Totale area A", 30],
        ["", "SUBTOTALE", 30],
        ["Tot. generale", "x", 30],
        ["Somma", "", 30],
        ["di cui disabili", "", 5],
    ],
)
def test_totals_are_left_out_and_told_wherever_they_are_written(words: list[Any]) -> None:
    found = laid_out(
        *read_any(
            workbook(["Area", "Voce", "Importo"], ["A", "A1", 10], ["A", "A2", 20], words), "x.xlsx"
        )
    )
    assert ([number for number, _ in found.rows], found.totals) == ([2, 3], (4,))


@pytest.mark.parametrize(
    "words", ["Totem urbano", "Assistenza totale", "Totale " + "e molto altro " * 9]
)
def test_a_name_that_only_sounds_like_a_total_stays(words: str) -> None:
    found = laid_out(
        *read_any(
            workbook(["Area", "Voce", "Importo"], ["A", "A1", 10], ["A", words, 20]), "x.xlsx"
        )
    )
    assert (len(found.rows), found.totals) == (2, ())
