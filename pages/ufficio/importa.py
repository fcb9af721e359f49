"""Importa: un file fatto da altri, con le sue colonne e le sue parole; le scelte si ricordano per mittente."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.problems import list_problems
from pages.components.who import asked, who
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.model.entity import specs
from udp_core.model.registry import BY_NAME
from udp_core.problem import Problem, RefusedError
from udp_core.service.mapping.choices import ENTITY, Choices
from udp_core.service.mapping.layout import Layout
from udp_core.service.mapping.receiving import Received, choices_for, judged_with, layout_of
from udp_core.service.mapping.remembered import remember
from udp_core.service.saving import SaveRows, save_rows
from udp_core.service.workbooks.preview import Preview
from udp_core.store.queries.registers import names_of
from udp_core.vocabulary import ImportKind

NO_COLUMN = ""


def about_file(name: str, actor: Actor) -> Received:
    here = context()
    left, right = st.columns(2)
    with left:
        kind = ImportKind.of(choose("Che cosa contiene", {one.value: one.label for one in ImportKind}, "tipo"))
    with right:
        sender = st.text_input("Chi l’ha mandato (le scelte si ricordano)", "sconosciuto", key="mittente", max_chars=60).strip() or "sconosciuto"
    return Received(name, kind, sender.replace(" ", "-"), actor.officer_id, here.district, here.year, here.today)


def columns(layout: Layout, about: Received, usual: Choices) -> Choices:
    """Which column is which field; what is proposed can be changed."""
    headings = {NO_COLUMN: "—", **{str(place): heading or f"colonna {place + 1}" for place, heading in enumerate(layout.headings)}}
    known = specs(ENTITY[about.kind])
    chosen: dict[str, int] = {}
    with st.expander("Colonne del file e campi del cruscotto", expanded=len(usual.columns) < 2):  # noqa: PLR2004 - nothing was recognised
        shown = [name for name in known if name not in usual.fixed]
        for start in range(0, len(shown), 3):
            for column, name in zip(st.columns(3), shown[start : start + 3], strict=False):
                with column:
                    place = str(usual.columns.get(name, NO_COLUMN))
                    picked = st.selectbox(known[name].label, list(headings), list(headings).index(place) if place in headings else 0, format_func=lambda code: headings[code], key=f"col-{layout.fingerprint}-{name}")
                    if picked:
                        chosen[name] = int(picked)
    if usual.months:
        st.markdown(f"I mesi stanno uno accanto all’altro: {italian.listing([italian.month(one) for one in sorted(usual.months)])}.")
    return replace(usual, columns=chosen)


def words(problems: tuple[Problem, ...], about: Received, choices: Choices) -> Choices:
    """Words of theirs that are none of ours: each is told once, and remembered."""
    unknown = {problem.value: problem.place.column for problem in problems if problem.code == "X31"}
    labels = {spec.label: name for name, spec in specs(ENTITY[about.kind]).items()}
    told = {name: dict(found) for name, found in choices.words.items()}
    for word, label in list(unknown.items())[:30]:
        name = labels[label]
        names = read(names_of, BY_NAME[specs(ENTITY[about.kind])[name].refers_to])
        options = {NO_COLUMN: "— non si sa —", **{code: f"{code} {words_of_ours}" for code, words_of_ours in names.items()}}
        picked = st.selectbox(f"«{word}» corrisponde a", list(options), format_func=options.__getitem__, key=f"parola-{name}-{word}")
        if picked:
            told.setdefault(name, {})[word] = picked
    return replace(choices, words=told)


def show(judged: Preview) -> None:
    st.markdown(f"**{judged.count('added')}** da aggiungere · **{judged.count('changed')}** da cambiare · **{judged.count('unchanged')}** uguali · **{len(judged.refused)}** cose che non vanno")
    if judged.refused:
        st.warning("Così com’è il file non si salva: dire le parole che mancano, correggere le righe, o spiegare i valori insoliti.")
        list_problems(judged.refused[:50], max(0, len(judged.refused) - 50))


def save(judged: Preview, layout: Layout, about: Received, choices: Choices, content: bytes) -> None:
    if not st.button("Salva e ricorda le scelte", type="primary", shortcut="Ctrl+S", disabled=not judged.can_be_saved):
        return
    engine = context().engine
    request = sha256(content + about.kind.encode() + choices.as_json().encode()).hexdigest()
    save_rows(engine, SaveRows(asked(f"Importazione di {about.name}"[:900], request), about.officer_id, judged.edits, about.today))
    remember(engine, asked(f"Come si leggono i file di {about.sender}", f"{request}-scelte"), about.officer_id, layout, about.kind, about.sender, choices, about.today)
    st.success("Importato, in bozza. La prossima volta il file di questo mittente si legge allo stesso modo.")


def bring(actor: Actor) -> None:
    found = st.file_uploader("File di altri (.xlsx o .csv, al massimo 10 MB)", type=["xlsx", "csv"], key="altrui")
    if found is None:
        return
    about, content = about_file(found.name, actor), found.getvalue()
    layout = layout_of(content, about)
    choices = columns(layout, about, read(choices_for, layout, about, {}))
    reason = st.text_input("Perché i valori insoliti sono giusti", key="motivo-importa", max_chars=300).strip()
    judged = judged_with(context().engine, layout, choices, about, reason)
    told = words(judged.refused, about, choices)
    if told != choices:
        judged = judged_with(context().engine, layout, told, about, reason)
    show(judged)
    save(judged, layout, about, told, content)


st.title("Come si legge questo file?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per importare un file bisogna entrare.", "Usare «Entra», in alto.")
else:
    try:
        bring(actor)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
