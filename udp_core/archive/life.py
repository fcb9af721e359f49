"""Which state follows which, and what must hold before.

One step at a time, never because somebody edited a cell (DOMAIN.md 12.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from udp_core.kernel.vocabulary import (
    ActState,
    DataState,
    InterventionState,
    PlanState,
    Right,
    Term,
)


@dataclass(frozen=True, slots=True)
class Step:
    """From a state to another.

    The deed it is, whether it asks for a reason, an act, or to whom and what it sends; the fact
    that must hold (empty: none).
    """

    right: Right
    needs_reason: bool = False
    needs_act: bool = False
    needs_sending: bool = False
    guard: str = ""


Steps = Mapping[tuple[Term, Term], Step]
DATA: Steps = {
    (DataState.DRAFT, DataState.CONFIRMED): Step(Right.CONFIRM),
    (DataState.CONFIRMED, DataState.DRAFT): Step(Right.CONFIRM, needs_reason=True),
    (DataState.CONFIRMED, DataState.VALIDATED): Step(Right.VALIDATE),
    (DataState.VALIDATED, DataState.DRAFT): Step(Right.VALIDATE, needs_reason=True),
}
"""A validated figure is reopened, with a reason, to be corrected: the same row, a new version."""
SCHEDA: Steps = {
    (InterventionState.PROPOSED, InterventionState.APPROVED): Step(Right.ARRANGE),
    (InterventionState.APPROVED, InterventionState.ACTIVE): Step(
        Right.ARRANGE, guard="funded_and_led"
    ),
    (InterventionState.ACTIVE, InterventionState.SUSPENDED): Step(Right.ARRANGE, needs_reason=True),
    (InterventionState.SUSPENDED, InterventionState.ACTIVE): Step(Right.ARRANGE, needs_reason=True),
    (InterventionState.ACTIVE, InterventionState.COMPLETED): Step(
        Right.ARRANGE, guard="done_spent_and_evaluated"
    ),
    **{
        (state, InterventionState.NOT_REALISED): Step(Right.ARRANGE, needs_reason=True)
        for state in (
            InterventionState.PROPOSED,
            InterventionState.APPROVED,
            InterventionState.ACTIVE,
            InterventionState.SUSPENDED,
        )
    },
}
PLAN: Steps = {
    (PlanState.DRAFT, PlanState.CONSULTATION): Step(Right.ARRANGE),
    (PlanState.CONSULTATION, PlanState.DRAFT): Step(Right.ARRANGE, needs_reason=True),
    (PlanState.CONSULTATION, PlanState.AGREED): Step(Right.ARRANGE, needs_act=True),
    (PlanState.AGREED, PlanState.SIGNED): Step(Right.ARRANGE, needs_act=True),
    (PlanState.SIGNED, PlanState.TRANSMITTED): Step(Right.ARRANGE, needs_sending=True),
    (PlanState.TRANSMITTED, PlanState.IN_FORCE): Step(Right.ARRANGE, guard="alone_in_force"),
    (PlanState.IN_FORCE, PlanState.CLOSED): Step(Right.ARRANGE, guard="all_schede_ended"),
}

ACT: Steps = {
    (ActState.DRAFT, ActState.ADOPTED): Step(Right.ARRANGE, guard="adoptable"),
    (ActState.ADOPTED, ActState.DRAFT): Step(Right.ARRANGE, needs_reason=True, guard="leaned_on"),
    (ActState.ADOPTED, ActState.APPROVED): Step(Right.ARRANGE),
    (ActState.APPROVED, ActState.REPEALED): Step(Right.ARRANGE, needs_reason=True),
    (ActState.ADOPTED, ActState.REPEALED): Step(Right.ARRANGE, needs_reason=True),
}
"""An act is written, then adopted by its body on a day; only then can anything rest on it.

One that rests on another is adopted after it.
"""


def steps_from(steps: Steps, state: Term) -> dict[Term, Step]:
    """The states that may follow, with their steps."""
    return {after: step for (before, after), step in steps.items() if before == state}
