"""All checks in one command, `python -m tests`.

Style, types, layers, then the tests themselves (options go to pytest).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKS = (
    ("stile", ("ruff", "check", ".")),
    ("tipi", ("mypy", "--num-workers", "2", "udp_core", "pages", "dashboard.py", "tests")),
    ("strati", ("lint-imports", "--config", "pyproject.toml", "--no-cache")),
)


def ensure_browser() -> None:
    """Find a Chromium, or install Debian's where this is Debian and we may.

    Without one the browser tests say so.
    """
    if (
        os.environ.get("UDP_CHROMIUM")
        or any(map(shutil.which, BROWSERS))
        or not shutil.which("apt-get")
        or os.geteuid() != 0
    ):
        return
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-q", *step], stdout=subprocess.DEVNULL, check=False)


def tool(name: str) -> str:
    """A tool of this virtual environment."""
    return str(Path(sys.executable).with_name(name))


def main(options: list[str]) -> int:
    """Run every check; the first that fails ends the run with its code."""
    ensure_browser()
    for what, (name, *arguments) in CHECKS:
        print(f"— {what}", flush=True)
        code = subprocess.run([tool(name), *arguments], cwd=ROOT, check=False).returncode
        if code:
            return code
    print("— prove", flush=True)
    pytest = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        *options,
    ]  # a file shares its server
    return subprocess.run(pytest, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
