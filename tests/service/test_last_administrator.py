"""Somebody always administers a district, whatever way the last one is taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.made_desk import TODAY, mandate, save, tried
from tests.made_rows import asked, load
from tests.service.test_people import MANDATE, NOW, OFFICER, code, desk, version
from udp_core.archive.engine import reading
from udp_core.kernel.problem import RefusedError
from udp_core.people.queries import officer_named
from udp_core.sign_in.accounts import invite_by
from udp_core.writing.loading import Batch, LoadRows, load_rows
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

__all__ = ["desk"]


ADMIN = "anna:administrator:a:-:-"


def _removed(engine: Engine) -> None:
    save(engine, "anna", Edit(MANDATE, {}, ADMIN, version(engine, "mandate", ADMIN), remove=True))


def _ended(engine: Engine) -> None:
    save(
        engine,
        "anna",
        Edit(MANDATE, {"valid_to": "2026-12-31"}, ADMIN, version(engine, "mandate", ADMIN)),
    )


def _begun_later(engine: Engine) -> None:
    save(
        engine,
        "anna",
        Edit(MANDATE, {"valid_from": "2026-12-01"}, ADMIN, version(engine, "mandate", ADMIN)),
    )


def _deactivated(engine: Engine) -> None:
    save(engine, "anna", Edit(OFFICER, {"active": 0}, "anna", version(engine, "officer", "anna")))


def _tried(engine: Engine) -> None:
    tried(engine, "anna", Edit(OFFICER, {"active": 0}, "anna", version(engine, "officer", "anna")))


def _loaded(engine: Engine) -> None:
    batch = Batch(OFFICER, [(None, {"code": "anna", "name": "Ufficio di anna", "active": 0})])
    load_rows(engine, LoadRows(asked(), [batch], today=TODAY))


def _loaded_ended(engine: Engine) -> None:
    batch = Batch(MANDATE, [(None, {**mandate("anna", "administrator"), "valid_to": "2026-11-01"})])
    load_rows(engine, LoadRows(asked(), [batch], today=TODAY))


@pytest.mark.parametrize(
    "right", [_removed, _ended, _begun_later, _deactivated, _tried, _loaded, _loaded_ended]
)
def test_the_last_administrator_stays_whatever_way_it_is_tried(
    desk: Engine, right: Callable[[Engine], None]
) -> None:
    with pytest.raises(RefusedError) as caught:
        right(desk)
    [problem] = caught.value.problems
    assert (problem.code, "resterebbe senza un amministratore attivo" in problem.sentence) == (
        "A36",
        True,
    )
    assert invite_by(desk, "anna", "carlo", NOW)


def test_with_another_administrator_the_first_may_go_and_the_undo_of_the_other_may_not(
    desk: Engine,
) -> None:
    request = "altra amministratrice"
    save(desk, "anna", Edit(MANDATE, dict(mandate("dina", "administrator"))), request_id=request)
    _removed(desk)
    load(desk, Batch(MANDATE, [(None, mandate("ugo", "coordinator"))]))
    assert code(lambda: undo(desk, Undo(asked(), "anna", request, TODAY))) in {"A11", "A36"}
    with reading(desk) as connection:
        assert officer_named(connection, "dina") is not None
    assert invite_by(desk, "dina", "carlo", NOW)


def test_an_administrator_may_undo_what_leaves_another_and_not_what_leaves_none(
    desk: Engine,
) -> None:
    """Dina is given the mandate by anna, who then ends hers.

    Anna's mandate to coordinate does not administer.
    """
    save(desk, "anna", Edit(MANDATE, dict(mandate("dina", "administrator"))), request_id="data")
    save(desk, "anna", Edit(OFFICER, {"active": 0}, "carlo", version(desk, "officer", "carlo")))
    load(
        desk,
        Batch(MANDATE, [(None, {**mandate("anna", "administrator"), "valid_to": "2026-12-31"})]),
    )
    assert code(lambda: undo(desk, Undo(asked(), "anna", "data", TODAY))) == "A36"


def test_a_handover_without_a_gap_is_let_through(desk: Engine) -> None:
    following = {**mandate("dina", "administrator"), "valid_from": "2027-01-01"}
    save(desk, "anna", Edit(MANDATE, dict(following)))
    _ended(desk)
