"""A sitting while it runs: one point at a time, its line of notes, its decision."""

from __future__ import annotations

import streamlit as st

from pages.components import sala
from pages.components.cards import empty_state
from pages.components.commanding import carry_out
from pages.components.context import context, read
from pages.components.filters import choose
from pages.components.kept_choice import kept_select, kept_toggle
from pages.components.moderating import moderator_part, show_vote
from pages.components.notes import notes_part
from pages.components.problems import list_problems
from pages.components.screens import SALA
from pages.components.sitting import item_name, known_scenarios
from pages.components.sitting_moments import moments_part
from pages.components.texts import Texts
from pages.components.unsaved import forget_all_of
from udp_core.archive.asking import Asked
from udp_core.archive.field import LONGEST_LINE, LONGEST_TEXT
from udp_core.briefing.minutes import outcome_words
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.people.rules import Actor
from udp_core.render.markdown import label, plain
from udp_core.sittings.commands.conducting import Room
from udp_core.sittings.commands.deciding import Resolution, decide
from udp_core.sittings.queries.decisions import DecisionRow, decisions
from udp_core.sittings.queries.sittings import ItemRow, agenda, alternatives
from udp_core.sittings.rules import Seat, VoteTally
from udp_core.sittings.terms import DecisionOutcome, ItemKind, SittingState, VoteChoice

NOBODY = ""
POINT = "punto"
VOTES = ("Favorevoli", "Contrari", "Astenuti", "In conflitto")


def running_part(room: Room, actor: Actor | None) -> None:
    """One point at a time: its line of notes, and its decision."""
    items = {one.id: one for one in read(agenda, room.sitting.id)}
    if room.sitting.state is not SittingState.OPEN or not items:
        empty_state("La seduta non è aperta.", "Si annota e si decide mentre è in corso.")
        return
    chosen = _point(room, items)
    moderator_part(room.sitting, chosen)
    here = read(lambda connection: room.quorum(connection, chosen.number))
    st.markdown(here.words if here else "")
    moments_part(room, chosen, actor)
    notes_part(chosen, actor)
    if actor and chosen.kind is ItemKind.DECISION:
        _decision_part(room, chosen, actor)


def _decision_part(room: Room, item: ItemRow, actor: Actor) -> None:
    """What is on record; then the decision, or the one that corrects it.

    Recorded, its button goes.
    """
    known = [
        one
        for one in read(decisions, context().district, room.sitting.id)
        if one.item_id == item.id
    ]
    _decided(known)
    replaced = {one.replaces_id for one in known}
    standing = next(
        (
            one
            for one in known
            if one.id not in replaced and one.outcome is not DecisionOutcome.POSTPONED
        ),
        None,
    )
    if standing is None:
        _decision(room, item, actor)
    elif st.toggle(
        f"Correggi la decisione n. {standing.number}: se ne registra una che la sostituisce",
        key=f"correggi-{standing.id}",
    ):
        _decision(room, item, actor, standing)


def _point(room: Room, items: dict[str, ItemRow]) -> ItemRow:
    """The point being dealt with, the way to the next and to the wall."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = items[choose("Punto", {one.id: item_name(one) for one in items.values()}, POINT)]
        following = next((one.id for one in items.values() if one.number > chosen.number), None)
        st.button(
            "Punto successivo", disabled=following is None, on_click=_go_to, args=(following,)
        )
        st.page_link(
            SALA,
            label=f"Mostra il punto {chosen.number} in sala",
            query_params={
                sala.SITTING: room.sitting.id,
                "anno": str(room.sitting.year),
                sala.POINT: str(chosen.number),
            },
        )
    return chosen


def _go_to(item: str | None) -> None:
    st.session_state[POINT] = item


def _decided(known: list[DecisionRow]) -> None:
    """What is already on record of this point, and what replaced it."""
    later = {one.replaces_id: one.number for one in known if one.replaces_id}
    for one in reversed(known):
        replaced = f" (sostituita dalla n. {later[one.id]})" if one.id in later else ""
        st.markdown(f"**{outcome_words(one)}**{replaced} {plain(one.text)}")


def _decision(
    room: Room, item: ItemRow, actor: Actor, corrected: DecisionRow | None = None
) -> None:
    """The text, the votes, the scenario and what was left aside.

    `corrected` is the decision that this one replaces.
    """
    st.subheader("Decisione che corregge" if corrected else "Decisione", anchor=False)
    starting = corrected.text if corrected else item.proposal or ""
    texts = Texts(f"scritto-decisione-{corrected.id if corrected else item.id}")
    text = texts.area("Testo", "testo", starting, longest=LONGEST_TEXT)
    by_name = kept_toggle("Voto per nome", f"per-nome-{item.id}")
    voting = [seat for seat in room.seats if seat.votes and seat.is_here(item.number)]
    votes, reasons = _votes_by_name(voting, item, texts) if by_name else ({}, {})
    tally = VoteTally(0, 0, 0) if by_name else _counted(len(voting), texts)
    known, beside = known_scenarios(), read(alternatives, room.sitting.id).get(item.id, ())
    left, middle, right = st.columns(3)
    with left:
        scenario = kept_select(
            "Scenario deciso",
            {NOBODY: "Nessuno", **known},
            f"scenario-{item.id}",
            usual=item.scenario_id or NOBODY,
        )
    with middle:
        refusable = [one for one in known if one != scenario]
        others = st.multiselect(
            "Alternative scartate",
            refusable,
            default=[one for one in beside if one in refusable],
            format_func=known.__getitem__,
            key=f"scartate-{item.id}",
            placeholder="Nessuna",
            select_all=False,
        )
    with right:
        typed = texts.line("Da rivedere il (gg/mm/aaaa)", "rivedere").strip()
        review = italian.read_day(typed) if typed else None
    with st.container(horizontal=True):
        for said, postponed in (
            (("Registra la correzione", False),)
            if corrected
            else (("Registra la decisione", False), ("Rinvia il punto", True))
        ):
            if st.button(said, type="secondary" if postponed else "primary", key=f"decide-{said}"):
                if isinstance(review, Problem):
                    list_problems([review], 0)
                    return
                resolution = Resolution(
                    item.id,
                    text,
                    tally,
                    votes,
                    reasons,
                    postponed,
                    None,
                    scenario or None,
                    tuple(others),
                    review,
                    corrected.id if corrected else None,
                )
                _record(room, resolution, actor, item, texts)


def _record(room: Room, resolution: Resolution, actor: Actor, item: ItemRow, texts: Texts) -> None:
    here = context()

    def work(asked: Asked) -> object:
        made = decide(here.engine, asked, actor.officer_id, room.sitting.id, resolution, here.today)
        if not resolution.postponed:
            show_vote(here.engine, asked, room.sitting, item.number, actor=actor, today=here.today)
        return made

    chosen = [f"voto-{item.id}-", f"per-nome-{item.id}", f"scenario-{item.id}"]
    carry_out(
        work,
        actor,
        f"Decisione sul punto {item.number}",
        "Decisione registrata: non si modifica più. Una correzione sarà una decisione nuova, che la"
        " sostituisce.",
        lambda _: forget_all_of(chosen),
        form=resolution,
        texts=texts,
    )


def _votes_by_name(
    voting: list[Seat], item: ItemRow, texts: Texts
) -> tuple[dict[str, VoteChoice], dict[str, str]]:
    votes, reasons = {}, {}
    for seat in voting:
        key = f"voto-{item.id}-{seat.member_id}"
        answers = {one.value: one.label for one in VoteChoice}
        said = kept_select(seat.name, answers, key, usual=VoteChoice.FOR.value)
        votes[seat.member_id] = VoteChoice.of(said or VoteChoice.FOR.value)
        if votes[seat.member_id] is VoteChoice.CONFLICT:
            reasons[seat.member_id] = texts.line(
                f"Motivo ({label(seat.name)})", f"motivo-{seat.member_id}", longest=LONGEST_LINE
            )
    return votes, reasons


def _counted(present: int, texts: Texts) -> VoteTally:
    """How many for, against, abstained, in conflict.

    All that are there in favour, until told otherwise.
    """
    counts = []
    for place, (column, named) in enumerate(zip(st.columns(len(VOTES)), VOTES, strict=True)):
        with column:
            counts.append(texts.number(named, named, max(present, 1), 0 if place else present))
    return VoteTally(*counts)
