"""«Trova la ripartizione»: what must hold, which levers stay, what matters; the answer moves the levers."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from pages.components.filters import choose
from pages.components.levers import handed, move_levers
from pages.components.problems import list_problems
from udp_core import italian
from udp_core.domain.simulation.evaluate import Outcome, evaluate
from udp_core.domain.simulation.model import Check, Model, Position
from udp_core.domain.simulation.solve import Aim, Wanted, solve
from udp_core.problem import Problem
from udp_core.simulation_vocabulary import LeverOwner
from udp_core.view.simulation.words import answer_words
from udp_core.vocabulary import MacroSection, RuleLevel

AIMS = {Aim.CLOSE.value: "Restare vicini a dove si è", Aim.PEOPLE.value: "Servire più persone", Aim.FAIR.value: "Essere equi tra i Comuni"}
_ANSWER = "sim-answer"


def solver_part(model: Model, position: Position, outcome: Outcome) -> None:
    """Choices, then one button; the answer stays until the next."""
    del outcome
    left, right = st.columns(2)
    with left:
        names = {place: f"{check.name} ({check.level.label})" for place, check in enumerate(model.checks)}
        broken = {one.check.name for one in evaluate(model, model.present).broken}
        usual = [place for place, check in enumerate(model.checks) if check.level is not RuleLevel.INFO and not check.still and check.name not in broken]
        must = st.multiselect("Che cosa deve valere", list(names), default=usual, format_func=names.__getitem__, key="sim-must", placeholder="Nessuna regola", select_all=False)
        residue = st.text_input("Residuo al 31/12 di almeno (€)", key="sim-residue", placeholder="per esempio 0") if model.residue is not None else ""
        home = st.text_input("Domiciliarità di almeno (%)", key="sim-home", placeholder="per esempio 40") if model.residue is not None else ""
    with right:
        levers = {place: lever.name if model.residue is not None else f"{lever.group}: {lever.name}" for place, lever in enumerate(model.levers)}
        fixed = [place for place, lever in enumerate(model.levers) if lever.decided_by is not LeverOwner.DISTRICT]
        locked = st.multiselect("Leve ferme", list(levers), default=fixed, format_func=levers.__getitem__, key="sim-locked", placeholder="Nessuna", select_all=False)
        aim = Aim(choose("Che cosa conta", AIMS, "sim-aim"))
    targets = _targets(model, residue, home)
    problems = [one for one in targets if isinstance(one, Problem)]
    if problems:
        list_problems(problems, 0)
    if st.button("Trova la ripartizione", type="primary", key="sim-solve", disabled=bool(problems)):
        wanted = Wanted((*(model.checks[place] for place in must), *(one for one in targets if isinstance(one, Check))), frozenset(locked), aim)
        answer = solve(model, position, wanted)
        st.session_state[_ANSWER] = answer_words(model, answer, position)
        if answer.position is not None:
            move_levers(handed(model, answer.position))
        st.rerun()
    if said := st.session_state.get(_ANSWER):
        st.markdown(said)


def _targets(model: Model, residue: str, home: str) -> list[Check | Problem]:
    """The targets typed, as rules."""
    found: list[Check | Problem] = []
    spending = sorted(model.costs)
    if residue.strip() and model.residue is not None:
        euro = italian.read_euro(residue)
        base = sum(model.accounts[place].base_total for place in spending)
        found.append(euro if isinstance(euro, Problem) else _target("Residuo", model, Fraction(model.residue + base - euro.cents), [(place, Fraction(-1)) for place in spending]))
    if home.strip():
        share = italian.read_number(home.replace("%", ""))
        if isinstance(share, Problem):
            found.append(share)
        else:
            part = Fraction(share) / 100
            own = {place for place in spending if model.accounts[place].macro is MacroSection.DOMICILIARY}
            found.append(_target("Domiciliarità", model, Fraction(0), [(place, (1 if place in own else 0) - part) for place in spending], fund=False))
    return found


def _target(name: str, model: Model, constant: Fraction, accounts: list[tuple[int, Fraction]], *, fund: bool = True) -> Check:
    income = [(model.fund_account, Fraction(1))] if fund and model.fund_account is not None else []
    return Check("T", f"Obiettivo: {name}", RuleLevel.BLOCK, f"{name} almeno quanto chiesto.", "Abbassare l’obiettivo.", "chi usa la simulazione", True, constant, (*accounts, *income))
