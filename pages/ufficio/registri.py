"""Registri: le righe di ogni entità del piano, del fondo e degli indicatori, in una griglia."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import ALL, choose
from pages.components.grid import edit_grid
from pages.components.grid_state import unsaved_elsewhere
from pages.components.news import offer_news
from pages.components.readonly import show_rows
from pages.components.who import who
from udp_core.archive.entity import Entity, specs
from udp_core.archive.queries import how_many, register_rows, values_of
from udp_core.archive.registry import BY_NAME, REGISTERS, register_name
from udp_core.kernel import italian
from udp_core.people.rights import is_written_by
from udp_core.people.rules import Actor
from udp_core.writing.grid.ordering import natural
from udp_core.writing.naming import labels_of
from udp_core.writing.words import words_of

MOST_FILTERS = 4
ANY = "Qualunque"
"""Of a voce as of a Comune: it has no gender."""


def choose_rows() -> tuple[type[Entity], dict[str, str]]:
    """The register, and its filters: on the columns that identify a row and have few words."""
    names = {name: register_name(name) for name in REGISTERS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        entity = BY_NAME[choose("Registro", names, "registro", default="frna_entry")]
        known = specs(entity)
        candidates = {
            name: ask(values_of, entity, name)
            for name in entity.key
            if known[name].refers_to
            or known[name].terms
            or known[name].called
            or name == "period_no"
        }
        shown = [name for name, words in candidates.items() if len(words) > 1][:MOST_FILTERS]
        chosen = {}
        for name in shown:
            words = _words(entity, name, candidates[name])
            chosen[name] = choose(
                known[name].label, {ALL: ANY, **words}, f"f-{name}", default=_usual(name, words)
            )
    return entity, {name: word for name, word in chosen.items() if word}


def _usual(name: str, words: Mapping[str, str]) -> str | None:
    """What is looked at unless something else is asked for.

    The fund and the programme of the year on top.
    """
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
    if name == "period_no":
        return {value: value for value in sorted(values, key=natural)}
    return {
        value: words_of(spec, value) if spec.terms or spec.called else value for value in values
    }


def register(actor: Actor) -> None:
    offer_news(actor)
    entity, filters = choose_rows()
    count = italian.plural(read(how_many, entity, filters), "riga", "righe")
    key = f"grid-{entity.__name__}"
    if others := unsaved_elsewhere(actor, key):
        st.info(
            f"Modifiche non salvate anche in: {', '.join(others)}. Restano finché non si salvano o"
            " si buttano."
        )
    if not is_written_by(actor, entity):
        st.markdown(f"{count}. Si leggono soltanto: le scrive chi coordina.")
        show_rows(entity, read(register_rows, entity, filters, 0), key, actor)
        return
    edit_grid(entity, filters, actor, key, in_files=True)


st.title("Che cosa c’è nei registri?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per modificare i registri bisogna entrare.", "Usare «Entra», in alto.")
else:
    register(actor)
