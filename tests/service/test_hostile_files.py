"""A file made to stop everybody is read apart, refused whole, and never keeps another reader
waiting.

The texts below are each of one line that a slow pattern would chew for minutes: they are given to
every reader of
what others wrote in a process of its own, which is stopped after a time that a slow machine needs
not by far. No time
is asserted: `tests/architecture/test_patterns.py` proves it of the patterns, `python -m
tests.faults hostile` measures.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from udp_core.files import child, limits, unpacked
from udp_core.files.packed import MOST_BYTES
from udp_core.files.unpacked import read_text
from udp_core.imports.layout import read_any
from udp_core.kernel.problem import RefusedError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 400
"""All of them need some ten seconds.

One that is not linear, several minutes for one of the texts.
"""


def test_every_reader_of_foreign_words_ends() -> None:
    command = [sys.executable, "-m", "tests.service.hostile_readers"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    assert done.stdout.strip() == "read", done.stderr[-2000:]


def _refused(content: bytes, sign: str = ";") -> str:
    with pytest.raises(RefusedError) as refused:
        read_text(content, "x.csv", sign)
    [problem] = refused.value.problems
    assert problem.remedy
    assert problem.place.file == "x.csv"
    return problem.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "X01"),
        (b"a;b\n" * (MOST_BYTES // 4 + 1), "X02"),
        (b"a\n" * (limits.MOST_ROWS + 1), "X09"),
        (b"a" + b";a" * limits.MOST_COLUMNS, "X09"),
        (b"a;" + b"x" * (limits.LONGEST_CELL + 1), "X09"),
        ((b"a;" * 999 + b"a\n") * 1600, "X09"),
        (b'a;b\n1;"2\n', "F10"),
        (b"a;b\nForl\x00;1\n", "F05"),
    ],
    ids=["vuoto", "grande", "righe", "colonne", "cella", "celle", "virgolette", "byte"],
)
def test_beyond_a_limit_a_text_file_is_refused_whole(content: bytes, code: str) -> None:
    assert _refused(content) == code


def test_at_the_limit_it_is_read_whole() -> None:
    [sheet] = read_text(
        b"a;" + b"x" * limits.LONGEST_CELL + b"\n" + b"b;1\n" * (limits.MOST_ROWS - 1), "x.csv", ";"
    )
    assert (len(sheet.rows), len(sheet.rows[0][1]), sheet.rows[-1]) == (
        limits.MOST_ROWS,
        limits.LONGEST_CELL,
        ("b", "1"),
    )
    assert sheet.is_text


def test_a_text_file_is_read_by_the_child_and_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    own = unpacked._child

    def watched(content: bytes, *how: str) -> subprocess.CompletedProcess[bytes]:
        asked.append(how)
        return own(content, *how)

    monkeypatch.setattr(unpacked, "_child", watched)
    monkeypatch.setattr(
        "udp_core.files.delimited.strictly",
        lambda *_: pytest.fail("read in the server's process"),
    )
    [sheet] = read_any(b"Voce;Importo\nA1;1,50\nA2;#N/D\n", "x.csv")
    assert asked == [(child.TEXT, "x.csv", ";")]
    assert sheet.rows == (("Voce", "Importo"), ("A1", "1,50"), ("A2", "#N/D"))
    assert sheet.errors == {(2, 1): "#N/D"}


@pytest.mark.parametrize("outcome", [-9, -11, child.NO_MEMORY, 1])
def test_a_child_that_dies_is_a_file_too_heavy(
    monkeypatch: pytest.MonkeyPatch, outcome: int
) -> None:
    monkeypatch.setattr(
        unpacked, "_child", lambda *_: subprocess.CompletedProcess([], outcome, b"", b"")
    )
    assert _refused(b"a;b\n") == "X07"


def test_a_child_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def patient(*_: object) -> None:
        raise subprocess.TimeoutExpired("child", 30)

    monkeypatch.setattr(unpacked, "_child", patient)
    assert _refused(b"a;b\n") == "X07"


def test_the_server_forks_nothing_of_itself() -> None:
    """`preexec_fn` runs between fork and exec, where a server with threads may hang for ever.

    Windows has none.
    """
    for path in (*(ROOT / "udp_core").rglob("*.py"), *(ROOT / "pages").rglob("*.py")):
        assert "preexec_fn" not in path.read_text(encoding="utf-8"), path


@pytest.mark.skipif(sys.platform == "win32", reason="qui il sistema non pone limiti a un processo")
def test_the_child_has_less_memory_than_a_bomb_needs() -> None:
    asked = "from udp_core.files import child; child._limit_myself(); bytearray(child.MOST_MEMORY)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "MemoryError" in done.stderr


def test_where_the_system_sets_no_limits_the_child_reads_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    child._limit_myself()
    assert child.answer(b"a;b\n", (child.TEXT, "x.csv", ";"))[0] == 0
