"""Carrying out a command from a screen: done and said, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from pages.components.problems import list_problems
from pages.components.who import asked
from udp_core.domain.access import Actor
from udp_core.problem import RefusedError
from udp_core.service.asking import Asked
from udp_core.store.sign_in import ended

T = TypeVar("T")
_SAID = "fatto"


def carry_out(work: Callable[[Asked], T], actor: Actor, reason: str, said: str, then: Callable[[T], None] = lambda _: None) -> None:
    """Do it, then run the screen again, which says so; or say why not."""
    try:
        answer = work(_of(actor, asked(reason)))
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
    else:
        st.session_state[_SAID] = said
        then(answer)
        st.rerun()


def _of(actor: Actor, request: Asked) -> Asked:
    """The request, where whom the page was drawn for is still who asks. Raises RefusedError."""
    if request.author != actor.officer_id:
        raise RefusedError([ended()])
    return request


def say_done() -> None:
    """What the command before this run did."""
    if said := st.session_state.pop(_SAID, None):
        st.success(said)
