"""What is refused of a copy, word for word; and what a copy leaves behind on its disk: nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import entry, made_desk, save
from tests.service.test_backups import foreign, rows_of
from udp_core.archive.engine import open_file, writing
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import Settings
from udp_core.running import memory
from udp_core.running.backups import backup, checked, settled
from udp_core.running.daily_copies import copies, daily_copy
from udp_core.running.restoring import TableDifference, compared, restore, swapped
from udp_core.running.start import opened, start
from udp_core.writing.saving import Edit

AT = datetime(2026, 11, 10, 9, tzinfo=UTC)
ROW = "a:a:2026:A1:a:c:final:month:1"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000))
    return empty_engine


def told(caught: pytest.ExceptionInfo[RefusedError]) -> Problem:
    [problem] = caught.value.problems
    return problem


def left_open(folder: Path) -> list[str]:
    """The files of a folder that this process still holds."""
    held = [one for one in Path("/proc/self/fd").iterdir() if one.exists()]
    return sorted(str(one.resolve()) for one in held if one.resolve().is_relative_to(folder))


def test_a_copy_takes_the_place_of_nothing_unless_it_is_asked(desk: Engine, tmp_path: Path) -> None:
    copy, gone = tmp_path / "copia.sqlite", tmp_path / "manca.sqlite"
    backup(desk, copy)
    with pytest.raises(RefusedError) as caught:
        backup(desk, copy)
    assert told(caught) == Problem(
        "B01",
        "Il file copia.sqlite c’è già.",
        "Scegliere un altro nome, o chiedere di sostituirlo.",
        value=str(copy),
    )
    own = Path(str(desk.url.database))
    with pytest.raises(RefusedError) as caught:
        backup(desk, own, replace=True)
    assert told(caught) == Problem(
        "B08",
        f"{own} è l’archivio stesso, non una copia.",
        "Indicare un altro file.",
        value=str(own),
    )
    with pytest.raises(RefusedError) as caught:
        restore(copy, own)
    assert told(caught) == Problem(
        "B03",
        f"Il file {own.name} c’è già.",
        "Ripristinare in un posto nuovo; poi si confronta e si scambia.",
        value=str(own),
    )
    with pytest.raises(RefusedError) as caught:
        restore(gone, tmp_path / "nuovo.sqlite")
    assert told(caught) == Problem(
        "B04", "La copia manca.sqlite non c’è.", "Controllare il percorso.", value=str(gone)
    )


def test_what_is_no_archive_of_ours_is_not_restored_and_nothing_is_left_open(
    desk: Engine, tmp_path: Path
) -> None:
    other, folder = foreign(tmp_path), tmp_path / "ripristini"
    folder.mkdir()
    not_ours = Problem(
        "B02",
        "Il file rubrica.sqlite non è un archivio di questa versione del programma.",
        "Controllare il percorso, o usare la versione con cui fu fatto.",
        value="rubrica.sqlite",
    )
    for work in (lambda: restore(other, folder / "x.sqlite"), lambda: checked(other)):
        with pytest.raises(RefusedError) as caught:
            work()
        assert told(caught) == not_ours
    copy = folder / "copia.sqlite"
    backup(desk, copy)
    restore(copy, folder / "ora.sqlite", present=desk)
    restore(copy, folder / "allora.sqlite", AT.replace(year=2030))
    assert sorted(one.name for one in folder.iterdir()) == [
        "allora.sqlite",
        "copia.sqlite",
        "ora.sqlite",
    ]
    assert left_open(folder) == left_open(other) == []


def test_what_a_copy_would_change_is_counted_by_table(desk: Engine, tmp_path: Path) -> None:
    """One row more in the copy, one other, one less; a table that is alike is not told."""
    save(desk, "carlo", entry(2, 1020))
    copy = tmp_path / "copia.sqlite"
    backup(desk, copy)
    gone = ROW.replace("month:1", "month:2")
    save(desk, "carlo", Edit(entry(1, 1).entity, {"amount_cents": 1001_00}, ROW, 1))
    save(desk, "carlo", Edit(entry(1, 1).entity, {}, gone, 1, remove=True))
    save(desk, "carlo", entry(3, 1030), entry(4, 1040))
    assert [*compared(desk, copy)] == [TableDifference("frna_entry", 1, 1, 2)]
    same = tmp_path / "uguale.sqlite"
    backup(desk, same)
    assert [*compared(desk, same)] == []


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk than the tests'."""
    memory_disk = Path("/dev/shm")  # noqa: S108 - a disk of its own, on Linux
    if not memory_disk.is_dir() or memory_disk.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("one disk only")
    with TemporaryDirectory(dir=memory_disk) as folder:
        yield Path(folder)


def test_a_swap_from_another_disk_takes_the_place_in_one_step(
    desk: Engine, tmp_path: Path, elsewhere: Path
) -> None:
    """A file does not change its disk by changing its name: it is brought beside, then named."""
    restored, present = elsewhere / "nuovo.sqlite", tmp_path / "presente.sqlite"
    backup(desk, restored)
    wanted = rows_of(restored)
    assert swapped(present, restored, AT) is None
    assert (rows_of(present), restored.exists()) == (wanted, True)
    save(desk, "carlo", entry(2, 1005))
    backup(desk, restored, replace=True)
    kept = swapped(present, restored, AT)
    assert kept == tmp_path / "presente.prima-del-20261110-090000.sqlite"
    assert (rows_of(kept), rows_of(present)) == (wanted, rows_of(restored))
    assert [one.name for one in tmp_path.glob(".*")] == []
    assert left_open(present) == []


def test_an_archive_in_use_is_not_swapped(desk: Engine, tmp_path: Path) -> None:
    present, restored = tmp_path / "presente.sqlite", tmp_path / "nuovo.sqlite"
    for path in (present, restored):
        backup(desk, path)
    held = open_file(present)
    with held.connect() as connection:
        connection.execute(text("SELECT count(*) FROM history")).scalar_one()
        with pytest.raises(RefusedError) as caught:
            swapped(present, restored, AT)
    assert told(caught) == Problem(
        "B07",
        "L’archivio presente è in uso.",
        "Fermare il cruscotto e ogni altro comando, poi ripetere lo scambio.",
    )
    settled(held)
    assert restored.exists()


def test_a_copy_of_the_day_is_made_again_where_what_is_there_is_no_copy(
    desk: Engine, tmp_path: Path
) -> None:
    folder, today = tmp_path / "copie", date(2026, 11, 10)
    folder.mkdir()
    place = folder / "udp-2026-11-10.sqlite"
    for content in (b"", b"SQLite format 3", b"SQLite format 4\x00"):
        place.write_bytes(content)
        assert daily_copy(desk, folder, today) == place
        assert daily_copy(desk, folder, today) is None
    (folder / "udp-2026-02-30.sqlite").touch()
    assert copies(folder, "udp") == {today: place}


def test_an_archive_that_is_not_there_or_not_ready_is_told(tmp_path: Path) -> None:
    """A mistyped path makes no file; one of the release before is brought on by «udp init»."""
    place = tmp_path / "udp.sqlite"
    settings = Settings(f"sqlite:///{place}", None, "ravenna", demo=False)
    with pytest.raises(RefusedError) as caught:
        opened(settings)
    assert told(caught) == Problem(
        "D08",
        f"L’archivio {place} non c’è.",
        "Controllare UDP_DATABASE_URL; per un archivio nuovo, eseguire «udp init».",
        value=str(place),
    )
    assert not place.exists()
    engine = start(settings)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    with pytest.raises(RefusedError) as caught:
        opened(settings)
    assert told(caught) == Problem(
        "D08", "L’archivio non è ancora pronto per questa versione.", "Eseguire «udp init»."
    )


def test_what_lives_as_long_as_the_server_is_collected_no_more() -> None:
    usual = gc.get_threshold()
    try:
        memory.settle()
        assert gc.get_threshold() == (50_000, 20, 50)
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
