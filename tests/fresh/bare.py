"""A Debian as debootstrap makes it, in a folder: nothing of ours, entered by `chroot`.

Where packages come from is this machine's own affair: its settings of apt and pip, its certificates
and its proxies are copied when the folder is made, and are written nowhere in the project.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.fresh.told import ROOT

HOME = "root/cruscotto"
"""Where the product is copied, as a newcomer would have it after a `git clone`."""
OF_THE_MACHINE = (
    "etc/resolv.conf",
    "etc/hosts",
    "etc/pip.conf",
    "etc/xdg/pip",
    "usr/local/share/ca-certificates",
    "etc/ssl/certs/ca-certificates.crt",
)
_HANDED_ON = re.compile(
    r"(https?|no|all)_proxy|SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE"
    r"|PIP_(INDEX_URL|EXTRA_INDEX_URL|TRUSTED_HOST|CERT|PROXY|DEFAULT_TIMEOUT)",
    re.IGNORECASE,
)
_OF_APT = re.compile(r"Proxy|Check-|CaInfo|Verify-")
_APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
"""What is mounted goes away with who mounted it: nothing of this machine is inside the folder when
it is taken away."""
_ENTER = (
    'mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm"'
    ' && exec chroot "$0" /usr/bin/env -i "$@"'
)


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare Debian in its folder."""

    root: Path

    def entering(self, command: str, **more: str) -> list[str]:
        """What to run for a command of the README, from the folder of the product.

        Its processes and mounts are its own, and end with it.
        """
        known = {key: value for key, value in os.environ.items() if _HANDED_ON.fullmatch(key)}
        told = {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **known, **more}
        around = [f"{key}={value}" for key, value in told.items()]
        inside = [str(self.root), *around, "sh", "-c", f"cd /{HOME} && {command}"]
        return [*_APART, "sh", "-c", _ENTER, *inside]

    def run(self, command: str, log: Path, seconds: int) -> bool:
        """Whether the command ended well in that time; what it said goes to the file."""
        with log.open("wb") as said:
            try:
                done = subprocess.run(
                    self.entering(command),
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    timeout=seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                said.write(f"\nNon ha finito in {seconds} secondi.\n".encode())
                return False
        return done.returncode == 0


def lacking() -> str:
    """Why no bare Debian can be made here; empty where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "si prova da amministratore (root), su Linux"
    missing = [name for name in ("debootstrap", "chroot", "unshare") if not shutil.which(name)]
    return f"mancano: {', '.join(missing)} (apt-get install debootstrap)" if missing else ""


def make(suite: str, root: Path, log: Path) -> Bare | None:
    """The system, with a copy of the working tree; None where debootstrap did not end well."""
    root.mkdir()
    asked = [*_APART, "debootstrap", "--variant=minbase", suite, str(root), *_mirror()]
    with log.open("wb") as said:
        done = subprocess.run(asked, stdout=said, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        return None
    _copy_tree(root / HOME)
    settings = root / "etc" / "apt" / "apt.conf.d" / "99machine"
    settings.write_text("".join(f"{line}\n" for line in _of_apt()), encoding="utf-8")
    hand_on(root)
    return Bare(root)


def hand_on(root: Path) -> None:
    """Copy what this machine needs to reach the registries."""
    for name in OF_THE_MACHINE:
        ours, theirs = Path("/", name), root / name
        theirs.parent.mkdir(parents=True, exist_ok=True)
        if ours.is_dir():
            shutil.copytree(ours, theirs, dirs_exist_ok=True)
        elif ours.is_file():
            shutil.copyfile(ours, theirs)


def _mirror() -> list[str]:
    """From where this machine has its Debian; nothing (debootstrap's own) where it is not one."""
    lines = _said("apt-get", "indextargets", "--format", "$(COMPONENT) $(REPO_URI)")
    found = [uri for line in lines for part, _, uri in [line.partition(" ")] if part == "main"]
    return [uri for uri in found if uri.rstrip("/").endswith("/debian")][:1]


def _of_apt() -> list[str]:
    return [line for line in _said("apt-config", "dump", "Acquire") if _OF_APT.search(line)]


def _said(*asked: str) -> list[str]:
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def _copy_tree(place: Path) -> None:
    """The files that Git knows, as they are now."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z"]
    names = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
