"""The settings of an installation, read from the environment once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from udp_core.kernel.problem import Problem, RefusedError

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
LOCAL_DATABASE = DATA / "local" / "udp.sqlite"


class Reading(StrEnum):
    """Who sees the figures without signing in (UDP_READING).

    Who sits at this machine, everybody, nobody.
    """

    LOCAL = "locale"
    EVERYBODY = "tutti"
    SIGNED_IN = "accesso"


def reading_setting(word: str) -> Reading:
    """The setting from its word; only this machine where it is empty.

    Raises RefusedError on another word.
    """
    try:
        return Reading(word or Reading.LOCAL)
    except ValueError as error:
        raise RefusedError(
            [Problem("S02", f"UDP_READING vale «{word}».", "Usare «locale», «tutti» o «accesso».")]
        ) from error


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may choose.

    `database` is an SQLAlchemy address; `today` overrides the day of the dashboard (demonstrations,
    tests);
    `district` is the code of the district shown; `demo` says whether the first start loads the
    demonstration;
    `reading` says who sees the figures without signing in; `copies` whether a copy a day is kept;
    `separate` says that who proposes does not approve, and who writes does not validate, wherever
    somebody else could;
    `proxies` are the addresses of those that bring the requests of others (the server believes what
    they say of whose).
    """

    database: str
    today: date | None
    district: str
    demo: bool
    reading: Reading = Reading.LOCAL
    copies: bool = True
    separate: bool = True
    proxies: frozenset[str] = frozenset()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(
            [
                Problem(
                    "S01",
                    f"UDP_TODAY vale «{text}», che non è un giorno.",
                    "Scriverlo aaaa-mm-gg, per esempio 2026-11-07.",
                )
            ]
        ) from error


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """UDP_DATABASE_URL, UDP_TODAY (aaaa-mm-gg), UDP_DISTRICT, UDP_DEMO (0 to start empty),
    UDP_READING, UDP_COPIES (0: none).

    UDP_SEPARATE=0 lets who proposed a transfer approve it, and who wrote a figure validate it.
    FORWARDED_ALLOW_IPS is
    the list of proxies that the server itself reads.
    """
    today = environment.get("UDP_TODAY", "")
    return Settings(
        database=environment.get("UDP_DATABASE_URL") or f"sqlite:///{LOCAL_DATABASE}",
        today=_day(today) if today else None,
        district=environment.get("UDP_DISTRICT", "ravenna"),
        demo=environment.get("UDP_DEMO", "1") != "0",
        reading=reading_setting(environment.get("UDP_READING", "")),
        copies=environment.get("UDP_COPIES", "1") != "0",
        separate=environment.get("UDP_SEPARATE", "1") != "0",
        proxies=frozenset(environment.get("FORWARDED_ALLOW_IPS", "").replace(",", " ").split()),
    )
