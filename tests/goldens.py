"""What somebody looked at, kept to be compared: `UDP_GOLDEN=1` writes it down again.

A file that is missing fails.
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import Any

from udp_core.render.table import Table

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, found: Any) -> None:
    """Fails where the file of figures is missing or says something else."""
    words = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    assert json.loads(words) == json.loads(_kept(GOLDEN / f"{name}.json", words))


def compare_lines(name: str, found: list[str]) -> None:
    """Fails with the lines that are no longer as they were, or are new."""
    before = _kept(GOLDEN / f"{name}.txt", "\n".join(found)).splitlines()
    changed = difflib.unified_diff(before, found, "letto", "scritto", lineterm="", n=0)
    assert found == before, "\n".join(changed)


def compare_drawing(name: str, found: str) -> None:
    """Fails where the picture is missing or is another."""
    assert found == _kept(GOLDEN / "pictures" / f"{name}.svg", found).rstrip("\n")


def _kept(file: Path, found: str) -> str:
    if os.environ.get("UDP_GOLDEN"):
        file.write_text(f"{found}\n", encoding="utf-8")
    assert file.exists(), f"manca {file.name}: si scrive con UDP_GOLDEN=1 dopo averlo guardato"
    return file.read_text(encoding="utf-8")


def table_lines(*tables: Table) -> list[str]:
    """Tables as a person reads them: title, heads, rows."""
    return [
        line
        for found in tables
        for line in (
            f"== {found.name}: {found.title}",
            " | ".join(column.heading for column in found.columns),
            *(" | ".join(row) for row in found.words),
        )
    ]
