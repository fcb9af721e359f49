"""A form for one row of an entity, made from its fields.

What is wrong stands beside the field, and what was typed stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

import streamlit as st

from pages.components.conflicts import choose_between, decided
from pages.components.consent import keep_shown, shown_before
from pages.components.context import ask, context
from pages.components.problems import list_problems
from pages.components.texts import Texts
from pages.components.who import asked
from udp_core.archive.entity import Entity, specs
from udp_core.archive.field import LONGEST_LINE, Kind, Spec
from udp_core.archive.queries import RegisterRow
from udp_core.archive.registry import BY_NAME
from udp_core.desk.view.words import saved_at, wrong_markup
from udp_core.files.cell import Stored
from udp_core.files.lengths import TOO_LONG
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.rules import Actor
from udp_core.writing.conflicts import ConflictsError
from udp_core.writing.grid.cells import usual_values
from udp_core.writing.naming import labels_of, labels_on
from udp_core.writing.registers import BY_COMMAND, RegisterGrid, edits_of
from udp_core.writing.saving import Edit, SavedRow, SaveRows, save_rows
from udp_core.writing.words import NO, YES, words_of

COLUMNS = 2
_SAID = "modulo-salvato"


def edit_form(
    entity: type[Entity],
    row: RegisterRow | None,
    actor: Actor,
    key: str,
    fixed: Mapping[str, Any] | None,
) -> SavedRow | None:
    """The fields of a row (None: a new one), saved by the button or Ctrl+S.

    Answers the row when it was saved.

    `fixed` fields are not asked and go into a new row.
    """
    shown = {
        name: spec
        for name, spec in specs(entity).items()
        if name not in (fixed or {}) and name not in BY_COMMAND and not spec.by_step
    }
    written = Texts(key, apart=True)
    last_seen = _last_seen(row, key)
    top = st.container()
    if said := st.session_state.pop(_SAID, None):
        top.success(said)
    found: Sequence[Problem] = st.session_state.get(f"{key}-problems", ())
    if found:
        top.container().error("Non è stato salvato nulla: ci sono cose da correggere.")
        with top:
            list_problems(found, 0)
    texts = _fields(shown, _start(entity, row, fixed or {}), written, found)
    changed = {
        name: text
        for name, text in texts.items()
        if row is None or text != words_of(shown[name], row.image[name])
    }
    reason = written.line("Motivo della modifica", "reason", longest=LONGEST_LINE)
    written.say()
    clicked = st.button(
        "Salva" if row else "Aggiungi", type="primary", shortcut="Ctrl+S", key=f"{key}-save"
    )
    if clicked and not changed:
        top.info("Niente di nuovo da salvare: è tutto com’era.")
        return None
    if not clicked and f"{key}-conflicts" not in st.session_state:
        return None
    grid = RegisterGrid({0: changed}) if row else RegisterGrid({}, [changed])
    edits, unread = edits_of(entity, [last_seen] if last_seen else [], grid, fixed or {})
    with top:
        if unread:
            _told(unread, key)
        return _kept(edits, actor, written, reason.strip(), clicked=clicked)


def _start(
    entity: type[Entity], row: RegisterRow | None, fixed: Mapping[str, Any]
) -> Mapping[str, Stored]:
    """What the fields show at first: what is stored; of a new row what is usual."""
    here = context()
    return row.image if row else usual_values(entity, here.today, here.year, here.district, fixed)


def _last_seen(row: RegisterRow | None, key: str) -> RegisterRow | None:
    """The row at the version that the form showed when it was drawn last, not at the one it finds
    now: what a colleague wrote in between is asked about, not written over.
    """
    if row is None:
        return None
    seen = st.session_state.get(f"{key}-seen", row.version)
    st.session_state[f"{key}-seen"] = row.version
    return row._replace(version=seen)


def _told(problems: Sequence[Problem], key: str) -> NoReturn:
    """Show the form again, with each problem where it belongs."""
    st.session_state[f"{key}-problems"] = tuple(problems)
    st.rerun()


def _fields(
    shown: Mapping[str, Spec],
    start: Mapping[str, Stored],
    written: Texts,
    problems: Sequence[Problem],
) -> dict[str, str]:
    """The cells of the form as they stand, each with its problems under it.

    Long texts on the whole width.
    """
    beside: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        beside[problem.place.column].append(problem)
    texts: dict[str, str] = {}
    short = [name for name, spec in shown.items() if spec.longest <= LONGEST_LINE]
    for first in range(0, len(short), COLUMNS):
        for column, name in zip(st.columns(COLUMNS), short[first : first + COLUMNS], strict=False):
            with column:
                texts[name] = _field(name, shown[name], start, written, beside[shown[name].label])
    for name in (name for name in shown if name not in short):
        texts[name] = _field(name, shown[name], start, written, beside[shown[name].label])
    return texts


def _field(
    name: str, spec: Spec, start: Mapping[str, Stored], written: Texts, problems: Sequence[Problem]
) -> str:
    label = f"{spec.heading}{' *' if spec.required else ''}"
    usual = words_of(spec, start.get(name))
    options = _options(spec, start.get(name))
    if options is not None:
        text = written.choice(
            label, name, options, usual, required=spec.required, help=spec.help or None
        )
    elif spec.longest > LONGEST_LINE:
        text = written.area(label, name, usual, longest=spec.longest)
    else:
        text = written.line(label, name, usual, longest=spec.longest, help=spec.help or None)
    shown = [one for one in problems if one.code != TOO_LONG]  # its length is told in any case
    if shown:
        st.html(wrong_markup(shown))
    written.say()
    return text


def _options(spec: Spec, present: Stored) -> dict[str, str] | None:
    """What can be chosen, code to words; None where it is typed.

    What is over is not offered, but where it is what is written now.
    """
    if spec.terms is not None:
        return {term.label: term.label for term in spec.terms}
    if spec.kind is Kind.FLAG:
        return {YES: YES, NO: NO}
    if not spec.refers_to:
        return None
    entity = BY_NAME[spec.refers_to]
    offered = dict(ask(labels_on, entity, context().today))
    if present is not None and str(present) not in offered:
        offered[str(present)] = ask(labels_of, entity).get(str(present), str(present))
    return offered


def _kept(
    edits: list[Edit], actor: Actor, written: Texts, reason: str, *, clicked: bool
) -> SavedRow | None:
    key = written.stem
    if conflicts := st.session_state.get(f"{key}-conflicts"):
        edits = decided(edits, conflicts, choose_between(conflicts, key))
        if not clicked:
            return None
    why = reason or "Aggiornamento dal modulo"
    excused = shown_before(key) if reason else frozenset()
    try:
        command = SaveRows(asked(why), actor.officer_id, edits, context().today, excused=excused)
        saved = save_rows(context().engine, command)
    except ConflictsError as clash:
        st.session_state[f"{key}-conflicts"] = clash.conflicts
        choose_between(clash.conflicts, key)
    except RefusedError as refused:
        keep_shown(key, refused.problems)
        _told(refused.problems, key)
    else:
        for name in ("conflicts", "problems", "agreed"):
            st.session_state.pop(f"{key}-{name}", None)
        written.saved()
        st.session_state[_SAID] = f"{saved_at(datetime.now(UTC))}."
        return saved.rows[0]
    return None
