"""Filters that a link keeps.

The words chosen stand in the address and are checked against the options: those that are none of
them are said, and choose nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from udp_core.kernel import italian
from udp_core.render.markdown import plain

ALL = ""
"""Code of the first option of a filter that can be left open."""


LONGEST_WORD = 60
MOST_LOOKED_OVER = 12
"""Answers that one runs through by eye: among more one types."""


def choose(label: str, options: Mapping[str, str], key: str, *, default: str | None = None) -> str:
    """The code chosen among `options` (code to words). The address holds `key=words`.

    The first option (or `default`) is the usual one, and then the address is left clean.
    """
    codes = list(options)
    usual = codes.index(default) if default is not None and default in options else 0
    asked = st.query_params.get_all(key)
    chosen = st.selectbox(
        label,
        codes,
        index=usual,
        format_func=lambda code: options.get(code, str(code)),
        key=key,
        filter_mode="contains" if len(codes) > MOST_LOOKED_OVER else None,
        bind="query-params",
        placeholder="Scegliere",
    )
    say_unknown(label, asked, options.values())
    return chosen


def choose_many(
    label: str, options: Mapping[str, str], key: str, *, placeholder: str = "Tutti"
) -> tuple[str, ...]:
    """The codes chosen, none meaning all; they stand in the address as `choose` does."""
    asked = st.query_params.get_all(key)
    found = st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, str(code)),
        key=key,
        filter_mode="contains",
        select_all=False,
        bind="query-params",
        placeholder=placeholder,
    )
    say_unknown(label, asked, options.values())
    return tuple(found)


def say_unknown(label: str, asked: Iterable[str], known: Iterable[str]) -> None:
    """Of an address with a word that is none of the options: what is shown is not what it asks."""
    choices = {*known, ""}
    strangers = [f"«{word[:LONGEST_WORD]}»" for word in asked if word not in choices]
    if strangers:
        said = italian.listing(strangers)
        st.warning(f"{plain(said)}: nell’indirizzo, ma non tra le scelte di «{label}».")
