"""Two editors at once: the two values side by side, and the choice of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.components.context import read
from pages.components.kept_choice import kept_radio
from udp_core.archive.entity import specs
from udp_core.render.markdown import label
from udp_core.writing.conflicts import Conflict
from udp_core.writing.naming import conflict_words
from udp_core.writing.saving import Edit

Choices = dict[tuple[str, str], bool]
"""Row and field to whether one's own value is written."""


def choose_between(conflicts: Sequence[Conflict], key: str) -> Choices:
    """Ask of each field which value stays; theirs until told otherwise."""
    st.warning(
        "Qualcuno ha salvato prima. Scegliere, campo per campo, quale valore resta; poi salvare di"
        " nuovo."
    )
    return {
        (one.entity_id, one.field): _choice(one, f"{key}-{place}")
        for place, one in enumerate(conflicts)
    }


def _choice(one: Conflict, key: str) -> bool:
    spec = specs(one.entity)[one.field]
    row, theirs, mine, base = read(conflict_words, one)
    asked = f"{row}, «{spec.label}» (prima: {base})"
    answers = (f"resta {theirs}, di {one.author}", f"scrivi {mine}")
    return kept_radio(label(asked), answers, key) == answers[1]


def decided(edits: Sequence[Edit], conflicts: Sequence[Conflict], choices: Choices) -> list[Edit]:
    """The edits after the choice.

    On the version now seen, without the fields in which the others' value stays.
    """
    seen = {one.entity_id: one.version for one in conflicts}
    return [_decided(edit, seen, choices) for edit in edits]


def _decided(edit: Edit, seen: dict[str, int], choices: Choices) -> Edit:
    if edit.entity_id is None or edit.entity_id not in seen:
        return edit
    values = {
        name: value
        for name, value in edit.values.items()
        if choices.get((edit.entity_id, name), True)
    }
    return replace(edit, values=values, seen=seen[edit.entity_id])
