"""January in a real browser: the next year prepared, approved in a sitting, sent, simulated.

S0-05, S0-06, S0-10, S1-10, S1-11 and C-05 from their screens alone, on the demonstration and on
an archive that was started empty, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, open_screen, running, visiting, wait_drawn
from tests.browser.door import come_in, with_coordinator
from tests.browser.test_first_day import A_HAND, FIRST_CELL
from tests.made_rows import load, sound
from tests.slow import slow
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME, register_name
from udp_core.kernel.settings import Settings
from udp_core.running.start import start
from udp_core.writing.loading import Batch

pytestmark = [
    pytest.mark.browser,
    slow(
        "un mese di lavoro, due minuti; le sue parti in `tests/pages/test_new_year.py`,"
        " `test_budgets.py`, `test_acts.py`"
    ),
]
TODAY, ROW = "2026-12-10", 35
"""The day of it all; how high a row of a grid is, in pixels."""


@dataclass(frozen=True)
class Office:
    """A district, its committee, the assignments of the new year that are there already."""

    district: str
    body: str
    carried: int


RAVENNA = Office(
    "ravenna",
    "comitato-ravenna",
    4,
)
FAENZA = Office("faenza", "comitato-faenza", 0)


def faenza_rows() -> tuple[tuple[str, list[Image]], ...]:
    """What Faenza typed in its first year: 9,000,000 available, 8,000,000 programmed."""
    fund, plan = "faenza:frna:2026", "faenza:pdz-2026-2028"
    budget: Image = {
        "fund_year_id": fund,
        "phase": "budget",
        "municipality_id": None,
        "origin": "real",
    }
    usual: Image = {
        "source_id": "frna",
        "state": "confirmed",
        "as_of": "2026-03-31",
        "source": "Prova",
    }
    scheda: Image = {"code": "S26-01", "title": "Assistenza a domicilio", "area_id": "anziani"}
    days: Image = {"start_date": "2026-01-01", "end_date": "2026-12-31", "as_of": "2026-05-31"}
    member: Image = {"body_id": "comitato-faenza", "votes": 1, "valid_from": "2026-01-01"}
    return (
        ("organisation", [{"code": "unione", "name": "Unione", "kind": "municipal_union"}]),
        (
            "governing_body",
            [
                {
                    "code": "comitato-faenza",
                    "name": "Comitato di Distretto",
                    "kind": "district_committee",
                    "district_id": "faenza",
                }
            ],
        ),
        ("body_rule", [{"body_id": "comitato-faenza", "valid_from": "2026-01-01"}]),
        ("member", [{**member, "code": code, "name": f"Sindaco {code}"} for code in "123"]),
        (
            "plan",
            [
                {
                    "district_id": "faenza",
                    "code": "pdz-2026-2028",
                    "kind": "zone",
                    "title": "Piano 2026-2028",
                    "year_from": 2026,
                    "year_to": 2028,
                }
            ],
        ),
        (
            "annual_programme",
            [{"plan_id": plan, "year": 2026, "edition": 1, "title": "Programma attuativo 2026"}],
        ),
        ("fund_year", [{"district_id": "faenza", "source_id": "frna", "year": 2026}]),
        (
            "allocation",
            [
                {
                    "fund_year_id": fund,
                    "amount_cents": 9_000_000_00,
                    "status": "official",
                    "as_of": "2026-03-31",
                }
            ],
        ),
        (
            "frna_entry",
            [
                {**budget, **usual, "voce_id": voce, "amount_cents": euro * 100}
                for voce, euro in (("A1.1", 5_000_000), ("A2.1", 3_000_000))
            ],
        ),
        (
            "intervention",
            [
                {
                    **scheda,
                    **days,
                    "programme_id": f"{plan}:2026:1",
                    "lead_organisation_id": "unione",
                    "progress": 0,
                }
            ],
        ),
        (
            "intervention_funding",
            [
                {
                    "intervention_id": f"{plan}:2026:1:S26-01",
                    "source_id": "comuni",
                    "phase": "budget",
                    "amount_cents": 120_000_00,
                }
            ],
        ),
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'january.sqlite'}"
    return str(request.getfixturevalue("postgresql_address"))


@pytest.fixture(params=[RAVENNA, FAENZA], ids=["demo", "empty"])
def office(request: pytest.FixtureRequest, empty_address: str) -> Office:
    """The archive of an office in December, and who coordinates it."""
    found: Office = request.param
    demo = found is RAVENNA
    engine = start(Settings(empty_address, None, found.district, demo=demo))
    if not demo:
        for table, rows in faenza_rows():
            entity = BY_NAME[table]
            made = [(None, sound(entity, **row)) for row in rows]
            load(engine, Batch(entity, made))
    with_coordinator(engine, found.district)
    engine.dispose()
    return found


@pytest.fixture
def desk(office: Office, empty_address: str, tmp_path: Path) -> Iterator[Server]:
    demo, log = "1" if office is RAVENNA else "0", tmp_path / "log.txt"
    around = partial(running, UDP_TODAY=TODAY, UDP_DISTRICT=office.district, UDP_DEMO=demo)
    with around(empty_address, log) as started:
        yield started


def test_a_year_is_prepared_approved_sent_and_simulated(
    browser: Browser, desk: Server, office: Office
) -> None:
    with visiting(browser, desk) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        come_in(page, desk, "anna")
        prepare(page, desk)
        agree(page, desk, office)
        consult(page, desk)
        write_the_agreement(page, desk, office)
        hold_the_sitting(page, desk)
        approve(page, desk)
        send(page, desk)
        simulate(page, desk)


def press(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    expect(button.first).to_be_enabled()
    button.first.click()
    wait_drawn(page)


def pick(page: Page, question: str, answer: str) -> None:
    """An answer of a list, by its words; the screen is drawn again for it, and then goes on."""
    page.get_by_role("combobox", name=question, exact=True).click()
    before = page.evaluate("() => Date.now()")
    page.get_by_role("option", name=answer).first.click()
    page.evaluate("moment => window.udpAccepted(moment)", before)
    wait_drawn(page)


def write(page: Page, label: str, words: str) -> None:
    """A field, left with the keyboard; what was typed is known before anything else is done.

    Of two with the same label that which can be seen: the other is in a closed drawer.
    """
    box = page.get_by_label(label, exact=True).locator("visible=true")
    box.fill(words)
    page.keyboard.press("Tab")
    page.wait_for_timeout(A_HAND)
    wait_drawn(page)
    expect(box).to_have_value(words)


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(re.compile(re.escape(words))).first).to_be_visible()


def paste(page: Page, row: int, *lines: tuple[str, ...]) -> None:
    """Lines of a spreadsheet, pasted from the row of the grid that is still empty, and saved."""
    words = "\n".join("\t".join(cells) for cells in lines)
    page.evaluate("words => navigator.clipboard.writeText(words)", words)
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    expect(page.locator("[data-testid=stDataFrame] table[role=grid]").first).to_be_attached()
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + FIRST_CELL[0], box["y"] + FIRST_CELL[1] + ROW * row)
    cell = page.locator("#portal textarea")
    expect(cell).to_be_focused()
    page.keyboard.press("Control+v")
    expect(cell).not_to_have_value("")
    page.wait_for_timeout(A_HAND)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Salva ({len(lines)})")).to_be_visible()
    page.keyboard.press("Control+s")
    said(page, "Salvato alle")


def prepare(page: Page, server: Server) -> None:
    """S0-05, S0-06: 2027 from 2026, in draft; the sums that do not hold are said to be known."""
    open_screen(page, f"{server.address}/nuovo_anno?anno=2026")
    press(page, "Prepara il 2027 in bozza")
    done = page.get_by_text(re.compile("righe preparate in bozza"))
    again = page.get_by_role("button", name="Scrivi perché è giusto così")
    expect(done.or_(again).first).to_be_visible()
    if again.count():
        again.click()
        wait_drawn(page)
        write(page, "Perché è giusto così", "Il trascinamento si scrive a parte")
        press(page, "Prepara il 2027 in bozza")
    expect(done).to_be_visible()


def agree(page: Page, server: Server, office: Office) -> None:
    """S0-10: with what is carried over the FRNA holds, and is agreed upon whole."""
    if office.carried:
        name = register_name("allocation")
        open_screen(page, f"{server.address}/registri?anno=2027&registro={name}")
        cells = ("altra quota", "presunta", "10/12/2026", "1.500.000,00", "", "Previsione")
        paste(page, office.carried, cells)
    open_screen(page, f"{server.address}/stati?anno=2027&parte=Preventivi")
    key = f".st-key-preventivo-{office.district}-frna-2027-conferma button"
    page.locator(key).click()
    said(page, "di stato")


def consult(page: Page, server: Server) -> None:
    """S1-10: the programme of 2027 goes to who is consulted."""
    open_screen(page, f"{server.address}/stati?anno=2027&parte=Programma")
    press(page, "Passa a «in consultazione»")
    said(page, "di stato")


def write_the_agreement(page: Page, server: Server, office: Office) -> None:
    """S1-11: the agreement by which the programme will be signed is written, then adopted."""
    if office.carried:
        return
    open_screen(page, f"{server.address}/registri?registro={register_name('act')}")
    cells = ("accordo-2027", "", "accordo di programma", "7/2026", "09/12/2026", "Accordo 2027")
    paste(page, 0, (*cells, "", "", "Prova"))
    open_screen(page, f"{server.address}/stati?parte=Atti")
    press(page, "Passa a «adottato»")
    said(page, "di stato")


def hold_the_sitting(page: Page, server: Server) -> None:
    """Two points, one on the money and one on the programme, each approved by all."""
    open_screen(page, f"{server.address}/seduta?anno=2026")
    page.get_by_text("Nuova seduta").click()
    write(page, "Data (gg/mm/aaaa)", "10/12/2026")
    write(page, "Luogo", "Sala del Consiglio")
    press(page, "Crea la seduta")
    said(page, "Seduta del 10/12/2026 creata")
    chosen = page.get_by_role("combobox", name="Seduta", exact=True)
    expect(chosen).to_have_value(re.compile("^10/12/2026"))  # the one just made is shown
    wait_drawn(page)
    paste(
        page,
        0,
        ("1", "Preventivo 2027", "decisione", "", "FRNA"),
        ("2", "Programma 2027", "decisione", "", "Programma"),
    )
    press(page, "Convoca")
    page.get_by_role("tab", name="Presenze").click()
    wait_drawn(page)
    press(page, "Tutti presenti")
    said(page, "Presenti tutti.")
    press(page, "Apri la seduta: congela le cifre")
    said(page, "La seduta è aperta.")
    page.get_by_role("tab", name="In corso").click()
    wait_drawn(page)
    for number in (1, 2):
        write(page, "Testo", f"Si approva il punto {number}.")
        press(page, "Registra la decisione")
        said(page, "Decisione registrata")
        if number == 1:
            press(page, "Punto successivo")
    press(page, "Chiudi la seduta")
    said(page, "La seduta è chiusa.")


def approve(page: Page, server: Server) -> None:
    """S0-10, S1-10: each decision makes its act, and the act opens the step of its row."""
    steps = (
        ("Preventivo 2027", "Preventivo FRNA 2027: da «concordato» a «approvato»"),
        ("Programma 2027", ": da «in consultazione» a «concordato in Comitato»"),
    )
    for number, (subject, step) in enumerate(steps, start=1):
        open_screen(page, f"{server.address}/decisioni?anno=2026")
        pick(page, "Decisione", f"10/12/2026 n. {number}")
        of_it = page.get_by_label("Oggetto", exact=True).locator("visible=true")
        expect(of_it).to_have_value(subject)
        write(page, "Numero", f"{number}/2026")
        press(page, "Crea l’atto")
        said(page, "Atto creato, adottato")
        page.get_by_role("button", name=step).first.click()
        said(page, "Fatto il 10/12/2026")


def send(page: Page, server: Server) -> None:
    """S1-10: signed on the agreement, sent to the Region, in force."""
    open_screen(page, f"{server.address}/stati?anno=2027&parte=Programma")
    pick(page, "Atto", "ccordo")
    press(page, "Passa a «sottoscritto»")
    said(page, "di stato")
    sent = (
        ("A chi", "Regione Emilia-Romagna"),
        ("Protocollo", "PG/1"),
        ("Che cosa si trasmette", "Programma 2027"),
    )
    for label, words in sent:
        write(page, label, words)
    press(page, "Passa a «trasmesso alla Regione»")
    press(page, "Passa a «in vigore»")
    said(page, "Ora è in vigore.")


def simulate(page: Page, server: Server) -> None:
    """What a reader finds: the approved preventivo, the programme in force, and 2027 in E se…?"""
    open_screen(page, f"{server.address}/frna?anno=2027")
    said(page, "Preventivo approvato il 10/12/2026: decisione del Comitato di Distretto n. 1/2026.")
    open_screen(page, f"{server.address}/simulazione?anno=2026&quale=2027, prossimo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2027")
    expect(page.get_by_text("Cifra esatta").first).to_be_visible()
