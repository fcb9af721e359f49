"""S2-06, N7: figures asked of a body outside, given through a link, and by nobody else."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import FUND, TODAY, E, entry, mandate, save
from tests.made_districts import asks, rows
from tests.made_requests import (
    DUE,
    ask,
    figure,
    give,
    made_requests,
    standing,
)
from tests.made_rows import MOMENT, fingerprint, load, sound_history
from udp_core.archive.backup import renew_door
from udp_core.archive.changes import WantedChanges, changes
from udp_core.archive.engine import reading, writing
from udp_core.archive.queries import register_rows
from udp_core.data_requests.commands.answering import outside_actor
from udp_core.data_requests.commands.asking import link_again
from udp_core.data_requests.entities import DataRequest
from udp_core.data_requests.report import opened_by, requests_report
from udp_core.data_requests.rules import last_day_of_link
from udp_core.data_requests.terms import RequestState
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import DataState
from udp_core.sign_in.tries import MOST_ANSWERS, digest
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import SaveRows, save_rows

OUTSIDE = "richiesta a:2026-001"


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_requests(engine)
    return engine


def of_october(engine: Engine, voce: str) -> dict[str, object] | None:
    with reading(engine) as connection:
        found = register_rows(connection, FrnaEntry, {"id": figure(voce)[1]})
    return dict(found[0].image) if found else None


def refused(*codes: str) -> AbstractContextManager[object]:
    return pytest.raises(RefusedError, match="|".join(rf"\[{code}\]" for code in codes))


def test_what_is_given_is_a_draft_in_the_name_of_who_was_asked(desk: Engine) -> None:
    """1.234,50 € of A1: a draft, «Comunicato da Cooperativa Alfa», and so in history."""
    made = ask(desk)
    done = give(desk, made.secret, {1: "1.234,50", 2: ""})
    assert (done.written, done.awaited) == (1, 1)
    found = of_october(desk, "A1")
    assert found is not None
    assert (found["amount_cents"], found["state"]) == (1_234_50, "draft")
    assert found["source"] == "Comunicato da Cooperativa Alfa"
    assert of_october(desk, "A2") is None
    with reading(desk) as connection:
        [row] = [
            one for one in changes(connection, WantedChanges()) if one.entity_id == figure("A1")[1]
        ]
    assert (row.author, row.role) == (OUTSIDE, "operatore esterno: Cooperativa Alfa")
    assert row.reason == "Risposta alla richiesta 2026-001: Spesa di ottobre"
    assert standing(desk) == {"a:2026-001": (2, 1, 0)}
    assert sound_history(desk) == []


def test_when_all_came_the_link_ends_and_the_request_is_answered(desk: Engine) -> None:
    made = ask(desk)
    give(desk, made.secret, {1: "10"}, page="uno")
    assert give(desk, made.secret, {2: "20"}, page="due").awaited == 0
    with reading(desk) as connection:
        [row] = register_rows(connection, DataRequest, {})
    assert row.image["answered_on"] == TODAY.isoformat()
    before = fingerprint(desk)
    with refused("Y01"):
        give(desk, made.secret, {1: "11"}, page="tre")
    assert fingerprint(desk) == before


def test_the_office_validates_and_who_gave_does_not(desk: Engine) -> None:
    """Anna validates what came from outside: she did not write it, even where two are wanted."""
    made = ask(desk)
    give(desk, made.secret, {1: "10", 2: "20"})
    for state in (DataState.CONFIRMED, DataState.VALIDATED):
        seen = {DataState.CONFIRMED: 1, DataState.VALIDATED: 2}[state]
        move = Move(FrnaEntry, figure("A1")[1], seen, state)
        move_states(desk, MoveState(asks("anna", str(state)), "anna", [move], TODAY))
    found = of_october(desk, "A1")
    assert found is not None
    assert found["state"] == "validated"
    with refused("A10"):
        move = Move(FrnaEntry, figure("A2")[1], 1, DataState.CONFIRMED)
        move_states(desk, MoveState(asks(OUTSIDE, "da fuori"), OUTSIDE, [move], TODAY))


@pytest.mark.parametrize(
    ("line", "why"), [(3, "non chiesta"), (0, "nessuna riga"), (99, "oltre la pagina")]
)
def test_a_line_that_was_not_asked_is_refused_with_all_the_rest(
    desk: Engine, line: int, why: str
) -> None:
    made = ask(desk)
    before = fingerprint(desk)
    with refused("Y21"):
        give(desk, made.secret, {1: "10", line: why})
    assert fingerprint(desk) == before


def test_who_is_let_in_reaches_the_rows_asked_and_no_other(desk: Engine) -> None:
    """The command itself refuses: the same voce of the next month, the other Comune, a budget."""
    made = ask(desk, figure("A1"))
    with reading(desk) as connection:
        actor = outside_actor(opened_by(connection, digest(made.secret), MOMENT, TODAY))
    for number, edit in enumerate(
        (entry(9, 5), entry(10, 5, voce_id="A2"), entry(10, 5, municipality_id="r"))
    ):
        order = SaveRows(asks("", f"falsa {number}"), "", [edit], TODAY, let_in=lambda _: actor)
        with refused("A14"):
            save_rows(desk, order)
    key = f"{FUND}:A1:a:c:budget:month:1"
    arranging = replace(actor, rows=frozenset({("frna_entry", key)}))
    budget = entry(1, 5, phase="budget")
    order = SaveRows(asks("", "preventivo"), "", [budget], TODAY, let_in=lambda _: arranging)
    with refused("A11"):
        save_rows(desk, order)


def test_a_link_is_good_until_fifteen_days_after_the_day_asked(desk: Engine) -> None:
    """Due on 20 November, asked on the 10th: on 4 December it holds, 25 days later it does not."""
    made = ask(desk)
    assert give(desk, made.secret, {1: "10"}, after=timedelta(days=24)).written == 1
    with refused("Y04"):
        give(desk, made.secret, {2: "20"}, after=timedelta(days=25), page="due")


def test_until_when_its_link_is_good_is_read_beside_each_request(desk: Engine) -> None:
    """Asked on the 10th: after 24 days it is good, after 25 no longer."""
    ask(desk)
    with reading(desk) as connection:
        [one] = requests_report(connection, "a", 2026, TODAY)
    assert one.link_until is not None
    assert MOMENT + timedelta(days=24) < one.link_until <= MOMENT + timedelta(days=25)


def test_the_last_day_said_is_that_of_the_letter(desk: Engine) -> None:
    """Due on 20 November: both say 5 December, on the first day and on a later evening."""
    made = ask(desk)
    for later in (timedelta(seconds=1), timedelta(days=3, hours=9)):
        with reading(desk) as connection:
            found = opened_by(connection, digest(made.secret), MOMENT + later, TODAY + later)
        assert found.last_day == last_day_of_link(DUE, TODAY) == date(2026, 12, 5)


def test_a_withdrawn_request_is_closed_and_says_so(desk: Engine) -> None:
    made = ask(desk)
    move = Move(DataRequest, made.request_id, 1, RequestState.WITHDRAWN)
    order = MoveState(asks("anna", "ritira"), "anna", [move], TODAY, explained=True)
    move_states(desk, order)
    with refused("Y02"):
        give(desk, made.secret, {1: "10"})
    assert standing(desk, date(2026, 12, 25)) == {made.request_id: (2, 0, 0)}


def test_a_body_that_ended_no_longer_answers(desk: Engine) -> None:
    made = ask(desk)
    with writing(desk) as connection:
        connection.execute(
            text("UPDATE organisation SET valid_to = '2026-11-09' WHERE id = 'coop'")
        )
    with refused("Y05"):
        give(desk, made.secret, {1: "10"})
    with refused("Y08"):
        ask(desk, title="Un’altra")


def test_another_link_ends_the_one_before(desk: Engine) -> None:
    made = ask(desk)
    again = link_again(desk, asks("anna", "ancora"), "anna", (made.request_id, 1), TODAY)
    with refused("Y01"):
        give(desk, made.secret, {1: "10"})
    assert give(desk, again.secret, {1: "10"}).written == 1


def test_a_request_that_is_over_has_no_other_link(desk: Engine) -> None:
    """Both figures came on 10/11: Y03. Withdrawn: Y02. Nothing is written."""
    made = ask(desk)
    give(desk, made.secret, {1: "10", 2: "20"})
    withdrawn = ask(desk, title="Un’altra")
    move = Move(DataRequest, withdrawn.request_id, 1, RequestState.WITHDRAWN)
    move_states(desk, MoveState(asks("anna", "ritira"), "anna", [move], TODAY, explained=True))
    before = fingerprint(desk)
    for request, code in ((made, "Y03"), (withdrawn, "Y02")):
        with refused(code):
            link_again(desk, asks("anna", code), "anna", (request.request_id, 2), TODAY)
    assert fingerprint(desk) == before


def test_the_secret_is_kept_nowhere(desk: Engine) -> None:
    made = ask(desk)
    with reading(desk) as connection:
        [kept] = connection.execute(text("SELECT secret_hash FROM request_link")).scalars()
        said = connection.execute(text("SELECT after FROM history")).scalars().all()
    assert kept == digest(made.secret) != made.secret
    assert not any(made.secret in str(one) for one in said)
    with refused("Y13"):
        ask(desk)


def test_a_restored_archive_opens_no_link_of_then(desk: Engine) -> None:
    made = ask(desk)
    renew_door(desk, None)
    with refused("Y01"):
        give(desk, made.secret, {1: "10"})


def test_sent_twice_is_done_once(desk: Engine) -> None:
    made = ask(desk)
    first = give(desk, made.secret, {1: "10"})
    before = fingerprint(desk)
    second = give(desk, made.secret, {1: "10"})
    assert (first.written, second.written) == (1, 0)
    assert fingerprint(desk) == before
    with refused("A20", "Y20", "W06"):
        give(desk, made.secret, {1: "11"})


def test_what_the_office_wrote_meanwhile_is_not_written_over_unseen(desk: Engine) -> None:
    made = ask(desk)
    save(desk, "carlo", entry(10, 700))
    with refused("W06"):
        give(desk, made.secret, {1: "10"})
    assert give(desk, made.secret, {1: "10"}, seen=1, page="riletta").written == 1
    with refused("Y20"):
        give(desk, made.secret, {1: "10,00", 2: ""}, seen=2, page="uguale")


def test_what_the_office_wrote_is_not_taken_back_by_an_empty_cell(desk: Engine) -> None:
    save(desk, "carlo", entry(10, 700))
    made = ask(desk)
    with refused("Y20"):
        give(desk, made.secret, {1: "", 2: ""}, seen=1)
    assert of_october(desk, "A1") is not None


def test_a_figure_given_by_mistake_is_taken_back_and_awaited_again(desk: Engine) -> None:
    made = ask(desk)
    give(desk, made.secret, {1: "10"})
    assert give(desk, made.secret, {1: ""}, seen=1, page="due").awaited == 2
    assert of_october(desk, "A1") is None


def test_a_validated_figure_is_not_changed_from_outside(desk: Engine) -> None:
    save(desk, "carlo", entry(10, 700))
    for state, seen in ((DataState.CONFIRMED, 1), (DataState.VALIDATED, 2)):
        move = Move(FrnaEntry, figure("A1")[1], seen, state)
        move_states(desk, MoveState(asks("anna", str(state)), "anna", [move], TODAY))
    made = ask(desk)
    before = fingerprint(desk)
    with pytest.raises(RefusedError):
        give(desk, made.secret, {1: "10"}, seen=3)
    assert fingerprint(desk) == before


def test_a_value_far_from_the_usual_asks_why_and_its_why_is_kept(desk: Engine) -> None:
    """Each month 1.000 €, then 90.000 € by the link."""
    for month in range(1, 10):
        save(desk, "carlo", entry(month, 1000))
    made = ask(desk, figure("A1"))
    with refused("U01", "U02", "U04", "U10"):
        give(desk, made.secret, {1: "90.000"})
    assert give(desk, made.secret, {1: "90.000"}, why="Arretrati di due anni").written == 1
    with reading(desk) as connection:
        [row] = [one for one in changes(connection, WantedChanges()) if one.author == OUTSIDE][:1]
    assert "Arretrati di due anni" in row.reason


@pytest.mark.parametrize("typed", ["1.2.3", "boh", "-5", "1\t2", "1,234.5"])
def test_what_does_not_read_is_said_on_its_line(desk: Engine, typed: str) -> None:
    made = ask(desk)
    before = fingerprint(desk)
    with pytest.raises(RefusedError) as found:
        give(desk, made.secret, {1: "10", 2: typed})
    assert {one.place.row for one in found.value.problems} == {2}
    assert fingerprint(desk) == before


def test_only_so_many_answers_in_a_quarter_of_an_hour(desk: Engine) -> None:
    made = ask(desk)
    for number in range(MOST_ANSWERS):
        with refused("N02"):
            give(desk, made.secret, {1: "boh"}, page=str(number))
    with refused("A40"):
        give(desk, made.secret, {1: "10"}, page="oltre")
    assert give(desk, made.secret, {1: "10"}, after=timedelta(minutes=16)).written == 1


# Who asks


@pytest.mark.parametrize("by", ["carlo", "dina", "ugo"])
def test_only_who_arranges_the_district_asks(desk: Engine, by: str) -> None:
    before = fingerprint(desk)
    with refused("A11"):
        ask(desk, by=by)
    assert fingerprint(desk) == before


def test_who_coordinates_elsewhere_asks_nothing_here(desk: Engine) -> None:
    rows("district", {"code": "b"}, engine=desk)
    rows("officer", {"code": "bice", "name": "Ufficio", "active": 1}, engine=desk)
    load(desk, Batch(E["mandate"], [(None, mandate("bice", "coordinator", district_id="b"))]))
    with refused("A11"):
        ask(desk, by="bice")
    with refused("Y11", "Y08"):
        ask(desk, by="bice", district="b")
    made = ask(desk)
    with refused("A11"):
        link_again(desk, asks("bice", "altrui"), "bice", (made.request_id, 1), TODAY)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"title": "  "}, "Y07"),
        ({"organisation_id": "nessuno"}, "Y08"),
        ({"due_on": TODAY - timedelta(days=1)}, "Y06"),
        ({"due_on": TODAY + timedelta(days=367)}, "Y06"),
        ({"figures": ()}, "Y09"),
        ({"figures": (figure("A1"), figure("A1"))}, "Y11"),
        ({"figures": (figure("A1", month=9),)}, "Y11"),
        ({"year": 0}, "Y11"),
        ({"figures": (("officer", "anna"),)}, "Y11"),
        ({"figures": tuple(figure(f"A{n}") for n in range(61))}, "Y10"),
    ],
)
def test_a_request_that_cannot_be_made_is_refused_whole(
    desk: Engine, other: dict[str, Any], code: str
) -> None:
    before = fingerprint(desk)
    with refused(code):
        ask(desk, **other)
    assert fingerprint(desk) == before


def test_the_days_late_are_those_past_the_day_asked_until_all_came(desk: Engine) -> None:
    """Due on 20 November: none late that day, five on the 25th; none once both are given."""
    made = ask(desk)
    assert standing(desk, DUE)[made.request_id] == (2, 0, 0)
    assert standing(desk, DUE + timedelta(days=5))[made.request_id] == (2, 0, 5)
    give(desk, made.secret, {1: "10", 2: "20"})
    assert standing(desk, DUE + timedelta(days=5))[made.request_id] == (2, 2, 0)
