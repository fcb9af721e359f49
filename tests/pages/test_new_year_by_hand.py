"""S0-05, S0-10 on «Nuovo anno»: amounts and days corrected in the grids before they are made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.pages.reading import tables, words
from tests.pages.test_desk import ANNA, desk, opened
from udp_core.archive.engine import reading
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.registers.queries import readable_rows
from udp_core.years.report.new_year import new_year_report
from udp_core.years.report.wanted import WantedYear
from udp_core.years.rules import YearPart
from udp_core.years.view.new_year import budget_table

__all__ = ["desk"]
PAGE = "ufficio/nuovo_anno.py"
VOCI = "nuovo-anno-voci"
MANDATES = "Gli incarichi degli utenti che finiscono li prepara chi amministra."


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[int, str]]:
    """What the browser says of each grid: by the name of the grid, the text of some rows."""
    said: dict[str, dict[int, str]] = {}

    def drawn(table: Any, keys: Any, _name: str, where: str) -> dict[str, str]:
        assert len(table.words) == len(keys)
        return {keys[row]: text for row, text in said.get(where, {}).items()}

    monkeypatch.setattr("pages.components.year_lines.written_column", drawn)
    monkeypatch.setattr(
        "pages.components.year_lines.kept_written",
        lambda keys, where: {keys[row]: text for row, text in said.get(where, {}).items()},
    )
    return said


def of_2027(engine: Engine) -> int:
    with reading(engine) as connection:
        found = readable_rows(
            connection, FrnaEntry, "ravenna", {"fund_year_id": "ravenna:frna:2027"}
        )
    return sum(int(str(row.image["amount_cents"])) for row in found)


def prepared(screen: AppTest) -> AppTest:
    screen.multiselect(key="parti").set_value(["funds", "budget"]).run()
    screen.button(key="prepara").click().run()
    if "supera il disponibile" in words(screen):
        screen.run()
        screen.text_input(key="scritto-nuovo-anno-motivo").set_value("Riparto atteso").run()
        screen.button(key="prepara").click().run()
    assert not screen.exception
    return screen


def test_what_is_written_in_the_grid_is_what_is_made(
    desk: Engine, monkeypatch: pytest.MonkeyPatch, typed: dict[str, dict[int, str]]
) -> None:
    """The first voce of the FRNA at 1.000,00 €: the budget of 2027 is that much less."""

    with reading(desk) as connection:
        order = WantedYear("ravenna", 2026, date(2026, 12, 5), frozenset(YearPart))
        report = new_year_report(connection, order)
    row, line = next(
        (row, one) for row, one in enumerate(report.budget) if one.key.startswith("ravenna:frna:")
    )
    whole = sum(one.after.cents for one in report.budget if one.key.startswith("ravenna:frna:"))
    assert budget_table(report).words[row][-1] == line.why
    typed[VOCI] = {row: "1.000"}
    screen = opened(PAGE, ANNA, monkeypatch)
    said = [row for rows in tables(screen) for row in rows if line.voce in row[0]]
    assert [row[2] for row in said] == ["1.000,00 €"]
    prepared(screen)
    assert of_2027(desk) == whole - line.after.cents + 1_000_00


def test_what_does_not_read_is_said_and_nothing_is_prepared(
    desk: Engine, monkeypatch: pytest.MonkeyPatch, typed: dict[str, dict[int, str]]
) -> None:
    screen = opened(PAGE, ANNA, monkeypatch)
    typed[VOCI] = {0: "boh"}
    screen.run()
    assert "non si legge come un numero italiano" in words(screen)
    assert screen.button(key="prepara").disabled
    assert of_2027(desk) == 0


def test_the_rule_of_the_committee_is_among_what_is_prepared(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = opened(PAGE, ANNA, monkeypatch)
    assert MANDATES not in words(screen)  # anna administers too
    screen.multiselect(key="parti").set_value(["bodies"]).run()
    assert "1 riga" in words(screen)
    screen.button(key="prepara").click().run()
    assert "1 riga preparata in bozza" in words(screen)
