"""S3-12: the three functions of the Ufficio di Piano, each with the screens where it is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from pages.components.screens import FUNCTIONS, titles
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, desk, opened
from udp_core.kernel.settings import ROOT

__all__ = ["desk"]
SCREEN = "ufficio/funzioni.py"


def test_s3_12_every_screen_named_is_in_the_menu_and_in_one_function() -> None:
    named = [path for screens in FUNCTIONS.values() for path in screens]
    assert len(named) == len(set(named))
    assert set(named) <= titles().keys()
    assert all(Path(ROOT, "pages", path).exists() for path in named)
    first = [one.split(" ")[0] for one in FUNCTIONS]
    assert first == ["Programmazione", "Gestione", "Monitoraggio"]


@pytest.mark.usefixtures("desk")
def test_s3_12_a_visitor_reads_the_three_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = opened(SCREEN, None, monkeypatch)
    assert [one.value for one in shown.subheader] == list(FUNCTIONS)
    said = words(shown).replace("**", "")
    assert "Nuovo anno (per chi entra)" in said
    assert "L’anno nuovo preparato da questo" in said
    links = {one.proto.label for one in shown.get("page_link")}
    assert any("Fondi" in one for one in links)
    assert not any("Nuovo anno" in one for one in links)


def test_s3_12_who_signed_in_goes_straight_to_the_desk(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    shown = opened(SCREEN, ANNA, monkeypatch)
    links = {one.proto.label for one in shown.get("page_link")}
    assert any("Nuovo anno" in one for one in links)
    assert "per chi entra" not in words(shown)
