"""No screen ever shows a traceback: what was refused is listed with its remedy, what broke gets a code for the log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from secrets import token_hex
from typing import ParamSpec

import streamlit as st

from pages.components.problems import show_problems
from udp_core.problem import RefusedError

P = ParamSpec("P")
log = logging.getLogger("udp.pages")


@contextmanager
def guard() -> Iterator[None]:
    """Inside, a refusal or a bug becomes a page in plain words. The shell puts every screen inside one."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last net: whatever breaks a screen is logged and told in plain words
        show_trouble(error)


def guarded(draw: Callable[P, None]) -> Callable[P, None]:
    """For a fragment: it runs again without the shell, so it needs a guard of its own."""

    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> None:
        with guard():
            draw(*args, **kwargs)

    return inside


def show_trouble(error: Exception) -> None:
    """The page of something that went wrong; the details go to the log only."""
    if isinstance(error, RefusedError):
        log.warning("refused: %s %s", error, [problem.value for problem in error.problems])
        show_problems("Il cruscotto non può mostrare questi dati", error.problems, error.not_listed)
        return
    code = f"E-{token_hex(3).upper()}"
    log.error("screen failed [%s]", code, exc_info=error)
    st.title("Questa pagina non si è aperta", anchor=False)
    st.error(
        "Si è verificato un errore imprevisto. I dati non sono stati modificati.\n\n"
        f"Ricaricare la pagina. Se accade ancora, comunicare il codice **{code}** a chi amministra il cruscotto.",
    )
