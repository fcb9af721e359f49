"""What is told to who may not write a row, and what changing a row is; in two districts."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, mandate, save
from tests.made_districts import made_districts, rows
from tests.made_rows import fingerprint, load, sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Right
from udp_core.people.entities import Mandate, Officer
from udp_core.people.rights import Subjects, is_written_by, require, right_of
from udp_core.people.rules import Actor, OutsideActor
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

ASK = "Chiederlo a chi ne ha l’incarico, o al coordinatore."


@pytest.fixture
def world(empty_engine: Engine) -> Engine:
    made_districts(empty_engine)
    rows("municipality", {"istat_code": "m", "district_id": "b"}, engine=empty_engine)
    return empty_engine


def refused(
    engine: Engine,
    officer: str | Actor,
    right: Right,
    table: str,
    *images: Image | None,
    what: str = "",
) -> Problem | None:
    with reading(engine) as connection:
        actor = officer if isinstance(officer, Actor) else require(connection, officer, TODAY)
        return Subjects(connection, TODAY).refused(actor, right, E[table], images, what)


def without(officer: str, right: Right, what: str) -> Problem:
    sentence = f"L’utente {officer} non ha un incarico che permetta di scrivere {what}."
    return Problem("A11", sentence, ASK, value=right.value)


def test_a_row_is_written_by_who_has_it_as_it_was_and_as_it_would_be(world: Engine) -> None:
    ours = sound(E["frna_entry"], fund_year_id=FUND, municipality_id="c")
    russi = {**ours, "municipality_id": "r"}
    enter, arrange = Right.ENTER, Right.ARRANGE
    told = "«movimento FRNA»"
    for officer, right, images, found in (
        ("carlo", enter, (ours,), None),
        ("carlo", enter, (None, ours), None),
        ("carlo", enter, (russi,), without("carlo", enter, told)),
        ("carlo", arrange, (ours,), without("carlo", arrange, told)),
        ("anna", arrange, (ours, russi), None),
        ("bice", enter, (ours,), without("bice", enter, told)),
        ("ugo", Right.READ, (ours,), None),
        ("ugo", enter, (ours,), without("ugo", enter, told)),
    ):
        assert refused(world, officer, right, "frna_entry", *images) == found
    moved = refused(world, "carlo", enter, "frna_entry", ours, russi)
    assert moved is not None
    assert moved.code == "A11"
    named = refused(world, "ugo", enter, "frna_entry", ours, what="la scheda S26-04")
    assert named == without("ugo", enter, "la scheda S26-04")


def test_what_is_of_no_district_or_was_not_asked_is_not_written(world: Engine) -> None:
    nobody = Problem("A13", "«insieme di dati» non è di nessun distretto.", "Non si scrive da qui.")
    found = refused(world, "anna", Right.ARRANGE, "data_set", sound(E["data_set"]))
    assert found is not None
    assert (found.code, found.remedy) == (nobody.code, nobody.remedy)
    row = sound(E["frna_entry"], fund_year_id=FUND, municipality_id="c")
    other = {**row, "voce_id": "A2"}
    key = "a:a:2026:a:a:c:" + ":".join(str(row[one] or "-") for one in ("phase", "period"))
    outside = OutsideActor("richiesta 1", "Alfa", (), "a", frozenset({("frna_entry", f"{key}:-")}))
    assert refused(world, outside, Right.ENTER, "frna_entry", row) is None
    assert refused(world, outside, Right.ENTER, "frna_entry", other) == Problem(
        "A14", "«movimento FRNA» non è tra le cifre chieste.", "Scrivere solo quelle."
    )


def test_what_is_of_more_districts_is_changed_by_who_may_in_each(world: Engine) -> None:
    """A voce is of everybody at work; anna coordinates «a», and then «b» too."""
    voce = sound(E["frna_voce"], code="A1")
    shared = Problem(
        "A11",
        "«voce FRNA» è di più distretti (a e b): la cambia chi ne ha l’incarico in ciascuno.",
        "Chiederlo a chi amministra, che dà gli incarichi.",
        value="arrange",
    )
    assert refused(world, "anna", Right.ARRANGE, "frna_voce", voce) == shared
    rows("mandate", mandate("anna", "coordinator", district_id="b"), engine=world)
    assert refused(world, "anna", Right.ARRANGE, "frna_voce", voce) is None
    ended = {**mandate("anna", "coordinator", district_id="b"), "valid_to": "2026-11-09"}
    load(world, Batch(Mandate, [(None, ended)]))
    assert refused(world, "anna", Right.ARRANGE, "frna_voce", voce) == shared


@pytest.mark.parametrize(
    ("last", "first", "since"),
    [
        ("2026-11-30", "2026-12-01", None),
        ("2026-11-30", "2026-11-15", None),
        ("2026-11-30", "2026-12-02", " dopo il 30/11/2026"),
        ("2026-11-09", "2026-11-10", None),
        ("2026-11-09", "2026-11-11", ""),
    ],
)
def test_a_district_is_not_left_without_who_administers_it_for_a_day(
    world: Engine, last: str, first: str, since: str | None
) -> None:
    """Bruno administers «b» alone; his mandate ends, and bice's begins: the day after, or later."""
    [bruno] = [one for one in _mandates(world) if one.startswith("bruno:")]
    after = Edit(
        Mandate, {**mandate("bice", "administrator", district_id="b"), "valid_from": first}
    )
    ends = Edit(Mandate, {"valid_to": last}, bruno, 1)
    before = fingerprint(world)
    if since is None:
        assert save(world, "bruno", after, ends).touched == 2
        return
    with pytest.raises(RefusedError) as caught:
        save(world, "bruno", after, ends)
    assert caught.value.problems == (
        Problem(
            "A36",
            f"Il distretto Attività resterebbe senza un amministratore attivo{since}.",
            "Dare prima l’incarico di amministratore a un altro utente attivo.",
            value="b",
        ),
    )
    assert fingerprint(world) == before


def _mandates(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [str(one[0]) for one in connection.exec_driver_sql("SELECT id FROM mandate")]


def test_who_is_not_active_is_nobody(world: Engine) -> None:
    load(world, Batch(Officer, [(None, {"code": "ugo", "name": "Ufficio di ugo", "active": 0})]))
    for name in ("ugo", "eva"):
        with reading(world) as connection, pytest.raises(RefusedError) as caught:
            require(connection, name, TODAY)
        assert caught.value.problems == (
            Problem(
                "A10",
                "L’utente non è attivo.",
                "Accedere di nuovo, o rivolgersi a chi amministra il cruscotto.",
                value=name,
            ),
        )


NEVER = {
    "data_set",
    "published_row",
    "published_discrepancy",
    "decision",
    "decision_act",
    "vote",
    "refused_option",
    "data_request",
    "requested_figure",
    "dossier",
    "dossier_page",
    "fund_closure",
    "state_step",
}
FOLLOWED: tuple[set[str], ...] = (
    {"progress", "as_of"},
    {"title"},
    {"progress", "title"},
    {"done_date"},
    set(),
)


def test_what_changing_a_row_is() -> None:
    """Entered every month, arranged by who coordinates, administered, or never by hand."""
    never = {name for name, one in BY_NAME.items() if _right(name) is None and one}
    assert never >= NEVER
    assert {_right("officer"), _right("mandate"), _right("district")} == {Right.ADMINISTER}
    assert _right("district", {"name"}, exists=True) is Right.ARRANGE
    for phase, right in (
        ("budget", Right.ARRANGE),
        ("forecast", Right.ENTER),
        ("final", Right.ENTER),
    ):
        for name in ("frna_entry", "activity_measure", "intervention_funding"):
            assert _right(name, exists=True, phase=phase) is right
    assert _right("measurement") is _right("measurement", exists=True) is Right.ENTER
    asked = [_right("intervention", one, exists=True) for one in FOLLOWED]
    assert asked == [Right.ENTER, Right.ARRANGE, Right.ARRANGE, Right.ARRANGE, Right.ENTER]
    asked = [_right("action", one, exists=True) for one in FOLLOWED]
    assert asked == [Right.ARRANGE, Right.ARRANGE, Right.ARRANGE, Right.ENTER, Right.ENTER]
    assert _right("intervention", {"progress"}) is _right("action", {"done_date"}) is Right.ARRANGE
    assert _right("allocation") is _right("allocation", exists=True) is Right.ARRANGE


def _right(
    name: str, changed: Collection[str] = (), *, exists: bool = False, **values: str
) -> Right | None:
    return right_of(E[name], sound(E[name], **values), changed, exists=exists)


@pytest.mark.parametrize(
    ("officer", "writes"),
    [
        ("anna", {"district", "frna_entry", "measurement", "action", "intervention", "allocation"}),
        ("adele", {"officer", "mandate", "district"}),
        ("carlo", {"frna_entry", "measurement", "action", "intervention"}),
        ("ugo", set()),
    ],
)
def test_what_is_offered_to_be_written(world: Engine, officer: str, writes: set[str]) -> None:
    shown = {"officer", "mandate", "district", "frna_entry", "measurement", "action"}
    shown |= {"intervention", "allocation", "decision", "data_set", "vote", "state_step"}
    with reading(world) as connection:
        actor = require(connection, officer, TODAY)
    assert {one for one in shown if is_written_by(actor, E[one])} == writes
