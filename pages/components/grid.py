"""A grid for many rows, made from the fields of the entity: typed or pasted from a spreadsheet, checked, saved whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.components.conflicts import choose_between, decided
from pages.components.consent import keep_shown, shown_before
from pages.components.context import ask, context
from pages.components.problems import list_problems
from pages.components.who import asked
from udp_core.domain.access import Actor
from udp_core.model.entity import Entity, specs
from udp_core.model.field import Kind, Spec
from udp_core.model.registry import BY_NAME
from udp_core.problem import RefusedError
from udp_core.service.conflicts import ConflictsError
from udp_core.service.naming import labels_of
from udp_core.service.registers import BY_COMMAND, NO, YES, Grid, edits_of, words_of
from udp_core.service.saving import Edit, SaveRows, save_rows
from udp_core.store.queries.registers import RegisterRow

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_CHOICES = 300
HEIGHT = 460
Choices = Mapping[str, Mapping[str, str]]
NO_CHOICES: Choices = {}
EMPTY = ""
"""The option of a field that may be left without."""
FORMS = {
    Kind.CENTS: r"^-?[\d. ]*(,\d{1,2})?\s*€?$",
    Kind.DECIMAL: r"^-?[\d. ]*(,\d{1,3})?$",
    Kind.WHOLE: r"^-?[\d. ]*$",
    Kind.DAY: r"^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})?$",
}
"""What a cell may look like: a first help in the browser, judged again when it is saved."""


def edit_grid(entity: type[Entity], rows: Sequence[RegisterRow], actor: Actor, key: str, fixed: Mapping[str, Any] | None = None, *, choices: Choices = NO_CHOICES) -> None:
    """The rows, editable, with what is wrong listed above; `fixed` columns are not shown and go into every row added.

    `choices` gives, of a column, the codes to choose among and their words.
    The rows shown stay those of the first sight until they are saved or `key` changes: what a browser says is by number.
    """
    turn = st.session_state.setdefault(f"{key}-turn", 0)
    own = f"{key}-{turn}"
    kept: Sequence[RegisterRow] = st.session_state.setdefault(f"{own}-rows", rows)
    hidden = fixed or {}
    columns = {name: spec for name, spec in specs(entity).items() if name not in hidden}
    problems = st.container()
    st.data_editor(
        _frame(columns, kept), column_config={spec.label: _column(name, spec, choices.get(name)) for name, spec in columns.items()}, num_rows="dynamic", hide_index=True,
        height=min(HEIGHT, 36 * (len(kept) + 3)), key=own, placeholder="", alt=f"Griglia: {entity.labels}", width="stretch",
    )  # fmt: skip
    names = {spec.label: name for name, spec in columns.items()}
    edits, unread = edits_of(entity, kept, _grid(st.session_state[own], names), dict(hidden))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input("Motivo, se un valore è insolito o si corregge", key=f"{own}-reason", max_chars=300)
        pressed = st.button(f"Salva ({len(edits)})", type="primary", shortcut="Ctrl+S", disabled=not (edits or unread), key=f"{own}-save")
    with problems:
        if unread:
            list_problems(unread, 0)
        elif pressed or f"{own}-conflicts" in st.session_state:
            _save(edits, actor, key, reason, again=not pressed)


def _grid(state: Mapping[str, Any], names: Mapping[str, str]) -> Grid:
    """What the browser says, with the columns that there are and no other."""

    def cells(found: Mapping[str, Any]) -> dict[str, str | None]:
        return {names[label]: None if text is None else str(text) for label, text in found.items() if label in names}

    changed = {int(number): cells(found) for number, found in state["edited_rows"].items()}
    return Grid(changed, [cells(found) for found in state["added_rows"]], [int(number) for number in state["deleted_rows"]])


def _save(edits: list[Edit], actor: Actor, key: str, reason: str, *, again: bool) -> None:
    own = f"{key}-{st.session_state[f'{key}-turn']}"
    if conflicts := st.session_state.get(f"{own}-conflicts"):
        choices = choose_between(conflicts, own)
        if again or not st.session_state.get(f"{own}-shown"):
            st.session_state[f"{own}-shown"] = True
            return
        edits = decided(edits, conflicts, choices)
    why = reason.strip() or "Aggiornamento dalla griglia"
    excused = shown_before(own) if reason.strip() else frozenset()
    try:
        command = SaveRows(asked(why), actor.officer_id, edits, context().today, excused=excused)
        saved = save_rows(context().engine, command)
    except ConflictsError as clash:
        st.session_state[f"{own}-conflicts"] = clash.conflicts
        st.session_state[f"{own}-shown"] = True
        choose_between(clash.conflicts, own)
    except RefusedError as refused:
        keep_shown(own, refused.problems)
        list_problems(refused.problems, refused.not_listed)
    else:
        st.session_state[f"{key}-turn"] += 1
        st.session_state[f"{key}-done"] = saved.touched
        st.rerun()


def _frame(columns: Mapping[str, Spec], rows: Sequence[RegisterRow]) -> DataFrame:
    from pandas import DataFrame

    cells = [[words_of(spec, row.image[name]) for name, spec in columns.items()] for row in rows]
    return DataFrame(cells, columns=[spec.label for spec in columns.values()], dtype="str")


def _column(name: str, spec: Spec, choices: Mapping[str, str] | None) -> Any:
    required = spec.required and name not in BY_COMMAND
    if spec.terms is not None or spec.kind is Kind.FLAG:
        options = [*([] if required else [EMPTY]), *([term.label for term in spec.terms] if spec.terms else [YES, NO])]
        return st.column_config.SelectboxColumn(spec.label, options=options, disabled=name in BY_COMMAND, help=spec.help or None, required=required)
    names = ask(labels_of, BY_NAME[spec.refers_to]) if spec.refers_to else choices
    if names and len(names) <= MOST_CHOICES:
        return st.column_config.SelectboxColumn(spec.label, options=[*([] if required else [EMPTY]), *names], format_func=lambda code: names.get(str(code), str(code)), required=required)
    return st.column_config.TextColumn(spec.label, validate=FORMS.get(spec.kind), help=spec.help or spec.unit or None, required=required)
