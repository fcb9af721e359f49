"""A copy becomes an archive again: as it is or as it was at a moment, and in place of the present.

At no moment is there no archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from shutil import copyfile
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from udp_core.archive.backup import copy_file, new_sqlite, rebuild, renew_door, rows_by_table
from udp_core.archive.engine import is_on_network, open_file, reading, sqlite_module
from udp_core.archive.migrate import latest_step, migrate, step_reached
from udp_core.archive.passing_files import PASSING, away, bring, made_for
from udp_core.archive.trouble import told_in_words
from udp_core.archive.writer import Head
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.running.backups import checked, not_ours, settled


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored database has reached, and how many officers can come in there with their
    password of today.
    """

    head: Head
    officers: int


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows of a table a copy has more, other and less than the present database."""

    table: str
    added: int
    changed: int
    removed: int


def restore(
    copy: Path, target: Path, at: datetime | None = None, present: Engine | None = None
) -> Restored:
    """The copy, or what it knew at a moment, as a new checked database.

    Raises RefusedError where the target is there.

    A copy of an earlier release is brought to this one. Of signing in nothing comes back: passwords
    are those of the
    `present` database, sessions and invitations are none.
    """
    if target.exists():
        raise RefusedError([_is_there(target)])
    if not copy.is_file():
        raise RefusedError([_is_not_there(copy)])
    with made_for(target) as made:
        whole = made.with_name(f"{made.name}.tutta") if at else made
        _taken(copy, whole)
        if at:
            _known_at(whole, made, at)
            away(whole)
        officers = _with_todays_door(made, present)
        return Restored(checked(made), officers)


def _is_there(target: Path) -> Problem:
    return Problem(
        "B03",
        f"Il file {target.name} c’è già.",
        "Ripristinare in un posto nuovo; poi si confronta e si scambia.",
        value=str(target),
    )


def _is_not_there(copy: Path) -> Problem:
    return Problem(
        "B04", f"La copia {copy.name} non c’è.", "Controllare il percorso.", value=str(copy)
    )


def _taken(copy: Path, path: Path) -> None:
    """A copy, wherever it lies, brought to the step of this release."""
    with TemporaryDirectory(prefix="udp-") as folder:
        here = copy
        if is_on_network(copy.parent):
            here = Path(folder) / "copia.sqlite"
            copyfile(copy, here)
        source, taken = open_file(here), open_file(path)
        try:
            copy_file(source, path)
            if step_reached(taken) is None:
                raise RefusedError([not_ours(copy)])
            migrate(taken)
            settled(taken)
        finally:
            source.dispose()
            taken.dispose()


def _known_at(whole: Path, target: Path, at: datetime) -> None:
    source, made = open_file(whole), new_sqlite(target)
    try:
        with reading(source) as connection:
            rebuild(connection, made, at.astimezone(UTC).isoformat(timespec="milliseconds"))
        settled(made)
    finally:
        source.dispose()


def _with_todays_door(path: Path, present: Engine | None) -> int:
    """How many officers can come in with the password of today."""
    made = open_file(path)
    try:
        with ExitStack() as stack:
            here = (
                stack.enter_context(reading(present))
                if present is not None and is_usable(present)
                else None
            )
            officers = renew_door(made, here)
        settled(made)
    finally:
        made.dispose()
    return officers


def is_usable(engine: Engine) -> bool:
    """True of a database that opens, and is at the step of this release."""
    try:
        return step_reached(engine) == latest_step()
    except RefusedError:
        return False


def compared(present: Engine, copy: Path) -> Iterator[TableDifference]:
    """What would change by taking the copy in place of the present database."""
    other = open_file(copy)
    now, then = rows_by_table(present), rows_by_table(other)
    settled(other)
    for name, rows in now.items():
        found = then[name]
        changed = sum(
            found[row_id] != version for row_id, version in rows.items() if row_id in found
        )
        difference = TableDifference(
            name, len(found.keys() - rows.keys()), changed, len(rows.keys() - found.keys())
        )
        if difference.added or difference.changed or difference.removed:
            yield difference


def swapped(present: Path, restored: Path, now: datetime) -> Path | None:
    """Take the restored database in place of the present one, which is kept aside.

    Where it is kept (None: there was none).

    The dashboard must be stopped: whoever has the present file open would go on writing to it.
    Stopped at any point,
    one of the two is in place, whole: the present one gets a second name, and its first passes in
    one step.
    """
    with told_in_words(), _beside(restored, present) as ready:
        if not present.exists():
            ready.replace(present)
            return None
        kept = present.with_name(f"{present.stem}.prima-del-{now:%Y%m%d-%H%M%S}{present.suffix}")
        _refuse_in_use(present)
        _second_name(present, kept)
        ready.replace(present)
    return kept


@contextmanager
def _beside(restored: Path, present: Path) -> Iterator[Path]:
    """The restored file on the disk of the present one, where a file changes its name in one
    step.
    """
    if restored.parent.stat().st_dev == present.parent.stat().st_dev:
        yield restored
        return
    with ExitStack() as stack:
        passing = present.with_name(PASSING.format(present.name, token_hex(4)))
        stack.callback(away, passing)
        bring(restored, passing)
        yield passing


def _second_name(path: Path, other: Path) -> None:
    try:
        other.hardlink_to(path)
    except OSError:  # a file system without second names
        bring(path, other)


def _refuse_in_use(path: Path) -> None:
    """Bring everything into the one file; refused where somebody else has it open."""
    engine = open_file(path)
    try:
        settled(engine)
    except sqlite_module().OperationalError as error:
        raise RefusedError(
            [
                Problem(
                    "B07",
                    "L’archivio presente è in uso.",
                    "Fermare il cruscotto e ogni altro comando, poi ripetere lo scambio.",
                )
            ]
        ) from error
    finally:
        engine.dispose()
