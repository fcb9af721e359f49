"""Who may do what: every role, inside its scope and nowhere else."""

from __future__ import annotations

import pytest

from udp_core.kernel.vocabulary import Right, Role
from udp_core.people.rules import Actor, Grant, OutsideActor, RowSubject, allows

CERVIA = RowSubject("ravenna", "anziani", "039007")
RUSSI = RowSubject("ravenna", "disabili", "039016")
WHOLE = RowSubject("ravenna")
COORDINATOR = Grant(Role.COORDINATOR, "ravenna")
OF_CERVIA = Grant(Role.MUNICIPALITY_EDITOR, "ravenna", None, "039007")
OF_ELDERLY = Grant(Role.AREA_EDITOR, "ravenna", "anziani")
EXPECTED = {
    Role.COMMITTEE: {Right.READ},
    Role.AREA_EDITOR: {Right.READ, Right.ENTER, Right.CONFIRM, Right.PROPOSE},
    Role.MUNICIPALITY_EDITOR: {Right.READ, Right.ENTER, Right.CONFIRM, Right.PROPOSE},
    Role.COORDINATOR: set(Right) - {Right.ADMINISTER},
    Role.ADMINISTRATOR: {Right.READ, Right.ADMINISTER},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_every_role_does_its_deeds_in_its_scope(role: Role, right: Right) -> None:
    grant = Grant(role, "ravenna", "anziani", "039007")
    assert allows(grant, right, CERVIA) is (right in EXPECTED[role])
    assert not allows(grant, right, RowSubject("faenza", "anziani", "039007"))


@pytest.mark.parametrize("grant", [OF_CERVIA, OF_ELDERLY])
def test_an_editor_reaches_only_the_scope_of_the_mandate(grant: Grant) -> None:
    assert allows(grant, Right.ENTER, CERVIA)
    assert not allows(grant, Right.ENTER, RUSSI)
    assert not allows(grant, Right.ENTER, WHOLE)
    assert allows(grant, Right.READ, RUSSI)
    assert allows(grant, Right.PROPOSE, WHOLE)


@pytest.mark.parametrize("role", [Role.AREA_EDITOR, Role.MUNICIPALITY_EDITOR])
def test_an_editor_without_a_scope_writes_nothing(role: Role) -> None:
    assert not allows(Grant(role, "ravenna"), Right.ENTER, WHOLE)


def test_mandates_add_up() -> None:
    actor = Actor(
        "eva",
        "Ufficio",
        (OF_CERVIA, Grant(Role.MUNICIPALITY_EDITOR, "ravenna", None, "039016"), OF_ELDERLY),
    )
    assert actor.may(Right.ENTER, RUSSI)
    assert not actor.may(Right.VALIDATE, CERVIA)
    assert actor.roles == (Role.MUNICIPALITY_EDITOR, Role.AREA_EDITOR)
    assert actor.role_words == "referente di Comune, referente di ambito"
    assert [grant.municipality_id for grant in actor.scopes(Role.MUNICIPALITY_EDITOR)] == [
        "039007",
        "039016",
    ]
    assert not Actor("x", "", ()).may(Right.READ, WHOLE)


@pytest.mark.parametrize("right", Right)
def test_who_is_let_in_by_a_link_gives_figures_to_who_asks_and_nothing_else(right: Right) -> None:
    outside = OutsideActor("richiesta 1", "Alfa", (), "a", frozenset({("frna_entry", "x")}))
    own, other = RowSubject("a", municipality_id="c"), RowSubject("b")
    gives = right is Right.ENTER
    assert (outside.ever_may(right), outside.may(right, own)) == (gives, gives)
    assert not outside.may(right, other)
