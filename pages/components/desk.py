"""A figure to give: its name, what was there, the cell, what became of it. Saved when the cell is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_hex
from typing import Literal

import streamlit as st

from pages.components.context import context
from pages.components.gesture import fragment_of_cells
from pages.components.who import asked
from udp_core.domain.access import Actor
from udp_core.domain.pictures.desk import DueFigure
from udp_core.problem import Problem, RefusedError
from udp_core.service.asking import Asked
from udp_core.service.conflicts import ConflictsError
from udp_core.service.entering import Typed, cell_words, edit_of
from udp_core.service.saving import SaveRows, save_rows
from udp_core.view.desk.words import before_markup, name_markup, saved_markup, wrong_markup
from udp_core.vocabulary import DataState

UNUSUAL = frozenset({"U01", "I17", "I18"})
"""Codes of what may be right all the same, with a reason."""
WIDTHS = (4, 3, 2, 4)


@dataclass(slots=True)
class Kept:
    """What this visitor's session remembers of a figure: the version reached, the cells handled, the outcome."""

    seen: int
    handled: tuple[str, ...] = ()
    reason: str = ""
    problems: tuple[Problem, ...] = ()
    saved: bool = False


def kept_of(figure: DueFigure) -> Kept:
    """Of a figure; made at its first sight, and anew where the archive went beyond what was seen."""
    found = st.session_state.setdefault("desk", {}).setdefault(figure.entity_id, Kept(figure.seen))
    return found if isinstance(found, Kept) else Kept(figure.seen)


def was_touched(figure: DueFigure) -> bool:
    """True where this visitor typed something in it."""
    return bool(kept_of(figure).handled)


@fragment_of_cells
def figure_rows(figures: Sequence[DueFigure], actor: Actor, last_day: date) -> None:
    """The rows; only they run again when a cell is left.

    One fragment for all of them: of two cells left in the same instant, each in a fragment of its own, one would not run.
    """
    for figure in figures:
        _figure_row(figure, actor, last_day)


def _figure_row(figure: DueFigure, actor: Actor, last_day: date) -> None:
    kept = kept_of(figure)
    what, before, cells, outcome = st.columns(WIDTHS, vertical_alignment="center")
    what.html(name_markup(figure.label, figure.detail))
    before.html(_before(figure))
    with cells:
        typed = tuple(_cell(figure, place) for place in range(len(figure.fields)))
    with outcome:
        reason = str(st.session_state.get(_reason_key(figure), "")).strip()
        if any(typed) and (typed, reason) != (kept.handled, kept.reason):
            _save(figure, kept, Typed({one.name: words for one, words in zip(figure.fields, typed, strict=True)}, reason), actor, last_day)
            kept.handled, kept.reason = typed, reason
        _show(figure, kept, typed)
        if reason or (kept.problems and {one.code for one in kept.problems} <= UNUSUAL):
            st.text_input("Perché è giusto così", key=_reason_key(figure), max_chars=300)


def _before(figure: DueFigure) -> str:
    one = figure.fields[0]
    words = [cell_words(figure.entity, one, value, percent=figure.percent) for value in (one.last, one.usual.low if one.usual else None, one.usual.high if one.usual else None)]
    return before_markup(*words)


def _cell(figure: DueFigure, place: int) -> str:
    one = figure.fields[place]
    label = one.label if len(figure.fields) > 1 else f"{figure.label}, {figure.detail} ({one.label})"
    shown: Literal["visible", "collapsed"] = "visible" if len(figure.fields) > 1 else "collapsed"
    usual = cell_words(figure.entity, one, one.stored, percent=figure.percent)
    return st.text_input(label, usual, key=f"cella-{figure.entity_id}-{one.name}", label_visibility=shown, placeholder=one.label).strip()


def _reason_key(figure: DueFigure) -> str:
    return f"motivo-{figure.entity_id}"


def _save(figure: DueFigure, kept: Kept, typed: Typed, actor: Actor, last_day: date) -> None:
    kept.problems, kept.saved = (), False
    edit = edit_of(figure, typed, actor, last_day, kept.seen)
    if isinstance(edit, tuple):
        kept.problems = edit
        return
    if edit is None or (not kept.handled and _as_stored(figure, typed)):
        return
    try:
        done = save_rows(context().engine, SaveRows(_asked(figure, typed, kept.seen), actor.officer_id, [edit], context().today))
    except ConflictsError as conflict:
        kept.problems, kept.seen = conflict.problems, conflict.conflicts[0].version
    except RefusedError as refused:
        kept.problems = refused.problems
    else:
        kept.saved = True
        kept.seen = done.rows[0].version if done.rows else kept.seen


def _as_stored(figure: DueFigure, typed: Typed) -> bool:
    """True where the cells show what is stored: nobody typed anything yet."""
    return all(typed.cells[one.name] == cell_words(figure.entity, one, one.stored, percent=figure.percent) for one in figure.fields)


def _asked(figure: DueFigure, typed: Typed, seen: int) -> Asked:
    """The same typed twice on the same version is the same request."""
    session = st.session_state.setdefault("desk-session", token_hex(8))
    words = "|".join([session, figure.entity_id, str(seen), *typed.cells.values(), typed.reason])
    return asked("Aggiornamento del mese", sha256(words.encode()).hexdigest())


def _show(figure: DueFigure, kept: Kept, typed: tuple[str, ...]) -> None:
    if kept.problems:
        st.html(wrong_markup(kept.problems))
    elif kept.saved:
        st.html(saved_markup(" / ".join(typed), "salvato in bozza"))
    elif figure.state is not None and not figure.is_due:
        st.html(saved_markup("già dato", DataState.of(figure.state).label))
