"""Cells as they are shown, and how a table, a stamp, a light and a text of somebody look."""

from __future__ import annotations

import ast
import re
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from udp_core.history.tables import since_table
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.registers.report import RowSheet
from udp_core.registers.view.tables import sheet_table
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.markdown import plain, plotly_text
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

CORE = Path(__file__).parents[2] / "udp_core"


@pytest.mark.parametrize(
    ("kind", "decimals", "cell", "words"),
    [
        (ColumnKind.TEXT, 0, "<5", "<5"),
        (ColumnKind.TEXT, 0, StatusLevel.CRITICAL, "critico"),
        (ColumnKind.MONEY, 0, Money(1_240_000), "12.400,00 €"),
        (ColumnKind.MONEY, 0, Money(-5), "−0,05 €"),
        (ColumnKind.WHOLE, 0, 1234, "1.234"),
        (ColumnKind.DECIMAL, 2, Decimal("1234.5"), "1.234,50"),
        (ColumnKind.PERCENT, 1, Fraction(613, 1000), "61,3 %"),
        (ColumnKind.PERCENT, 0, 1, "100 %"),
        (ColumnKind.DAY, 0, date(2026, 11, 7), "07/11/2026"),
        (ColumnKind.MONEY, 0, None, "n.d."),
    ],
)
def test_a_cell_in_words(kind: ColumnKind, decimals: int, cell: Cell, words: str) -> None:
    assert Column("a", "A", kind, decimals).words(cell) == words


def test_numbers_stand_to_the_right_and_texts_do_not() -> None:
    assert [kind for kind in ColumnKind if Column("a", "A", kind).is_number] == [
        ColumnKind.MONEY,
        ColumnKind.WHOLE,
        ColumnKind.DECIMAL,
        ColumnKind.PERCENT,
        ColumnKind.POINTS,
        ColumnKind.QUANTITY,
    ]


def test_a_table_holds_its_words_row_by_row() -> None:
    made = table(
        "t", "T", [Column("a", "A"), Column("b", "B", ColumnKind.WHOLE)], [["x", 1000], ["y", None]]
    )
    assert made.words == (("x", "1.000"), ("y", "n.d."))


def test_a_row_of_the_wrong_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="does not have 1 cells"):
        Table("t", "T", (Column("a", "A"),), (("x", "y"),))


def test_a_stamp_on_one_line() -> None:
    moment = datetime(2026, 11, 10, 9, 5, tzinfo=UTC)
    assert (
        Stamp(date(2026, 10, 31), moment, 1, "dati validati", "Istat", demo=True).line
        == "Dati dimostrativi · situazione al 31/10/2026 · dati validati · fonte: Istat"
    )
    assert Stamp(None, moment, 1, "", "").line == "Situazione al n.d."
    assert Stamp(None, moment, 1, "", "fonti riga per riga").line == "Fonte: fonti riga per riga"


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (StatusLevel.ON_TRACK, "● in linea"),
        (StatusLevel.STALE, "○ dati da aggiornare"),
        (None, "– non valutato"),
    ],
)
def test_a_light_is_a_shape_and_a_word(level: StatusLevel | None, words: str) -> None:
    assert light(level).words == words


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Anziani", "Anziani"),
        ("*a* _b_", "\\*a\\* \\_b\\_"),
        ("![i](http://x)", "\\!\\[i\\]\\(http\\:\\/\\/x\\)"),
        (":red[x] $a$", "\\:red\\[x\\] \\$a\\$"),
        ("<b> & c", "&#60;b&#62; &#38; c"),
        ("a\n\n# b", "a \\# b"),
    ],
)
def test_nothing_in_a_text_is_markdown(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_nothing_in_a_text_is_drawn_by_plotly() -> None:
    assert (
        plotly_text('<b>x</b> & <a href="y">%{x}')
        == '&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href="y"&gt;%&#123;x}'
    )


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_the_hour_of_a_change_is_that_of_rome_wherever_the_server_is(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """22:30 UTC of a winter day is 23:30 in Rome; of a summer one, 00:30 of the day after."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        found = since_table(
            [
                ("2026-01-15T22:30:00+00:00", "anna", "prova", 1),
                ("2026-07-15T22:30:00+00:00", "anna", "prova", 1),
            ]
        )
        assert [row[0] for row in found.rows] == ["15/01/2026 23:30", "16/07/2026 00:30"]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(Fraction(383, 10), "%", 1), "38,3 %"),
        (Quantity(Decimal("51.00"), "€ ogni giornata", 2), "51,00 € ogni giornata"),
        (Quantity(-600, "persone", signed=True), "−600 persone"),
        (Quantity(Fraction(12, 10), "punti", 1, signed=True), "+1,2 punti"),
        (Quantity(1234), "1.234"),
    ],
)
def test_a_number_with_its_own_unit(quantity: Quantity, words: str) -> None:
    assert Column("a", "A", ColumnKind.QUANTITY).words(quantity) == words
    assert Column("a", "A").words(quantity) == words


@pytest.mark.parametrize(
    ("share", "decimals", "words"),
    [
        (Fraction(12, 1000), 1, "+1,2 punti"),
        (Fraction(-21, 100), 0, "−21 punti"),
        (Fraction(-1, 100), 0, "−1 punto"),
        (Fraction(1, 100), 0, "+1 punto"),
        (Fraction(0), 1, "0,0 punti"),
        (None, 1, "n.d."),
    ],
)
def test_a_difference_of_shares_is_in_points(
    share: Fraction | None, decimals: int, words: str
) -> None:
    assert italian.points(share, decimals) == words
    assert Column("a", "A", ColumnKind.POINTS, decimals).words(share) == words


@cache
def named() -> dict[str, list[tuple[object, str]]]:
    """The first word given to each thing that is made, with its file."""
    found: dict[str, list[tuple[object, str]]] = {}
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                made = getattr(node.func, "id", "")
                found.setdefault(made, []).append((node.args[0].value, path.name))
    return found


@pytest.mark.parametrize(
    ("made", "at_least"), [("Column", 100), ("table", 40), ("KeyFigure", 20), ("Slide", 10)]
)
def test_what_is_shown_is_named_for_machines_and_headed_for_people(
    made: str, at_least: int
) -> None:
    """The name goes to files, the heading to the screen.

    One in the place of the other is seen here.
    """
    names = named()[made]
    assert len(names) > at_least
    assert [one for one in names if not re.fullmatch("[a-z][a-z0-9_-]*", str(one[0]))] == []


@pytest.mark.parametrize("name", ["", " ", "Due parole", "una\nriga"])
def test_what_has_a_label_for_a_name_is_a_bug(name: str) -> None:
    """It would stand in the name of a file, or in an address."""
    for make in (
        lambda: table(name, "Titolo", (), ()),
        lambda: KeyFigure(name, "Etichetta", "1", ""),
    ):
        with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
            make()


def test_the_id_of_a_row_makes_a_stem_also_where_a_text_ends_it() -> None:
    sheet = RowSheet("allocation", "assegnazione", "ra:frna:2026:Quota  storica", "T", (), (), ())
    assert sheet_table(sheet).name == "allocation_ra_frna_2026_Quota_storica"
