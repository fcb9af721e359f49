"""The live part of a simulation: levers and consequences, in the browser.

Here what they hand over, judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.components.problems import list_problems
from udp_core.kernel.problem import RefusedError
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.view.payload import Payload, payload, placed

_POSITION, _TURN, _DIGEST = "sim-position", "sim-turn", "sim-digest"
WIDGET = "leve"
MOST_DRAWN = 32
Handed = Mapping[str, list[Any]]


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("udp-core.whatif", js="whatif.js", css="whatif.css")


@st.cache_resource(max_entries=MOST_DRAWN, show_spinner=False)
# the number of the very model kept here, so no other can have it
def _drawn(model: int, _model: Model) -> tuple[Model, Payload]:  # noqa: ARG001
    """What the browser is given, made once for a model that everybody shares."""
    return _model, payload(_model)


def levers(model: Model) -> Position:
    """The levers where this visitor left them, drawn; the position they hand over."""
    drawn = _drawn(id(model), model)[1]
    if st.session_state.get(_DIGEST) != drawn["digest"]:
        st.session_state[_DIGEST] = drawn["digest"]
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    position = _judged(model)
    _component()(
        data=drawn | placed(position, st.session_state.get(_TURN, 0)),
        key=WIDGET,
        default={"position": {}},
        on_position_change=_take,
    )
    return position


def _take() -> None:
    """What the browser hands over; its own drawing is already there."""
    st.session_state[_POSITION] = dict(st.session_state[WIDGET].position or {})


def _judged(model: Model) -> Position:
    handed: Handed = st.session_state.get(_POSITION, {})
    try:
        return position_of(
            model,
            # a value and a month
            {str(code): (found[0], found[1]) for code, found in handed.items() if len(found) == 2},  # noqa: PLR2004
        )
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
        move_levers({})
        return model.present


def move_levers(asked: Handed) -> None:
    """Put the levers elsewhere at the next run: a scenario, an answer of the solver."""
    st.session_state[_POSITION] = dict(asked)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def put_lever(code: str, asked: str, month: int | None) -> None:
    """Where what a lever stands for changes, the lever at one from a month, the others as they
    are; away where `month` is None.
    """
    key = f"sim-put-{code}"
    if st.session_state.get(key, "") == asked:
        return
    st.session_state[key] = asked
    held = {
        name: found for name, found in st.session_state.get(_POSITION, {}).items() if name != code
    }
    move_levers(held if month is None else {**held, code: [1, month]})


def handed(model: Model, position: Position) -> dict[str, list[Any]]:
    """A position as it is handed over and kept: only the levers that were moved."""
    found = zip(model.levers, position.values, position.months, strict=True)
    return {
        lever.code: [float(value), month]
        for lever, value, month in found
        if value != lever.start or month != model.usual_month(lever)
    }
