"""A workbook of ours that somebody handled: rows copied, columns moved, hidden cells rewritten.

Told in words, never skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import fingerprint, sound
from tests.service.test_workbooks import BUDGET, ENTRY, MOMENT, SHEET, judged, kept, made
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import id_of
from udp_core.archive.images import read_by_id
from udp_core.desk.workbooks.making import MARK
from udp_core.desk.workbooks.preview import preview, repeated, row_of
from udp_core.desk.workbooks.reading import made_by_us
from udp_core.files.unpacked import Sheet
from udp_core.kernel.problem import Place, Problem
from udp_core.writing.saving import Edit, SaveRows, save_rows

ROW = f"{FUND}:A1:a:c:final:month:1"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    save(
        empty_engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
    )
    save(empty_engine, "anna", entry(1, 12_000, **BUDGET), entry(1, 6_000, voce_id="A2", **BUDGET))
    return empty_engine


def handled(content: bytes, change: Callable[[Any], object]) -> bytes:
    """The workbook after somebody's hands: `change` gets its sheet of figures."""
    book = load_workbook(BytesIO(content))
    change(book[SHEET])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(**values: Any) -> Callable[[Any], object]:
    def change(sheet: Any) -> None:
        for place, value in values.items():
            sheet[place] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (cells(A5=ROW, F4=10, F5=20), "W01"),
        (cells(A4="", F4=10), "X20"),
        (cells(A4="un'altra riga", F4=10), "X20"),
        (lambda sheet: sheet.insert_cols(5), "X23"),
        (lambda sheet: sheet.delete_cols(1), "X23"),
        (lambda sheet: sheet.delete_rows(3), "X23"),
        (cells(F3="Importo"), "X23"),
    ],
)
def test_rows_copied_and_columns_moved_are_told_and_nothing_is_skipped(
    desk: Engine, change: Callable[[Any], object], code: str
) -> None:
    before = fingerprint(desk)
    found = judged(desk, handled(made(desk), change))
    assert code in [one.code for one in found.refused]
    assert not found.can_be_saved
    assert fingerprint(desk) == before


def test_a_row_given_twice_says_which_was_first(desk: Engine) -> None:
    """That its words are of another row is no news: of a row given twice only that is said."""
    [again] = judged(desk, handled(made(desk), cells(A5=ROW, F4=10, F5=20))).refused
    assert again == Problem(
        "W01",
        "La riga dà di nuovo la cifra della riga 4.",
        "Lasciarne una sola; se sono parti della stessa cifra, sommarle in una riga.",
        Place(sheet=SHEET, row=5),
        ROW,
    )


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "uno", "1e3", "1.5"])
def test_a_version_rewritten_by_hand_never_overwrites_anybody(desk: Engine, version: str) -> None:
    save(desk, "carlo", entry(1, 1000))
    before = fingerprint(desk)
    found = judged(desk, handled(made(desk), cells(B4=version, F4=1100)))
    assert not found.can_be_saved
    assert fingerprint(desk) == before


@pytest.mark.parametrize(
    "marks",
    [
        ["a", "2026", "13", "carlo"],
        ["a", "2026", "0", "carlo"],
        ["a", "9999", "1", "carlo"],
        ["a", "²", "1", "carlo"],
        ["a", "2026", "9" * 5000, "carlo"],
        ["a", "2026", "1"],
        [],
    ],
)
def test_a_mark_that_says_no_month_is_not_ours(marks: list[str]) -> None:
    assert made_by_us([Sheet(MARK, tuple((word,) for word in marks))]) is None


def test_sheets_that_somebody_added_are_left_alone(desk: Engine) -> None:
    def add(sheet: Any) -> None:
        sheet.parent.create_sheet("Appunti").append(["conti miei", 12])
        sheet["F4"] = 10

    found = judged(desk, handled(made(desk), add))
    assert (found.count("added"), found.can_be_saved) == (1, True)


def test_a_request_is_the_same_when_pressed_twice_and_another_on_newer_rows(desk: Engine) -> None:
    content = handled(made(desk), cells(F4=10))
    first = judged(desk, content)
    assert first.request_id("carlo") == judged(desk, content).request_id("carlo")
    assert first.request_id("carlo") != first.request_id("anna")
    kept(desk, first, first.request_id("carlo"))
    assert save_rows(
        desk,
        SaveRows(
            Asked(first.request_id("carlo"), "", "", "Di nuovo", MOMENT),
            "carlo",
            first.edits,
            TODAY,
        ),
    ).repeated
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 2000}, ROW, 1))
    back = preview(desk, "carlo", [Edit(ENTRY, {"amount_cents": 1000}, ROW, 2)], (), TODAY)
    again = preview(desk, "carlo", [Edit(ENTRY, {"amount_cents": 1000}, ROW, 3)], (), TODAY)
    assert back.request_id("carlo") not in {first.request_id("carlo"), again.request_id("carlo")}


def test_an_edit_is_of_one_row_whether_it_adds_or_changes_it() -> None:
    new = entry(1, 10)
    assert row_of(new) == id_of(ENTRY, dict(new.values)) == ROW
    assert [one.code for one in repeated([new, Edit(ENTRY, {"amount_cents": 1}, ROW, 1)])] == [
        "W01"
    ]
    assert repeated([new, entry(2, 10)]) == ()


def test_what_was_kept_is_what_was_shown(desk: Engine) -> None:
    found = judged(desk, handled(made(desk), cells(F4=10, F5=20.5)))
    kept(desk, found, found.request_id("carlo"))
    with reading(desk) as connection:
        stored = read_by_id(connection, ENTRY, [row.entity_id for row in found.rows])
    assert sorted(int(image["amount_cents"] or 0) for _, image in stored.values()) == [1000, 2050]


def exchanged(sheet: Any) -> None:
    """The two rows in the other order, without their hidden columns, and a figure in the first."""
    for column in "CDE":
        first, second = sheet[f"{column}4"], sheet[f"{column}5"]
        first.value, second.value = second.value, first.value
    sheet["F4"] = 10


def shown(**looks: Any) -> Callable[[Any], object]:
    """A figure in F4, with the looks given to its cell."""

    def change(sheet: Any) -> None:
        sheet["F4"] = 10
        for name, value in looks.items():
            setattr(sheet["F4"], name, value)

    return change


def copied(title: str) -> Callable[[Any], object]:
    """A figure in a copy of the sheet, under a title."""

    def change(sheet: Any) -> None:
        copy = sheet.parent.copy_worksheet(sheet)
        copy["F4"], copy["C1"] = 10, title

    return change


def retitled(sheet: Any) -> None:
    sheet["F4"] = 10
    sheet.parent["Istruzioni"]["A1"] = "Aggiornamenti di febbraio 2026"


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (exchanged, "X60", "La riga dice «A2 Attività», ma la sua figura è «A1 Attività»."),
        (cells(D4="Attività · Russi · €", F4=10), "X60", "«Attività · Russi · €»"),
        (shown(font=Font(strike=True)), "X61", "La cifra è barrata."),
        (
            shown(comment=Comment("competenza febbraio", "x")),
            "X61",
            "Accanto alla cifra c’è una nota: «competenza febbraio».",
        ),
        (shown(number_format='0.0" k€"'), "X61", "La cella mostra «k» accanto alla cifra."),
        (shown(number_format='0"%"'), "X61", "La cella mostra «%» accanto alla cifra."),
        (retitled, "X59", "«Aggiornamenti di febbraio 2026»"),
        (copied("Spesa FRNA di febbraio"), "X59", "«Spesa FRNA di febbraio»"),
    ],
)
def test_names_titles_and_looks_written_over_are_told(
    desk: Engine, change: Callable[[Any], object], code: str, words: str
) -> None:
    found = judged(desk, handled(made(desk), change))
    assert [one.code for one in found.refused] == [code]
    assert words in found.refused[0].sentence
    assert not found.can_be_saved


@pytest.mark.parametrize(
    "change",
    [
        shown(number_format='#,##0.00 "€"'),
        shown(font=Font(bold=True)),
        copied(SHEET),
        cells(C5="Un altro nome", F4=10),
    ],
)
def test_other_looks_a_copy_and_names_of_untouched_rows_do_no_harm(
    desk: Engine, change: Callable[[Any], object]
) -> None:
    found = judged(desk, handled(made(desk), change))
    assert (found.refused, found.can_be_saved) == ((), True)
    assert [one.values["amount_cents"] for one in found.edits] == [1000]
