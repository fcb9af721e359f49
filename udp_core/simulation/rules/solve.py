"""«Trova la ripartizione»: the least change that keeps every rule chosen.

Or which rules clash, and what would do: whoever finds the conflict has a clock of its own.
"""

from __future__ import annotations

from dataclasses import replace

from udp_core.simulation.rules.answer import (
    Aim,
    AskedOfSolver,
    Beside,
    Clash,
    Ending,
    Reach,
    Relaxed,
    SolverAnswer,
)
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.explaining import explained
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.rules.program import OutOfTimeError, SearchTime, ready
from udp_core.simulation.rules.search import Search, still_levers

MOST_SECONDS = 5.0
"""For an answer; and as many again to say why there is none."""


def solve(model: Model, position: Position, wanted: AskedOfSolver) -> SolverAnswer:
    """The answer, judged exactly; or that there is none, with what clashes.

    Or that it did not finish.
    """
    search = Search(model, _at_rest(model, position, wanted), wanted)
    work = search.lines(wanted.checks, wanted.locked)
    held = tuple(
        place
        for place in range(len(model.levers))
        if place not in work.free and place not in wanted.locked
    )
    ready()
    clock = SearchTime(MOST_SECONDS)
    try:
        found = search.run(wanted.checks, wanted.locked, clock, wanted.aim)
    except OutOfTimeError:
        return SolverAnswer(None, None, held=held, ending=Ending.OUT_OF_TIME, seconds=clock.seconds)
    if found.position is not None:
        return SolverAnswer(
            found.position,
            evaluate(model, found.position),
            held=held,
            best=found.best,
            seconds=clock.seconds,
        )
    answer = SolverAnswer(None, None, held=held, ending=found.ending, seconds=clock.seconds)
    if found.ending is not Ending.IMPOSSIBLE:
        return answer
    return explained(search, answer, SearchTime(MOST_SECONDS))


def _at_rest(model: Model, position: Position, wanted: AskedOfSolver) -> Position:
    """Levers that a rule wants where they started go back there, unless they are locked
    elsewhere.
    """
    back = still_levers(wanted.checks) - wanted.locked
    values = tuple(
        model.levers[place].start if place in back else value
        for place, value in enumerate(position.values)
    )
    return replace(position, values=values)


__all__ = [
    "Aim",
    "AskedOfSolver",
    "Beside",
    "Clash",
    "Ending",
    "Reach",
    "Relaxed",
    "SolverAnswer",
    "solve",
]
