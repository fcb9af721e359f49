"""Who opens a link without having signed in, or whose session ends, is sent back to that very
place: screen, part and filters."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import pages.components.who
from pages.components.screens import DESK, HOME, ROOM, SALA, SCREENS, stem
from tests.pages.conftest import SHELL
from udp_core.http.place import inside

PLACE = {
    "anno": "2025",
    "parte": "Chiusura dell’anno",
    "seduta": "18/11/2026, Comitato di Distretto di Ravenna",
    "punto": "2. Qualità & età",
    **{f"voto-2-comitato:{number}": "non partecipa al voto" for number in range(12)},
}
"""The longest that a screen has: a decision by name."""


@pytest.mark.parametrize("path", [*SCREENS, *ROOM, SALA, *DESK])
def test_the_door_sends_back_to_every_screen_with_all_its_query(path: str) -> None:
    back = f"{'' if path == HOME else stem(path)}?{urlencode(PLACE)}"
    assert inside(back) == back
    assert {name: words for name, (words,) in parse_qs(urlsplit(back).query).items()} == PLACE


@pytest.mark.parametrize("reading", ["tutti", "accesso"])
@pytest.mark.parametrize("path", ["ufficio/spostamenti.py", "seduta/seduta.py", HOME])
def test_the_link_to_come_in_holds_the_place(
    demo_address: str, monkeypatch: pytest.MonkeyPatch, path: str, reading: str
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_READING", reading)
    monkeypatch.setattr(pages.components.who, "who", lambda: None)
    shell = AppTest.from_file(str(SHELL), default_timeout=60)
    shell.query_params["anno"] = PLACE["anno"]
    shell.run().switch_page(path)
    for name, words in PLACE.items():
        shell.query_params[name] = words
    shown = shell.run()
    links = [
        unescape(part)
        for one in shown.get("html")
        for part in str(one.proto.body).split('"')
        if part.startswith("entra?vai=")
    ]
    assert links
    (back,) = {parse_qs(urlsplit(link).query)["vai"][0] for link in links}
    assert back.partition("?")[0] == ("" if path == HOME else stem(path))
    assert {name: words for name, (words,) in parse_qs(urlsplit(back).query).items()} == PLACE
