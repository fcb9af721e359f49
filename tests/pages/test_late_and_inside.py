"""S2-06 and S1-20 where they are read: who is late, Comune by Comune; a plan and its programmes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.pages.reading import tables, words
from tests.pages.test_acts import sheet
from tests.pages.test_desk import ANNA, desk, opened
from tests.view.made_reports import STAMP
from udp_core.archive.engine import reading
from udp_core.desk.report.lateness import lateness_report
from udp_core.desk.view.late import lateness_table
from udp_core.registers.report import row_sheet
from udp_core.registers.view.tables import sheet_table
from udp_core.render.export import csv_bytes

__all__ = ["desk"]
PLAN = "ravenna:pdz-2024-2026"


def test_s2_06_who_is_late_is_read_comune_by_comune_and_leaves(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 5 December each Comune has figures due; what the screen says is what the file says."""
    shown = opened("ufficio/ritardi.py", ANNA, monkeypatch)
    with reading(desk) as connection:
        report = lateness_report(connection, "ravenna", 2026, date(2026, 12, 5))
    wanted = lateness_table("ritardi_comuni", "Ritardi", report.municipalities)
    assert {one.owner for one in report.municipalities} >= {"Ravenna", "Cervia", "Russi"}
    assert any(one.missing for one in report.municipalities)
    rows = {row[0]: row for rows in tables(shown) for row in rows}
    for line in wanted.words:
        assert rows[line[0]] == list(line)
    text = csv_bytes(wanted, STAMP).decode("utf-8-sig")
    assert all(f"{one.owner};" in text for one in report.municipalities)


@pytest.mark.usefixtures("desk")
def test_s2_06_who_did_not_come_in_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = opened("ufficio/ritardi.py", None, monkeypatch)
    assert "bisogna entrare" in words(shown)


def test_s1_20_a_plan_of_three_years_is_read_with_its_three_programmes(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.components.who.who", lambda: None)
    said = words(sheet("plan", PLAN))
    for year in (2024, 2025, 2026):
        assert f"Programma attuativo annuale {year} (dimostrativo)" in said
    assert "2027 (dimostrativo)" not in said
    with reading(desk) as connection:
        found = row_sheet(connection, "plan", PLAN, "ravenna", None)
    assert found is not None
    text = csv_bytes(sheet_table(found), STAMP).decode("utf-8-sig")
    assert "Dal;2024" in text
    assert "Al;2026" in text
