"""S2-06, N7: what came through a link and «Annulla la mia ultima modifica» of «Storia».

Each undoes their own: nobody at the desk undoes what came from outside, nor pulls the request from
under it; the office corrects the draft, and that correction is undone.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from sqlalchemy import Engine

from tests.data_requests.test_asking_and_giving import OUTSIDE, desk, of_october
from tests.made_desk import TODAY, E, save
from tests.made_districts import asks
from tests.made_requests import ask, figure, give, standing
from tests.made_rows import fingerprint, sound_history
from udp_core.archive.changes import WantedChanges, changes, last_request_of
from udp_core.archive.engine import reading
from udp_core.kernel.problem import RefusedError
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

__all__ = ["desk"]


def refused(code: str) -> AbstractContextManager[pytest.ExceptionInfo[RefusedError]]:
    return pytest.raises(RefusedError, match=rf"\[{code}\]")


def last_of(engine: Engine, author: str) -> str:
    with reading(engine) as connection:
        return last_request_of(connection, author) or ""


def undo_last_of(engine: Engine, author: str, by: str = "anna") -> int:
    return undo(engine, Undo(asks(by, "annulla"), by, last_of(engine, author), TODAY))


@pytest.mark.parametrize("by", ["anna", "carlo"])
def test_nobody_at_the_desk_undoes_what_came_from_outside(desk: Engine, by: str) -> None:
    made = ask(desk)
    give(desk, made.secret, {1: "1.234,50"})
    before = fingerprint(desk)
    with pytest.raises(RefusedError, match=rf"La modifica è di {OUTSIDE}"):
        undo_last_of(desk, OUTSIDE, by)
    assert fingerprint(desk) == before


def test_a_request_is_withdrawn_and_not_undone(desk: Engine) -> None:
    """Whether a figure came of it or not: the link that was sent stays good, what came stays."""
    made = ask(desk)
    before = fingerprint(desk)
    with refused("A12") as told:
        undo_last_of(desk, "anna")
    assert "una richiesta si ritira in «Chi è in ritardo»" in str(told.value)
    assert fingerprint(desk) == before
    give(desk, made.secret, {1: "10"})
    before = fingerprint(desk)
    with refused("U12"):
        undo_last_of(desk, "anna")
    assert fingerprint(desk) == before
    assert standing(desk) == {"a:2026-001": (2, 1, 0)}


def test_the_office_corrects_what_came_and_takes_its_correction_back(desk: Engine) -> None:
    """1.234,50 € from outside, 1.200 € by anna, undone: 1.234,50 €, as whoever gave it."""
    made = ask(desk)
    give(desk, made.secret, {1: "1.234,50", 2: "20"})
    given = of_october(desk, "A1")
    corrected = Edit(E["frna_entry"], {"amount_cents": 1_200_00}, figure("A1")[1], 1)
    save(desk, "anna", corrected)
    assert of_october(desk, "A1") != given
    assert undo_last_of(desk, "anna") == 1
    assert of_october(desk, "A1") == given
    with reading(desk) as connection:
        authors = [one.author for one in changes(connection, WantedChanges())][:3]
    assert authors[0] == "anna"
    assert standing(desk) == {"a:2026-001": (2, 2, 0)}
    assert sound_history(desk) == []
