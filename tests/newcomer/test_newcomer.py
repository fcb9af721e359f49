"""A register is one class and one generated step: a newcomer adds one to a copy of the product.

Nothing else is written; `walk.py` then finds its page, grid, states, history, deadline, export and
slide. A second step adds an optional field to it, a word to a list and room to a text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.slow import slow

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
COPIED = ("udp_core", "pages", "data", "tests", ".streamlit")
STEPS = Path("udp_core/archive/migrations/versions")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with one class more and its step."""
    place = tmp_path_factory.mktemp("newcomer")
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name)  # with what is compiled already
    for name in ("pyproject.toml", "dashboard.py"):
        shutil.copy(ROOT / name, place / name)
    shutil.copy(HERE / "lease.py", place / "udp_core" / "plan" / "entities" / "lease.py")
    said = run(place, "-m", "udp_core", "migration", "leases")
    assert "leases.py, da rileggere." in said
    return place


def run(place: Path, *arguments: str) -> str:
    """A command of the copy; what it said, where it went well."""
    around = {**os.environ, "PYTHONPATH": str(place), "UDP_DATABASE_URL": "sqlite://"}
    asked = [sys.executable, *arguments]
    done = subprocess.run(asked, cwd=place, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def written(place: Path) -> str:
    """The last step."""
    return max((place / STEPS).glob("0*.py")).read_text(encoding="utf-8")


def test_the_register_has_all_that_a_register_has(copy: Path) -> None:
    said = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/newcomer/walk.py")
    assert "9 passed" in said


@slow("un quarto di minuto; il registro intero è qui sopra, ogni passo in `store/test_migrate`")
def test_the_step_is_whole_and_a_second_command_finds_nothing(copy: Path) -> None:
    step = written(copy)
    assert 'op.create_table(\n        "lease"' in step
    assert "ck_lease_state_list" in step
    assert 'op.drop_table("lease")' in step
    assert "nulla di nuovo" in run(copy, "-m", "udp_core", "migration", "again")


@slow("mezzo minuto; il primo passo in quelle sopra")
def test_a_field_a_word_and_room_are_added_by_a_second_step(copy: Path) -> None:
    place = copy / "udp_core" / "plan" / "entities" / "lease.py"
    before = place.read_text(encoding="utf-8")
    told = before.replace('field.text("Seconda parte")', 'field.text("Seconda parte", longest=600)')
    told = told.replace(
        '    ENDED = "ended"', '    WITHDRAWN = "withdrawn", "ritirato"\n    ENDED = "ended"'
    )
    told += '    note: str | None = field.text("Nota", required=False)\n'
    place.write_text(told, encoding="utf-8")
    asked = [sys.executable, "-m", "udp_core", "migration", "notes"]
    done = subprocess.run(asked, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "later = ('note',)" in done.stdout + done.stderr
    later = '    shelf: ClassVar = Shelf.BODIES\n    later: ClassVar = ("note",)\n'
    place.write_text(told.replace("    shelf: ClassVar = Shelf.BODIES\n", later), encoding="utf-8")
    run(copy, "-m", "udp_core", "migration", "notes")
    step = written(copy)
    assert re.search(r'add_field\(\s*"lease",\s*"note",\s*sa.Text\(\)', step)
    assert 'lengthen("lease", "second_party", 300, 600)' in step
    assert '"withdrawn"' in step
    check = (
        "from udp_core.archive.engine import open_engine\n"
        "from udp_core.archive.migrate import differences, migrate\n"
        "made = open_engine('sqlite:///again.sqlite'); migrate(made)\n"
        "assert differences(made) == [], differences(made)\n"
    )
    run(copy, "-c", check)
    walk = "tests/newcomer/walk.py::test_it_leaves_and_comes_back"
    assert "1 passed" in run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", walk)
