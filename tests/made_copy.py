"""Copies of a database filled once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from udp_core.archive.engine import open_engine


@contextmanager
def copied(database: str | Path, folder: Path) -> Iterator[Engine]:
    """A copy in this folder, to write in until the end of the block, of a SQLite database that is
    given by its file or its address.
    """
    file = Path(str(database).removeprefix("sqlite:///"))
    engine = open_engine(f"sqlite:///{shutil.copy(file, folder / file.name)}")
    try:
        yield engine
    finally:
        engine.dispose()
