"""The first start fills the database at once or not at all; every later one leaves it as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from tests.faults.failing import Stopped, stop_at
from tests.made_rows import fingerprint, sound_history
from udp_core.__main__ import app
from udp_core.archive.engine import writing
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import LOCAL_DATABASE, Settings, settings
from udp_core.running.start import fill, is_empty, opened, start


def _settings(folder: Path) -> Settings:
    return Settings(f"sqlite:///{folder / 'a.sqlite'}", None, "ravenna", demo=False)


def test_a_database_of_a_newer_release_is_not_opened(tmp_path: Path) -> None:
    """Making it ready again would not help: the program is what must be updated."""
    engine = start(_settings(tmp_path))
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(RefusedError) as refused:
        opened(_settings(tmp_path))
    assert [one.code for one in refused.value.problems] == ["D12"]


def test_a_first_start_fills_and_a_second_changes_nothing(tmp_path: Path) -> None:
    engine = start(_settings(tmp_path))
    assert not is_empty(engine)
    before = fingerprint(engine)
    assert fingerprint(start(_settings(tmp_path))) == before
    assert all(tally.touched == 0 for tally in fill(engine, demo=False).values())
    assert fingerprint(engine) == before
    assert sound_history(engine) == []


@pytest.mark.parametrize("at", [5, 60, 100])
def test_a_start_stopped_midway_leaves_an_empty_database(empty_engine: Engine, at: int) -> None:
    with stop_at(empty_engine, at), pytest.raises(Stopped):
        fill(empty_engine, demo=False)
    assert is_empty(empty_engine)
    fill(empty_engine, demo=False)
    assert not is_empty(empty_engine)


def test_an_archive_that_is_gone_is_never_made_again_in_silence(tmp_path: Path) -> None:
    """Its disk is not there, or a swap of an older release was killed.

    What it left says that it was.
    """
    place = tmp_path / "udp.sqlite"
    settings = Settings(f"sqlite:///{place}", None, "ravenna", demo=False)
    (tmp_path / "copie").mkdir()
    (tmp_path / "copie" / "altro-2026-11-10.sqlite").touch()
    for left in (
        tmp_path / "copie" / "udp-2026-11-10.sqlite",
        tmp_path / "udp.prima-del-20261110-090000.sqlite",
    ):
        left.touch()
        with pytest.raises(RefusedError) as caught:
            start(settings)
        told = CliRunner().invoke(app, ["init"], env={"UDP_DATABASE_URL": settings.database})
        assert (told.exit_code, "[D15]" in told.output) == (2, True)
        [problem] = caught.value.problems
        assert problem.code == "D15"
        assert f"1 sua copia: l’ultima è {left}" in problem.sentence
        assert not place.exists()
        left.unlink()
    start(settings).dispose()
    assert place.exists()


def test_a_database_never_made_ready_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        opened(_settings(tmp_path))
    assert refused.value.problems[0].code == "D08"
    assert "udp init" in refused.value.problems[0].remedy


def test_an_opened_database_is_the_one_started(tmp_path: Path) -> None:
    assert fingerprint(start(_settings(tmp_path))) == fingerprint(opened(_settings(tmp_path)))


def test_settings_have_defaults() -> None:
    found = settings({})
    assert found == Settings(f"sqlite:///{LOCAL_DATABASE}", None, "ravenna", demo=True)


def test_settings_are_read_from_the_environment() -> None:
    environment = {
        "UDP_DATABASE_URL": "sqlite:///x",
        "UDP_TODAY": "2026-11-10",
        "UDP_DISTRICT": "faenza",
        "UDP_DEMO": "0",
    }
    assert settings(environment) == Settings(
        "sqlite:///x", date(2026, 11, 10), "faenza", demo=False
    )


def test_a_wrong_day_is_said() -> None:
    with pytest.raises(RefusedError) as refused:
        settings({"UDP_TODAY": "domani"})
    assert refused.value.problems[0].code == "S01"
