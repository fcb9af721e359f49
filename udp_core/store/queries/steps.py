"""The steps that rows took between their states."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.model.entity import Entity, table_name
from udp_core.model.step import StateStep
from udp_core.store.images import raw_table

_STEP = raw_table(StateStep)


class StepRow(NamedTuple):
    """A step: of which row, from what to what, on which day (ISO), on which act, by whom, why."""

    row_id: str
    number: int
    from_state: str
    to_state: str
    done_on: str
    act_id: str | None
    officer_id: str
    reason: str | None


def steps_of_rows(
    connection: Connection, entity: type[Entity], ids: Collection[str]
) -> tuple[StepRow, ...]:
    """The steps of these rows, each row's in their order."""
    found = select(*(_STEP.c[name] for name in StepRow._fields)).where(
        _STEP.c.of_table == table_name(entity), _STEP.c.row_id.in_(sorted(ids))
    )
    rows = connection.execute(found.order_by(_STEP.c.row_id, _STEP.c.number))
    return tuple(StepRow(*row) for row in rows)
