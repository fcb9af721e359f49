"""When and where a sitting is: corrected until it is convened, then put off with a reason."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.new_sitting import when_fields
from pages.components.problems import list_problems
from pages.components.sitting import save
from pages.components.texts import Texts
from pages.components.unsaved import waits
from udp_core.archive.asking import LONGEST_REASON
from udp_core.briefing.next_agenda import removal_edits
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.people.rules import Actor
from udp_core.sittings.commands.postponing import When, postpone_sitting
from udp_core.sittings.entities import Sitting
from udp_core.sittings.queries.sittings import SittingRow
from udp_core.sittings.terms import SittingState
from udp_core.writing.saving import Edit


def when_part(row: SittingRow, actor: Actor) -> None:
    """Nothing once it has opened."""
    planned = row.state is SittingState.PLANNED
    if not planned and row.state is not SittingState.CONVENED:
        return
    texts = Texts(f"scritto-quando-{row.id}-{row.version}", apart=True)
    title = "Data, ora e luogo" if planned else "Rinviare la seduta"
    with st.expander(title, expanded=waits(texts.stem)):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed, hour, place = when_fields(
                texts, italian.day(row.held_on), row.starts_at, row.place
            )
            if planned:
                pressed = st.button("Correggi", type="primary")
                if st.button("Elimina la seduta"):
                    _remove(row, actor)
            else:
                why = texts.line("Motivo del rinvio", "motivo", longest=LONGEST_REASON).strip()
                pressed = st.button("Rinvia la seduta", type="primary")
        texts.say()
        if not planned:
            st.caption("La seduta torna prevista e si convoca di nuovo; il resto non cambia.")
        if not pressed:
            return
        day = italian.read_day(typed)
        if isinstance(day, Problem):
            list_problems([day], 0)
        elif planned:
            edit = Edit(Sitting, When(day, hour, place).values, row.id, row.version)
            save([edit], actor, "Data, ora e luogo", "Data, ora e luogo corretti.", texts)
        else:
            _postpone(row, actor, When(day, hour, place), why, texts)


def _postpone(row: SittingRow, actor: Actor, when: When, why: str, texts: Texts) -> None:
    here = context()
    work = partial(
        postpone_sitting,
        here.engine,
        officer_id=actor.officer_id,
        seen=(row.id, row.version),
        when=when,
        today=here.today,
    )
    said = f"Seduta rinviata al {italian.day(when.held_on)}: va convocata di nuovo."
    carry_out(work, actor, why, said, form=(when, why), texts=texts)


def _remove(row: SittingRow, actor: Actor) -> None:
    edits = read(lambda connection: list(removal_edits(connection, row)))
    said = "Seduta eliminata. Se è un errore si annulla in «Storia»."
    save(edits, actor, f"Eliminata la seduta del {italian.day(row.held_on)}", said)
