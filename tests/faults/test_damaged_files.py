"""Files that cannot serve: said with a code and a remedy, and nothing changed."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.made_rows import content, fingerprint, load, load_family, sound, sound_history
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.images import digest
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import Settings
from udp_core.running.start import opened, start
from udp_core.writing.loading import Batch

DISTRICT = BY_NAME["district"]
ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
AS_NOBODY = """
import os
from tests.made_rows import load_family
from udp_core.kernel.problem import RefusedError
from udp_core.archive.engine import open_engine, reading
with reading(open_engine("sqlite:///:memory:")):
    pass  # whatever is imported late is imported now, while its files can be read
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
try:
    load_family(open_engine("sqlite:///{path}"), "district")
except RefusedError as refused:
    print(refused.problems[0].code)
"""


def _codes(refused: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    assert all(problem.remedy for problem in refused.value.problems)
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def filled_file(empty_engine: Engine) -> Path:
    """A database with a few hundred rows, closed, all in one file."""
    rows = [
        (None, sound(DISTRICT, code=f"d{number}", name=f"Città {number}")) for number in range(400)
    ]
    load(empty_engine, Batch(DISTRICT, rows))
    with empty_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    with empty_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    empty_engine.dispose()
    return Path(str(empty_engine.url.database))


@pytest.mark.parametrize(
    "words", [b"x" * 5000, b"codice;nome\n1;Ravenna\n" * 200, b"\x00" * 8192, "è".encode() * 999]
)
def test_a_file_that_is_no_database_is_said(tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(words)
    with pytest.raises(RefusedError) as refused:
        start(Settings(f"sqlite:///{path}", None, "ravenna", demo=False))
    assert _codes(refused) == ["D03"]
    assert path.read_bytes() == words


def test_another_programs_database_is_not_ours(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE music (title)")
    with pytest.raises(RefusedError) as refused:
        opened(Settings(f"sqlite:///{path}", None, "ravenna", demo=False))
    assert _codes(refused) == ["D08"]


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused, reading(open_engine(f"sqlite:///{tmp_path}")):
        pass
    assert _codes(refused) == ["D06"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_said_or_named(filled_file: Path, share: float) -> None:
    whole = filled_file.read_bytes()
    filled_file.write_bytes(whole[: int(len(whole) * share)])
    assert _outcome(filled_file) != "whole"


def test_a_schema_that_is_no_text_is_refused_in_words(filled_file: Path) -> None:
    """The driver fails to say what SQLite says of it: found by a flipped bit."""
    filled_file.write_bytes(
        filled_file.read_bytes().replace(
            b"CREATE TABLE frna_voce", b"CREATE TABLX \xff\xfe\xff_voc"
        )
    )
    assert _outcome(filled_file) == "refused"


@pytest.mark.parametrize("name", [b"closed_on", b"previous_hash"])
def test_a_column_under_another_name_is_refused_in_words(filled_file: Path, name: bytes) -> None:
    """Of a table of ours and of history: a flipped bit in the schema, not a wrong statement."""
    filled_file.write_bytes(filled_file.read_bytes().replace(name, b"x" + name[1:]))
    assert _outcome(filled_file) == "refused"


FLIPS = 600 if os.environ.get("UDP_SLOW") else 30


def test_a_flipped_bit_never_passes_for_the_truth(filled_file: Path) -> None:
    """Refused, named by the proof, or somewhere that changes no figure.

    Never another figure believed.
    """
    whole = filled_file.read_bytes()
    true = _digest(filled_file)
    chance = random.Random(20261110)  # noqa: S311 - a repeatable choice of bits
    outcomes = set()
    for _ in range(FLIPS):
        position, bit = chance.randrange(len(whole)), chance.randrange(8)
        damaged = bytearray(whole)
        damaged[position] ^= 1 << bit
        filled_file.write_bytes(damaged)
        outcome = _outcome(filled_file)
        assert outcome != "whole" or _digest(filled_file) == true, (position, bit)
        outcomes.add(outcome)
    assert outcomes >= {"whole", "named"}


def _outcome(path: Path) -> str:
    _forget_journal(path)
    engine = open_engine(f"sqlite:///{path}")
    try:
        return "named" if sound_history(engine) else "whole"
    except RefusedError as refused:
        assert refused.problems[0].code.startswith("D")  # noqa: PT017 - either outcome is right
        return "refused"
    finally:
        engine.dispose()


def _digest(path: Path) -> str:
    engine = open_engine(f"sqlite:///{path}")
    with reading(engine) as connection:
        found = digest(content(connection))
    engine.dispose()
    return found


def _forget_journal(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def test_a_read_only_file_is_said(filled_file: Path) -> None:
    """As root every file can be written: the attempt is made as nobody, in another process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(filled_file, Path(folder) / "a.sqlite"))
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        Path(folder).chmod(0o555)
        before = path.read_bytes()
        script = AS_NOBODY.format(path=path, nobody=NOBODY)
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        Path(folder).chmod(0o755)
        assert done.stdout.strip() in {"D01", "D06"}, done.stderr
        assert path.read_bytes() == before


def test_a_full_database_changes_nothing(empty_engine: Engine) -> None:
    load_family(empty_engine, "district")
    before = fingerprint(empty_engine)

    @event.listens_for(empty_engine, "begin")
    def _no_more_pages(connection: object) -> None:
        # it is a Connection
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

    rows = [(None, sound(DISTRICT, code=f"d{number}", name="x" * 300)) for number in range(6000)]
    with pytest.raises(RefusedError) as refused:
        load(empty_engine, Batch(DISTRICT, rows))
    assert _codes(refused) == ["D02"]
    assert fingerprint(empty_engine) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Three megabytes of disk."""
    if os.geteuid() != 0:
        pytest.skip("montare un disco da 3 MB richiede i permessi di root")
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        pytest.skip(f"il disco da 3 MB non si monta: {done.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    engine = open_engine(f"sqlite:///{small_disk / 'a.sqlite'}")
    from udp_core.archive.migrate import migrate

    migrate(engine)
    load_family(engine, "district")
    acknowledged = 0
    with pytest.raises(RefusedError) as refused:  # noqa: PT012 - until it is full
        for batch in range(1000):
            rows = [
                (None, sound(DISTRICT, code=f"d{batch}-{number}", name="x" * 300))
                for number in range(200)
            ]
            before = fingerprint(engine)
            load(engine, Batch(DISTRICT, rows))
            acknowledged += 200
    assert set(_codes(refused)) <= {"D02", "D05"}
    assert fingerprint(engine) == before
    assert sound_history(engine) == []
    with reading(engine) as connection:
        assert (
            connection.exec_driver_sql("SELECT count(*) FROM district").scalar_one()
            == acknowledged + 1
        )
    engine.dispose()
