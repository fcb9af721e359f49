"""Faenza from nothing.

An empty archive becomes a confirmed month with its confirmed budget, without a command line.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from pages.components.kept_upload import Brought
from tests.made_faenza import AVAILABLE_CENTS, BUDGET_CENTS, FUND, pasted, typed
from tests.made_office import CASES
from tests.pages.reading import words
from tests.pages.test_desk import opened
from tests.pages.test_first_day import COORDINATOR, begun, faenza
from tests.pages.test_grid import press, type_in, waiting
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import specs
from udp_core.archive.queries import how_many
from udp_core.archive.registry import BY_NAME
from udp_core.fund.report.reading import fund_report
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.overview.report.first_day import first_day
from udp_core.people.rules import Actor
from udp_core.sign_in.accounts import FIRST, first_invitation

__all__ = ["begun", "faenza"]
TODAY = date(2026, 6, 10)
BUDGET = "desk/faenza_budget_draft.csv"
EACH_CENTS = 50_000_00
"""What each of the eleven voci spends in a month."""
ACTOR = Actor(FIRST, COORDINATOR.name, COORDINATOR.grants)


@pytest.fixture
def office(faenza: str) -> Engine:
    """The archive, with the first coordinator, who came in by the link of the console."""
    engine = open_engine(faenza)
    assert first_invitation(engine, "faenza", datetime.now(UTC))
    return engine


def fill_in(screen: AppTest, table: str, rows: int) -> None:
    """The rows of a register, copied in a spreadsheet and pasted into the grid; saved."""
    entity = BY_NAME[table]
    grid = f"grid-{entity.__name__}"
    screen.selectbox(key="registro").set_value(table).run()
    names = screen.session_state["griglie"][grid].frame.columns.names
    type_in(screen, grid, None, [{specs(entity)[names[0]].label: pasted(table, names)}])
    assert waiting(screen, grid) == f"Salva ({rows})"
    press(screen, grid)
    assert [one.value for one in screen.error] == [], table
    assert f": {italian.plural(rows, 'riga', 'righe')}." in words(screen)


def bring_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """The budget voce by voce, from its file, on the screen."""
    content = (CASES / BUDGET).read_bytes()
    screen = opened("ufficio/importa.py", ACTOR, monkeypatch)
    screen.session_state["importa-file"] = Brought(
        "preventivo.csv", content, sha256(content).hexdigest()[:12]
    )
    screen.run()
    for question, said in (("comune", "distretto"), ("periodo", "anno")):
        next(one for one in screen.selectbox if str(one.key).endswith(f"-{question}")).select(
            said
        ).run()
    assert "Righe lette" in words(screen)
    screen.button(key="salva-importa").click().run()
    [said] = [one.value for one in screen.success]
    assert said.endswith("Importato, in bozza. 11 aggiunte.")


def count(engine: Engine, table: str, **filters: str) -> int:
    with reading(engine) as connection:
        return how_many(connection, BY_NAME[table], filters)


def left(engine: Engine) -> tuple[str, ...]:
    with reading(engine) as connection:
        return first_day(connection, "faenza", 2026).left


def give_the_month(screen: AppTest) -> AppTest:
    """January, the first month of which nothing is there, for the whole district.

    Fifty thousand euro each voce.
    """
    assert screen.selectbox(key="mese").value == "1"
    cells = [str(one.key) for one in screen.text_input if str(one.key).startswith(f"cella-{FUND}")]
    assert len(cells) == 11
    for key in cells:
        screen.text_input(key=key).set_value("50.000,00").run()
    assert words(screen).count("✓ 50.000,00") == 11
    screen.button(key="conferma").click().run()
    assert [one.value for one in screen.error] == []
    return screen


def test_from_nothing_to_a_confirmed_month_with_its_budget(
    office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "mancano 5 passi di 6" in words(opened("comitato/panorama.py", ACTOR, monkeypatch))
    screen = opened("ufficio/registri.py", ACTOR, monkeypatch)
    for table, rows in typed():
        fill_in(screen, table, rows)
    bring_the_budget(monkeypatch)
    assert {table: count(office, table) for table, _ in typed()} == dict(typed())
    assert left(office) == ("fund", "indicators")

    screen = opened("fondo/frna.py", None, monkeypatch)
    assert "in bozza" in words(screen)
    screen = opened("ufficio/stati.py", ACTOR, monkeypatch)
    screen.session_state["parte"] = "Preventivi"
    screen.run()
    assert f"In bozza: {italian.euro(Money(BUDGET_CENTS))} (11 righe)." in words(screen)
    assert (
        f"Disponibile: {italian.euro(Money(AVAILABLE_CENTS))}; resterebbero 250.000,00 €."
        in words(screen)
    )
    screen.button(key=f"preventivo-{FUND}-conferma").click().run()
    assert [one.value for one in screen.error] == []
    assert count(office, "frna_entry", phase="budget", state="confirmed") == 11

    give_the_month(opened("ufficio/aggiornamenti.py", ACTOR, monkeypatch))
    assert count(office, "frna_entry", phase="final", state="confirmed") == 11
    assert left(office) == ("indicators",)

    said = words(opened("fondo/frna.py", None, monkeypatch))
    residue = Money(AVAILABLE_CENTS - 12 * 11 * EACH_CENTS)
    assert residue == Money(2_400_000_00)
    for shown in (
        "Disponibile 9,00 M€ programmati 8,75 M€",
        "Utilizzato ad oggi 550 mila € 6,1 % del disponibile",
        "Previsto al 31/12 6,60 M€",
        "Residuo al 31/12 2,40 M€",
    ):
        assert shown in said, shown
    with reading(office) as connection:
        fund = fund_report(connection, "faenza", 2026, TODAY)
    assert fund is not None
    assert fund.position.residue == residue
    assert "programma non caricato" not in said
    assert "primo giorno" not in words(opened("comitato/panorama.py", ACTOR, monkeypatch))
