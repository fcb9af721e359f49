"""The money of schede, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from udp_core.archive.images import raw_table
from udp_core.programme.entities.intervention import InterventionFunding

_FUNDING = raw_table(InterventionFunding)
Line = tuple[tuple[str, str, str | None], str, int]
"""Scheda, source and Comune; the phase; cents."""


def funding_of(connection: Connection, schede: Iterable[str]) -> Iterator[Line]:
    """Every line of some schede."""
    raw = _FUNDING.c
    own = select(
        raw.intervention_id, raw.source_id, raw.municipality_id, raw.phase, raw.amount_cents
    )
    for row in connection.execute(own.where(raw.intervention_id.in_(sorted(schede)))):
        yield (row.intervention_id, row.source_id, row.municipality_id), row.phase, row.amount_cents
