"""Which state follows which, and what must hold before.

One step at a time, never because somebody edited a cell (DOMAIN.md 12.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from udp_core.kernel.vocabulary import ActState, DataState, Deed, InterventionState, PlanState, Term


@dataclass(frozen=True, slots=True)
class Step:
    """From a state to another.

    The deed it is, whether it asks for a reason or an act, the fact that must hold (empty: none).
    """

    deed: Deed
    needs_reason: bool = False
    needs_act: bool = False
    guard: str = ""


Steps = Mapping[tuple[Term, Term], Step]
DATA: Steps = {
    (DataState.DRAFT, DataState.CONFIRMED): Step(Deed.CONFIRM),
    (DataState.CONFIRMED, DataState.DRAFT): Step(Deed.CONFIRM, needs_reason=True),
    (DataState.CONFIRMED, DataState.VALIDATED): Step(Deed.VALIDATE),
    (DataState.VALIDATED, DataState.DRAFT): Step(Deed.VALIDATE, needs_reason=True),
}
"""A validated figure is reopened, with a reason, to be corrected: the same row, a new version."""
SCHEDA: Steps = {
    (InterventionState.PROPOSED, InterventionState.APPROVED): Step(Deed.ARRANGE),
    (InterventionState.APPROVED, InterventionState.ACTIVE): Step(
        Deed.ARRANGE, guard="funded_and_led"
    ),
    (InterventionState.ACTIVE, InterventionState.SUSPENDED): Step(Deed.ARRANGE, needs_reason=True),
    (InterventionState.SUSPENDED, InterventionState.ACTIVE): Step(Deed.ARRANGE, needs_reason=True),
    (InterventionState.ACTIVE, InterventionState.COMPLETED): Step(
        Deed.ARRANGE, guard="done_spent_and_evaluated"
    ),
    **{
        (state, InterventionState.NOT_REALISED): Step(Deed.ARRANGE, needs_reason=True)
        for state in (
            InterventionState.PROPOSED,
            InterventionState.APPROVED,
            InterventionState.ACTIVE,
            InterventionState.SUSPENDED,
        )
    },
}
PLAN: Steps = {
    (PlanState.DRAFT, PlanState.CONSULTATION): Step(Deed.ARRANGE),
    (PlanState.CONSULTATION, PlanState.DRAFT): Step(Deed.ARRANGE, needs_reason=True),
    (PlanState.CONSULTATION, PlanState.AGREED): Step(Deed.ARRANGE, needs_act=True),
    (PlanState.AGREED, PlanState.SIGNED): Step(Deed.ARRANGE, needs_act=True),
    (PlanState.SIGNED, PlanState.TRANSMITTED): Step(Deed.ARRANGE),
    (PlanState.TRANSMITTED, PlanState.IN_FORCE): Step(Deed.ARRANGE),
    (PlanState.IN_FORCE, PlanState.CLOSED): Step(Deed.ARRANGE, guard="all_schede_ended"),
}

ACT: Steps = {
    (ActState.DRAFT, ActState.ADOPTED): Step(Deed.ARRANGE, guard="dated"),
    (ActState.ADOPTED, ActState.DRAFT): Step(Deed.ARRANGE, needs_reason=True, guard="leaned_on"),
    (ActState.ADOPTED, ActState.APPROVED): Step(Deed.ARRANGE),
    (ActState.APPROVED, ActState.REPEALED): Step(Deed.ARRANGE, needs_reason=True),
    (ActState.ADOPTED, ActState.REPEALED): Step(Deed.ARRANGE, needs_reason=True),
}
"""An act is written, then adopted by its body on a day; only then can anything rest on it."""


def steps_from(steps: Steps, state: Term) -> dict[Term, Step]:
    """The states that may follow, with their steps."""
    return {after: step for (before, after), step in steps.items() if before == state}
