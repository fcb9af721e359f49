"""Reading a screen as known at a sitting.

The same questions, asked of the archive as it was then.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import streamlit as st

from pages.components.context import PAST, Context, read_of
from pages.components.sitting import sitting_names
from udp_core.archive.writer import hash_at
from udp_core.kernel import italian
from udp_core.sittings.queries.sittings import SittingRow, sitting, sittings

KEY = "noto"
"""In the address: the sitting at which figures are read; none for today."""
OLD_WORDS = "Note il "


def frozen_sittings(made: Context) -> list[SittingRow]:
    """The sittings that froze the archive, the latest first."""
    return [one for one in read_of(made, sittings, made.district) if one.revision is not None]


def frozen_names(frozen: list[SittingRow]) -> dict[str, str]:
    """Each by its day; where two bodies sat on a day, or one twice, by what tells them apart."""
    days = Counter(one.held_on for one in frozen)
    whole = sitting_names(frozen)
    return {
        one.id: "Dati alla seduta del "
        + (whole[one.id] if days[one.held_on] > 1 else italian.day(one.held_on))
        for one in frozen
    }


def as_known(made: Context, code: str) -> Context:
    """The context of a sitting; the same one where it froze nothing."""
    row = read_of(made, sitting, code) if code else None
    if row is None or row.revision is None or row.known_on is None:
        return made
    _rebuild(made, row.revision)
    words = f"cifre come note alla seduta del {italian.day(row.held_on)}"
    return replace(
        made,
        known=True,
        address=f"{made.address}@{row.revision}",
        revision=row.revision,
        head=read_of(made, hash_at, row.revision),
        today=row.known_on,
        sitting=words,
    )


def _rebuild(made: Context, revision: int) -> None:
    """The archive of then made ready, which takes a while where nobody looked at it lately."""
    if not PAST.holds(made.engine, revision):
        with st.spinner("L’archivio com’era…"), PAST.reading(made.engine, revision):
            pass


def _read_old_address(frozen: list[SittingRow]) -> None:
    """Release 0.1 wrote the words of the choice in the address: «Note il 31/10/2026»."""
    asked = st.query_params.get(KEY, "")
    if KEY in st.session_state or not asked.startswith(OLD_WORDS):
        return
    day = asked.removeprefix(OLD_WORDS)
    st.session_state[KEY] = next((one.id for one in frozen if italian.day(one.held_on) == day), "")


def choose_moment(made: Context) -> Context:
    """The choice between today and the sittings; nothing to choose where none froze the archive."""
    frozen = frozen_sittings(made)
    if not frozen:
        return made
    names = {
        "": "Dati di oggi",
        **frozen_names(frozen),
    }
    _read_old_address(frozen)
    chosen = st.selectbox(
        "Cifre",
        list(names),
        format_func=names.__getitem__,
        key=KEY,
        bind="query-params",
        filter_mode=None,
        label_visibility="collapsed",
        width=250,
    )
    return as_known(made, chosen or "")
