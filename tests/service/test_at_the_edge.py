"""Readers at the very edge: one sign more, one digit less, nothing before."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import Engine

from tests.made_desk import entry, made_desk, save
from tests.made_rows import load
from udp_core.archive import replay
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_by_id
from udp_core.cli import verifying
from udp_core.desk.report.desk import DueField, DueFigure
from udp_core.desk.workbooks import making
from udp_core.files import table
from udp_core.files.cell import without_tail
from udp_core.files.delimited import holds_a_record
from udp_core.fund.commands import closing
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.report.fund import Movement
from udp_core.imports import layout
from udp_core.imports.choices import Choices
from udp_core.imports.heading_rows import is_usual
from udp_core.imports.layout import read_any
from udp_core.imports.questions import asked
from udp_core.imports.sheet_facts import names_of
from udp_core.imports.whole_file import with_answers
from udp_core.indicators.entities import Measurement
from udp_core.kernel.money import Money
from udp_core.kernel.problem import RefusedError
from udp_core.running import backups, maintenance
from udp_core.sittings.commands import conducting
from udp_core.sittings.report import bridging
from udp_core.sittings.terms import SittingState
from udp_core.writing import surprises
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit


def test_a_line_in_a_cell_is_a_record_with_as_many_signs_or_one_less() -> None:
    """Of five cells four signs are between; a line of three may have lost one, of two is prose."""
    assert holds_a_record(["testo\n1;2;3;4", "b"], ";", 5)
    assert not holds_a_record(["testo\n1;2;3", "b"], ";", 5)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("15324.300000000001", "15324.3"),
        ("1532.430000000001", "1532.43"),
        ("1532.43000000001", "1532.43000000001"),
        ("153240.3000000000001", "153240.3000000000001"),
    ],
)
def test_only_numbers_of_16_or_17_digits_have_a_tail(text: str, read: str) -> None:
    assert without_tail(text, ".") == read


def test_a_sign_that_is_none_is_told_with_its_row_also_after_a_blank_one() -> None:
    with pytest.raises(RefusedError) as caught:
        read_any(b"\nVoce;Imp\x00orto\n", "file.csv")
    assert [(one.code, one.place.row) for one in caught.value.problems] == [("F05", 2)]


def test_each_row_is_measured_from_its_own_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LONGEST_LINE", 6)

    def rows(*lines: str) -> list[list[str]]:
        record = table._Record(iter(lines), ";")
        return list(record.counted(csv.reader(record, delimiter=";", strict=True)))

    assert rows("a;bcd\n", "e;fgh\n") == [["a", "bcd"], ["e", "fgh"]]
    with pytest.raises(csv.Error, match="too long"):
        rows("a;bcd\n", "e;fghi\n")


@pytest.mark.parametrize("word", ["Gen", "Feb 2026", "gennaio", "Settembre 2026"])
def test_months_are_usual_over_columns_also_in_short(word: str) -> None:
    assert is_usual(word)
    assert not is_usual(f"{word} e altro")


def test_only_the_figures_that_change_are_looked_at() -> None:
    row = SimpleNamespace(
        changes={"numerator": 5, "value": None},
        image={"numerator": 5, "denominator": 10, "value": None},
    )
    assert list(surprises._given(Measurement, cast("Any", row))) == ["numerator"]


def test_two_movements_of_one_name_are_told_by_their_day() -> None:
    moved = Movement(Money(1_000_00), date(2026, 3, 5), "Variazione di bilancio", "Delibera 3")
    found = bridging._movements([moved])
    assert found == {"Variazione di bilancio 05/03/2026": (Money(1_000_00), "Delibera 3")}


def test_a_request_that_took_a_sitting_nowhere_left_it_planned() -> None:
    gone = SimpleNamespace(after=None)
    opened = SimpleNamespace(after={"state": "open"})
    found = [conducting._reached(cast("Any", one)) for one in (None, gone, opened)]
    assert found == [SittingState.PLANNED, SittingState.PLANNED, SittingState.OPEN]


def test_a_figure_without_a_past_has_a_blank_beside_it() -> None:
    done: list[tuple[Any, ...]] = []
    sheet = SimpleNamespace(write_blank=lambda *cell: done.append(cell))
    figure = DueFigure(
        "frna_entry", "x", 0, "A1", "", (DueField("amount_cents", "€", None),), is_due=True
    )
    looks = cast("Any", SimpleNamespace(text="testo"))
    making._before(sheet, looks, 7, figure, figure.fields[0])
    assert done == [(7, making.BEFORE, None, "testo")]


def test_a_page_of_a_book_says_in_a_line_whether_it_is_confirmed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for unaltered in (True, False):
        page = SimpleNamespace(number=3, title="Fondo")
        found = SimpleNamespace(dossier=None, page=page, unaltered=unaltered)
        verifying._tell(cast("Any", found), in_full=False)
    assert capsys.readouterr().out.splitlines() == [
        "Pagina 3, «Fondo»: inalterata.",
        "Pagina 3, «Fondo»: non confermata.",
    ]


def test_a_row_of_before_is_asked_for_its_day_only_where_it_changes(empty_engine: Engine) -> None:
    """Stored with a day still to come; whoever corrects its amount is not asked about the day."""
    made_desk(empty_engine)
    old = entry(3, 100, as_of="2026-12-31").values
    load(empty_engine, Batch(FrnaEntry, [(None, dict(old))]))
    row_id = id_of(FrnaEntry, dict(old))
    save(empty_engine, "carlo", Edit(FrnaEntry, {"amount_cents": 101_00}, row_id, 1))
    with reading(empty_engine) as connection:
        _, image = read_by_id(connection, FrnaEntry, [row_id])[row_id]
    assert (image["amount_cents"], image["as_of"]) == (101_00, "2026-12-31")


@pytest.mark.parametrize(("share", "sign"), [(Fraction(1, 2), ";"), (Fraction(49, 100), ",")])
def test_half_of_a_file_is_enough_for_the_first_sign(
    monkeypatch: pytest.MonkeyPatch, share: Fraction, sign: str
) -> None:
    shares = {";": share, ",": Fraction(9, 10)}
    monkeypatch.setattr(layout, "loosely", lambda _head, sign: sign)
    monkeypatch.setattr(layout, "_share", lambda sign, _name: shares.get(sign, Fraction(0)))
    assert layout._sign("", "file.csv") == sign


def test_damaged_pages_have_the_code_at_which_the_dashboard_stops(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "is_sound_file", lambda _connection: "page 3 is wrong")
    (found,) = backups.trouble(empty_engine)
    assert (found.code, found.value) == ("D04", "page 3 is wrong")
    assert found.code in maintenance.DAMAGED


@pytest.mark.parametrize(("said", "taken"), [("Cervia", "Cervia"), ("Marte", None)])
def test_of_the_whole_file_only_an_answer_that_is_offered_counts(
    said: str, taken: str | None
) -> None:
    told = {"comune": said, "fase": "consuntivo"}
    question = asked("comune", "Di chi sono?", [("Cervia", "Comune di Cervia")], told)
    work = cast("Any", SimpleNamespace(choices=Choices(answers=told)))
    fixed = with_answers(work, [question]).fixed
    assert (fixed.get("municipality_id"), fixed["phase"]) == (taken, "consuntivo")


def test_what_is_blank_is_of_the_whole_district_and_has_no_other_name() -> None:
    known = {"municipality_id": SimpleNamespace(names={"c": "Cervia"})}
    facts = cast("Any", SimpleNamespace(known=known))
    rows: list[Image] = [{"municipality_id": "c"}, {"municipality_id": None}]
    assert names_of(facts, rows, "municipality_id", "tutto il distretto") == (
        "tutto il distretto e Cervia"
    )
    assert names_of(facts, rows, "municipality_id") == "Cervia"
    assert names_of(facts, [{"source_id": "frna"}], "source_id") == ""


def test_a_closure_that_was_taken_back_leaves_no_residue() -> None:
    given = SimpleNamespace(after={"residue_cents": 5_00})
    found = [
        closing._residue(cast("Any", one)) for one in (given, SimpleNamespace(after=None), None)
    ]
    assert found == [Money(5_00), Money(0), Money(0)]


def test_a_row_of_history_without_its_request_is_told() -> None:
    row = SimpleNamespace(sequence=1, previous_hash="prima", request_id="persa")
    assert replay._wrong_link(row, "prima", 1, {}) == "manca la richiesta che l’ha causata"
