"""The agenda of a sitting: its points, and the scenarios looked at side by side."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.grid import edit_grid
from pages.components.sitting import item_name, known_scenarios, save
from udp_core.archive.queries import register_rows
from udp_core.briefing.agenda import MOST_SCENARIOS
from udp_core.briefing.agenda_screens import openable
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.sittings.commands.conducting import Room
from udp_core.sittings.entities import AgendaAlternative, AgendaItem
from udp_core.sittings.queries.sittings import ItemRow, agenda, alternatives
from udp_core.sittings.terms import SittingState
from udp_core.writing.saving import Edit

FEWEST_TO_COMPARE = 2


def agenda_part(room: Room, actor: Actor | None) -> None:
    """The points: a grid for who runs the sitting until it opens, a list for everybody else."""
    items = read(agenda, room.sitting.id)
    if actor and room.sitting.state in {SittingState.PLANNED, SittingState.CONVENED}:
        _agenda_grid(room, actor, items)
    else:
        _agenda_list(items)
    if actor and room.sitting.state in {
        SittingState.PLANNED,
        SittingState.CONVENED,
        SittingState.OPEN,
    }:
        _alternatives(room, actor, items)


def _agenda_grid(room: Room, actor: Actor, items: tuple[ItemRow, ...]) -> None:
    here, sitting = context(), room.sitting
    opens = ask(openable, here.district, sitting.year, here.today)
    opens = {
        **opens,
        **{
            one.screen: f"{one.screen} (non c’è più)"
            for one in items
            if one.screen and one.screen not in opens
        },
    }
    fixed = {"sitting_id": sitting.id}
    edit_grid(
        AgendaItem, fixed, actor, f"agenda-{sitting.id}", fixed=fixed, choices={"screen": opens}
    )


def _agenda_list(items: tuple[ItemRow, ...]) -> None:
    if not items:
        empty_state("L’ordine del giorno è vuoto.", "Lo scrive il coordinatore.")
    for one in items:
        st.markdown(
            f"**{one.number}. {plain(one.title)}** · {one.kind.label}"
            + (f" · {plain(one.rapporteur)}" if one.rapporteur else "")
            + (f"  \n{plain(one.proposal)}" if one.proposal else "")
        )


def _alternatives(room: Room, actor: Actor, items: tuple[ItemRow, ...]) -> None:
    """The scenarios looked at beside the one that a point proposes."""
    scenarios_known, proposing = (
        known_scenarios(),
        {one.id: one for one in items if one.scenario_id},
    )
    if not proposing or len(scenarios_known) < FEWEST_TO_COMPARE:
        return
    present = read(alternatives, room.sitting.id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        item = proposing[
            choose(
                "Scenari a confronto al punto",
                {one.id: item_name(one) for one in proposing.values()},
                "punto-alternative",
            )
        ]
        others = {code: name for code, name in scenarios_known.items() if code != item.scenario_id}
        before = set(present.get(item.id, ())) & set(others)
        chosen = set(
            st.multiselect(
                "Alternative",
                list(others),
                default=sorted(before),
                format_func=others.__getitem__,
                key=f"alternative-{item.id}",
                placeholder="Nessuna",
                select_all=False,
                max_selections=MOST_SCENARIOS - 1,
            )
        )
        if st.button("Salva le alternative", disabled=chosen == before):
            versions = {
                one.id: one.version
                for one in read(register_rows, AgendaAlternative, {"item_id": item.id}, 0)
            }
            added = [
                Edit(AgendaAlternative, {"item_id": item.id, "scenario_id": code})
                for code in sorted(chosen - before)
            ]
            gone = [
                Edit(
                    AgendaAlternative,
                    {},
                    f"{item.id}:{code}",
                    versions[f"{item.id}:{code}"],
                    remove=True,
                )
                for code in sorted(before - chosen)
            ]
            save(
                [*added, *gone],
                actor,
                f"Alternative al punto {item.number}",
                "Alternative salvate.",
            )
