"""One cell of each kind of field: what is stored of it, or the one thing that is wrong with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from udp_core.archive.field import Kind, Spec
from udp_core.files.cell import (
    LONGEST_REMEMBERED,
    MOST_REMEMBERED,
    Style,
    reader,
    without_tail,
)
from udp_core.files.style import Evidence, in_one_hand
from udp_core.kernel.formulas import guarded, unguarded
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Origin

MONEY = Spec("Importo", Kind.CENTS, required=False, least=0, most=1_000_00)
SHARE = Spec("Quota", Kind.DECIMAL, required=False, least=-2, most=2)
PEOPLE = Spec("Persone", Kind.WHOLE, required=False, least=1, most=9)
FIGURE = Spec("Valore", Kind.FIGURE, required=False, least=0, most=5)
CODE = Spec("Codice", Kind.CODE, longest=5)
TEXT = Spec("Nota", Kind.TEXT, longest=5, required=False)
DAY = Spec("Giorno", Kind.DAY, required=False)
FLAG = Spec("Capofila", Kind.FLAG, required=False)
CHOICE = Spec("Natura", Kind.CHOICE, terms=Origin)


@pytest.mark.parametrize("spec", [replace(CODE, longest=99), Spec("Testo", Kind.TEXT, pattern="b")])
def test_of_a_long_cell_a_sentence_repeats_sixty_letters_and_the_problem_has_it_all(
    spec: Spec,
) -> None:
    long = f"{'a' * 59} {'a' * 10}"
    found = reader(spec, Style.ITALIAN)(long)
    assert isinstance(found, Problem)
    assert found.sentence.startswith(f"«{'a' * 59} » non ")
    assert found.value == long


def read(spec: Spec, cell: str, style: Style = Style.ITALIAN) -> object:
    """What is stored, or the code of the problem."""
    found = reader(spec, style)(cell)
    return found.code if isinstance(found, Problem) else found


@pytest.mark.parametrize(
    ("spec", "cell", "stored"),
    [
        (MONEY, "0", 0),
        (MONEY, "1.000,00", 1_000_00),
        (MONEY, "1000", 1_000_00),
        (MONEY, "1.000,01", "C05"),
        (MONEY, "1000,01", "C05"),
        (MONEY, "-0,01", "C06"),
        (MONEY, "−1", "C06"),
        (MONEY, "12,5", 12_50),
        (MONEY, "12,05", 12_05),
        (MONEY, "€ 12,05", 12_05),
        (MONEY, " 12,05 € ", 12_05),
        (MONEY, "12,345", "N03"),
        (SHARE, "2", 2_000),
        (SHARE, "2,001", "C05"),
        (SHARE, "-2", -2_000),
        (SHARE, "-2,001", "C05"),
        (SHARE, "0,5", 500),
        (SHARE, "0,05", 50),
        (SHARE, "0,005", 5),
        (SHARE, "€ 1", "N02"),
        (PEOPLE, "1", 1),
        (PEOPLE, "9", 9),
        (PEOPLE, "0", "C05"),
        (PEOPLE, "10", "C05"),
        (PEOPLE, "1,5", "N03"),
        (FIGURE, "5,00", "5.00"),
        (FIGURE, "5,01", "C05"),
        (FIGURE, "0,0", "0.0"),
        (FIGURE, "-0,01", "C06"),
        (FIGURE, "4,123456789012", "4.123456789012"),
        (DAY, "2026-11-07", "2026-11-07"),
        (DAY, "07/11/2026", "2026-11-07"),
        (DAY, "2026-11-07 00:00:00", "2026-11-07"),
        (DAY, "2026-11-07T23:59", "2026-11-07"),
        (FLAG, "sì", 1),
        (FLAG, "X", 1),
        (FLAG, "NO", 0),
        (FLAG, "falso", 0),
        (FLAG, "forse", "C07"),
        (CHOICE, "demo", "demo"),
        (CHOICE, "Dato reale", "real"),
        (CHOICE, "reale", "C08"),
        (CODE, "A1.1", "A1.1"),
        (CODE, "A 1", "C04"),
        (CODE, "A1.1.2", "C02"),
        (CODE, "", "C01"),
        (CODE, "  ", "C01"),
        (TEXT, "", None),
        (TEXT, " uno ", "uno"),
        (TEXT, "a\nb", "a\nb"),
        (TEXT, "a\x07b", "C03"),
        (TEXT, "'=1+1", "=1+1"),
        (TEXT, "'uno", "'uno"),
        (replace(TEXT, pattern="[ab]+"), "abba", "abba"),
        (replace(TEXT, pattern="[ab]+"), "abbc", "C09"),
        (replace(TEXT, allowed=("a", "b")), "b", "b"),
        (replace(TEXT, allowed=("a", "b")), "c", "C08"),
    ],
)
def test_a_cell_is_stored_or_refused(spec: Spec, cell: str, stored: object) -> None:
    assert read(spec, cell) == stored


@pytest.mark.parametrize(
    ("cell", "plain", "italian"),
    [
        ("12.5", 12_50, "N02"),
        ("12,5", "N02", 12_50),
        ("1.000", 1_00, 1_000_00),
        ("999.999", "N03", "C05"),
        ("12", 12_00, 12_00),
        ("15.300000000000001", 15_30, "N02"),
        ("15,300000000000001", "N02", 15_30),
    ],
)
def test_a_number_is_read_as_its_column_is_written(
    cell: str, plain: object, italian: object
) -> None:
    assert (read(MONEY, cell, Style.PLAIN), read(MONEY, cell)) == (plain, italian)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("1000,01", "«Importo» vale 1000,01: il minimo è 0,00, il massimo è 1.000,00."),
        ("-3", "«Importo» vale −3,00: non può essere negativo."),
    ],
)
def test_a_limit_is_said_as_the_amount_is_written(cell: str, sentence: str) -> None:
    found = reader(MONEY, Style.ITALIAN)(cell)
    assert isinstance(found, Problem)
    assert found.sentence == sentence


def test_a_limit_on_one_side_says_that_side() -> None:
    found = reader(replace(PEOPLE, most=None), Style.ITALIAN)("0")
    assert isinstance(found, Problem)
    assert found.sentence == "«Persone» vale 0: il minimo è 1."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("15324.300000000001", "15324.3"),
        ("0.30000000000000004", "0.3"),
        ("-15324.300000000001", "-15324.3"),
        ("15324.30000000001", "15324.3"),
        ("15324.3000000001", "15324.3000000001"),  # fifteen digits: a spreadsheet shows them all
        ("1.2345678901234567890", "1.2345678901234567890"),
        ("153243000000000001", "153243000000000001"),
        ("12.5", "12.5"),
    ],
)
def test_the_tail_of_binary_arithmetic_is_left_out(text: str, shown: str) -> None:
    assert without_tail(text, ".") == shown


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("=1+1", "'=1+1"),
        ("-3", "'-3"),
        ("@nome", "'@nome"),
        ("  =1", "'  =1"),
        ("'=1", "''=1"),
        ("'uno", "'uno"),
        ("uno=1", "uno=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_travels_as_a_text_and_comes_back(text: str, out: str) -> None:
    assert (guarded(text), unguarded(guarded(text))) == (out, text)


def evidence(*cells: str) -> Evidence:
    found = Evidence()
    for cell in cells:
        found.add(cell)
    return found


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (("12", "1234"), Style.PLAIN),
        (("1,5", "1.234"), Style.ITALIAN),
        (("1.5", "1.234"), Style.PLAIN),
        (("0.123",), Style.PLAIN),
        (("1234.567",), Style.PLAIN),
        (("1.234.567",), Style.ITALIAN),
        (("1.234",), "F09"),
        (("1,5", "1.5"), "F08"),
        ((), Style.PLAIN),
    ],
)
def test_a_column_is_written_in_one_way_or_is_asked(
    cells: tuple[str, ...], verdict: object
) -> None:
    found = evidence(*cells).verdict("Importo")
    assert (found.code if isinstance(found, Problem) else found) == verdict


def test_of_persons_a_dot_parts_thousands_and_one_hand_writes_one_way() -> None:
    assert evidence("1.234").verdict("Persone", thousands=True) is Style.ITALIAN
    italian, plain, either, none = map(evidence, ("1,5", "1.5", "1.234", "12"))
    assert in_one_hand([italian, either, none])
    assert not in_one_hand([italian, plain])
    assert not in_one_hand([plain, either])
    assert not in_one_hand([either, none])


def test_a_column_remembers_few_words_however_long_the_file_is() -> None:
    """A word too long is judged every time; what is remembered is forgotten before it is much."""
    read_cell = reader(replace(TEXT, longest=500), Style.ITALIAN)
    kept: dict[str, object] = read_cell.__self__  # type: ignore[attr-defined]  # of a bound method
    for number in range(MOST_REMEMBERED):
        assert read_cell(f"w{number}") == f"w{number}"
    assert len(kept) == MOST_REMEMBERED
    read_cell("x" * (LONGEST_REMEMBERED + 1))
    assert len(kept) == MOST_REMEMBERED
    read_cell("x" * LONGEST_REMEMBERED)
    assert len(kept) == 1
