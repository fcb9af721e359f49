"""Facts that the steps of schede and programmes depend on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from udp_core.kernel.vocabulary import ActKind, ActState, InterventionState, Phase, PlanState
from udp_core.plan.entities.governance import Act, GoverningBody
from udp_core.plan.entities.plan import AnnualProgramme
from udp_core.programme.entities.intervention import Intervention, InterventionFunding

_FUNDING: Any = InterventionFunding
_SCHEDA: Any = Intervention
_PROGRAMME: Any = AnnualProgramme
_ACT: Any = Act
_BODY: Any = GoverningBody
ENDED = (InterventionState.COMPLETED, InterventionState.NOT_REALISED)


class SchedaMoney(NamedTuple):
    """Money of a scheda, in cents, and how many final amounts are written."""

    budget_cents: int
    final_rows: int


def funding_of(connection: Connection, scheda: str) -> SchedaMoney:
    """What is programmed, and whether what was spent is written."""
    budget = select(func.coalesce(func.sum(_FUNDING.amount_cents), 0)).where(
        _FUNDING.intervention_id == scheda, _FUNDING.phase == Phase.BUDGET
    )
    final = (
        select(func.count())
        .select_from(_FUNDING)
        .where(_FUNDING.intervention_id == scheda, _FUNDING.phase == Phase.FINAL)
    )
    return SchedaMoney(
        int(connection.execute(budget).scalar_one()), int(connection.execute(final).scalar_one())
    )


def open_schede(connection: Connection, programme: str) -> tuple[str, ...]:
    """Codes of the schede of a programme that have not ended."""
    found = (
        select(_SCHEDA.code)
        .where(_SCHEDA.programme_id == programme, _SCHEDA.state.not_in(ENDED))
        .order_by(_SCHEDA.code)
    )
    return tuple(connection.execute(found).scalars())


def open_programmes(connection: Connection, plan: str) -> tuple[str, ...]:
    """Programmes of a plan that are not closed."""
    found = (
        select(_PROGRAMME.id)
        .where(_PROGRAMME.plan_id == plan, _PROGRAMME.state != PlanState.CLOSED)
        .order_by(_PROGRAMME.id)
    )
    return tuple(connection.execute(found).scalars())


class ActRow(NamedTuple):
    """An act: what it is, how far it has come, its day; the district of its body, if of one."""

    id: str
    title: str
    kind: ActKind
    state: ActState
    day: date | None
    district_id: str | None

    def may_serve(self, district: str | None) -> bool:
        """Whether something of a district may rest on it: its own body's, or a body of none."""
        return self.district_id is None or district is None or self.district_id == district


def acts_of(connection: Connection, ids: Collection[str] | None = None) -> dict[str, ActRow]:
    """The acts with these ids (None: all), by id, the latest first."""
    found = select(
        _ACT.id, _ACT.title, _ACT.kind, _ACT.state, _ACT.act_date, _BODY.district_id
    ).outerjoin(_BODY, _BODY.id == _ACT.body_id)
    found = found if ids is None else found.where(_ACT.id.in_(sorted(ids)))
    rows = connection.execute(found.order_by(_ACT.act_date.desc(), _ACT.id))
    return {row[0]: ActRow(*row) for row in rows}


def acts_for(connection: Connection, district: str) -> dict[str, ActRow]:
    """The acts on which something of a district may rest, by id, the latest first."""
    return {key: one for key, one in acts_of(connection).items() if one.may_serve(district)}
