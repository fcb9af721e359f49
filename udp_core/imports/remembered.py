"""The choices made for a sender's files, remembered for the next one of the same make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.field import LONGEST_CODE
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Writer, change_of
from udp_core.imports.choices import Choices, from_json
from udp_core.imports.entities import SenderMapping
from udp_core.imports.layout import Layout, plain
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import ImportKind, Right
from udp_core.people.rights import refuse_unless, require
from udp_core.people.rules import RowSubject

UNKNOWN = "sconosciuto"
"""Who sent a file, where nobody says it."""


def recalled(
    connection: Connection, layout: Layout, kind: ImportKind, sender: str
) -> Choices | None:
    """What was chosen last time; None for a file of a new make."""
    key = _id(layout, kind, sender)
    found = read_by_id(connection, SenderMapping, [key]).get(key)
    return from_json(str(found[1]["choices"])) if found else None


def remember(  # noqa: PLR0917 - what is remembered, of whom
    engine: Engine,
    asked: Asked,
    officer_id: str,
    layout: Layout,
    kind: ImportKind,
    sender: str,
    choices: Choices,
    today: date,
) -> None:
    """Keep the choices; whoever may write somewhere may. Raises RefusedError."""
    with writing(engine) as connection:
        actor = require(connection, officer_id, today)
        if refused := refuse_unless(
            actor, Right.PROPOSE, RowSubject(), "il modo di leggere un file"
        ):
            raise RefusedError([refused])
        writer = Writer(
            connection,
            replace(asked, author=actor.officer_id, role=actor.role_words).header(
                "remember_mapping"
            ),
        )
        image: Image = {
            "sender": slug(sender),
            "kind": kind.value,
            "layout": layout.fingerprint,
            "choices": choices.lasting().as_json(),
            "as_of": today.isoformat(),
        }
        key = _id(layout, kind, sender)
        change = change_of(SenderMapping, key, image, writer.stored(SenderMapping, [key]).get(key))
        same = AskedRow(SenderMapping, key, {"choices": image["choices"]})
        if answered_before(connection, asked.request_id, [same]) is None:
            writer.apply([change] if change else [])


def slug(sender: str) -> str:
    """The one way in which a sender is written, whoever types the name.

    «Prova mesi» is «prova-mesi».
    """
    return plain(sender).replace(" ", "-")[:LONGEST_CODE] or UNKNOWN


def _id(layout: Layout, kind: ImportKind, sender: str) -> str:
    return id_of(
        SenderMapping, {"sender": slug(sender), "kind": kind.value, "layout": layout.fingerprint}
    )
