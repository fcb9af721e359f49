"""Two who write the same row: what is asked to choose, what is put back by nobody, in whole."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, made_desk, save
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import StoredRow
from udp_core.kernel.problem import Place, Problem
from udp_core.writing.conflicts import (
    Conflict,
    ConflictsError,
    Value,
    conflicts_of,
    last_author,
    met,
    still_asked,
)
from udp_core.writing.saving import Edit

ENTRY = E["frna_entry"]
ROW = f"{FUND}:A1:a:c:final:month:1"
Values = dict[str, Value]


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """Carlo gave 1.000,00 € as «Prova»; anna made 1.200,00 € of it."""
    made_desk(empty_engine)
    save(empty_engine, "carlo", entry(1, 1000, source="Prova"))
    save(empty_engine, "anna", Edit(ENTRY, {"amount_cents": 1200_00}, ROW, 1))
    return empty_engine


def present(engine: Engine) -> StoredRow:
    with reading(engine) as connection:
        version, image = read_by_id(connection, ENTRY, [ROW])[ROW]
    return StoredRow(version, image)


def asked(engine: Engine, seen: int, values: Values, *, gone: bool = False) -> list[Conflict]:
    now = None if gone else present(engine)
    with reading(engine) as connection:
        return [*conflicts_of(connection, (ENTRY, ROW), values, seen, now)]


@pytest.mark.parametrize(
    ("seen", "values", "base"),
    [
        (1, {"amount_cents": 1300_00}, 1000_00),
        (1, {"amount_cents": 1300_00, "source": "Altra", "as_of": "2026-01-15"}, 1000_00),
        (0, {"amount_cents": 1300_00}, None),
        (1, {"amount_cents": 1200_00}, 0),
        (1, {"amount_cents": 1000_00}, 0),
        (2, {"amount_cents": 1300_00}, 0),
        (1, {"period": "quarter"}, 0),
    ],
)
def test_who_would_overwrite_what_they_did_not_see_is_asked(
    desk: Engine, seen: int, values: Values, base: int | None
) -> None:
    """Not of what both wrote alike, of what was left as it was, nor of what follows a value."""
    found = asked(desk, seen, values)
    if base == 0:
        assert found == []
        return
    [one] = found
    assert one.at.startswith("2026-11-10")
    assert one == Conflict(ENTRY, ROW, "amount_cents", base, 1200_00, 1300_00, 2, "anna", one.at)


def test_of_a_row_that_is_gone_nobody_is_asked(desk: Engine) -> None:
    assert asked(desk, 1, {"amount_cents": 1300_00}, gone=True) == []


@pytest.mark.parametrize(
    ("seen", "values", "kept"),
    [
        (1, {"amount_cents": 1000_00, "as_of": "2026-01-15"}, {}),
        (1, {"amount_cents": 1000_00, "state": "draft"}, {}),
        (1, {"amount_cents": 900_00, "source": "Prova"}, {"amount_cents": 900_00}),
        (
            1,
            {"amount_cents": 900_00, "source": "Altra"},
            {"amount_cents": 900_00, "source": "Altra"},
        ),
        (2, {"amount_cents": 1000_00}, {"amount_cents": 1000_00}),
        (0, {"amount_cents": 1000_00}, {"amount_cents": 1000_00}),
    ],
)
def test_what_was_left_as_it_was_seen_puts_nothing_back(
    desk: Engine, seen: int, values: Values, kept: Values
) -> None:
    """Of the version before; where it is the one of now, or none is known, all is written."""
    now = present(desk)
    with reading(desk) as connection:
        assert still_asked(connection, (ENTRY, ROW), values, seen, now) == kept
        assert still_asked(connection, (ENTRY, ROW), values, seen, None) == values


def test_who_wrote_last_is_who_wrote_the_latest_version(desk: Engine) -> None:
    with reading(desk) as connection:
        assert last_author(connection, ENTRY, ROW)[0] == "anna"
        assert last_author(connection, ENTRY, "nessuna") == ("", "")
        assert last_author(connection, E["act"], ROW) == ("", "")


def test_what_is_said_to_who_comes_second() -> None:
    one = Conflict(ENTRY, ROW, "amount_cents", 1000_00, 1200_00, 1300_00, 2, "anna", "ieri")
    error = ConflictsError([one])
    assert error.conflicts == (one,)
    assert error.problems == (
        Problem(
            "W06",
            "«Importo» è stato cambiato da anna mentre lo si modificava.",
            "Confrontare i due valori e scegliere quale tenere.",
            Place(entity="movimento FRNA", entity_id=ROW),
            "130000",
        ),
    )
    assert met("1.200,00 €", "anna") == Problem(
        "W06",
        "Intanto anna ha scritto 1.200,00 €.",
        "Per tenerlo scrivere = nella cella; per scrivere il proprio, il pulsante qui sotto.",
    )
