"""What the README tells a newcomer to type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INSTALL = re.compile(r"`(?:apt|apt-get) install ([a-z0-9.+ -]+)`")
AND = " && "


@dataclass(frozen=True, slots=True)
class Told:
    """The packages of Debian to have first, the command that starts, the one that tries all."""

    packages: tuple[str, ...]
    starts: str
    tests: str

    @property
    def prepares(self) -> str:
        """The test command without its last piece, which runs every test."""
        return self.tests.rpartition(AND)[0]


def told(text: str = "") -> Told:
    """The words of the README; a ValueError where it has not exactly two commands."""
    text = text or (ROOT / "README.md").read_text(encoding="utf-8")
    starts, tests = (block.strip() for block in _BLOCK.findall(text))
    before = text[: text.index("```sh")]
    packages = [name for found in _INSTALL.findall(before) for name in found.split()]
    return Told(tuple(packages), starts, tests)
