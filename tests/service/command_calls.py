"""Deeds that the table of commands has carried out: what was made before, the request itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, save
from tests.made_districts import AFTER, AT, FRNA, asks, rows
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.files.unpacked import Sheet
from udp_core.fund.commands.closing import close_year, declare_nothing_spent
from udp_core.fund.report.closing import MissingMonth
from udp_core.imports.choices import Choices
from udp_core.imports.layout import Layout
from udp_core.imports.remembered import remember
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState, ImportKind
from udp_core.sign_in.accounts import identify_by, invite_by
from udp_core.writing.loading import Batch, LoadRows, load_rows
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit, SaveRows, save_rows

ENTRY = E["frna_entry"]
JANUARY = f"{FUND}:A1:a:c:final:month:1"


class Never(str):
    """Why a cell does not apply."""

    __slots__ = ()


Call = Callable[[Engine, Asked, bool], Any]
"""Carried out by the author of the request; True for other content under the same id."""
NOTHING: Callable[[Engine], None] = lambda _: None  # noqa: E731 - nothing to do before
NO_FUND = Never("non tocca nessun anno di fondo")
NEW = Never("aggiunge: di ciò che non c’era non c’è una versione già vista")
CONSOLE = Never(
    "lo chiede chi ha in mano la macchina, dalla riga di comando: senza sessione e senza incarico"
)


def saved(engine: Engine) -> None:
    """January of Cervia, 1.000 €, by «carlo», with the id of its request."""
    save(engine, "carlo", entry(1, 1000), request_id="gennaio")


def changed(euro: int) -> Callable[[Engine], None]:
    return lambda engine: void(
        save(engine, "alba", Edit(ENTRY, {"amount_cents": euro * 100}, JANUARY, 1))
    )


def void(_: object) -> None:
    return None


def edits(*made: Callable[[bool], Edit]) -> Call:
    """A save of edits that depend on whether it is the other content."""

    def does(engine: Engine, asked: Asked, other: bool) -> Any:
        found = save_rows(
            engine, SaveRows(asked, asked.author, [one(other) for one in made], TODAY)
        )
        return found.rows, found.revision

    return does


def moved(state: Callable[[bool], DataState]) -> Call:
    return lambda engine, asked, other: move_states(
        engine,
        MoveState(
            asked, asked.author, [Move(ENTRY, JANUARY, 1, state(other))], TODAY, explained=True
        ),
    )


# The year's end


def whole_year(engine: Engine) -> None:
    """2026 has every month of both voci, validated: 20.000 € less 12 x 2 x 100."""
    given = [
        {
            "fund_year_id": FUND,
            "voce_id": voce,
            "source_id": "a",
            "municipality_id": "c",
            "phase": "final",
            "period": "month",
            "period_no": month,
            "amount_cents": 100_00,
            "state": "validated",
            "as_of": "2026-11-09",
        }
        for voce in ("A1", "A2")
        for month in range(1, 13)
    ]
    rows("frna_entry", *given, engine=engine)


def one_more(engine: Engine) -> None:
    rows(
        "carry_over", {"fund_year_id": FUND, "from_year": 2025, "amount_cents": 5_00}, engine=engine
    )


def closed_year(engine: Engine) -> None:
    whole_year(engine)
    close_year(engine, asks("anna", "chiusura"), "anna", FUND, AFTER)


def following_closed(engine: Engine) -> None:
    rows("fund_closure", {"fund_year_id": "a:a:2027", "closed_on": "2027-12-31"}, engine=engine)


def closes(engine: Engine, asked: Asked, other: bool) -> Any:
    fund, seen = (FRNA, None) if other else (FUND, Money(17_600_00))
    return close_year(engine, asked, asked.author, fund, AFTER, seen)


NOT_SPENT = tuple(
    MissingMonth("c", "Cervia", voce, "Attività", "a", month)
    for voce in ("A1", "A2")
    for month in range(1, 13)
)


def declares(engine: Engine, asked: Asked, other: bool) -> Any:
    return declare_nothing_spent(
        engine, asked, asked.author, FUND, NOT_SPENT[: 1 if other else None], AFTER
    )


# What holds for all, and who comes in

LAYOUT = Layout(Sheet("Foglio", ()), ("Voce", "Importo"), ())


def remembers(engine: Engine, asked: Asked, other: bool) -> None:
    remember(
        engine,
        asked,
        asked.author,
        LAYOUT,
        ImportKind.FRNA_MONITORING,
        "ausl",
        Choices({"voce": 1 if other else 0}),
        TODAY,
    )


def of_both(engine: Engine) -> None:
    """«alba» coordinates both districts: what holds for all is hers to change."""
    values: Image = {
        "officer_id": "alba",
        "role": "coordinator",
        "district_id": "b",
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    load_rows(engine, LoadRows(asks("udp", "anche in b"), [Batch(E["mandate"], [(None, values)])]))


def without_figures(engine: Engine) -> None:
    """The same, and nothing stands on the two voci, which the tree that is shipped divides."""
    of_both(engine)
    with reading(engine) as connection:
        ids = connection.exec_driver_sql("SELECT id, version FROM frna_entry").all()
    save(
        engine,
        "anna",
        *(Edit(ENTRY, {}, row_id, version, "Prova", remove=True) for row_id, version in ids),
    )


def invites(engine: Engine, asked: Asked, other: bool) -> str:
    whom = "dina" if other else "carlo"
    return invite_by(
        engine, asked.author, whom, AT, session=asked.session, request_id=asked.request_id
    )


def identifies(engine: Engine, asked: Asked, other: bool) -> None:
    address = f"{'altro' if other else 'carlo'}@comune.test"
    identify_by(
        engine,
        asked.author,
        "carlo",
        address,
        AT,
        session=asked.session,
        request_id=asked.request_id,
    )


def loads(engine: Engine, asked: Asked, other: bool) -> Any:
    image = {**entry(2, 5 if other else 1000).values}
    outcome = load_rows(engine, LoadRows(asked, [Batch(ENTRY, [(None, image)])], today=TODAY))
    return outcome.revision


COORDINATED = ("carlo", "dina", "adele")
