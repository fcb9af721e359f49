"""Proof: the chain of history is whole, and replaying it gives exactly the rows that are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from udp_core.archive.images import CHUNK, HISTORY, REQUEST, kept_image, read_all
from udp_core.archive.registry import BY_NAME
from udp_core.archive.trouble import of_schema
from udp_core.archive.writer import GENESIS, RequestHeader, link
from udp_core.kernel.problem import RefusedError

Present = dict[tuple[str, str], tuple[int, bytes]]
"""Entity and id to version and print of the image, as history has it.

Prints, so that large databases fit in memory; of a kind that nobody can make two images share.
"""


@dataclass(frozen=True, slots=True)
class Alteration:
    """A place where history and rows disagree.

    `what` is Italian; sequence 0 where no history row is concerned.
    """

    sequence: int
    entity: str
    entity_id: str
    what: str


def alterations(connection: Connection) -> Iterator[Alteration]:
    """Every disagreement, those of the chain first.

    Nothing is yielded by a database that is whole. Raises RefusedError where a table is not as its
    class says.
    """
    present: Present = {}
    try:
        yield from _replay(connection, present)
        yield from _compare(connection, present)
    except DBAPIError as error:
        if problem := of_schema(error):
            raise RefusedError([problem]) from error
        raise


def _replay(connection: Connection, present: Present) -> Iterator[Alteration]:
    digests = {row.id: RequestHeader(*row).digest for row in connection.execute(select(REQUEST))}
    previous, expected = GENESIS, 1
    for row in connection.execute(
        select(HISTORY).order_by(HISTORY.c.sequence), execution_options={"yield_per": CHUNK}
    ):
        wrong = _wrong_link(row, previous, expected, digests)
        key = (row.entity, row.entity_id)
        if (
            wrong is None
            and _fingerprint(row.before) != present.get(key, (0, _fingerprint(None)))[1]
        ):
            wrong = "il valore di prima non è quello che la storia ricordava"
        if wrong:
            yield Alteration(row.sequence, row.entity, row.entity_id, wrong)
        previous, expected = row.hash, row.sequence + 1
        if row.after is None:
            present.pop(key, None)
        else:
            present[key] = (row.version, _fingerprint(row.after))


def _fingerprint(image: str | None) -> bytes:
    return b"" if image is None else sha256(image.encode()).digest()


def _wrong_link(row: Any, previous: str, expected: int, digests: dict[str, str]) -> str | None:
    if row.sequence != expected:
        return f"manca la riga {expected} della storia"
    if row.previous_hash != previous:
        return "l’impronta della riga precedente non corrisponde"
    if row.request_id not in digests:
        return "manca la richiesta che l’ha causata"
    own = link(
        previous,
        row.sequence,
        digests[row.request_id],
        (row.entity, row.entity_id, row.version),
        (row.before, row.after),
    )
    return None if own == row.hash else "l’impronta non corrisponde al contenuto"


def _compare(connection: Connection, present: Present) -> Iterator[Alteration]:
    for name, entity in BY_NAME.items():
        for row_id, version, image in read_all(connection, entity):
            remembered = present.pop((name, row_id), None)
            if remembered is None:
                yield Alteration(0, name, row_id, "la riga non risulta nella storia")
            elif remembered != (version, _fingerprint(kept_image(entity, image))):
                yield Alteration(0, name, row_id, "la riga è diversa da come la storia la ricorda")
    for name, row_id in present:
        yield Alteration(0, name, row_id, "la riga è sparita senza traccia nella storia")
