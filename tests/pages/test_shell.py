"""The shell with every screen, run without a browser on a temporary database."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.context import usual_year
from pages.components.screens import HOME, SCREENS
from tests.pages.conftest import SHELL
from tests.pages.reading import words

CANARY = "segreto-canarino"


@pytest.fixture
def shell(demo_address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    return AppTest.from_file(str(SHELL), default_timeout=60)


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_opens(shell: AppTest, path: str) -> None:
    (shell if path == HOME else shell.switch_page(path)).run()
    assert not shell.exception
    assert "errore imprevisto" not in words(shell)
    assert len(shell.title) == 1


def test_the_heading_names_the_body_and_the_day(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_TODAY", "2026-11-07")
    text = words(shell.run())
    assert "Distretto di Ravenna — Comitato di Distretto" in text
    assert "Situazione al 07/11/2026" in text
    assert "revisione dell’archivio" in text


def test_a_demonstration_is_named_above_every_screen(shell: AppTest) -> None:
    assert "Dati dimostrativi" in words(shell.run())


def test_the_year_comes_from_the_address_or_from_a_choice(shell: AppTest) -> None:
    shell.query_params["anno"] = "2025"
    assert "Anno 2025 ·" in words(shell.run())
    shell.selectbox(key="anno").select("2024").run()
    assert "Anno 2024 ·" in words(shell)


def test_a_year_without_data_in_the_address_is_said_and_not_shown(shell: AppTest) -> None:
    shell.query_params["anno"] = "1850"
    said = words(shell.run())
    assert "«1850»: nell’indirizzo, ma non tra le scelte di «Anno»." in said
    assert "Anno 1850" not in said
    shell.selectbox(key="anno").select("2024").run()
    assert "nell’indirizzo" not in words(shell)


def test_an_unknown_district_is_told_in_plainwords(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DISTRICT", "atlantide")
    shell.run()
    assert not shell.exception
    assert "Nell’archivio non c’è il distretto «atlantide»" in shell.warning[0].value
    assert "Dirlo a chi amministra" in shell.warning[0].value
    assert "Dati non ancora caricati" in words(shell)


def test_a_file_that_is_no_archive_is_told_in_plainwords(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "rotto.sqlite"
    path.write_bytes(b"non sono un archivio " * 100)
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{path}")
    shell.run()
    assert not shell.exception
    assert "Codice D03" in shell.error[0].value
    assert "Traceback" not in words(shell)


def test_a_bug_shows_a_code_and_goes_to_the_log(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("pages.components.context.years", broken)
    with caplog.at_level(logging.ERROR, logger="udp.pages"):
        shell.run()
    assert not shell.exception
    assert CANARY not in words(shell)
    code = shell.error[0].value.split("**")[1]
    assert code in caplog.text
    assert CANARY in caplog.text


@pytest.mark.parametrize(
    ("known", "year"),
    [((2026, 2025, 2024), 2026), ((2025, 2024), 2025), ((2028, 2027), 2027), ((2027, 2025), 2025)],
)
def test_the_usual_year(known: tuple[int, ...], year: int) -> None:
    assert usual_year(known, date(2026, 11, 7)) == year
