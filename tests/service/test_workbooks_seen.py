"""What whoever opens a workbook sees and its values do not say.

Percentages, scales, hidden parts, merged cells, formulas and errors.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from xlsxwriter import Workbook as Written

from udp_core.files import limits, sheets
from udp_core.files.number_format import ShownFormat, shown_by
from udp_core.files.packed import SUFFIXES
from udp_core.files.unpacked import Sheet, read_workbook
from udp_core.kernel.problem import RefusedError


def saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(change: Callable[[Any], object], name: str = "x.xlsx") -> Sheet:
    """The one sheet of a workbook that `change` wrote in."""
    book = Workbook()
    change(book.active)
    [sheet] = read_workbook(saved(book), name)
    return sheet


def repacked(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same workbook with some words of one part replaced."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            text = before.read(name)
            assert name != part or old.encode() in text
            after.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    return stream.getvalue()


def refused(content: bytes, name: str = "x.xlsx") -> list[tuple[str, int | None]]:
    with pytest.raises(RefusedError) as caught:
        read_workbook(content, name)
    assert all(one.place.file.startswith(name) for one in caught.value.problems)
    return [(one.code, one.place.row) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (15324.300000000001, "15324.3"),
        (1801852.9300000002, "1801852.93"),
        (-0.30000000000000004, "-0.3"),
        (1e-7, "0.0000001"),
        (1e21, "1000000000000000000000"),
        (39007.0, "39007"),
        (0, "0"),
        (-0.0, "0"),
        (1234.5, "1234.5"),
        (123456789012.34, "123456789012.34"),
        (True, "sì"),
        (datetime.fromisoformat("2026-01-31 08:30"), "2026-01-31 08:30"),
        (date(2026, 1, 31), "2026-01-31"),
        (timedelta(hours=30, minutes=5), "30:05"),
    ],
)
def test_a_number_is_what_excel_shows_at_fifteen_digits(stored: Any, text: str) -> None:
    def change(sheet: Any) -> None:
        sheet["A1"] = stored

    assert sheet_of(change).rows == ((text,),)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", ShownFormat(percent=True)),
        ("0.00%;[Red]-0.00%", ShownFormat(percent=True)),
        ("General", ShownFormat()),
        ("#,##0.00", ShownFormat()),
        ('#,##0.00\\ "€"', ShownFormat()),
        ("[$€-410] #,##0.00", ShownFormat()),
        ("#,##0,", ShownFormat(scale=1000)),
        ("#,##0.0,,", ShownFormat(scale=1_000_000)),
        ('0.0,"k€"', ShownFormat(scale=1000, words="k")),
        ('#,##0.0" migliaia"', ShownFormat(words="migliaia")),
        ('0" %"', ShownFormat(words="%")),
        ("0\\%", ShownFormat(words="%")),
        ("mmm-yy", ShownFormat()),
        ('dd" di "mmmm', ShownFormat()),
        ("[h]:mm", ShownFormat()),
        ('0.0" ore"', ShownFormat(words="ore")),
        ("_-* #,##0.00 [$€-410]_-;-* #,##0.00", ShownFormat()),
        ("0.0;0%", ShownFormat()),
        ("Standard", ShownFormat()),
    ],
)
def test_a_format_says_what_it_shows_beside_what_is_stored(code: str, shown: ShownFormat) -> None:
    assert shown_by(code) == shown
    assert bool(shown) == (shown != ShownFormat())


def test_cells_shown_as_percentages_or_in_thousands_are_known_and_stay_what_is_stored() -> None:
    def change(sheet: Any) -> None:
        for place, value, code in (
            ("A1", 0.9, "0%"),
            ("B1", 90, '0"%"'),
            ("C1", 152300, "#,##0,"),
            ("D1", 152.3, '0.0" migliaia"'),
            ("E1", "90%", "0%"),
            ("F1", None, "0%"),
            ("G2", 0.5, "0.0%"),
        ):
            sheet[place] = value
            sheet[place].number_format = code

    seen = sheet_of(change)
    assert seen.rows == (("0.9", "90", "152300", "152.3", "90%"), ("", "", "", "", "", "", "0.5"))
    assert (seen.percents, seen.scaled, seen.units) == (
        {(0, 0), (1, 6)},
        {(0, 2): 1000},
        {(0, 1): "%", (0, 3): "migliaia"},
    )


def test_true_days_are_known_and_are_numbers_too() -> None:
    def change(sheet: Any) -> None:
        sheet.append(["Voce", date(2026, 1, 1), date(2026, 2, 1), "2026-03-01", 3])

    seen = sheet_of(change)
    assert (seen.days, seen.numbers) == ({(0, 1), (0, 2)}, {(0, 1), (0, 2), (0, 4)})


def test_hidden_and_filtered_parts_and_merged_cells_are_known() -> None:
    def change(sheet: Any) -> None:
        for row in (["Voce", "Gen", "Feb", "Mar"], ["A1.1", 1, 2, 3], ["A2.2", 4, 5, 6]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[900].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B1:D1")

    seen = sheet_of(change)
    assert (seen.hidden_rows, seen.hidden_columns, set(seen.merged)) == (
        {2},
        {2},
        {(1, 0, 2, 0), (0, 1, 0, 3)},
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_says_so(state: str) -> None:
    book = Workbook()
    book.active.append(["a"])
    book.create_sheet("vecchio").sheet_state = state
    assert [(one.name, one.hidden) for one in read_workbook(saved(book), "x.xlsx")] == [
        ("Sheet", False),
        ("vecchio", True),
    ]


def test_formulas_without_a_result_and_errors_are_told_and_never_blank() -> None:
    def change(sheet: Any) -> None:
        sheet.append(["Voce", "Importo", "Note"])
        sheet.append(["A1.1", "=100+50.5", "x"])
        sheet.append(["A2.2", "#DIV/0!", "#N/D", "Err:502"])
        sheet.append(["A2.3", 1, "#non è un errore"])
        sheet.append(["A2.4", 1, "y", "=B2"])

    seen = sheet_of(change)
    assert [row[1] for row in seen.rows] == ["Importo", "=100+50.5", "#DIV/0!", "1", "1"]
    assert (seen.unsolved, seen.errors) == (
        {(1, 1), (4, 3)},
        {(2, 1): "#DIV/0!", (2, 2): "#N/D", (2, 3): "Err:502"},
    )
    assert seen.rows[4][3] == "=B2"


def test_a_formula_that_nobody_computed_is_not_a_zero_and_one_that_was_is_its_result() -> None:
    stream = BytesIO()
    with Written(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("F")
        for row, (formula, value) in enumerate((("=1+1", 0), ("=1+1", 2), ('="a"', "a"))):
            sheet.write_formula(row, 0, formula, None, value)
    [seen] = read_workbook(stream.getvalue(), "x.xlsx")
    assert (seen.unsolved, seen.rows[:2]) == ({(0, 0)}, (("=1+1",), ("2",)))
    computed = repacked(stream.getvalue(), "xl/workbook.xml", 'fullCalcOnLoad="1"', "")
    assert read_workbook(computed, "x.xlsx")[0].unsolved == frozenset()


def test_a_zero_that_nobody_says_to_have_computed_is_told_too() -> None:
    book = Workbook()
    book.active.append(["=1+1", 5])
    content = repacked(
        saved(book), "xl/workbook.xml", '<calcPr calcId="124519" fullCalcOnLoad="1"/>', ""
    )
    content = repacked(content, "xl/worksheets/sheet1.xml", "<v></v>", "<v>0.0</v>")
    assert read_workbook(content, "x.xlsx")[0].unsolved == {(0, 0)}
    assert read_workbook(
        repacked(content, "xl/workbook.xml", "</workbook>", "<calcPr/></workbook>"), "x.xlsx"
    )[0].rows == (("0", "5"),)


@pytest.mark.parametrize("words", ["CittÃ\xa0 aperta", "Forlï¿½", "Forl\ufffd", "lâ€™anno"])
def test_letters_spoilt_before_are_refused_with_sheet_and_row(words: str) -> None:
    book = Workbook()
    book.active.append(["Voce", "Città"])
    book.active.append(["A1", words])
    with pytest.raises(RefusedError) as caught:
        read_workbook(saved(book), "x.xlsx")
    [problem] = caught.value.problems
    assert (problem.code, problem.place.file, problem.place.row) == (
        "F17",
        "x.xlsx, foglio «Sheet»",
        2,
    )


def test_cells_that_do_not_say_where_they_are_stand_beside_the_one_before() -> None:
    book = Workbook()
    book.active.append(["a", "=1", "#N/A", "=2"])
    content = saved(book)
    for name in ("B1", "C1", "D1"):
        content = repacked(content, "xl/worksheets/sheet1.xml", f' r="{name}"', "")
    [seen] = read_workbook(content, "x.xlsx")
    assert (seen.unsolved, seen.errors) == ({(0, 1), (0, 3)}, {(0, 2): "#N/A"})


def test_the_last_row_may_hold_only_a_formula() -> None:
    def change(sheet: Any) -> None:
        sheet["A1"] = "a"
        sheet["B7"] = "=A1"

    seen = sheet_of(change)
    assert (len(seen.rows), seen.rows[6], seen.unsolved) == (7, ("", "=A1"), {(6, 1)})


def test_blank_rows_and_columns_before_the_table_count() -> None:
    def change(sheet: Any) -> None:
        sheet["C1500"] = "Voce"
        sheet["D1500"] = 0.5
        sheet["D1500"].number_format = "0%"

    seen = sheet_of(change)
    assert (len(seen.rows), seen.rows[1499], seen.percents) == (
        1500,
        ("", "", "Voce", "0.5"),
        {(1499, 3)},
    )


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [
        (limits.MOST_ROWS, 1, 1, None),
        (limits.MOST_ROWS + 1, 1, 1, "X09"),
        (2, limits.MOST_COLUMNS, 1, None),
        (2, limits.MOST_COLUMNS + 1, 1, "X09"),
        (2, 16_384, "=A1", "X09"),
    ],
)
def test_what_is_beyond_the_limits_is_refused_whole_with_how_far_it_goes(
    row: int, column: int, value: Any, code: str | None
) -> None:
    def change(sheet: Any) -> None:
        sheet["A1"] = "Voce"
        sheet.cell(row, column, value)

    if code is None:
        assert len(sheet_of(change).rows) == row
        return
    with pytest.raises(RefusedError) as caught:
        sheet_of(change)
    [problem] = caught.value.problems
    assert (
        problem.code,
        problem.place.row,
        "in 2 file" in problem.remedy or column > 2 * limits.MOST_COLUMNS,
    ) == (code, row, True)


def test_sheets_beyond_the_limit_are_refused_too() -> None:
    book = Workbook()
    for _ in range(limits.MOST_SHEETS):
        book.create_sheet()
    assert refused(saved(book)) == [("X09", None)]


@pytest.mark.parametrize("reader", [sheets.read_fast, sheets.read])
@pytest.mark.parametrize(("most", "is_read"), [(6, True), (5, False)])
def test_cells_are_counted_over_all_the_sheets(
    monkeypatch: pytest.MonkeyPatch, reader: Any, most: int, is_read: bool
) -> None:
    """Two cells, a blank and one more; then two in another sheet: six, the blank inside too."""
    book = Workbook()
    book.active.append(["a", "b", None, "d"])
    book.create_sheet("Altro").append(["e", "f"])
    monkeypatch.setattr(limits, "MOST_CELLS", most)
    if is_read:
        assert [one["rows"] for one in reader(saved(book))] == [[["a", "b", "", "d"]], [["e", "f"]]]
        return
    with pytest.raises(limits.TooLargeError) as caught:
        reader(saved(book))
    assert (caught.value.sheet, caught.value.row) == ("Altro", 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  ", "  "),
        (True, "sì"),
        (False, "no"),
        (15324.300000000001, "15324.3"),
        (1e21, "1000000000000000000000"),
        (-0.0, "0"),
        (7, "7"),
        (datetime.fromisoformat("2026-03-01"), "2026-03-01"),
        (datetime.fromisoformat("2026-03-01 09:05"), "2026-03-01 09:05"),
        (date(2026, 3, 1), "2026-03-01"),
        (timedelta(hours=1, minutes=5), "1:05"),
        (timedelta(hours=26), "26:00"),
        (time(9, 5), "09:05:00"),
    ],
)
def test_a_cell_as_text(value: Any, text: str) -> None:
    assert sheets.words(value) == text


def test_a_document_type_is_a_trap_and_locks_are_told() -> None:
    book = Workbook()
    book.active.append(["a", "=1"])
    content = saved(book)
    trap = repacked(
        content,
        "xl/worksheets/sheet1.xml",
        "<worksheet ",
        '<!DOCTYPE x [<!ENTITY a "b">]><worksheet ',
    )
    assert refused(trap) == [("X08", None)]
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 20
    with pytest.raises(RefusedError, match="protetto da password"):
        read_workbook(locked, "x.xlsx")
    assert {"xlsx", "ods", "xls", "csv", "txt", "tsv"} == set(SUFFIXES)
