"""Filters that a link keeps.

The words chosen stand in the address and are checked against the options.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

ALL = ""
"""Code of the first option of a filter that can be left open."""


MOST_LOOKED_OVER = 12
"""Answers that one runs through by eye: among more one types."""


def choose(label: str, options: Mapping[str, str], key: str, *, default: str | None = None) -> str:
    """The code chosen among `options` (code to words). The address holds `key=words`.

    Unknown words are ignored.

    The first option (or `default`) is the usual one, and then the address is left clean.
    """
    codes = list(options)
    usual = codes.index(default) if default is not None and default in options else 0
    return st.selectbox(
        label,
        codes,
        index=usual,
        format_func=lambda code: options.get(code, str(code)),
        key=key,
        filter_mode="contains" if len(codes) > MOST_LOOKED_OVER else None,
        bind="query-params",
        placeholder="Scegliere",
    )


def choose_many(
    label: str, options: Mapping[str, str], key: str, *, placeholder: str = "Tutti"
) -> tuple[str, ...]:
    """The codes chosen, none meaning all; they stand in the address as `choose` does."""
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
    return tuple(found)
