"""History as it is shown: who, when, why, and each field from what to what, in the words of the screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from udp_core.clock import ROME
from udp_core.domain.pictures.changes import ChangePicture, FieldChange
from udp_core.model.entity import specs
from udp_core.model.registry import BY_NAME
from udp_core.service.registers import words_of
from udp_core.store.queries.changes import ChangedRow, Wanted, changes


def change_pictures(connection: Connection, wanted: Wanted) -> tuple[ChangePicture, ...]:
    """The latest changes that were asked for."""
    return tuple(map(_picture, changes(connection, wanted)))


def _picture(row: ChangedRow) -> ChangePicture:
    entity = BY_NAME.get(row.entity)
    fields = tuple(_fields(row)) if entity else ()
    what = "aggiunta" if row.before is None else "tolta" if row.after is None else "cambiata"
    moment = datetime.fromisoformat(row.at).astimezone(ROME)
    return ChangePicture(row.sequence, row.request_id, moment, row.author, row.role, row.reason, entity.label if entity else row.entity, row.entity_id, row.version, what, fields)


def _fields(row: ChangedRow) -> Iterable[FieldChange]:
    before, after = row.before or {}, row.after or {}
    for name, spec in specs(BY_NAME[row.entity]).items():
        if before.get(name) != after.get(name):
            yield FieldChange(spec.label, words_of(spec, before.get(name)), words_of(spec, after.get(name)))
