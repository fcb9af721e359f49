"""Words of a line: tiles, drafts, letters, the status on a terminal, parts of a table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from udp_core.desk.report.lateness import OfficerLateness
from udp_core.desk.view import late_reminder as reminder
from udp_core.desk.view.words import LONGEST_SHOWN, unsaved_markup
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.view import status
from udp_core.overview.view.words import AreaTile, tile_markup
from udp_core.render.documents import deck_room as room
from udp_core.render.slide import narrow
from udp_core.render.table import Column, table

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


def test_a_tile_says_why_where_there_is_a_reason() -> None:
    tile = AreaTile("a", "Anziani", StatusLevel.CRITICAL, None, "3 schede", "2 in ritardo")
    assert all(words in tile_markup(tile) for words in ("3 schede", "2 in ritardo"))


@pytest.mark.parametrize(("length", "cut"), [(LONGEST_SHOWN, False), (LONGEST_SHOWN + 1, True)])
def test_a_draft_is_cut_only_where_it_is_longer_than_what_is_shown(length: int, cut: bool) -> None:
    said = unsaved_markup("x" * length, NOW, NOW)
    assert said.count("x" * LONGEST_SHOWN) == 1
    assert ("…" in said) == cut


def test_the_letter_names_the_user_who_gives_the_figures() -> None:
    assert "(utente carlo)" in reminder._how(OfficerLateness("carlo", "Comune di Cervia", ()))
    nobody = reminder._how(OfficerLateness("", "Comune di Russi", ()))
    assert nobody.startswith("Nessuno ha ancora un utente")


@pytest.mark.parametrize(("cents", "amount"), [(1_234_00, " (1.234,00 €)"), (None, "")])
def test_a_decision_says_its_amount_where_it_has_one(cents: int | None, amount: str) -> None:
    asked = {"what": "Coprire A1", "level": "critical", "amount_cents": cents, "why": "manca"}
    assert list(status._decisions([asked])) == [
        "Da decidere:",
        f"  Coprire A1, {StatusLevel.CRITICAL.label}{amount}: manca",
    ]


def test_some_columns_of_a_table_are_still_that_table() -> None:
    whole = table("nome", "Titolo", [Column("a", "A"), Column("b", "B")], [("1", "2")])
    found = narrow(whole, ("b",))
    assert (found.name, found.title, found.words) == ("nome", "Titolo", (("2",),))


def test_a_title_is_as_large_as_lets_it_take_two_lines() -> None:
    for count in range(5, 60, 5):
        title = "parola lunga " * count
        size = room.title_size(title)
        lines = {s: len(room.wrapped(title, s, room.WIDTH, bold=True)) for s in room.TITLE_SIZES}
        assert size == next((s for s in room.TITLE_SIZES if lines[s] <= 2), room.TITLE_SIZES[-1])
    assert len({room.title_size("parola lunga " * count) for count in range(5, 60)}) > 2


def test_the_cells_of_a_row_are_not_reckoned_in_bold() -> None:
    words, widths = "di " * 400, [3.0]
    lines = room._cell_lines([words], widths)
    assert lines == room._cell_lines([words], widths, bold=False)
    assert len(lines[0]) < len(room._cell_lines([words], widths, bold=True)[0])
