"""Scenarios: kept, listed, opened by a link, compared, duplicated, put away, proposed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.components import who as door
from pages.components.cards import empty_state
from pages.components.commanding import carry_out, say_done
from pages.components.context import ask, context, read
from pages.components.filters import choose
from pages.components.levers import handed, move_levers
from pages.components.tables import show_table
from pages.components.texts import Texts
from udp_core.kernel import italian
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain
from udp_core.simulation.commands.proposing_variations import propose
from udp_core.simulation.commands.scenarios import (
    Kept,
    ScenarioDraft,
    move_scenario,
    save_scenario,
    scenario,
)
from udp_core.simulation.commands.variations import Where
from udp_core.simulation.queries.scenarios import ScenarioRow, scenarios
from udp_core.simulation.rules.compared import differences
from udp_core.simulation.rules.evaluate import SimulatedOutcome, evaluate
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.terms import ScenarioKind, ScenarioState
from udp_core.simulation.view.levers import costs_words
from udp_core.simulation.view.tables import compared_table, differences_table, levers_table

MOST_COMPARED = 4
LONGEST_NAME, LONGEST_NOTE = 120, 500
SHARED = "scenario"
"""In the address: the scenario that a link opens."""
_OPENED = "sim-opened"


def shared() -> Kept | None:
    """The scenario of the address, with its own frozen base.

    Every figure of the page is that of then; None without.
    """
    asked = st.query_params.get(SHARED)
    if not asked:
        st.session_state.pop(_OPENED, None)
        return None
    kept = ask(scenario, asked)
    if kept is None or kept.district != context().district:
        st.warning("Lo scenario del collegamento non c’è: forse è di un altro archivio.")
        return None
    if not _is_open_to(door.who(), kept):
        st.warning(
            "Lo scenario del collegamento non è ancora condiviso: lo vede chi lo ha salvato."
        )
        return None
    if st.session_state.get(_OPENED) != asked:
        st.session_state[_OPENED] = asked
        move_levers(kept.handed)
    return kept


def _is_open_to(actor: Actor | None, kept: Kept) -> bool:
    """A draft is of who saved it: its address can be guessed."""
    own = actor is not None and actor.officer_id == kept.officer
    return own or kept.state is not ScenarioState.DRAFT


def shared_notice(kept: Kept) -> None:
    """Of when the figures are.

    And the way back to those of today, with the levers where they are.
    """
    words, button = st.columns([4, 1], vertical_alignment="center")
    words.info(
        f"Scenario «{plain(kept.name)}», salvato il {italian.day(kept.as_of)}: tutte le cifre di"
        " questa pagina sono quelle di allora."
    )
    if button.button("Passa alle cifre di oggi", key="sim-today", width="stretch"):
        del st.query_params[SHARED]
        st.rerun()


def scenarios_part(model: Model, position: Position, outcome: SimulatedOutcome) -> None:
    """Those of the district; then what can be done by who signed in."""
    say_done()
    actor, here = door.who(), context()
    known = [
        one
        for one in read(scenarios, here.district)
        if one.state is not ScenarioState.DRAFT or (actor and one.officer == actor.officer_id)
    ]
    if actor and not st.query_params.get(SHARED):
        _keep(model, position, actor)
    elif actor:
        st.markdown(
            "Qui si legge uno scenario com’era: per salvarne uno nuovo, passare alle cifre di oggi."
        )
    else:
        st.markdown(
            "Per salvare uno scenario bisogna entrare; quelli condivisi si aprono e si confrontano."
        )
    shown = [one for one in known if one.state is not ScenarioState.ARCHIVED]
    if not shown:
        empty_state("Nessuno scenario salvato.", "Muovere le leve e salvarle qui con un nome.")
        return
    _compare(shown, model, position, outcome)
    _one(shown, model, actor)


def _keep(model: Model, position: Position, actor: Actor) -> None:
    here = context()
    texts = Texts("scritto-scenario", apart=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = texts.line("Nome dello scenario", "nome", longest=LONGEST_NAME)
        note = texts.line("Nota", "nota", longest=LONGEST_NOTE)
        pressed = st.button(
            "Salva lo scenario",
            type="primary",
            shortcut="Ctrl+S",
            key="sim-keep",
            disabled=position == model.present,
        )
    texts.say()
    if pressed:
        kind = ScenarioKind.of(str(st.session_state["sim-kind"]))
        draft = ScenarioDraft(name, note, kind, here.district, model, handed(model, position))
        carry_out(
            lambda asked: save_scenario(here.engine, asked, actor.officer_id, draft, here.today),
            actor,
            f"Scenario «{name}»",
            f"Scenario «{plain(name)}» salvato.",
            form=(name, note, draft.position, model.title),
            texts=texts,
        )


def _compare(
    known: list[ScenarioRow], model: Model, position: Position, outcome: SimulatedOutcome
) -> None:
    names = {one.id: f"{one.name} ({one.year})" for one in known}
    chosen = st.multiselect(
        "Confronta (fino a quattro)",
        list(names),
        format_func=names.__getitem__,
        key="sim-compared",
        max_selections=MOST_COMPARED,
        placeholder="Scegliere gli scenari",
        select_all=False,
    )
    found = [kept for one in chosen if (kept := read(scenario, one))]
    if found:
        columns = [
            (kept.name, kept.model, kept.position, evaluate(kept.model, kept.position))
            for kept in found
        ]
        now = [("Leve di adesso", model, position, outcome)] if len(columns) < MOST_COMPARED else []
        show_table(
            compared_table([*columns, *now]),
            "scenari",
            stamp=context().stamp(
                "scenari: non cambiano il programma", "basi congelate degli scenari"
            ),
        )


def _one(known: list[ScenarioRow], model: Model, actor: Actor | None) -> None:
    names = {
        one.id: f"{one.name}: {one.state.label}, {italian.day(one.as_of)}, {one.officer}"
        for one in known
    }
    kept = read(scenario, choose("Scenario", names, "sim-one"))
    if kept is None:
        return
    st.markdown(f"{plain(kept.note)} Indirizzo da condividere: `/simulazione?{SHARED}={kept.id}`")
    show_table(levers_table(kept.model, kept.position), "leve-scenario", downloads=False)
    for words in (*kept.model.notes, *costs_words(kept.model, kept.position)):
        st.caption(plain(words))
    changed = differences(kept.model, model) if kept.model.title == model.title else ()
    if changed:
        st.warning(
            "La base è cambiata da quando lo scenario è stato salvato: le sue cifre restano quelle"
            " di allora."
        )
        show_table(differences_table(changed), "cambiato", downloads=False)
    with st.container(horizontal=True):
        if st.button("Porta le leve qui", key="sim-load"):
            move_levers(
                {
                    code: found
                    for code, found in kept.handed.items()
                    if code in {lever.code for lever in model.levers}
                }
            )
            st.rerun()
        if actor:
            _rights(kept, actor)


def _rights(kept: Kept, actor: Actor) -> None:
    here = context()
    moves = {
        ScenarioState.SHARED: "Condividi",
        ScenarioState.DRAFT: "Torna in bozza",
        ScenarioState.ARCHIVED: "Archivia",
    }
    for state, label in moves.items():
        if state is not kept.state and st.button(label, key=f"sim-{state.value}"):
            move = partial(
                move_scenario,
                here.engine,
                officer_id=actor.officer_id,
                seen=(kept.id, kept.version),
                state=state,
                today=here.today,
            )
            carry_out(
                move,
                actor,
                f"{label}: {kept.name}",
                f"Fatto: {label.lower()}.",
            )
    if st.button("Duplica", key="sim-copy"):
        draft = ScenarioDraft(
            f"{kept.name} (copia)"[:120],
            kept.note,
            ScenarioKind.of(kept.id.split("-")[0]),
            here.district,
            kept.model,
            kept.handed,
        )
        carry_out(
            lambda asked: save_scenario(here.engine, asked, actor.officer_id, draft, here.today),
            actor,
            f"Copia di «{kept.name}»",
            "Scenario duplicato.",
            form=("copia", kept.id),
        )
    if kept.model.fund_account is not None and st.button(
        "Proponi la variazione del programma", key="sim-propose"
    ):
        where = Where(here.district, kept.model.year, here.today)
        carry_out(
            lambda asked: propose(here.engine, asked, actor.officer_id, kept.id, where),
            actor,
            f"Proposta da «{kept.name}»",
            "Variazione proposta: si decide in «Spostamenti tra voci».",
        )
