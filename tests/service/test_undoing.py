"""Undoing: one's own last change, as it was before, and never over somebody else's."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import TODAY, E, entry, made_desk, save
from tests.made_rows import asked, load, sound_history
from udp_core.archive.changes import WantedChanges, authors, last_request_of, link_with
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.archive.replay import alterations
from udp_core.history.report import change_reports, reports_of_request
from udp_core.history.tables import said_together
from udp_core.kernel.problem import RefusedError
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

ENTRY = E["frna_entry"]
ROW = "a:a:2026:A1:a:c:final:month:1"


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    save(engine, "carlo", entry(1, 1000), request_id="aggiunta")
    return engine


def back(engine: Engine, officer: str, request: str) -> int:
    return undo(engine, Undo(asked(), officer, request, TODAY))


def refused(engine: Engine, officer: str, request: str) -> str:
    with pytest.raises(RefusedError) as caught:
        back(engine, officer, request)
    return caught.value.problems[0].code


def cents(engine: Engine) -> int | None:
    with reading(engine) as connection:
        found = read_by_id(connection, ENTRY, [ROW])
    return int(str(found[ROW][1]["amount_cents"])) if found else None


def test_a_change_is_undone_and_an_addition_taken_back(desk: Engine) -> None:
    save(desk, "carlo", Edit(ENTRY, {"amount_cents": 5}, ROW, 1), request_id="cambio")
    assert back(desk, "carlo", "cambio") == 1
    assert cents(desk) == 1000_00
    assert sound_history(desk) == []


def test_an_added_row_goes_and_a_removed_one_comes_back(desk: Engine) -> None:
    save(desk, "carlo", Edit(ENTRY, {}, ROW, 1, remove=True), request_id="tolta")
    assert cents(desk) is None
    assert back(desk, "carlo", "tolta") == 1
    assert cents(desk) == 1000_00
    save(desk, "carlo", entry(2, 700), request_id="due")
    assert back(desk, "carlo", "due") == 1
    assert sound_history(desk) == []


def test_others_changes_later_changes_and_validated_figures_stay(desk: Engine) -> None:
    assert refused(desk, "anna", "aggiunta") == "U11"
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 5}, ROW, 1))
    assert refused(desk, "carlo", "aggiunta") == "U12"
    assert refused(desk, "carlo", "mai chiesta") == "U10"


def test_what_was_validated_meanwhile_stays(desk: Engine) -> None:
    load(desk, Batch(ENTRY, [(None, {**entry(1, 1000).values, "state": "validated"})]))
    assert refused(desk, "carlo", "aggiunta") == "U12"


def test_history_tells_each_field_from_what_to_what(desk: Engine) -> None:
    save(desk, "carlo", Edit(ENTRY, {"amount_cents": 123456}, ROW, 1), request_id="cambio")
    with reading(desk) as connection:
        last, first = change_reports(
            connection, WantedChanges(author="carlo", entity="frna_entry", text=":c:final")
        )
        assert last_request_of(connection, "carlo") == "cambio"
        assert "carlo" in authors(connection)
        assert change_reports(connection, WantedChanges(since="2999-01-01")) == ()
        assert change_reports(connection, WantedChanges(text="100%_")) == ()
    assert [(one.label, one.before, one.after) for one in last.fields] == [
        ("Importo", "1.000,00", "1.234,56")
    ]
    assert (last.what, first.what, last.entity, last.author, last.reason) == (
        "cambiata",
        "aggiunta",
        "movimento FRNA",
        "carlo",
        "Prova",
    )


def test_a_printed_hash_is_found_in_the_chain_and_an_altered_record_is_named(desk: Engine) -> None:
    with reading(desk) as connection:
        head, sequence = connection.exec_driver_sql(
            "SELECT hash, sequence FROM history ORDER BY sequence DESC LIMIT 1"
        ).one()
        found = link_with(connection, head)
        assert found is not None
        assert (found.sequence, found.hash) == (sequence, head)
        assert link_with(connection, "f" * 64) is None
        assert list(alterations(connection)) == []


def test_undoing_goes_back_step_by_step_and_never_forward(desk: Engine) -> None:
    """A second press undoes the change before; asked twice, one undoing is one.

    Nothing of it is an undoing undone.
    """
    for request, euro in (("primo", 5), ("secondo", 7)):
        with reading(desk) as connection:
            version = read_by_id(connection, ENTRY, [ROW])[ROW][0]
        save(desk, "carlo", Edit(ENTRY, {"amount_cents": euro}, ROW, version), request_id=request)
    for expected, left in (("secondo", 5), ("primo", 1000_00), ("aggiunta", None)):
        with reading(desk) as connection:
            last = last_request_of(connection, "carlo")
        assert last == expected
        assert back(desk, "carlo", last) == 1
        assert cents(desk) == left
        assert back(desk, "carlo", last) == 0
        assert cents(desk) == left
    with reading(desk) as connection:
        assert last_request_of(connection, "carlo") is None
    assert sound_history(desk) == []


def test_what_another_changed_in_between_stands_in_the_way(desk: Engine) -> None:
    save(desk, "carlo", Edit(ENTRY, {"amount_cents": 5}, ROW, 1), request_id="primo")
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 7}, ROW, 2), request_id="di anna")
    assert refused(desk, "carlo", "primo") == "U12"
    save(desk, "anna", Edit(ENTRY, {"amount_cents": 5}, ROW, 3), request_id="com'era")
    assert refused(desk, "carlo", "primo") == "U12"
    back(desk, "anna", "com'era")
    back(desk, "anna", "di anna")
    assert back(desk, "carlo", "primo") == 1
    assert cents(desk) == 1000_00


def test_what_is_undone_is_said_with_its_row_and_its_values(desk: Engine) -> None:
    save(desk, "carlo", Edit(ENTRY, {"amount_cents": 123456}, ROW, 1), request_id="cambio")
    with reading(desk) as connection:
        changed, added = (reports_of_request(connection, one) for one in ("cambio", "aggiunta"))
    assert said_together(changed).endswith(
        "Cervia, consuntivo, gennaio, Importo: 1.000,00 → 1.234,56"
    )
    assert said_together(changed, back=True).endswith("Importo: 1.234,56 → 1.000,00")
    assert said_together(added, back=True).endswith("gennaio, riga tolta di nuovo")
    assert ROW not in said_together(changed)
    assert said_together(changed * 5).endswith("; e altre 2")
