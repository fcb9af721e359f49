"""A figure to give: its name, what was there, the cell, what became of it.

Saved when the cell is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Literal

import streamlit as st

from pages.components.context import context
from pages.components.texts import Texts
from pages.components.unsaved import first_sight, is_offered, offer, settled
from pages.components.who import asked
from udp_core.archive.asking import Asked
from udp_core.archive.field import LONGEST_LINE
from udp_core.desk.commands.entering import (
    Typed,
    Unread,
    Untouched,
    cell_words,
    edit_of,
    understood,
)
from udp_core.desk.report.desk import DueField, DueFigure, Value
from udp_core.desk.view.words import (
    NOTHING_SAID,
    before_markup,
    known_markup,
    name_markup,
    saved_at,
    saved_markup,
    wrong_markup,
)
from udp_core.files.lengths import too_long
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import DataState
from udp_core.people.rules import Actor
from udp_core.writing.conflicts import MET, Conflict, ConflictsError, met
from udp_core.writing.edit_rules import excusable
from udp_core.writing.saving import Edit, Saved, SaveRows, save_rows

TAKEN_BACK = "tolta: di nuovo da dare"
SAME = "="
"""Typed in a cell: nothing new, what is there is given again."""
WHY = "perche"
_DRAWN, _WRITTEN = "desk-drawn", "desk-written"


@dataclass(slots=True)
class Kept:
    """What this visitor's session remembers of a figure.

    The version and values reached, the cells handled, the outcome.

    `picture` is the version in the picture that the cells were drawn from, `stored` the values that
    the archive has
    as far as this visitor saw or saved; `said` what became of the last gesture; with `restore` the
    cells show again
    what is stored.
    """

    seen: int
    report: int
    stored: tuple[Value, ...]
    handled: tuple[str, ...] | None = None
    reason: str = ""
    problems: tuple[Problem, ...] = ()
    said: str = ""
    restore: bool = False


def kept_of(figure: DueFigure) -> Kept:
    """Of a figure.

    Made at its first sight, and brought up to a newer picture unless something typed waits.
    """
    stored = tuple(one.stored for one in figure.fields)
    fresh = Kept(figure.seen, figure.seen, stored)
    kept = st.session_state.setdefault("desk", {}).setdefault(figure.entity_id, fresh)
    if not isinstance(kept, Kept):
        return fresh
    if kept.report != figure.seen and not kept.problems:
        kept.restore = kept.stored != stored
        kept.seen, kept.report, kept.stored = figure.seen, figure.seen, stored
    return kept


def kept_here(figure: DueFigure) -> Kept:
    """The same, as it was when its cells were last drawn."""
    kept = st.session_state.get("desk", {}).get(figure.entity_id)
    return kept if isinstance(kept, Kept) else kept_of(figure)


def was_touched(figure: DueFigure) -> bool:
    """True where this visitor typed something in it."""
    return kept_of(figure).handled is not None


def take_typed(actor: Actor) -> None:
    """Carry out what was typed in the cells as they were last drawn, before anything is drawn
    again.

    A cell that is left by a click comes with the click: whatever that click asks for, what was
    typed comes first.
    """
    drawn: tuple[Sequence[DueFigure], date] | None = st.session_state.get(_DRAWN)
    if drawn is None:
        return
    for figure in drawn[0]:
        _handle(figure, actor, drawn[1])


def figure_rows(figures: Sequence[DueFigure], last_day: date) -> None:
    """The rows, as they stand; three parts each, laid out by the style.

    The fewer they are, the sooner they are drawn.
    """
    with st.container(key="desk-rows"):
        for figure in figures:
            kept = kept_of(figure)
            if kept.restore:
                _restore(_as_it_stands(figure, kept), kept)
            _figure_row(_as_it_stands(figure, kept), kept)
    st.session_state[_DRAWN] = (tuple(figures), last_day)


def nothing_new(figures: Sequence[DueFigure], actor: Actor, last_day: date) -> None:
    """Give again, as of this month, every figure that has a value and is due.

    Nothing has changed in them.
    """
    for figure in figures:
        _handle_words(figure, actor, last_day, (SAME,) * len(figure.fields))


def may_be_same(figure: DueFigure) -> bool:
    """True where a figure is due and what is stored may be given again."""
    return figure.may_be_same


def _handle(drawn: DueFigure, actor: Actor, last_day: date) -> None:
    keys = [_cell_key(drawn, one) for one in drawn.fields]
    if all(key in st.session_state for key in keys):
        _handle_words(
            drawn, actor, last_day, tuple(str(st.session_state[key]).strip() for key in keys)
        )


def _handle_words(drawn: DueFigure, actor: Actor, last_day: date, typed: tuple[str, ...]) -> None:
    """Save what is new in the cells of a figure; «=» stands for what is there already."""
    kept: Kept = kept_here(drawn)
    figure = _as_it_stands(drawn, kept)
    before = _stored_words(figure)
    reason = _reason_of(figure, kept, typed)
    if (typed, reason) == (before if kept.handled is None else kept.handled, kept.reason):
        return
    if too_long(
        reason, LONGEST_LINE
    ):  # said beside it: until it is shorter, nothing of it is carried out
        return
    words = before if SAME in typed else typed
    _save(figure, kept, _typed(figure, words, reason), actor, last_day)
    kept.handled, kept.reason = typed, reason
    if SAME in typed and not kept.problems:
        _restore(_as_it_stands(figure, kept), kept)
    elif kept.restore:
        _restore(figure, kept)


def _restore(figure: DueFigure, kept: Kept) -> None:
    """The cells as they are stored: what could not be taken back is still there."""
    words = _stored_words(figure)
    for one, text in zip(figure.fields, words, strict=True):
        st.session_state[_cell_key(figure, one)] = text
    kept.restore, kept.handled = False, words


def _figure_row(figure: DueFigure, kept: Kept) -> None:
    st.html(known_markup(name_markup(figure.label, _detail(figure)), _before(figure)))
    with st.container() if len(figure.fields) > 1 else nullcontext():
        typed = tuple(_cell(figure, kept, place) for place in range(len(figure.fields)))
    keys = [_cell_key(figure, one) for one in figure.fields]
    waiting = [
        (key, text, known)
        for key, text, known in zip(keys, typed, _stored_words(figure), strict=True)
        if is_offered(key, text, known)
    ]
    asks = _asks_why(figure, kept)
    with st.container() if asks or waiting or _is_met(kept) else nullcontext():
        st.html(_shown(figure, kept))
        if _is_met(kept):
            st.button(
                "Scrivi il mio", key=f"mio-{figure.entity_id}", on_click=_write_mine, args=(figure,)
            )
        if asks:
            Texts(_reason_of_row(figure)).line("Perché è giusto così", WHY, longest=LONGEST_LINE)
        for key, text, known in waiting:
            offer(key, text, known)


def _asks_why(figure: DueFigure, kept: Kept) -> bool:
    """True where what was typed may stand with a reason, or has one."""
    has_one = bool(str(st.session_state.get(_reason_key(figure), "")).strip())
    return has_one or bool(excusable(kept.problems))


def _is_met(kept: Kept) -> bool:
    """True where a colleague saved first, and which of the two stays is not said yet."""
    return any(one.code == MET for one in kept.problems)


def _write_mine(figure: DueFigure) -> None:
    """What is in the cells is carried out again, now that what it overwrites was seen."""
    kept_here(figure).handled = None


def _detail(figure: DueFigure) -> str:
    """With the unit, where the cell does not say it."""
    return (
        f"{figure.detail} · {figure.fields[0].label}" if len(figure.fields) == 1 else figure.detail
    )


def _as_it_stands(figure: DueFigure, kept: Kept) -> DueFigure:
    """The figure with what was saved here since the picture was made."""
    pairs = zip(figure.fields, kept.stored, strict=True)
    fields = tuple(replace(one, stored=value) for one, value in pairs)
    return replace(figure, fields=fields, seen=kept.seen)


def _stored_words(figure: DueFigure) -> tuple[str, ...]:
    return tuple(
        cell_words(figure.entity, one, one.stored, percent=figure.percent) for one in figure.fields
    )


def _typed(figure: DueFigure, words: Sequence[str], reason: str) -> Typed:
    cells = {one.name: text for one, text in zip(figure.fields, words, strict=True)}
    return Typed(cells, reason)


def _reason_of(figure: DueFigure, kept: Kept, typed: tuple[str, ...]) -> str:
    """Why this value is right; a reason given for another value is not of this one."""
    reason = str(st.session_state.get(_reason_key(figure), "")).strip()
    if reason and reason == kept.reason and kept.handled is not None and typed != kept.handled:
        st.session_state[_reason_key(figure)] = ""
        return ""
    return reason


def _before(figure: DueFigure) -> str:
    """What stood there, of every term.

    And what is usual, of the one that a figure has by itself.
    """
    one = figure.fields[0]
    last = [
        cell_words(figure.entity, each, each.last, percent=figure.percent) for each in figure.fields
    ]
    usual = one.usual if len(figure.fields) == 1 else None
    edges = (usual.low, usual.high) if usual else (None, None)
    low, high = (cell_words(figure.entity, one, value, percent=figure.percent) for value in edges)
    return before_markup(" / ".join(filter(None, last)), low, high)


def _cell(figure: DueFigure, kept: Kept, place: int) -> str:
    """The cell as it is; drawn anew, with what was refused in it, else with what is stored."""
    one = figure.fields[place]
    label = (
        one.label if len(figure.fields) > 1 else f"{figure.label}, {figure.detail} ({one.label})"
    )
    shown: Literal["visible", "collapsed"] = "visible" if len(figure.fields) > 1 else "collapsed"
    key = _cell_key(figure, one)
    refused = kept.handled[place] if kept.problems and kept.handled else None
    stored = cell_words(figure.entity, one, one.stored, percent=figure.percent)
    if key not in st.session_state:
        first_sight(key)
        st.session_state[key] = stored if refused is None else refused
    hint = one.label if shown == "collapsed" else ""
    return st.text_input(label, key=key, label_visibility=shown, placeholder=hint).strip()


def _cell_key(figure: DueFigure, one: DueField) -> str:
    return f"cella-{figure.entity_id}-{one.name}"


def _reason_of_row(figure: DueFigure) -> str:
    return f"motivo-{figure.entity_id}"


def _reason_key(figure: DueFigure) -> str:
    return f"{_reason_of_row(figure)}-{WHY}"


def _save(figure: DueFigure, kept: Kept, typed: Typed, actor: Actor, last_day: date) -> None:
    """Carry out what was typed.

    What is emptied and cannot be taken back is shown again as it is stored.
    """
    shown = frozenset(one.key for one in kept.problems) if typed.reason else frozenset()
    kept.problems, kept.said = (), ""
    found = edit_of(figure, typed, actor, last_day, kept.seen)
    emptied = not any(typed.cells.values())
    if isinstance(found, Untouched):
        return
    if isinstance(found, Unread):
        kept.problems, kept.restore = found.problems, emptied
        return
    try:
        _carry_out(figure, kept, typed, found, actor, shown)
    except ConflictsError as clash:
        _meet(figure, kept, clash.conflicts)
    except RefusedError as refused:
        kept.problems = refused.problems
        kept.restore = emptied and not excusable(refused.problems)


def _meet(figure: DueFigure, kept: Kept, conflicts: Sequence[Conflict]) -> None:
    """A colleague saved first.

    Theirs stands, and is shown beside what was typed, until one of the two is chosen.
    """
    theirs = {one.field: one.theirs for one in conflicts}
    kept.seen = conflicts[0].version
    kept.stored = tuple(theirs.get(one.name, one.stored) for one in figure.fields)
    stands = _as_it_stands(figure, kept)
    words = [understood(figure.entity, one, percent=figure.percent) for one in stands.fields]
    kept.problems = (met(" / ".join(words), conflicts[0].author),)


def _carry_out(  # noqa: PLR0917 - a gesture and all that it rests on
    figure: DueFigure, kept: Kept, typed: Typed, edit: Edit, actor: Actor, shown: frozenset[str]
) -> None:
    """Save the edit, and remember what is stored now."""
    request = _asked(figure, typed, kept.seen)
    today = context().today
    done = save_rows(
        context().engine, SaveRows(request, actor.officer_id, [edit], today, excused=shown)
    )
    kept.seen = 0 if edit.remove else done.rows[0].version if done.rows else kept.seen
    kept.stored = tuple(edit.values.get(one.name) for one in figure.fields)
    kept.said = _outcome(edit, changed=done.touched > 0 or done.repeated)
    _note(figure.entity_id, done)
    cells = {_cell_key(figure, one): typed.cells.get(one.name, "") for one in figure.fields}
    settled(cells | {_reason_key(figure): typed.reason})


def _note(figure_id: str, done: Saved) -> None:
    st.session_state.setdefault(_WRITTEN, []).append((done.revision, done.touched, figure_id))


def written_between(before: int, now: int) -> list[str] | None:
    """The figures that this visitor saved from a revision of the archive to another.

    None where others wrote too.
    """
    own = [one for one in st.session_state.pop(_WRITTEN, []) if before < one[0] <= now]
    return (
        [figure_id for *_, figure_id in own]
        if sum(touched for _, touched, _ in own) == now - before
        else None
    )


def _outcome(edit: Edit, *, changed: bool) -> str:
    if edit.remove or not any(value is not None for value in edit.values.values()):
        return TAKEN_BACK
    said = saved_at(datetime.now(UTC)).lower()
    return f"{said}, in bozza" if changed else "già così: niente è cambiato"


def _asked(figure: DueFigure, typed: Typed, seen: int) -> Asked:
    """The same typed twice on the same version is the same request."""
    session = st.session_state.setdefault("desk-session", token_hex(8))
    words = "|".join([session, figure.entity_id, str(seen), *typed.cells.values(), typed.reason])
    return asked("Aggiornamento del mese", sha256(words.encode()).hexdigest())


def _shown(figure: DueFigure, kept: Kept) -> str:
    """What became of the last gesture; else whether it is there already.

    An empty line where there is nothing to say.
    """
    if kept.problems:
        return wrong_markup(kept.problems)
    if kept.said:
        stands = _as_it_stands(figure, kept)
        words = [understood(figure.entity, one, percent=figure.percent) for one in stands.fields]
        return saved_markup(" / ".join(words), kept.said)
    if figure.state is not None and not figure.is_due:
        return saved_markup("già dato", DataState.of(figure.state).label)
    return NOTHING_SAID
