"""A table in a file: its form found or refused, its numbers read as its author meant them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.service.files import COLUMNS, HEADER, codes, read, written
from udp_core.files.cell import Style
from udp_core.files.text import LONGEST_LINE, encoding_of
from udp_core.kernel.problem import MOST_LISTED

TEXT = "code,amount_eur,note\na,1.50,«Città» – perché\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_each_encoding_is_recognised(tmp_path: Path, encoding: str, found: str) -> None:
    path = written(tmp_path, TEXT.encode(encoding))
    assert encoding_of(path) == found
    values, problems = read(path)
    assert problems == []
    assert values[0]["note"] == "«Città» – perché"


def test_big_endian_utf_16_is_recognised(tmp_path: Path) -> None:
    values, problems = read(written(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")))
    assert (problems, values[0]["amount_cents"]) == ([], 150)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F02"),
        (b"PK\x03\x04" + b"x" * 50, "F03"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "F03"),
        (b"code,amount_eur\n" + b"x" * (LONGEST_LINE + 1), "F04"),
        (b"code,amount_eur\n\x81\x8d\x8f", "F05"),
        (b"\xff\xfe\x00\xd8\x00\xd8\n", "F05"),
        (b"\xef\xbb\xbf\xff\xff", "F05"),
        (bytes(range(1, 129)) * 10, "F06"),
        (b"\xef\xbb\xbf", "F06"),
        (b"\n", "F06"),
        (b"\x00\x01\x02\x03", "F06"),
        (b'"code,amount_eur\na,1', "F06"),
        (b"code\na\n", "F06"),
        (b"code,amount_eur,mystery\na,1,2\n", "F07"),
        (b"code,amount_eur,code\na,1,b\n", "F07"),
        (b"code,amount_eur,Importo\na,1,2\n", "F07"),
        (b"code,amount_eur,\na,1,\n", "F07"),
        (b'code,amount_eur\n"a,1\n', "F10"),
        (b'code,amount_eur\n"a"x,1\n', "F10"),
        (b"code,amount_eur\na," + b"1" * 140_000 + b"\n", "F10"),
        (b'code,amount_eur\n"' + b'\n","' * 400_000, "F10"),
        (b"code,amount_eur\na,1,2\n", "F11"),
        (b"code,amount_eur\na\n", "F11"),
    ],
)
def test_a_file_of_the_wrong_form_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    _, problems = read(written(tmp_path, content))
    assert code in codes(problems)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "nessuno.csv")[1]) == ["F01"]
    assert codes(read(tmp_path)[1]) == ["F01"]


def test_the_message_names_the_columns_expected(tmp_path: Path) -> None:
    _, problems = read(written(tmp_path, "codice_ente;importo\na;1\n"))
    assert problems[0].sentence == "Mancano le colonne: code."
    assert all("code, amount_eur, share" in problem.remedy for problem in problems)


def test_a_long_unknown_header_is_cut_in_the_message(tmp_path: Path) -> None:
    _, problems = read(written(tmp_path, f"code,amount_eur,{'x' * 50_000}\n"))
    assert len(problems[0].sentence) < 150


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_separator_is_recognised(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path, TEXT.replace(",", delimiter))
    assert read(path)[0] == [
        {
            **dict.fromkeys(column.name for column in COLUMNS),
            "code": "a",
            "amount_cents": 150,
            "note": "«Città» – perché",
        }
    ]


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert read(written(tmp_path, HEADER + "\n")) == ([], [])
    assert read(written(tmp_path, HEADER)) == ([], [])


def test_columns_are_found_by_header_name_or_label_in_any_order(tmp_path: Path) -> None:
    values, problems = read(written(tmp_path, "IMPORTO; Codice ;Natura del dato\n1;a;dato reale\n"))
    assert problems == []
    assert (values[0]["code"], values[0]["amount_cents"], values[0]["origin"]) == ("a", 100, "real")


def test_a_column_in_cents_is_not_taken_for_euro(tmp_path: Path) -> None:
    assert set(codes(read(written(tmp_path, "code,amount_cents\na,1240000\n"))[1])) == {
        "F06",
        "F07",
    }


def test_blank_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "code,amount_eur\n\na,1\n,\n  ,  \nb,x\n")
    values, problems = read(path)
    assert [row["code"] for row in values] == ["a"]
    assert [str(problem.place) for problem in problems] == [
        "file prova.csv, riga 6, colonna «amount_eur»"
    ]


def test_a_row_of_several_lines_counts_as_one(tmp_path: Path) -> None:
    path = written(tmp_path, 'code,amount_eur,note\na,1,"una\ndue\ntre"\nb,x,\n')
    values, problems = read(path)
    assert values[0]["note"] == "una\ndue\ntre"
    assert problems[0].place.row == 3


@pytest.mark.parametrize("close", ['ok"', 'poi "chiuse"'])
def test_two_stray_quotes_never_swallow_the_rows_between_them(tmp_path: Path, close: str) -> None:
    rows = [
        f"a{number};1;{note}\n" for number, note in enumerate(("ok", '"aperte', "ok", close, "ok"))
    ]
    _, problems = read(written(tmp_path, "code;amount_eur;note\n" + "".join(rows)))
    assert [(one.code, one.place.row) for one in problems] == [("F10", 3)]


def test_old_line_ends_are_read(tmp_path: Path) -> None:
    assert [
        len(read(written(tmp_path, f"code,amount_eur{end}a,1{end}b,2{end}"))[0])
        for end in ("\n", "\r\n", "\r")
    ] == [2, 2, 2]


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        (["1,5", "1.234"], [150, 123400]),
        (["1.234,56", "1.234"], [123456, 123400]),
        (["1.5", "1234"], [150, 123400]),
        (["1234.56", "0.5"], [123456, 50]),
        (["12", "1234"], [1200, 123400]),
        (["1.234.567", "1.234"], [123456700, 123400]),
        (["€ 1.234,00", "5 €"], [123400, 500]),
        (["−0,00", "1"], [0, 100]),
        (["1 234,50", "7"], [123450, 700]),
        (["1234.560", "1"], [123456, 100]),
    ],
)
def test_a_column_of_numbers_is_judged_as_a_whole(
    tmp_path: Path, cells: list[str], cents: list[int]
) -> None:
    path = written(
        tmp_path,
        "code;amount_eur\n" + "".join(f"r{index};{cell}\n" for index, cell in enumerate(cells)),
    )
    values, problems = read(path)
    assert problems == []
    assert [row["amount_cents"] for row in values] == cents


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["1,5", "1.5"], "F08"),
        (["1.234,56", "1234.56"], "F08"),
        (["1.234"], "F09"),
        (["12", "1.234"], "F09"),
        (["1,234.56"], "N02"),
        (["1,234"], "N03"),
        (["1,5", "0.123"], "F08"),
        (["3€50"], "N02"),
        (["1 2"], "N02"),
        ([".5"], "N02"),
    ],
)
def test_an_ambiguous_column_is_asked_back(tmp_path: Path, cells: list[str], code: str) -> None:
    path = written(
        tmp_path,
        "code;amount_eur\n" + "".join(f"r{index};{cell}\n" for index, cell in enumerate(cells)),
    )
    _, problems = read(path)
    assert codes(problems) == [code]
    assert problems[0].place.column == "amount_eur"


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("15324.300000000001", 1532430),
        ("1801852.9300000002", 180185293),
        ("0.30000000000000004", 30),
        ("15324,300000000001", 1532430),
        ("0.1000000000000000055511151231257827", None),
        ("1.123456789012345", None),
    ],
)
def test_a_number_with_the_tail_of_a_programs_arithmetic_is_what_its_author_saw(
    tmp_path: Path, cell: str, cents: int | None
) -> None:
    values, problems = read(written(tmp_path, f"code;amount_eur\na;{cell}\n"))
    assert (codes(problems), [row["amount_cents"] for row in values]) == (
        ([], [cents]) if cents else (["N03"], [])
    )


def test_a_dot_in_a_number_of_persons_parts_the_thousands(tmp_path: Path) -> None:
    values, problems = read(written(tmp_path, "code;amount_eur;people\na;1;4.012\nb;2;870\n"))
    assert (problems, [row["people"] for row in values]) == ([], [4012, 870])
    assert codes(read(written(tmp_path, "code;amount_eur;people\na;1;4.5\n"))[1]) == ["N03"]


@pytest.mark.parametrize(
    ("share", "code", "cents"), [("0,5", [], 100_000), ("0.5", ["F09"], None), ("5", ["F09"], None)]
)
def test_one_file_has_one_writer_where_it_writes_as_italians_do(
    tmp_path: Path, share: str, code: list[str], cents: int | None
) -> None:
    values, problems = read(written(tmp_path, f"code;amount_eur;share\na;1.000;{share}\n"))
    assert (codes(problems), [row["amount_cents"] for row in values]) == (
        code,
        [cents] if cents else [],
    )


def test_each_column_has_its_own_style(tmp_path: Path) -> None:
    values, problems = read(written(tmp_path, "code;amount_eur;share\na;1,50;0.5\n"))
    assert problems == []
    assert (values[0]["amount_cents"], values[0]["share"]) == (150, 500)


def test_a_file_with_its_description_is_not_judged(tmp_path: Path) -> None:
    values, problems = read(
        written(tmp_path, "code,amount_eur,share\na,1,1.234\n"), style=Style.PLAIN
    )
    assert (problems, values[0]["share"]) == ([], 1234)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("code", "", "C01"),
        ("code", "a b", "C04"),
        ("code", "-a", "C04"),
        ("code", "è", "C04"),
        ("code", "a" * 61, "C02"),
        ("code", "a:b", "C04"),
        ("amount_eur", "", "C01"),
        ("amount_eur", "-1", "C06"),
        ("amount_eur", "99999999999", "C05"),
        ("amount_eur", "-" + "1" * 38, "C06"),
        ("amount_eur", "abc", "N02"),
        ("share", "1,2345", "N03"),
        ("share", "1000001", "C05"),
        ("people", "1,5", "N03"),
        ("people", "due", "N02"),
        ("day", "31/02/2026", "N05"),
        ("day", "ieri", "N05"),
        ("day", "2026-11-07 8.30", "N05"),
        ("day", "2026-11-07 alle 08:30", "N05"),
        ("lead", "forse", "C07"),
        ("origin", "invented", "C08"),
        ("note", "x" * 301, "C02"),
        ("note", "a\x07b", "C03"),
        ("note", "a\x00b", "C03"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(
    tmp_path: Path, column: str, cell: str, code: str
) -> None:
    row = {"code": "a", "amount_eur": "1,00"} | {column: cell}
    values, problems = read(written(tmp_path, ";".join(row) + "\n" + ";".join(row.values()) + "\n"))
    assert values == []
    assert codes(problems) == [code]
    assert (problems[0].place.row, problems[0].place.column) == (2, column)


@pytest.mark.parametrize(
    ("column", "cell", "stored"),
    [
        ("lead", "Sì", 1),
        ("lead", "x", 1),
        ("lead", "FALSO", 0),
        ("lead", "0", 0),
        ("origin", "DEMO", "demo"),
        ("origin", "Dato reale", "real"),
        ("day", "7/11/2026", "2026-11-07"),
        ("day", "2026-11-07 08:30", "2026-11-07"),
        ("day", "2026-11-07T08:30:00", "2026-11-07"),
        ("note", "'=1+1", "=1+1"),
        ("note", "-5 gradi", "-5 gradi"),
        ("note", "l'anno", "l'anno"),
        ("people", "1234", 1234),
        ("share", "", None),
    ],
)
def test_a_right_cell_is_stored(tmp_path: Path, column: str, cell: str, stored: Any) -> None:
    row = {"code": "a", "amount_eur": "1,00"} | {column: cell}
    values, problems = read(written(tmp_path, ";".join(row) + "\n" + ";".join(row.values()) + "\n"))
    assert problems == []
    assert values[0][column] == stored


def test_every_problem_is_listed_up_to_a_limit(tmp_path: Path) -> None:
    few = written(tmp_path, HEADER + "\n" + "a b,-1\n" * 10)
    assert len(read(few)[1]) == 20
    many = written(tmp_path, HEADER + "\n" + "a b,-1\n" * 1000)
    assert len(read(many)[1]) == MOST_LISTED


def test_ragged_rows_are_listed_with_the_rest(tmp_path: Path) -> None:
    _, problems = read(written(tmp_path, HEADER + "\na,1\nb\nc,1,2\nd d,1\n"))
    assert [(problem.code, problem.place.row) for problem in problems] == [
        ("F11", 3),
        ("F11", 4),
        ("C04", 5),
    ]


def test_the_limit_is_said_in_the_unit_of_the_file(tmp_path: Path) -> None:
    _, problems = read(written(tmp_path, HEADER + "\na,99999999999\n"))
    assert "il massimo è 10.000.000.000,00" in problems[0].sentence


def test_the_longest_cell_is_ours_whoever_raised_the_limit_before(tmp_path: Path) -> None:
    csv.field_size_limit(1 << 30)
    _, problems = read(written(tmp_path, b"code,amount_eur\na," + b"1" * 140_000 + b"\n"))
    assert codes(problems) == ["F10"]
