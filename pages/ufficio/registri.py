"""Registri: le righe di ogni entità del piano, del fondo e degli indicatori, in una griglia."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.grid import edit_grid
from pages.components.news import offer_news
from pages.components.readonly import show_rows
from pages.components.registers import REGISTERS, register_name
from pages.components.who import who
from udp_core import italian
from udp_core.domain.access import Actor
from udp_core.model.entity import Entity, specs
from udp_core.model.registry import BY_NAME
from udp_core.service.naming import labels_of
from udp_core.service.registers import words_of
from udp_core.service.subjects import is_written_by
from udp_core.store.queries.registers import MOST_ROWS, how_many, register_rows, values_of

MOST_FILTERS = 4


def choose_register() -> type[Entity]:
    names = {name: register_name(name) for name in REGISTERS}
    return BY_NAME[choose("Registro", names, "registro")]


def choose_filters(entity: type[Entity]) -> dict[str, str]:
    """Filters on the columns that identify a row and have few words."""
    known = specs(entity)
    candidates = {name: ask(values_of, entity, name) for name in entity.key if known[name].refers_to or known[name].terms or name == "period_no"}
    shown = [name for name, words in candidates.items() if len(words) > 1][:MOST_FILTERS]
    chosen = {}
    for column, name in zip(st.columns(max(len(shown), 1)), shown, strict=False):
        with column:
            words = _words(entity, name, candidates[name])
            chosen[name] = choose(known[name].label, {ALL: "Tutti", **words}, f"f-{name}", default=_usual(name, words))
    return {name: word for name, word in chosen.items() if word}


def _usual(name: str, words: Mapping[str, str]) -> str | None:
    """What is looked at unless something else is asked for: the fund and the programme of the year on top."""
    here = context()
    if name == "fund_year_id":
        return f"{here.district}:frna:{here.year}"
    of_the_year = [word for word, label in words.items() if str(here.year) in label]
    return of_the_year[0] if name == "programme_id" and of_the_year else None


def _words(entity: type[Entity], name: str, values: tuple[str, ...]) -> Mapping[str, str]:
    spec = specs(entity)[name]
    if spec.refers_to:
        names = ask(labels_of, BY_NAME[spec.refers_to])
        year, called = str(context().year), {value: names.get(value) or value for value in values}
        return dict(sorted(called.items(), key=lambda one: year not in one[1]))
    return {value: words_of(spec, value) if spec.terms else value for value in values}


def register(actor: Actor) -> None:
    offer_news(actor)
    entity = choose_register()
    filters = choose_filters(entity)
    found = read(how_many, entity, filters)
    page = st.number_input("Pagina", 1, max(1, -(-found // MOST_ROWS)), key="pagina") if found > MOST_ROWS else 1
    key = f"grid-{entity.__name__}-{page}-{'-'.join(f'{name}={word}' for name, word in sorted(filters.items()))}"
    done = st.session_state.pop(f"{key}-done", None)
    if done:
        st.success(f"Salvato: {italian.plural(done, 'riga', 'righe')}.")
    elif done is not None:
        st.info("Niente è cambiato: le righe erano già così.")
    rows, count = read(register_rows, entity, filters, (page - 1) * MOST_ROWS), italian.plural(found, "riga", "righe")
    if not is_written_by(actor, entity):
        st.markdown(f"{count}. Si leggono soltanto: le scrive chi coordina.")
        show_rows(entity, rows, key)
        return
    st.markdown(f"{count}. Si scrive nelle celle o si incolla da un foglio di calcolo; Ctrl+S salva tutto insieme.")
    edit_grid(entity, rows, actor, key)


st.title("Che cosa c’è nei registri?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per modificare i registri bisogna entrare.", "Usare «Entra», in alto.")
else:
    register(actor)
