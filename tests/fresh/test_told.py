"""What the README tells a newcomer is found as it is written; the long trial is a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fresh.__main__ import CHEAP, _said, steps
from tests.fresh.bare import HOME, Bare
from tests.fresh.told import ROOT, told


def test_the_readme_says_two_commands_and_what_to_install_first() -> None:
    words = told()
    assert words.packages == ("python3-venv",)
    assert words.starts.endswith(".venv/bin/streamlit run dashboard.py")
    assert words.tests.endswith(".venv/bin/python -m tests")
    assert words.prepares.endswith('-e ".[test]"')


def test_a_readme_with_another_number_of_commands_is_told() -> None:
    with pytest.raises(ValueError, match="unpack"):
        told("Avviare:\n\n```sh\nls\n```\n")


def test_packages_come_first_then_the_two_commands_in_their_order() -> None:
    bare, words = Bare(ROOT), told()
    titles = [title for title, _ in steps(bare, words, whole=False)]
    assert [title.split()[0] for title in titles] == ["installa", "Avviare", "Provare"]
    assert steps(bare, words, whole=True)[-1][0] == "Provare"
    assert CHEAP.split()[0].startswith(".venv/bin/")


def test_a_command_is_entered_with_nothing_of_this_machine_but_its_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", "sqlite:///ours.sqlite")
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    entered = Bare(ROOT).entering("ls", UDP_DEMO="0")
    assert not [one for one in entered if one.startswith("UDP_DATABASE_URL")]
    assert {"HOME=/root", "UDP_DEMO=0", "https_proxy=http://proxy.example"} <= {*entered}
    assert entered[-1] == f"cd /{HOME} && ls"


def test_a_step_that_fails_shows_its_last_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    assert not _said("Avviare", lambda place: bool(place.write_text("a\nnon trovato\n") < 0), log)
    said = capsys.readouterr().out
    assert "Avviare: NON RIESCE" in said
    assert said.endswith("    a\n    non trovato\n")
