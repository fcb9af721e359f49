"""What is undone is judged as what is written: what it refers to, what it ends, what it sums to."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, save
from tests.made_districts import asks, made_districts
from tests.made_rows import asked, fingerprint, load, sound, sound_history
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_all, read_by_id
from udp_core.fund.terms import BudgetState
from udp_core.kernel.problem import RefusedError
from udp_core.writing import undoing
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

SCHEDA = "a:a:2026:1:a"
ROW = f"{FUND}:A2:a:c:budget:year:-"
INCOME = f"{FUND}:elderly:estimated:2026-11-07"
_turn = count(1)


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """A fund of 20.000 € with 18.000 programmed; two bodies besides."""
    made_districts(empty_engine)
    for code in ("uno", "due"):
        add(empty_engine, "organisation", {"code": code})
    return empty_engine


def add(engine: Engine, table: str, values: Image, request: str = "") -> None:
    save(engine, "anna", Edit(E[table], sound(E[table], **values)), request_id=request)


def change(  # noqa: PLR0917 - whose, which row, what, by which request
    engine: Engine, table: str, row_id: str, values: Image | None, request: str = "", who: str = ""
) -> None:
    """Fields of a row; None removes it."""
    with reading(engine) as connection:
        version, _ = read_by_id(connection, E[table], [row_id])[row_id]
    gone = values is None
    edit = Edit(E[table], values or {}, row_id, version, "Prova", remove=gone)
    save(engine, who or "anna", edit, request_id=request)


def codes(engine: Engine, request: str) -> list[str]:
    """Why it is not undone; nothing is changed then."""
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as refused:
        back(engine, request)
    assert fingerprint(engine) == before
    return [one.code for one in refused.value.problems]


def back(engine: Engine, request: str) -> int:
    return undo(engine, Undo(asked(f"indietro {next(_turn)}"), "anna", request, TODAY))


def cents(engine: Engine, table: str, row_id: str) -> int:
    with reading(engine) as connection:
        return int(str(read_by_id(connection, E[table], [row_id])[row_id][1]["amount_cents"]))


def lead_gone(engine: Engine) -> None:
    change(engine, "intervention", SCHEDA, {"lead_organisation_id": "uno"})
    change(engine, "intervention", SCHEDA, {"lead_organisation_id": "due"}, "annullata")
    change(engine, "organisation", "uno", None)


def lead_ended(engine: Engine) -> None:
    """A point of the zone whose body ends in 2025, and is put back as it was until 2026."""
    change(engine, "intervention", SCHEDA, {"lead_organisation_id": "uno"})
    change(engine, "intervention", SCHEDA, {"lead_organisation_id": "due"}, "annullata")
    change(engine, "organisation", "uno", {"valid_to": "1989-12-31"})


def parent_gone(engine: Engine) -> None:
    add(engine, "cofinancing", {"fund_year_id": FUND, "organisation_id": "uno"})
    change(engine, "cofinancing", f"{FUND}:uno", None, "annullata")
    change(engine, "organisation", "uno", None)


def income_less(engine: Engine) -> None:
    change(engine, "allocation", INCOME, {"amount_cents": 30_000_00}, "annullata")
    change(engine, "frna_entry", ROW, {"amount_cents": 17_000_00}, who="alba")


def settled_since(engine: Engine) -> None:
    change(engine, "frna_entry", ROW, None, "annullata")
    move = Move(E["fund_year"], FUND, 1, BudgetState.AGREED)
    move_states(engine, MoveState(asks("alba", "concordato"), "alba", [move], TODAY))


def given_by_quarter_since(engine: Engine) -> None:
    save(engine, "anna", entry(1, 100))
    change(engine, "frna_entry", f"{FUND}:A1:a:c:final:month:1", None, "annullata")
    quarter = {"period": "quarter", "period_no": 1, "as_of": "2026-03-31"}
    save(engine, "anna", entry(1, 300, **quarter))


SINCE: dict[str, tuple[Callable[[Engine], None], str]] = {
    "a cui si riferiva è stato tolto": (lead_gone, "W02"),
    "a cui si riferiva è finito": (lead_ended, "W17"),
    "di cui faceva parte è stato tolto": (parent_gone, "W02"),
    "il disponibile non basterebbe più": (income_less, "I17"),
    "il preventivo è stato concordato": (settled_since, "B01"),
    "lo stesso mese è stato dato per trimestre": (given_by_quarter_since, "R26"),
}


@pytest.mark.parametrize(("work", "code"), SINCE.values(), ids=SINCE)
def test_what_would_not_be_written_is_not_undone(
    desk: Engine, work: Callable[[Engine], None], code: str
) -> None:
    work(desk)
    assert codes(desk, "annullata") == [code]
    assert sound_history(desk) == []


def test_what_ended_since_is_in_the_way_only_of_what_names_it(desk: Engine) -> None:
    """The scheda keeps a body that ended: a title written after it is undone all the same."""
    change(desk, "intervention", SCHEDA, {"lead_organisation_id": "uno"})
    change(desk, "intervention", SCHEDA, {"title": "Un altro titolo"}, "annullata")
    ended = sound(E["organisation"], code="uno", valid_to="1989-12-31")
    load(desk, Batch(E["organisation"], [(None, ended)]))
    assert back(desk, "annullata") == 1


def test_a_sum_that_was_said_to_be_right_may_stay(desk: Engine) -> None:
    """21.000 over 20.000 was agreed to with a reason; 24.000 is undone to 21.000."""
    over = {
        "I17\na:a:2026\n" + words for words in (_over("21.000,00", "1"), _over("24.000,00", "4"))
    }
    for euro, request in ((9_000, "prima"), (12_000, "poi")):
        with reading(desk) as connection:
            version = read_by_id(connection, E["frna_entry"], [ROW])[ROW][0]
        edit = Edit(E["frna_entry"], {"amount_cents": euro * 100}, ROW, version, "Serve")
        save(desk, "anna", edit, request_id=request, excused=frozenset(over))
    assert back(desk, "poi") == 1
    assert cents(desk, "frna_entry", ROW) == 9_000_00
    assert back(desk, "prima") == 1
    assert cents(desk, "frna_entry", ROW) == 6_000_00


def _over(programmed: str, thousands: str) -> str:
    return (
        f"Il programmato {programmed} € supera il disponibile 20.000,00 € di {thousands}.000,00 €."
    )


def test_more_rows_than_are_looked_at_are_not_undone_in_part(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "MOST_ROWS", 2)
    edits = [Edit(E["organisation"], sound(E["organisation"], code=f"o{n}")) for n in range(3)]
    save(desk, "anna", *edits, request_id="tre")
    assert codes(desk, "tre") == ["U14"]
    save(desk, "anna", *(replace_code(one, n) for n, one in enumerate(edits[:2])), request_id="due")
    assert back(desk, "due") == 2
    with reading(desk) as connection:
        kept = {row_id for row_id, _, _ in read_all(connection, E["organisation"])}
    assert {"o0", "o1", "o2"} <= kept
    assert not {"p0", "p1"} & kept


def replace_code(edit: Edit, number: int) -> Edit:
    return Edit(edit.entity, {**edit.values, "code": f"p{number}"})
