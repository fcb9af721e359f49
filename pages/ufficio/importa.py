"""Importa: un file fatto da altri, con le sue colonne e le sue parole.

Prima di salvare si vede che cosa è stato letto.
"""

from __future__ import annotations

import streamlit as st

from pages.components.brought import wrong_ones
from pages.components.cards import empty_state
from pages.components.consent import keep_shown, shown_before
from pages.components.context import context
from pages.components.import_file import (
    about_file,
    brought,
    columns_told,
    same_for_all,
    save,
    sheets_of,
)
from pages.components.import_sheet import answers_given, forget_others, show_questions, show_reading
from pages.components.problems import list_problems
from pages.components.texts import typed_in
from pages.components.who import who
from udp_core.archive.field import LONGEST_LINE
from udp_core.imports.choices import Choices, told
from udp_core.imports.receiving import JudgedFile, judged_sheets
from udp_core.kernel.problem import RefusedError
from udp_core.people.rules import Actor

WHY = "motivo"


def show_counts(judged: JudgedFile) -> None:
    parts = (
        f"**{judged.count('added')}** da aggiungere",
        f"**{judged.count('changed')}** da cambiare",
        *([f"**{gone}** da togliere"] if (gone := judged.count("removed")) else []),
        f"**{judged.count('unchanged')}** uguali",
        wrong_ones(len(judged.refused)),
    )
    st.markdown(" · ".join(parts))
    if judged.refused:
        list_problems(judged.refused)


def bring(actor: Actor) -> None:
    file = brought()
    if file is None:
        return
    about, texts = about_file(file, actor)
    key = f"{file.code}-{about.kind}-{about.year}"
    sheets = sheets_of(file)
    reason = typed_in(texts.stem, WHY)
    answers = told(answers_given(key), about.kind)
    first = judged_sheets(context().engine, sheets, about, answers, reason, shown_before(key))
    columns = columns_told(
        first.layout.headings, about.kind, f"{key}-{first.layout.fingerprint}", dict(first.columns)
    )
    said = columns.over(
        same_for_all(first.constants, about.kind, f"{key}-{first.layout.fingerprint}")
    )
    judged = (
        judged_sheets(
            context().engine, sheets, about, said.over(answers), reason, shown_before(key)
        )
        if said != Choices()
        else first
    )
    show_questions(judged.questions, key)
    show_reading(judged.reading)
    if forget_others(key, judged.questions):
        st.rerun()
    if judged.waiting:
        list_problems(judged.refused)
    else:
        show_counts(judged)
        keep_shown(key, (*judged.excused, *judged.refused))
    texts.line("Perché i valori insoliti sono giusti", WHY, longest=LONGEST_LINE)
    save(judged, about, file, reason, texts)


st.title("Come si legge questo file?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per importare un file bisogna entrare.", "Usare «Entra», in alto.")
else:
    try:
        bring(actor)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
