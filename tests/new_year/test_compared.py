"""S1-10, «Che cosa cambia nel 2027»: a programme against the one before, to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from tests.new_year.test_preparing import TODAY, archive, asked, made, wanted
from udp_core.archive.engine import reading
from udp_core.kernel.money import Money
from udp_core.programme.entities.intervention import Intervention
from udp_core.render.export import csv_bytes, xlsx_bytes
from udp_core.render.stamp import Stamp
from udp_core.writing.saving import Edit, SaveRows, save_rows
from udp_core.years.report.compared import (
    ComparedScheda,
    ComparedSum,
    ComparedYears,
    SchedaChange,
    compared_years,
    summed,
)
from udp_core.years.rules import YearPart
from udp_core.years.slides import compared_slide
from udp_core.years.view.compared import (
    compared_figures,
    compared_message,
    compared_table,
    sums_table,
)

__all__ = ["archive"]
PROGRAMME = "ravenna:pdz-2027-2029:2027:1"


def scheda(code: str, before: int | None, after: int | None, *fields: str) -> ComparedScheda:
    was, now = (None if one is None else Money(one * 100) for one in (before, after))
    return ComparedScheda(code, "Titolo", "Anziani", was, now, fields)


PICTURE = ComparedYears(
    2027,
    (
        scheda("S27-01", 100, 100),
        scheda("S27-02", 100, 130),
        scheda("S27-03", None, 50),
        scheda("S27-04", 80, None),
        scheda("S27-05", 10, 10, "Titolo: nuovo, era vecchio"),
    ),
    summed([("Anziani", Money(290_00), Money(240_00)), ("Giovani", Money(0), Money(50_00))]),
    (),
)


def test_what_became_of_each_scheda() -> None:
    assert [one.change for one in PICTURE.schede] == [
        SchedaChange.SAME,
        SchedaChange.CHANGED,
        SchedaChange.ADDED,
        SchedaChange.DROPPED,
        SchedaChange.CHANGED,
    ]
    assert [one.difference.cents for one in PICTURE.schede] == [0, 30_00, 50_00, -80_00, 0]
    assert (PICTURE.before, PICTURE.after) == (Money(290_00), Money(290_00))
    assert compared_message(PICTURE) == (
        "Nel 2027: 1 scheda aggiunta, 1 che non continua, 2 cambiate"
    )
    same = ComparedYears(2027, (scheda("a", 1, 1),), (), ())
    assert compared_message(same) == "Il programma del 2027 è come quello del 2026"


def test_the_figures_of_a_comparison_name_the_year_before() -> None:
    """290 € then, 290 + 10 now."""
    more = replace(PICTURE, schede=(*PICTURE.schede, scheda("S27-06", 0, 10)))
    found = [(one.key, one.label, one.value, one.note) for one in compared_figures(more)]
    assert found == [
        ("added", "Schede aggiunte", "1", ""),
        ("dropped", "Non continuano", "1", ""),
        ("changed", "Cambiate", "3", ""),
        ("same", "Come prima", "1", ""),
        ("money", "Programmato", "300 €", "+10 € sul 2026"),
    ]


def test_money_is_added_by_name_and_the_largest_change_comes_first() -> None:
    pairs = [("A", 10, 0), ("B", 5, 100), ("A", 0, 12)]
    found = summed((name, Money(was), Money(now)) for name, was, now in pairs)
    assert found == (
        ComparedSum("B", Money(5), Money(100)),
        ComparedSum("A", Money(10), Money(12)),
    )


def test_the_table_begins_with_what_changed_and_the_slide_draws_both_years() -> None:
    table = compared_table(PICTURE, PICTURE.schede)
    assert [row[0] for row in table.words][:2] == ["S27-03 Titolo", "S27-04 Titolo"]
    assert table.words[-1][2] == "come prima"
    assert (table.words[0][3], table.words[1][4]) == ("non c’era", "non c’è più")
    stamp = Stamp(None, datetime(2027, 1, 10, tzinfo=UTC), 1, "", "", (), demo=False)
    assert "non c’era" in csv_bytes(table, stamp).decode("utf-8-sig")
    assert xlsx_bytes(table, stamp)
    assert sums_table("x", "Ambito", PICTURE, PICTURE.areas).words[0][0] == "Anziani"
    slide = compared_slide(PICTURE)
    assert slide.chart is not None
    assert [one.values for one in slide.chart.series] == [
        (0.00029, 0.0),
        (0.00024, 0.00005),
    ]
    assert len(slide.data) == 3


def test_a_year_just_prepared_differs_in_nothing_but_what_was_changed(archive: Engine) -> None:
    with reading(archive) as connection:
        assert compared_years(connection, "ravenna", 2027) is None
        assert compared_years(connection, "elsewhere", 2026) is None
    made(
        archive,
        wanted(
            frozenset({YearPart.FUNDS, YearPart.AVAILABLE, YearPart.BUDGET, YearPart.PROGRAMME})
        ),
    )
    edit = Edit(Intervention, {"title": "Un altro titolo"}, f"{PROGRAMME}:S27-04", 1, "nuovo")
    save_rows(archive, SaveRows(asked("titolo"), "anna", [edit], TODAY))
    with reading(archive) as connection:
        report = compared_years(connection, "ravenna", 2027)
    assert report is not None
    [changed] = report.of(SchedaChange.CHANGED)
    assert changed.code == "S27-04"
    assert changed.fields[0].startswith("Titolo: Un altro titolo, era ")
    assert report.of(SchedaChange.ADDED) == report.of(SchedaChange.DROPPED) == ()
    assert report.before == report.after
    assert sum(one.after.cents for one in report.sources) == report.after.cents
