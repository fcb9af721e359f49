"""What an .xls shows beside its values, from records written by hand."""

from __future__ import annotations

from struct import pack

from udp_core.files import xls_marks
from udp_core.files.marks import Marks
from udp_core.files.number_format import ShownFormat
from udp_core.files.xls_marks import _Record

PERCENT, THOUSANDS, PLAIN = 1, 2, 0
STYLES = {PERCENT: ShownFormat(percent=True), THOUSANDS: ShownFormat(scale=1000)}


def record(kind: int, data: bytes = b"") -> bytes:
    return pack("<HH", kind, len(data)) + data


BEGIN, END = record(_Record.BEGIN, b"\0" * 4), record(_Record.END)


def number(row: int, column: int, style: int) -> bytes:
    return record(_Record.NUMBER, pack("<HHHd", row, column, style, 0.5))


def marks(*records: bytes, hidden: bool = False) -> Marks:
    stream = b"".join((BEGIN, *records, END))
    return xls_marks._of_sheet(stream, 0, STYLES, hidden=hidden)


def test_a_number_is_shown_as_its_style_says_in_each_of_its_three_writings() -> None:
    rk = record(_Record.RK, pack("<HHHI", 1, 2, THOUSANDS, 0))
    cells = b"".join(pack("<HI", style, 0) for style in (PERCENT, PLAIN, THOUSANDS))
    many = record(_Record.MANY_RK, pack("<HH", 2, 3) + cells + pack("<H", 5))
    found = marks(number(0, 1, PERCENT), number(0, 2, PLAIN), rk, many, hidden=True)
    assert found.percents == [(0, 1), (2, 3)]
    assert found.scaled == [(1, 2, 1000), (2, 5, 1000)]
    assert found.hidden


def test_rows_and_columns_that_nobody_sees() -> None:
    rows = [
        record(_Record.ROW, pack("<HHHHHHI", row, 0, 9, 255, 0, 0, options))
        for row, options in ((3, 0x20), (4, 0x100))
    ]
    columns = [
        record(_Record.COLUMNS, pack("<HHHHH", first, first + 1, 2048, 15, options))
        for first, options in ((2, 1), (6, 0))
    ]
    found = marks(*rows, *columns)
    assert (found.hidden_rows, found.hidden_columns) == ({3}, [(2, 3)])


def test_an_error_is_told_and_a_truth_value_is_none() -> None:
    errors = [
        record(_Record.ERROR, pack("<HHHBB", row, 1, 0, value, is_error))
        for row, value, is_error in ((1, 0x07, 1), (2, 0x99, 1), (3, 1, 0))
    ]
    assert marks(*errors).errors == {(1, 1): "#DIV/0!", (2, 1): "#ERRORE"}


def formula(row: int, result: bytes, options: int, style: int = PLAIN) -> bytes:
    return record(_Record.FORMULA, pack("<HHH", row, 0, style) + result + pack("<H", options))


def test_a_formula_has_a_result_an_error_or_only_what_was_written() -> None:
    """The zero of who never reckoned it is no result; one to be reckoned anew has a figure."""
    nothing, error, text = b"\0" * 8, b"\2\0\x2a\0\0\0\xff\xff", b"\0" * 6 + b"\xff\xff"
    half = pack("<d", 0.5)
    found = marks(
        formula(1, nothing, 2),
        formula(2, error, 0),
        formula(3, text, 2),
        formula(4, half, 2, PERCENT),
        formula(5, nothing, 0, PERCENT),
        formula(6, half, 0),
    )
    assert list(found.unsolved) == [(1, 0)]
    assert found.errors == {(2, 0): "#N/A"}
    assert found.percents == [(4, 0), (5, 0)]


def test_a_sheet_ends_where_it_ends_and_not_where_a_chart_in_it_does() -> None:
    chart = BEGIN + number(8, 0, PERCENT) + END
    stream = BEGIN + chart + number(1, 0, PERCENT) + END + BEGIN + number(9, 0, PERCENT) + END
    assert xls_marks._of_sheet(stream, 0, STYLES, hidden=False).percents == [(8, 0), (1, 0)]


def test_a_sheet_that_is_cut_off_tells_what_is_there() -> None:
    stream = BEGIN + number(1, 0, PERCENT)
    assert xls_marks._of_sheet(stream, 0, STYLES, hidden=False).percents == [(1, 0)]
