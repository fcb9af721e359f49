"""`python -m tests.fresh [bookworm] [trixie] [--whole]`: the README's commands in a bare Debian.

Ends with 0 only where every step went well in every Debian; the rest is said with its last lines.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.fresh.bare import Bare, hand_on, lacking, make
from tests.fresh.told import AND, Told, told

USUAL = ("bookworm",)
TO_INSTALL, TO_SERVE, TO_TEST = 900, 1200, 7200
LINES_SHOWN = 15
CHEAP = ".venv/bin/ruff check . && .venv/bin/python -m pytest -q tests/kernel"
"""In place of the whole of `python -m tests`: the tools are there, and the tests begin."""
Step = tuple[str, Callable[[Path], bool]]


def steps(bare: Bare, words: Told, *, whole: bool) -> list[Step]:
    """What is tried, in order: each stands on the one before."""
    asked = " ".join(words.packages)
    found: list[Step] = []
    if asked:
        install = f"apt-get -q update && apt-get -qy install --no-install-recommends {asked}"
        found.append((f"installa {asked}", lambda log: installed(bare, install, log)))
    found.append(("Avviare", lambda log: served(bare, words.starts, log)))
    tests = words.tests if whole else AND.join((words.prepares, CHEAP))
    title = "Provare" if whole else "Provare (installazione e prime prove)"
    return [*found, (title, lambda log: bare.run(tests, log, TO_TEST))]


def installed(bare: Bare, command: str, log: Path) -> bool:
    """Whether Debian's packages are there; a package may have made the certificates anew."""
    done = bare.run(f"export DEBIAN_FRONTEND=noninteractive; {command}", log, TO_INSTALL)
    hand_on(bare.root)
    return done


def served(bare: Bare, command: str, log: Path) -> bool:
    """Whether the command, started as it is written, answers with a page and a sound archive."""
    port = _free_port()
    with log.open("wb") as said:
        server = subprocess.Popen(
            bare.entering(command, STREAMLIT_SERVER_PORT=str(port)),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            return _answers(server, port)
        finally:
            server.kill()
            server.wait()


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + TO_SERVE
    while server.poll() is None and time.monotonic() < until:
        if all(_is_there(f"http://127.0.0.1:{port}/{page}") for page in ("", "health")):
            return True
        time.sleep(1)
    return False


def _is_there(address: str) -> bool:
    try:
        with urlopen(address, timeout=30) as page:
            return bool(page.status == 200)
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def tried(suite: str, folder: Path, *, whole: bool) -> bool:
    """Whether all went well in this Debian; each step is said as soon as it is known."""
    print(f"— Debian {suite}, nuda", flush=True)
    made: list[Bare] = []

    def system(log: Path) -> bool:
        bare = make(suite, folder / "system", log)
        made.extend([bare] if bare else [])
        return bare is not None

    if not _said("debootstrap", system, folder / "debootstrap.log"):
        return False
    chosen = steps(made[0], told(), whole=whole)
    return all(
        _said(title, step, folder / f"{number}.log") for number, (title, step) in enumerate(chosen)
    )


def _said(title: str, step: Callable[[Path], bool], log: Path) -> bool:
    begun = time.monotonic()
    went_well = step(log)
    seconds = round(time.monotonic() - begun)
    print(f"{title}: {'riesce' if went_well else 'NON RIESCE'} ({seconds} s)", flush=True)
    if not went_well and log.exists():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        print("\n".join(f"    {line}" for line in lines[-LINES_SHOWN:]), flush=True)
    return went_well


def main(arguments: Sequence[str]) -> int:
    """Try each Debian in a folder of its own, taken away at the end."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fresh", description="I comandi del README in una Debian nuda."
    )
    parser.add_argument("suite", nargs="*", metavar="DEBIAN", help="bookworm (usuale), trixie…")
    parser.add_argument("--whole", action="store_true", help="tutto il comando di prova")
    chosen = parser.parse_args(arguments)
    if why := lacking():
        print(f"Qui non si può provare: {why}.")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the folder is taken away all the same
    results = []
    for suite in chosen.suite or USUAL:
        folder = Path(tempfile.mkdtemp(prefix=f"udp-fresh-{suite}-"))
        try:
            results.append(tried(suite, folder, whole=chosen.whole))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
