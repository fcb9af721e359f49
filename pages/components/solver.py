"""«Trova la ripartizione»: what must hold, which levers stay, what matters.

The answer moves the levers.
"""

from __future__ import annotations

import streamlit as st

from pages.components.filters import choose
from pages.components.levers import handed, move_levers
from pages.components.problems import list_problems
from pages.components.texts import Texts
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import RuleLevel
from udp_core.simulation.rules.evaluate import SimulatedOutcome, evaluate
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.rules.solve import Aim, AskedOfSolver, solve
from udp_core.simulation.rules.targets import (
    WantedTarget,
    home_share,
    home_target,
    percent_share,
    residue_target,
)
from udp_core.simulation.terms import LeverOwner
from udp_core.simulation.view.answers import answer_words, losses

AIMS = {
    Aim.CLOSE.value: "Restare vicini a dove si è",
    Aim.PEOPLE.value: "Servire più persone",
    Aim.FAIR.value: "Essere equi tra i Comuni",
}
_ANSWER = "sim-answer"


def solver_part(model: Model, position: Position, outcome: SimulatedOutcome) -> None:
    """Choices, then one button; the answer stays until the next."""
    del outcome
    texts = Texts("scritto-ripartizione")
    left, right = st.columns(2)
    with left:
        must = _rules_to_hold(model)
        targets = _targets(model, *_typed_targets(model, texts))
    with right:
        locked = _levers_to_lock(model)
        aim = Aim(choose("Criterio", AIMS, "sim-aim"))
    problems = [one for one in targets if isinstance(one, Problem)]
    if problems:
        list_problems(problems, 0)
    if st.button("Trova la ripartizione", type="primary", key="sim-solve", disabled=bool(problems)):
        wanted = AskedOfSolver(
            tuple(model.checks[place] for place in must),
            frozenset(locked),
            aim,
            tuple(one for one in targets if isinstance(one, WantedTarget)),
        )
        _solve(model, position, wanted)
        texts.kept()
        st.rerun()
    _said()


def _rules_to_hold(model: Model) -> list[int]:
    """The rules that the answer must keep; at first, those that hold today."""
    broken = {one.check.name for one in evaluate(model, model.present).broken}
    usual = [
        place
        for place, check in enumerate(model.checks)
        if check.level is not RuleLevel.INFO and not check.still and check.name not in broken
    ]
    names = [f"{check.name} ({check.level.label})" for check in model.checks]
    return st.multiselect(
        "Che cosa deve valere",
        list(range(len(names))),
        default=usual,
        format_func=names.__getitem__,
        key="sim-must",
        placeholder="Nessuna regola",
        select_all=False,
    )


def _typed_targets(model: Model, texts: Texts) -> tuple[str, str]:
    """What the residue and home care should be; of the programme there are none."""
    if model.residue is None:
        return "", ""
    residue = texts.line(
        "Residuo al 31/12 di almeno (€)",
        "residuo",
        placeholder=f"oggi {italian.number(Money(model.residue).euro)}",
    )
    home = texts.line(
        "Domiciliarità di almeno (%)",
        "domiciliarita",
        placeholder=f"oggi {italian.percent(home_share(model))}",
    )
    return residue, home


def _levers_to_lock(model: Model) -> list[int]:
    """The levers that stay; at first, those that others decide."""
    fixed = [
        place
        for place, lever in enumerate(model.levers)
        if lever.decided_by is not LeverOwner.DISTRICT
    ]
    of_the_fund = model.residue is not None
    names = [
        lever.name if of_the_fund else f"{lever.group}: {lever.name}" for lever in model.levers
    ]
    return st.multiselect(
        "Leve ferme",
        list(range(len(names))),
        default=fixed,
        format_func=names.__getitem__,
        key="sim-locked",
        placeholder="Nessuna",
        select_all=False,
    )


def _solve(model: Model, position: Position, wanted: AskedOfSolver) -> None:
    """Look for the answer, keep its words, and move the levers where there is one."""
    with st.spinner("Cerco la ripartizione…"):
        answer = solve(model, position, wanted)
    st.session_state[_ANSWER] = (
        answer_words(model, answer, position, wanted),
        losses(model, answer),
    )
    if answer.position is not None:
        move_levers(handed(model, answer.position))


def _said() -> None:
    """The answer, and beside it who loses: an answer is not good news for everybody."""
    found = st.session_state.get(_ANSWER)
    if found:
        answer, lost = found
        st.markdown(answer)
        if lost:
            st.warning(lost)


def _targets(model: Model, residue: str, home: str) -> list[WantedTarget | Problem]:
    """The targets typed."""
    found: list[WantedTarget | Problem] = []
    if residue.strip():
        euro = italian.read_euro(residue)
        found.append(euro if isinstance(euro, Problem) else residue_target(model, euro.cents))
    if home.strip():
        share = italian.read_number(home.replace("%", ""))
        found.append(
            share if isinstance(share, Problem) else home_target(model, percent_share(share))
        )
    return found
