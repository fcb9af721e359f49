"""S2-14 where a committee looks first: every fund on Panorama with its residue and its expiry.

And what is of the FRNA alone says so, and where the others are.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.pages.reading import tables, words
from tests.pages.test_desk import desk, seen_by
from udp_core.archive.engine import reading
from udp_core.fund.report.each_fund import each_fund
from udp_core.fund.report.reading import fund_report
from udp_core.fund.view.each_fund import each_fund_table
from udp_core.kernel import italian

__all__ = ["desk"]
TODAY = date(2026, 12, 5)
OPEN = "fondi"


def test_s2_14_every_fund_has_its_line_with_the_residue_of_its_own_screen(desk: Engine) -> None:
    """The five of the demonstration, each as its own screen says it, to the cent."""
    with reading(desk) as connection:
        found = each_fund(connection, "ravenna", 2026, TODAY)
        alone = fund_report(connection, "ravenna", 2026, TODAY, "dopo-di-noi")
        nobody = each_fund(connection, "ravenna", 2035, TODAY)
    assert nobody == ()
    shown = each_fund_table(found, 2026)
    assert [row[0] for row in shown.words] == [one.fund.short for one in found]
    assert {"FRNA", "FNA", "Dopo di noi"} <= {row[0] for row in shown.words}
    assert alone is not None
    [row] = [row for row in shown.words if row[0] == "Dopo di noi"]
    assert row[1] == italian.euro(alone.available)
    assert row[4] == italian.euro(alone.position.residue)
    assert all(row[-1] for row in shown.words)


def test_s2_14_panorama_opens_all_the_funds_on_request(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = seen_by(None, "comitato/panorama.py", monkeypatch)
    assert "Tutti i fondi del 2026: residuo e scadenza" in [one.label for one in screen.expander]
    assert not [row for rows in tables(screen) for row in rows if row[:1] == ["Dopo di noi"]]
    screen.session_state[OPEN] = True
    screen.run()
    assert not screen.exception
    with reading(desk) as connection:
        wanted = each_fund_table(each_fund(connection, "ravenna", 2026, TODAY), 2026)
    rows = {row[0]: row for rows in tables(screen) for row in rows}
    assert all(rows[line[0]] == list(line) for line in wanted.words)


@pytest.mark.usefixtures("desk")
def test_what_is_of_the_frna_alone_says_where_the_others_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comuni = seen_by(None, "indicatori/comuni.py", monkeypatch)
    labels = [one.proto.label for one in comuni.get("page_link")]
    assert [one for one in labels if one.startswith("Qui è il solo FRNA: gli altri fondi")]
    simulated = seen_by(None, "simulazione/simulazione.py", monkeypatch)
    assert "Si calcola il solo FRNA" in words(simulated)
    other = simulated.selectbox(key="di").set_value("programme").run()
    assert "Si calcola il solo FRNA" not in words(other)
