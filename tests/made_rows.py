"""Made-up rows of any entity, sound by its specs, with the rows that they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image, id_of, specs
from udp_core.archive.field import Kind, Spec
from udp_core.archive.images import canonical, read_all
from udp_core.archive.registry import BY_NAME
from udp_core.archive.replay import alterations
from udp_core.writing.loading import Batch, Loaded, LoadRows, load_rows

MOMENT = datetime(2026, 11, 10, 9, 30, tzinfo=UTC)
_requests = count(1)
_VALUES: dict[Kind, int | str] = {
    Kind.CODE: "a",
    Kind.TEXT: "Attività",
    Kind.CENTS: 12_400_00,
    Kind.DECIMAL: 1000,
    Kind.DAY: "2026-11-07",
    Kind.FLAG: 1,
}


def sound(entity: type[Entity], **values: int | str | None) -> Image:
    """A row that every rule admits, with the given values in it.

    What is not required is missing.
    """
    made = {name: _value(spec) for name, spec in specs(entity).items()}
    if "period" in made:
        made["period"] = "year"
    if "value" in made:
        made["value"] = 1000
    for hour in {"starts_at", "at"} & made.keys():
        made[hour] = "17:30"
    if "fee_cents" in made:
        made["fee_cents"] = 1000
    if "progress" in made and made["state"] == "proposed":
        made["progress"] = 0
    return made | values


def _value(spec: Spec) -> int | str | None:
    if not spec.required:
        return None
    if spec.refers_to:
        return id_of(BY_NAME[spec.refers_to], sound(BY_NAME[spec.refers_to]))
    if spec.terms is not None:
        return next(iter(spec.terms)).value
    return max(spec.least or 0, 1) if spec.kind is Kind.WHOLE else _VALUES[spec.kind]


def family(entity: type[Entity], **values: int | str | None) -> list[tuple[type[Entity], Image]]:
    """A sound row after the rows that it refers to."""
    found: dict[type[Entity], Image] = {}
    for spec in specs(entity).values():
        if spec.refers_to and spec.required:
            found |= dict(family(BY_NAME[spec.refers_to]))
    return [*found.items(), (entity, sound(entity, **values))]


def batches(rows: list[tuple[type[Entity], Image]]) -> Iterator[Batch]:
    for entity, image in rows:
        yield Batch(entity, [(None, image)])


def asked(request_id: str = "", reason: str = "Prova") -> Asked:
    return Asked(
        request_id or f"prova {next(_requests)}", "Ada Rossi", "Ufficio di Piano", reason, MOMENT
    )


def load(engine: Engine, *found: Batch, request_id: str = "", dry_run: bool = False) -> Loaded:
    return load_rows(engine, LoadRows(asked(request_id), found, dry_run))


def load_family(engine: Engine, table: str, **values: int | str | None) -> Loaded:
    return load(engine, *batches(family(BY_NAME[table], **values)))


def content(connection: Connection) -> Iterator[tuple[str, str, str]]:
    for name, entity in BY_NAME.items():
        for row_id, version, image in read_all(connection, entity):
            yield name, f"{row_id} {version}", canonical(image)


def _as_stored(connection: Connection) -> Iterator[bytes]:
    """Every table as the driver gives it.

    Two looks for each test, so nothing is read into words of others or of our own.
    """
    cursor = connection.connection.cursor()
    for name in BY_NAME:
        cursor.execute(f"SELECT * FROM {name}")
        yield "\n".join((name, *sorted(map(repr, cursor.fetchall())))).encode()
    cursor.close()


def fingerprint(engine: Engine) -> str:
    """One word for all rows with their versions and all of history.

    Equal exactly where nothing was changed.
    """
    with reading(engine) as connection:
        heads = connection.exec_driver_sql(
            "SELECT count(*), max(sequence), max(hash) FROM history"
        ).one()
        requests = connection.exec_driver_sql("SELECT count(*) FROM request").scalar_one()
        rows = sha256(b"\n".join(_as_stored(connection))).hexdigest()
        return f"{rows} {tuple(heads)} {requests}"


def sound_history(engine: Engine) -> list[str]:
    """What the proof finds wrong, in words, and versions that jump; empty in a whole database."""
    with reading(engine) as connection:
        found = [found.what for found in alterations(connection)]
        return [*found, *_jumps(connection)]


def _jumps(connection: Connection) -> Iterator[str]:
    """Versions of a row that do not go up by one; a row that was removed may begin again."""
    last: dict[tuple[str, str], int] = {}
    rows = connection.exec_driver_sql(
        "SELECT entity, entity_id, version, after IS NULL FROM history ORDER BY sequence"
    )
    for entity, row_id, version, removed in rows:
        before = last.get((entity, row_id), 0)
        if version != abs(before) + 1 and not (before <= 0 and version == 1):
            yield f"{entity} {row_id}: dalla versione {abs(before)} alla {version}"
        last[entity, row_id] = -version if removed else version
