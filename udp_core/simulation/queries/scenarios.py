"""Questions on scenarios kept and variations proposed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.kernel.vocabulary import TransferState
from udp_core.simulation.entities import ProgrammeVariation, Scenario, VariationLine
from udp_core.simulation.terms import ScenarioKind, ScenarioState

_SCENARIO = Scenario.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_VARIATION = ProgrammeVariation.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_LINE = VariationLine.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class ScenarioRow(NamedTuple):
    """A scenario in a list."""

    id: str
    version: int
    name: str
    kind: ScenarioKind
    year: int
    officer: str
    note: str | None
    state: ScenarioState
    revision: int
    as_of: date


class VariationRow(NamedTuple):
    """A variation of the programme in a list."""

    id: str
    version: int
    number: int
    reason: str
    state: TransferState
    proposed_on: date
    scenario: str | None
    fund_year: str
    proposed_by: str
    decided_on: date | None
    act_id: str | None


class LineRow(NamedTuple):
    """A line of a variation."""

    voce: str
    source: str
    municipality: str | None
    cents: int


def scenarios(connection: Connection, district: str) -> tuple[ScenarioRow, ...]:
    """Every scenario of a district, the latest first."""
    own = (
        _SCENARIO.id,
        _SCENARIO.version,
        _SCENARIO.name,
        _SCENARIO.kind,
        _SCENARIO.year,
        _SCENARIO.officer_id,
        _SCENARIO.note,
        _SCENARIO.state,
        _SCENARIO.revision,
        _SCENARIO.as_of,
    )
    rows = connection.execute(
        select(*own)
        .where(_SCENARIO.district_id == district)
        .order_by(_SCENARIO.revision.desc(), _SCENARIO.id.desc())
    )
    return tuple(ScenarioRow(*tuple(row)) for row in rows)


def variations_of(connection: Connection, fund_year: str) -> tuple[VariationRow, ...]:
    """The variations of a fund year, the latest first."""
    own = (
        _VARIATION.id,
        _VARIATION.version,
        _VARIATION.number,
        _VARIATION.reason,
        _VARIATION.state,
        _VARIATION.proposed_on,
        _VARIATION.scenario_id,
        _VARIATION.fund_year_id,
        _VARIATION.source,
        _VARIATION.decided_on,
        _VARIATION.act_id,
    )
    rows = connection.execute(
        select(*own).where(_VARIATION.fund_year_id == fund_year).order_by(_VARIATION.number.desc())
    )
    return tuple(VariationRow(*row) for row in rows)


def lines_of(connection: Connection, variation: str) -> tuple[LineRow, ...]:
    """The lines of a variation."""
    found = select(_LINE.voce_id, _LINE.source_id, _LINE.municipality_id, _LINE.amount_cents).where(
        _LINE.variation_id == variation
    )
    return tuple(
        LineRow(*row)
        for row in connection.execute(found.order_by(_LINE.voce_id, _LINE.municipality_id))
    )
