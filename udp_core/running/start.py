"""From nothing to a dashboard that can be opened.

Database made, migrated, filled with what the product ships.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import PROGRAMME, Asked
from udp_core.archive.engine import file_of, open_engine, reading
from udp_core.archive.migrate import latest_step, migrate, refuse_unknown, step_reached
from udp_core.archive.writer import head
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import Settings
from udp_core.packages.packages import DEMO, REFERENCE, RULES, ledger, published_package
from udp_core.running.daily_copies import FOLDER, copies
from udp_core.writing.loading import Batch, LoadRows, LoadTally, load_rows


def start(settings: Settings) -> Engine:
    """Open the database, take the missing steps, and fill it where it is empty.

    Raises RefusedError in plain words.
    """
    engine = made_ready(settings.database)
    if is_empty(engine):
        fill(engine, demo=settings.demo)
    return engine


def made_ready(address: str) -> Engine:
    """The database at this release's step, made where there was none.

    Raises RefusedError in plain words.

    A file that was there and is no more is never made again in silence: its copies say that it was.
    """
    _refuse_vanished(file_of(address))
    engine = open_engine(address)
    migrate(engine)
    return engine


def _refuse_vanished(place: Path | None) -> None:
    if place is None or place.exists():
        return
    left = [
        *copies(place.parent / FOLDER, place.stem).values(),
        *place.parent.glob(f"{place.stem}.prima-del-*{place.suffix}"),
    ]
    if left:
        sentence = (
            f"L’archivio {place} non c’è più, ma ci sono"
            f" {italian.plural(len(left), 'sua copia', 'sue copie')}: l’ultima è {max(left)}."
        )
        remedy = (
            "Controllare che il disco ci sia; altrimenti «udp restore COPIA --swap». Per"
            " ricominciare da un archivio nuovo, spostare prima le copie."
        )
        raise RefusedError([Problem("D15", sentence, remedy, value=str(place))])


def opened(settings: Settings) -> Engine:
    """The database as it stands, at this release's step.

    RefusedError where it was never initialised.

    A file that is not there is not made: its path may be mistyped.
    """
    place = file_of(settings.database)
    if place is not None and not place.exists():
        sentence = f"L’archivio {place} non c’è."
        remedy = "Controllare UDP_DATABASE_URL; per un archivio nuovo, eseguire «udp init»."
        raise RefusedError([Problem("D08", sentence, remedy, value=str(place))])
    engine = open_engine(settings.database)
    if (step := step_reached(engine)) != latest_step():
        refuse_unknown(step)
        raise RefusedError(
            [
                Problem(
                    "D08",
                    "L’archivio non è ancora pronto per questa versione.",
                    "Eseguire «udp init».",
                )
            ]
        )
    return engine


def is_empty(engine: Engine) -> bool:
    """True where nothing was ever written."""
    with reading(engine) as connection:
        return head(connection).sequence == 0


def fill(engine: Engine, *, demo: bool) -> dict[str, LoadTally]:
    """Load what the product ships, all or nothing.

    Published figures, rules, and the demonstration where wanted.
    """
    published, territory = published_package(REFERENCE)
    ledgers = [ledger(folder)[0] for folder in ((RULES, DEMO) if demo else (RULES,))]

    def following(connection: Connection) -> Iterator[Batch]:
        yield from territory(connection)
        yield from chain.from_iterable(ledgers)

    moment = datetime.now(UTC)
    asked = Asked(
        f"caricamento iniziale {moment.isoformat()}",
        PROGRAMME,
        "programma",
        "Caricamento di ciò che il prodotto porta con sé",
        moment,
    )
    return load_rows(engine, LoadRows(asked, published, derived=following)).tallies
