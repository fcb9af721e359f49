"""No screen ever shows a traceback.

What was refused is listed with its remedy, what broke gets a code for the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from secrets import token_hex
from typing import ParamSpec

import streamlit as st

from pages.components.problems import list_problems
from udp_core.kernel.problem import RefusedError

P = ParamSpec("P")
log = logging.getLogger("udp.pages")


@contextmanager
def guard(*, whole_page: bool = True) -> Iterator[None]:
    """Inside, a refusal or a bug becomes a page in plain words.

    The shell puts every screen inside one.
    """
    try:
        yield
    # the last net: whatever breaks a screen is logged and told in plain words
    except Exception as error:  # noqa: BLE001
        show_trouble(error, whole_page=whole_page)


def guarded(draw: Callable[P, None]) -> Callable[P, None]:
    """For a fragment: it runs again without the shell, so it needs a guard of its own."""

    @wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> None:
        with guard(whole_page=False):
            draw(*args, **kwargs)

    return inside


def show_trouble(error: Exception, *, whole_page: bool = True) -> None:
    """What went wrong, as a page with its title or as a part of one.

    The details go to the log only.
    """
    if isinstance(error, RefusedError):
        log.warning("refused: %s %s", error, [problem.value for problem in error.problems])
        _title("Il cruscotto non può mostrare questi dati", whole_page)
        list_problems(error.problems, error.not_listed)
        return
    code = f"E-{token_hex(3).upper()}"
    log.error("screen failed [%s]", code, exc_info=error)
    _title("Questa pagina non si è aperta", whole_page)
    st.error(
        "Si è verificato un errore imprevisto. Se si stava salvando, guardare in «Storia» se la"
        " modifica c’è, prima di ripeterla.\n\nRicaricare la pagina. Se accade ancora, comunicare"
        f" il codice **{code}** a chi amministra il cruscotto.",
    )


def _title(words: str, whole_page: bool) -> None:
    if whole_page:
        st.title(words, anchor=False)
