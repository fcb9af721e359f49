"""An archive as an office has it in its first year, and the command run on it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import text
from typer.testing import CliRunner

from tests.made_desk import mandate
from tests.made_rows import load
from udp_core.__main__ import app
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.files import unpacked
from udp_core.files.child import TEXT, answer
from udp_core.kernel.settings import Settings
from udp_core.running.start import start
from udp_core.writing.loading import Batch

TODAY = "2026-11-10"
CERVIA, RUSSI = "039007", "039016"
_in_a_child = unpacked._child

CASES = Path(__file__).resolve().parent / "cases" / "inputs"
"""The files of the cases of real life, each in the folder of its number."""


@pytest.fixture(scope="session")
def first_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No demonstration; FRNA of 2025 and 2026; «coord2» coordinates, «carlo» is of Cervia."""
    path = tmp_path_factory.mktemp("first") / "first.sqlite"
    engine = start(Settings(f"sqlite:///{path}", None, "ravenna", demo=False))
    funds: list[Image] = [
        {
            "district_id": "ravenna",
            "source_id": source,
            "year": year,
            "budget_state": None,
            "act_id": None,
            "approved_on": None,
            "manager_id": "ausl",
            "accounting_regime": "accrual",
            "origin": "real",
        }
        for source, year in (("frna", 2025), ("frna", 2026), ("fna", 2026))
    ]
    ausl: Image = {
        "code": "ausl",
        "name": "Azienda sanitaria",
        "kind": "health_authority",
        "municipality_id": None,
        "valid_from": None,
        "valid_to": None,
        "origin": "real",
    }
    officers: list[Image] = [
        {"code": code, "name": code, "active": 1} for code in ("coord2", "carlo")
    ]
    mandates: list[Image] = [
        mandate("coord2", "coordinator"),
        mandate("carlo", "municipality_editor", municipality_id=CERVIA),
    ]
    rows: tuple[tuple[str, list[Image]], ...] = (
        ("organisation", [ausl]),
        ("fund_year", funds),
        ("officer", officers),
        ("mandate", [{**one, "district_id": "ravenna"} for one in mandates]),
    )
    load(
        engine,
        *(Batch(BY_NAME[name], [(None, image) for image in images]) for name, images in rows),
    )
    engine.dispose()
    return path


@dataclass(frozen=True)
class Ran:
    """How the command ended, and all that it said."""

    code: int
    said: str


@dataclass(frozen=True)
class Office:
    """The archive, its folder, and what one does there."""

    address: str
    folder: Path

    def imports(
        self,
        content: str | bytes,
        *options: str,
        name: str = "file.csv",
        kind: str = "frna_monitoring",
        officer: str = "coord2",
        year: int = 2026,
    ) -> Ran:
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        done = CliRunner().invoke(
            app,
            [
                "import",
                str(file),
                "--as",
                kind,
                "--officer",
                officer,
                "--year",
                str(year),
                *options,
            ],
            catch_exceptions=False,
        )
        return Ran(done.exit_code, done.output)

    def brings(self, path: str, *options: str, **more: Any) -> Ran:
        """A file of the cases («05/trimestri.csv»), imported under its own name."""
        file = CASES / path
        return self.imports(file.read_bytes(), *options, name=file.name, **more)

    def loads(self, file: Path) -> Ran:
        """A file of a table of ours, loaded."""
        done = CliRunner().invoke(app, ["load", str(file)], catch_exceptions=False)
        return Ran(done.exit_code, done.output)

    def loads_text(self, content: str, name: str) -> Ran:
        """The same, from its words."""
        file = self.folder / name
        file.write_text(content, encoding="utf-8")
        return self.loads(file)

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        engine = open_engine(self.address)
        with reading(engine) as connection:
            found = [
                tuple(row)
                for row in connection.execute(
                    text(f"select {', '.join(columns)} from {table} order by {', '.join(columns)}")
                )
            ]
        engine.dispose()
        return found

    def entries(self) -> list[tuple[Any, ...]]:
        """Voce, Comune, period, number, cents of every entry, in order."""
        return self.rows(
            "frna_entry", "voce_id", "municipality_id", "period", "period_no", "amount_cents"
        )


def _read_here(content: bytes, *asked: str) -> subprocess.CompletedProcess[bytes]:
    """A text is read in this process, as the child would.

    A child for each of hundreds of small files costs minutes.

    That it is read apart, and within limits, is looked at in `test_hostile_files` and
    `test_text_files`.
    """
    if asked[0] != TEXT:
        return _in_a_child(content, *asked)
    code, told = answer(content, asked)
    return subprocess.CompletedProcess(asked, code, told.encode(), b"")


@pytest.fixture
def office(first_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    copy = shutil.copy(first_year, tmp_path / "office.sqlite")
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{copy}")
    monkeypatch.setenv("UDP_TODAY", TODAY)
    monkeypatch.setenv("UDP_COPIES", "0")
    monkeypatch.setenv("UDP_DEMO", "0")
    monkeypatch.setattr(unpacked, "_child", _read_here)
    return Office(f"sqlite:///{copy}", tmp_path)


def workbook(
    *rows: list[Any], sheet: str = "FRNA", more: Callable[[Workbook], None] | None = None
) -> bytes:
    """A workbook of one sheet; `more` may change it before it is saved."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    if more:
        more(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
