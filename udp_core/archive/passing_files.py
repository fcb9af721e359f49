"""A file being made beside its destination, which gets its name at the end, whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from filecmp import cmp
from pathlib import Path
from secrets import token_hex
from shutil import copyfile
from tempfile import TemporaryDirectory

from udp_core.archive.engine import is_on_network, keep_private
from udp_core.archive.trouble import told_in_words
from udp_core.kernel.problem import Problem, RefusedError

BESIDE = ("", "-wal", "-shm", "-journal")
"""The file of a SQLite database and those that it may have beside it."""
PASSING = ".{}.{}.in-corso"
"""A file being made beside its destination: its name, and a word that tells two makers apart."""


@contextmanager
def made_for(path: Path) -> Iterator[Path]:
    """A file to be made inside, which gets its name at the end, whole.

    Nothing of it is left otherwise.

    It is made beside its destination; where that is on another machine, in a folder of this one,
    and then brought.
    """
    with ExitStack() as stack, told_in_words():
        passing = path.with_name(PASSING.format(path.name, token_hex(4)))
        stack.callback(away, passing)
        if not is_on_network(path.parent):
            yield passing
        else:
            here = Path(stack.enter_context(TemporaryDirectory(prefix="udp-"))) / "copia.sqlite"
            yield here
            bring(here, passing)
        passing.replace(path)


def bring(here: Path, there: Path) -> None:
    """A file taken to another machine, and read again there.

    What does not arrive whole is no copy.
    """
    copyfile(here, there)
    keep_private(there)
    if not cmp(here, there, shallow=False):
        raise RefusedError(
            [
                Problem(
                    "B10",
                    f"La copia in {there.parent} non è arrivata intera.",
                    "Controllare il disco di rete e lo spazio libero, poi ripetere.",
                )
            ]
        )


def away(path: Path) -> None:
    """A file taken away, with those that SQLite may have left beside it."""
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
