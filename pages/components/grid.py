"""A grid for many rows, made from the fields of the entity.

Typed or pasted from a spreadsheet, judged here, saved whole.

All its columns are text: what is pasted arrives as it is, and the server says what it means. The
browser knows no list,
no form and no obligation: whatever it would not know it would drop, without a word, before anybody
could be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.components.conflicts import choose_between, decided
from pages.components.consent import keep_shown, shown_before
from pages.components.context import context, read
from pages.components.grid_state import Work, work_of
from pages.components.grid_view import Choices, columns_of, look, numbers_of
from pages.components.problems import list_problems
from pages.components.register_workbook import workbook_part
from pages.components.texts import Texts, typed_in
from pages.components.who import asked
from udp_core.archive.entity import Entity
from udp_core.archive.field import LONGEST_LINE, Spec
from udp_core.desk.view.grid import incomplete_words, usual_words, waiting_words, width_of
from udp_core.desk.view.words import moment_words, saved_at
from udp_core.files.cell import Stored
from udp_core.history.report import reports_of_request
from udp_core.history.tables import said_together
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.writing.conflicts import Conflict, ConflictsError
from udp_core.writing.grid.cells import NUMBERS, marked
from udp_core.writing.grid.judging import Bench, JudgedGrid, already_there, judged
from udp_core.writing.grid.sheet import GridFrame, Line
from udp_core.writing.saving import Edit, SaveRows, save_rows
from udp_core.writing.undoing import Undo, undo

if TYPE_CHECKING:
    from pandas import DataFrame

HEIGHT, ROW_HEIGHT = 460, 36
ROOM_TO_PASTE = 10
"""Lines that a grid has room for, however few it has: it cannot grow under a cell that is open."""
PINNED_WIDTH = 620
"""Pixels that the columns which stay in sight may take: about half of the smallest screen."""
HOW = "Si scrive nelle celle o si incolla da un foglio di calcolo; Ctrl+S salva tutto insieme."
ELSEWHERE = (
    "In un’altra finestra aperta ci sono modifiche non salvate di questa griglia: restano là, e qui"
    " non si vedono."
)
WHY = "perche"
KEY, IDENTIFIES = "*", "Identifica la riga: in una riga già salvata non si cambia."
NOTHING_FIXED: Mapping[str, Stored] = {}
NO_CHOICES: Choices = {}


def edit_grid(
    entity: type[Entity],
    filters: Mapping[str, str],
    actor: Actor,
    key: str,
    *,
    fixed: Mapping[str, Stored] = NOTHING_FIXED,
    choices: Choices = NO_CHOICES,
    in_files: bool = False,
) -> None:
    """The rows with these words in these columns, editable.

    `fixed` columns are not shown and go into every row added.

    `choices` gives, of a column, the codes to choose among and their words; with `in_files` the
    rows are taken away in a workbook and brought back too. What is typed stays, under `key`, until
    it is saved or thrown away, whatever else is looked at meanwhile.
    """
    work = work_of(actor, key)
    work.listen()
    work.look_around()
    columns = columns_of(entity, filters, fixed, choices)
    with st.container():  # what comes and goes in here moves no cell that is being written
        _say(work, actor)
    look(work, columns, filters, actor)
    frame = work.frame
    if frame is None:
        return
    found = judged(Bench(columns, context().today, numbers_of(work, frame)), work.sheet)
    with st.container():
        _bar(work, found, actor)
    _draw(work, frame)
    st.button(
        "Rileggi la griglia", key=f"griglia-rileggi-{key}"
    )  # out of sight: pressed when the connection comes back
    if not work.is_tried:
        list_problems(found.refused)
    if in_files:
        workbook_part(work, columns)
    usual = {
        columns.spec(name).label: columns.shown(name, value)
        for name, value in columns.usual.items()
    }
    st.markdown(
        plain(f"{KEY} {IDENTIFIES} {usual_words(usual, of_a_period='period' in columns.names)}")
    )


def _say(work: Work, actor: Actor) -> None:
    """What was saved, undone or found again, until something else is typed."""
    if said := st.session_state.pop(f"{work.key}-detto", ""):
        st.success(plain(said))
    done: Done | None = st.session_state.get(f"{work.key}-salvato")
    if done and not len(work.sheet):
        with st.container(horizontal=True, vertical_alignment="center"):
            (st.success if done.rows else st.info)(done.words)
            if done.rows and st.button("Annulla questo salvataggio", key=f"{work.key}-annulla"):
                _take_back(work, actor, done)
    if work.found_at and len(work.sheet):
        moment = moment_words(work.found_at, datetime.now(UTC))
        st.info(
            f"Nella griglia ci sono modifiche non salvate, scritte {moment}: si possono completare"
            " e salvare."
        )
    if work.has_gone:
        st.info(
            "Le modifiche non salvate di questa finestra sono state portate in un’altra, e là si"
            " salvano."
        )
    if work.elsewhere:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(ELSEWHERE)
            st.button("Portale qui", key=f"{work.key}-porta", on_click=work.bring_here)


@dataclass(frozen=True, slots=True)
class Done:
    """A save: how many rows, by which request, and what is said of it."""

    rows: int
    request_id: str
    words: str


def _take_back(work: Work, actor: Actor, done: Done) -> None:
    """The rows as they were before a save; told by their names."""
    try:
        rows = read(reports_of_request, done.request_id)
        request = asked("Annullato il salvataggio della griglia")
        undo(context().engine, Undo(request, actor.officer_id, done.request_id, context().today))
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
    else:
        del st.session_state[f"{work.key}-salvato"]
        st.session_state[f"{work.key}-detto"] = f"Annullato: {said_together(rows, back=True)}."
        work.restart()
        st.rerun()


def _bar(work: Work, found: JudgedGrid, actor: Actor) -> None:
    """Save and step back, with what waits and what is not complete beside them, and what was
    refused.
    """
    why = Texts(f"scritto-{work.key}", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why.line("Motivo, se un valore è insolito o si corregge", WHY, longest=LONGEST_LINE)
        pressed = st.button(
            f"Salva ({len(work.sheet)})", type="primary", shortcut="Ctrl+S", key=f"{work.key}-save"
        )
        st.button(
            "Annulla l’ultima modifica",
            key=f"{work.key}-indietro",
            disabled=not work.past,
            on_click=work.step_back,
        )
        st.button(
            "Butta tutte le modifiche",
            key=f"{work.key}-butta",
            disabled=not len(work.sheet),
            on_click=work.throw_away,
        )
    why.say()
    sheet, incomplete = work.sheet, found.incomplete
    numbers = sorted((found.numbers.get(line, 0), columns) for line, columns in incomplete.items())
    words = [
        waiting_words(len(sheet.changed), len(sheet.added), len(sheet.removed)),
        incomplete_words(numbers),
    ]
    if found.refused:
        words.append(f"{italian.plural(len(found.refused), 'cella', 'celle')} da correggere.")
    st.markdown(plain(" ".join(one for one in words if one)) or HOW)
    _save(work, found, actor, why, pressed=pressed)


def _save(work: Work, found: JudgedGrid, actor: Actor, why: Texts, *, pressed: bool) -> None:
    if not len(work.sheet):
        st.session_state.pop(f"{work.key}-conflicts", None)
    conflicts: Sequence[Conflict] = st.session_state.get(f"{work.key}-conflicts", ())
    choices = choose_between(conflicts, work.key) if conflicts else {}
    if found.wrong:
        _refuse(work, found, pressed=pressed)
    elif work.is_tried:
        work.is_tried = False
    if not pressed or found.wrong:
        return
    if not len(work.sheet):
        st.info("Non c’è niente da salvare: le righe sono com’erano.")
        return
    edits = decided(found.edits, conflicts, choices) if conflicts else found.edits
    if already := read(already_there, found):
        list_problems(already)
    else:
        _write(work, edits, actor, why)


def _refuse(work: Work, found: JudgedGrid, *, pressed: bool) -> None:
    """Nothing is saved until everything is right; the cells that are not are marked in the grid."""
    if pressed:
        work.is_tried = True
        work.restart()
        st.rerun()
    if work.is_tried:
        st.error(
            "Non è stato salvato nulla: ci sono celle da completare o da correggere, segnate con ⚠"
            " nella griglia."
        )
        list_problems(found.refused)


def _write(work: Work, edits: Sequence[Edit], actor: Actor, why: Texts) -> None:
    reason = typed_in(why.stem, WHY)
    excused = shown_before(work.key) if reason else frozenset()
    try:
        why.refuse_too_long()
        request = asked(reason or "Aggiornamento dalla griglia")
        saved = save_rows(
            context().engine,
            SaveRows(request, actor.officer_id, edits, context().today, excused=excused),
        )
    except ConflictsError as clash:
        st.session_state[f"{work.key}-conflicts"] = clash.conflicts
        st.rerun()
    except RefusedError as refused:
        keep_shown(work.key, refused.problems)
        list_problems(refused.problems, refused.not_listed)
    else:
        rows = italian.plural(saved.touched, "riga", "righe")
        words = (
            f"{saved_at(datetime.now(UTC))}: {rows}."
            if saved.touched
            else "Niente è cambiato: le righe erano già così."
        )
        st.session_state[f"{work.key}-salvato"] = Done(saved.touched, request.request_id, words)
        for left in ("conflicts", "agreed"):
            st.session_state.pop(f"{work.key}-{left}", None)
        why.saved()
        work.saved()
        st.rerun()


def _draw(work: Work, frame: GridFrame) -> None:
    if work.table is None:
        work.table = _table(frame)
    rows = max(len(frame.lines) + 3, ROOM_TO_PASTE)
    st.data_editor(
        work.table,
        column_config=_configured(frame, work.table),
        num_rows="dynamic",
        hide_index=True,
        height=min(HEIGHT, ROW_HEIGHT * rows),
        row_height=ROW_HEIGHT,
        key=work.own,
        column_order=[frame.columns.spec(name).label for name in frame.shown],
        placeholder="",
        alt=f"Griglia: {frame.columns.entity.labels}",
        width="stretch",
    )


def _table(frame: GridFrame) -> DataFrame:
    from pandas import DataFrame

    names = frame.columns.names
    cells = [_cells(frame, line) for line in frame.lines]
    table = DataFrame(cells, columns=range(len(names)), dtype="str")
    table.columns = [frame.columns.spec(name).label for name in names]
    return table


def _cells(frame: GridFrame, line: Line) -> list[str]:
    """What the cells of a line say; what is not understood, marked."""
    words = frame.words(line)
    return [
        marked(words[name]) if (line, name) in frame.marks else words[name]
        for name in frame.columns.names
    ]


def _configured(frame: GridFrame, table: DataFrame) -> dict[str, Any]:
    """Text columns and nothing else.

    No list, no form, no obligation that the browser would judge by.
    """
    configured, left = {}, PINNED_WIDTH
    for name in frame.columns.names:
        spec = frame.columns.spec(name)
        is_key = name in frame.columns.keys
        heading = f"{spec.heading} {KEY}" if is_key else spec.heading
        width = width_of(heading, list(table[spec.label]))
        if name in frame.shown:
            left -= width if is_key else PINNED_WIDTH
        configured[spec.label] = st.column_config.TextColumn(
            heading,
            width=width,
            help=_help(spec, is_key=is_key),
            pinned=left >= 0,
            alignment="right" if spec.kind in NUMBERS else "left",
            default=frame.given.get(name) or None,
        )
    return configured


def _help(spec: Spec, *, is_key: bool) -> str | None:
    words = [IDENTIFIES] if is_key else []
    return " ".join([*words, *(one for one in (spec.help, spec.unit) if one)]) or None
