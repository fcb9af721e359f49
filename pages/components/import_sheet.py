"""The reading sheet of a file of others, with its questions.

What was read, where it goes, what has to be answered first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import streamlit as st

from pages.components.unsaved import remember, remembered
from udp_core.imports.questions import Question
from udp_core.imports.reading_sheet import ReadingSheet
from udp_core.imports.sheet_grids import SheetGrid
from udp_core.render.markdown import label, plain
from udp_core.render.markup import table_markup
from udp_core.render.table import Column, ColumnKind, Table

NUMBERS = frozenset(
    {
        "Somma",
        "Importo",
        "Valore",
        "Residenti",
        "Numeratore",
        "Denominatore",
        "Avanzamento dichiarato",
    }
)
"""Headings of the sheet whose cells stand to the right."""


def show_reading(sheet: ReadingSheet) -> None:
    """What was read and where it goes, side by side; what to look at.

    The first rows and the control totals.
    """
    left, right = st.columns((3, 2), gap="medium")
    with left:
        _show(
            SheetGrid(
                "Che cosa è stato letto", ("Che\u00a0cosa", "Nel file"), _unbroken(sheet.lines)
            )
        )
    with right:
        _show(SheetGrid("Dove va", ("Che\u00a0cosa", "Nell’archivio"), _unbroken(sheet.goes)))
    if sheet.warnings:
        st.warning("\n\n".join(plain(words) for words in sheet.warnings))
    left, right = st.columns((3, 2), gap="medium")
    with left:
        _show(sheet.first)
    with right:
        _show(sheet.totals)


def _unbroken(lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The names of the lines, each on one line."""
    return tuple((name.replace(" ", "\u00a0"), words) for name, words in lines)


def _show(grid: SheetGrid) -> None:
    if grid.rows:
        st.markdown(f"**{plain(grid.title)}**")
        st.html(table_markup(_table(grid)))


def _table(grid: SheetGrid) -> Table:
    kinds = [
        ColumnKind.DECIMAL if heading in NUMBERS else ColumnKind.TEXT for heading in grid.headings
    ]
    columns = tuple(
        Column(f"c{place}", heading, kind)
        for place, (heading, kind) in enumerate(zip(grid.headings, kinds, strict=True))
    )
    return Table("lettura", grid.title, columns, grid.rows)


def show_questions(questions: Sequence[Question], file: str) -> None:
    """Each question with its answers, none chosen: who imports chooses, and may choose again."""
    for start in range(0, len(questions), 2):
        for box, question in zip(
            st.columns(2, vertical_alignment="bottom"), questions[start : start + 2], strict=False
        ):
            with box:
                _ask(question, file)


def _ask(question: Question, file: str) -> None:
    words = {answer.code: answer.words for answer in question.answers}
    given = list(words).index(question.given) if question.given else None
    st.selectbox(
        label(str(question)),
        list(words),
        index=given,
        format_func=words.__getitem__,
        key=key_of(file, question.key),
        placeholder="Scegliere",
    )


def answers_given(file: str) -> list[str]:
    """What was answered of a file, now or before leaving, as the command would be told it."""
    start, kept = key_of(file, ""), _kept(file)
    for key, answer in st.session_state.items():
        if isinstance(key, str) and key.startswith(start):
            kept[key.removeprefix(start)] = str(answer or "")
    remember(_place(file), json.dumps(kept, ensure_ascii=False, sort_keys=True))
    return [f"{key}={answer}" for key, answer in kept.items() if answer]


def forget_others(file: str, asked: Iterable[Question]) -> bool:
    """Forget answers to questions that the file no longer asks; True where there were some."""
    kept = _kept(file)
    gone = set(kept) - {one.key for one in asked}
    answered = any(kept[key] for key in gone)
    for key in gone:
        del kept[key]
        st.session_state.pop(key_of(file, key), None)
    remember(_place(file), json.dumps(kept, ensure_ascii=False, sort_keys=True))
    return answered


def _kept(file: str) -> dict[str, str]:
    """Question to answer; nothing of what is kept in another shape."""
    try:
        found = json.loads(remembered(_place(file)) or "{}")
    except ValueError:
        return {}
    return (
        {str(key): str(answer) for key, answer in found.items()} if isinstance(found, dict) else {}
    )


def _place(file: str) -> str:
    return f"scelta-{file}-risposte"


def key_of(file: str, question: str) -> str:
    """The key under which a session keeps an answer."""
    return f"risposta-{file}-{question}"
