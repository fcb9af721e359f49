"""A code at the foot of a page, verified on a screen (ROOM B11)."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_sitting import SITTING, TODAY, asked, officers
from tests.pages.reading import words
from tests.pages.test_room import screen
from udp_core.archive.engine import reading, writing
from udp_core.briefing.dossier import make_dossier
from udp_core.briefing.reports import Moment
from udp_core.sittings.queries.dossiers import pages

SCREEN = "seduta/seduta.py"


def test_who_has_a_page_in_hand_finds_it_again_without_a_terminal(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By who only reads: a page, the whole book, a code of nothing, data that were changed."""
    officers(demo_copy)
    moment = Moment("ravenna", 2026, TODAY)
    book = make_dossier(demo_copy, asked(), "anna", moment, SITTING, lambda *_: None)
    with reading(demo_copy) as connection:
        number = next(one.number for one in pages(connection, book.code) if one.name == "panorama")
    shown = screen(demo_copy, SCREEN, monkeypatch, parte="Fascicolo")

    def verified(code: str) -> str:
        (field,) = [one for one in shown.text_input if one.label.startswith("Codice al piede")]
        field.set_value(code).run()
        (button,) = [one for one in shown.button if one.label == "Verifica"]
        button.click().run()
        return words(shown)

    found = verified(f"{book.code.lower()}-{number}")
    assert "Inalterata" in found
    assert "Da decidere: 14" in found
    assert "Nessun fascicolo e nessuna pagina ha il codice" in verified("ZZZZZZ-01")
    with writing(demo_copy) as connection:
        connection.exec_driver_sql("UPDATE agenda_item SET title = 'Altro' WHERE number = 5")
    whole = verified(book.code)
    assert "1 pagina su" in whole
    assert "Non confermata" in whole
