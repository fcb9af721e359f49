"""Carrying out a command from a screen: done and said, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import TypeVar

import streamlit as st

from pages.components.problems import list_problems
from pages.components.texts import Texts
from pages.components.who import asked
from udp_core.archive.asking import Asked
from udp_core.archive.sessions import ended
from udp_core.desk.view.words import saved_at
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor

T = TypeVar("T")
UNCHANGED = "Niente è cambiato: era già così."
"""Said where a command found nothing to write: then nothing was saved, and no moment is said."""
_SAID, _VISIT = "fatto", "visita"


def carry_out(  # noqa: PLR0917 - a command, of whom, why, and what then
    work: Callable[[Asked], T],
    actor: Actor,
    reason: str,
    said: str | Callable[[T], str],
    then: Callable[[T], None] = lambda _: None,
    form: object = None,
    texts: Texts | None = None,
) -> None:
    """Do it, then run the screen again, which says so; or say why not.

    `said` are the words of what was done, or a function that makes them of what was truly done.
    `form` is what was filled in: pressed again with the same, it is the same request, and is done
    once.
    `texts` are those of the form: refused where one is too long, and no drafts any more once they
    are stored.
    """
    try:
        if texts:
            texts.refuse_too_long()
        answer = work(_of(actor, asked(reason, "" if form is None else _once(form))))
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
    else:
        if texts:
            texts.saved()
        keep_said(said if isinstance(said, str) else said(answer))
        then(answer)
        st.rerun()


def _of(actor: Actor, request: Asked) -> Asked:
    """The request, where whom the page was drawn for is still who asks. Raises RefusedError."""
    if request.author != actor.officer_id:
        raise RefusedError([ended()])
    return request


def _once(form: object) -> str:
    """One id for each visit and each thing filled in: a second press finds it carried out."""
    visit = st.session_state.setdefault(_VISIT, token_hex(16))
    return sha256(f"{visit} {form!r}".encode()).hexdigest()[:32]


def keep_said(words: str) -> None:
    """What was done, for the next run, with the moment at which it was stored."""
    st.session_state[_SAID] = (
        words if words == UNCHANGED else f"{saved_at(datetime.now(UTC))}. {words}"
    )


def say_done() -> None:
    """What the command before this run did; when it is gone, nothing below has moved."""
    place, said = st.container(), st.session_state.pop(_SAID, None)
    if said == UNCHANGED:
        place.info(said)
    elif said:
        place.success(said)
