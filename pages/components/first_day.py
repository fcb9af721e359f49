"""The first day: what an office begins with, step by step.

And places without data, told to each as to who can write.
"""

from __future__ import annotations

import streamlit as st

from pages.components import who as visitor
from pages.components.cards import empty_state
from pages.components.context import context, read
from udp_core.archive.entity import Entity, table_name
from udp_core.archive.registry import register_name
from udp_core.desk.view.first_day import missing_words, step_title, summary_words, there_words
from udp_core.kernel.vocabulary import Right
from udp_core.overview.report.first_day import FirstDay, FirstDayStep, Present, Thing, first_day
from udp_core.people.rules import Actor, RowSubject
from udp_core.render.markdown import plain

REGISTERS, STATES, ACCESS = "ufficio/registri.py", "ufficio/stati.py", "ufficio/accesso.py"
IMPORTS, SCHEDA = "ufficio/importa.py", "piano/scheda.py"
STEPS_A_ROW = 2
Link = tuple[str, str, dict[str, str]]
"""A screen by its file, the words of the link, what stands in its address."""
_ELSEWHERE: dict[Thing, Link] = {
    Thing.OFFICER: (ACCESS, "Utenti e incarichi", {}),
    Thing.CONFIRMED: (STATES, "Conferma il preventivo", {"parte": "Preventivi"}),
    Thing.SCHEDA: (SCHEDA, "Nuova scheda", {"modulo": "Nuova scheda…"}),
}
"""What is not written in a register."""
_FROM_FILES: dict[FirstDayStep, str] = {
    FirstDayStep.TERRITORY: "popolazione",
    FirstDayStep.FUND: "monitoraggio FRNA per voce",
    FirstDayStep.SCHEDE: "schede del programma",
    FirstDayStep.INDICATORS: "valori degli indicatori",
}
"""What a file of others may bring, by the step that it helps."""


def link_of(thing: Thing) -> Link:
    """Where a thing is written."""
    return _ELSEWHERE.get(thing) or _register(thing.value)


def _register(table: str) -> Link:
    name = register_name(table)
    return REGISTERS, name, {"registro": name}


def arranges(actor: Actor | None) -> bool:
    """Whether somebody can write what an office begins with, in the district shown."""
    return actor is not None and actor.may(Right.ARRANGE, RowSubject(context().district))


def show_unknown(actor: Actor | None) -> None:
    """A district that the archive has not.

    Who administers finds where it is added, others whom to tell.
    """
    here = context()
    if not here.unknown:
        return
    what = f"**Nell’archivio non c’è il distretto «{plain(here.district)}».**"
    if actor is None or not actor.ever_may(Right.ADMINISTER):
        st.warning(f"{what} Dirlo a chi amministra il cruscotto.")
        return
    st.warning(
        f"{what} Se il nome è giusto si aggiunge con questo codice tra i distretti, poi si danno"
        " gli incarichi; se no lo corregge chi ha installato il cruscotto (UDP_DISTRICT)."
    )
    with st.container(horizontal=True):
        for thing in (Thing.DISTRICT, Thing.OFFICER):
            _link(link_of(thing))


def not_loaded(what: str, *things: Thing) -> None:
    """A place without data: to who coordinates, the registers where it is written.

    To others, that it is not there yet.
    """
    years = " Si può anche scegliere un altro anno, in alto." if len(context().years) > 1 else ""
    if not arranges(visitor.who()):
        empty_state("Dati non ancora caricati.", f"{what}{years}")
        return
    empty_state(what, f"Si scrive da qui.{years}")
    with st.container(horizontal=True):
        for thing in things:
            _link(link_of(thing))


def not_written(what: str, entity: type[Entity]) -> None:
    """The same of any register."""
    if arranges(visitor.who()):
        empty_state(what, "Si scrive da qui.")
        _link(_register(table_name(entity)))
    else:
        empty_state("Dati non ancora caricati.", what)


def show_first_day(actor: Actor | None) -> bool:
    """The guided list, to who coordinates, as long as a step of the year lacks something.

    Whether it was shown.
    """
    here = context()
    if not arranges(actor):
        return False
    report = read(first_day, here.district, here.year)
    if not report.left:
        return False
    st.header(plain(summary_words(report)), anchor=False)
    for start in range(0, len(report.steps), STEPS_A_ROW):
        shown = report.steps[start : start + STEPS_A_ROW]
        for number, (column, (step, things)) in enumerate(
            zip(st.columns(STEPS_A_ROW, gap="small"), shown, strict=False), start + 1
        ):
            with column:
                _step(number, step, things, report)
    return True


def _step(number: int, step: FirstDayStep, things: tuple[Present, ...], report: FirstDay) -> None:
    """What is there, what is missing, and where it is written."""
    with st.container(border=True, height="stretch", key=f"passo-{step.value}", gap="xsmall"):
        lines = [plain(words) for words in (there_words(things), missing_words(things)) if words]
        st.markdown("  \n".join([f"**{plain(step_title(number, step, report))}**", *lines]))
        with st.container(horizontal=True, gap="small"):
            for one in things:
                _link(link_of(one.thing))
            if step in _FROM_FILES:
                _link((IMPORTS, "Da un file", {"tipo": _FROM_FILES[step]}))


def _link(link: Link) -> None:
    path, label, query = link
    address = {"anno": str(context().year)} | query if len(context().years) > 1 else query
    st.page_link(path, label=f"{plain(label)} ›", query_params=address)
