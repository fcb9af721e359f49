"""The question answered on the wall: the simulations that may be moved there, live.

They begin from the figures of the sitting, not of today where those are frozen.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading
from udp_core.briefing.deck import scenarios_of
from udp_core.briefing.reports import Moment
from udp_core.kernel.problem import RefusedError
from udp_core.render.payload import Payload
from udp_core.simulation.commands.scenarios import Kept
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.view.payload import on_the_wall

OF_FUND = ""
"""The name of the simulation of the fund; a scenario has its identifier."""


def questions(
    engine: Engine, known: Connection, moment: Moment, sitting: str = ""
) -> dict[str, Payload]:
    """By name: of the fund as `known`, and each scenario of the agenda as it was kept.

    Without the fund where its year has no programme to begin from.
    """
    found = {one.id: _of_scenario(one) for one in _scenarios(engine, sitting)}
    try:
        fund = compile_fund(known, moment.district, moment.year, moment.today)
    except RefusedError:
        return found
    return {OF_FUND: on_the_wall(fund, fund.present, "E se…?"), **found}


def _scenarios(engine: Engine, sitting: str) -> tuple[Kept, ...]:
    if not sitting:
        return ()
    with reading(engine) as live:
        found = scenarios_of(live, sitting).values()
    return tuple({kept.id: kept for scenarios in found for kept in scenarios}.values())


def _of_scenario(kept: Kept) -> Payload:
    model: Model = kept.model
    position: Position = kept.position
    return on_the_wall(model, position, f"E se…? «{kept.name}»")
