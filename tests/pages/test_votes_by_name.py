"""Votes by name at the desk: what is chosen for a point is of that point (ROOM B7)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.made_sitting import MEMBERS, SITTING, opened
from tests.pages.test_room import ANNA, screen
from udp_core.archive.engine import reading
from udp_core.drafts.commands.unsaved import waiting_for
from udp_core.sittings.queries.decisions import decisions, votes
from udp_core.sittings.terms import VoteChoice

SCREEN = "seduta/seduta.py"


def at(shown: AppTest, number: int) -> AppTest:
    return shown.selectbox(key="punto").set_value(f"{SITTING}:{number}").run()


def chosen(shown: AppTest, number: int) -> dict[str, str]:
    """Who votes how, as the boxes of a point show it."""
    start = f"voto-{SITTING}:{number}-"
    return {
        one.key.removeprefix(start): str(one.value)
        for one in shown.selectbox
        if one.key and one.key.startswith("voto-")
    }


def choose(shown: AppTest, vote: dict[str, VoteChoice]) -> None:
    for member, said in vote.items():
        shown.selectbox(key=f"voto-{SITTING}:2-{member}").set_value(said.value).run()


def test_votes_of_a_point_stay_with_it_and_are_what_is_recorded(
    demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At point 2 Cervia is against and Russi in conflict; one looks at 3 and comes back."""
    opened(demo_copy)
    shown = screen(demo_copy, SCREEN, monkeypatch, ANNA, parte="In corso", punto=f"{SITTING}:2")
    shown.toggle(key=f"per-nome-{SITTING}:2").set_value(True).run()
    choose(shown, {MEMBERS[1]: VoteChoice.AGAINST, MEMBERS[3]: VoteChoice.CONFLICT})
    before = chosen(shown, 2)
    assert list(before.values()) == ["for", "against", "for", "conflict"]
    assert chosen(at(shown, 3), 3) == {}
    assert chosen(at(shown, 2), 2) == before
    again = screen(demo_copy, SCREEN, monkeypatch, ANNA, parte="In corso", punto=f"{SITTING}:2")
    assert chosen(again, 2) == before  # the page was loaded again
    again.text_area(key=f"scritto-decisione-{SITTING}:2-testo").set_value("Si approva.").run()
    why = f"scritto-decisione-{SITTING}:2-motivo-{MEMBERS[3]}"
    again.text_input(key=why).set_value("Amministra un gestore").run()
    again.button(key="decide-Registra la decisione").click().run()
    assert not again.exception
    with reading(demo_copy) as connection:
        (made,) = decisions(connection, "ravenna", SITTING)
        named = {one.member: one.choice for one in votes(connection, made.id)}
    assert named == {
        "Sindaco di Ravenna": VoteChoice.FOR,
        "Sindaco di Cervia": VoteChoice.AGAINST,
        "Direttore del distretto sanitario": VoteChoice.FOR,
        "Sindaco di Russi": VoteChoice.CONFLICT,
    }
    now = datetime.now(UTC)
    assert not [one for one in waiting_for(demo_copy, "anna", now) if one.startswith("voto-")]
