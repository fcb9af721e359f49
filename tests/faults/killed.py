"""A process killed at the i-th statement of every write.

Before the commit nothing is there, after it everything.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import Engine, event, text

from tests.faults.line import Ground
from tests.made_desk import FUND, TODAY, E, confirm_budget, entry, made_desk, save
from tests.made_rows import asked, fingerprint, load, sound, sound_history
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.migrate import migrate
from udp_core.desk.report.checked import checked_figures, moves_of
from udp_core.fund.commands.closing import close_year, declare_nothing_spent, reopen_year
from udp_core.fund.commands.transfers import DecideTransfer, Proposal, decide, propose
from udp_core.fund.report.closing import closing_report
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import DataState, Phase
from udp_core.sign_in.sessions import Visit, accept, invite, set_password, sign_in
from udp_core.writing.loading import Batch
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

AFTER, MOMENT = date(2027, 1, 20), datetime(2026, 11, 10, 9, tzinfo=UTC)
PASSWORD = "una frase che nessuno indovina"  # noqa: S105 - of a made-up officer
VISIT = Visit("127.0.0.1", MOMENT)
ROW = f"{FUND}:A1:a:c:final:month:1"
PATIENCE_SECONDS = 120
_requests = count(1)
Write = Callable[[Engine], object]


@dataclass(frozen=True, slots=True)
class Writing:
    """A write of the product: what must be there before it, and the write itself."""

    name: str
    write: Write
    before: Write = lambda _: None
    transactions: int = 1
    """More than one where what was done first stands by itself.

    A try at the door, a password chosen.
    """


def _proposed(engine: Engine) -> str:
    return propose(
        engine,
        asked("proposta"),
        "anna",
        Proposal(FUND, "A1", "A2", "a", "c", Money(100_00), "Più ore"),
        TODAY,
    )


def _validated(engine: Engine) -> None:
    for state in (DataState.CONFIRMED, DataState.VALIDATED):
        with reading(engine) as connection:
            found = checked_figures(connection, "a", 2026)
        own = tuple(
            one
            for one in found
            if one.phase is Phase.FINAL and one.table == "frna_entry" and one.state is not state
        )
        if own:
            move_states(engine, MoveState(asked(), "anna", moves_of(own, state), AFTER))


def _ready(engine: Engine) -> None:
    _validated(engine)
    _declared(engine)


def _declared(engine: Engine) -> None:
    with reading(engine) as connection:
        found = closing_report(connection, FUND, AFTER)
    assert found
    declare_nothing_spent(engine, asked(), "anna", FUND, found.missing, AFTER)


def _closed(engine: Engine) -> None:
    _ready(engine)
    close_year(engine, asked(), "anna", FUND, AFTER)


_SECRETS: dict[str, str] = {}
"""What was handed out before a write, which its process, a fork of this one, finds here."""


def _invited(engine: Engine) -> None:
    _SECRETS["invito"] = invite(engine, "carlo", MOMENT)


WRITES = (
    Writing("aggiunta", lambda engine: save(engine, "carlo", entry(3, 1000))),
    Writing(
        "modifica",
        lambda engine: save(
            engine, "carlo", Edit(E["frna_entry"], {"amount_cents": 1100_00}, ROW, 1)
        ),
    ),
    Writing(
        "rimozione",
        lambda engine: save(engine, "carlo", Edit(E["frna_entry"], {}, ROW, 1, remove=True)),
    ),
    Writing(
        "molte righe",
        lambda engine: save(engine, "carlo", *(entry(month, 1000) for month in range(3, 11))),
    ),
    Writing(
        "annullamento",
        lambda engine: undo(engine, Undo(asked("annulla"), "carlo", "da annullare", TODAY)),
        lambda engine: save(engine, "carlo", entry(4, 1000), request_id="da annullare"),
    ),
    Writing(
        "stati",
        lambda engine: move_states(
            engine,
            MoveState(
                asked(), "carlo", (Move(E["frna_entry"], ROW, 1, DataState.CONFIRMED),), TODAY
            ),
        ),
    ),
    Writing("proposta", _proposed),
    Writing(
        "decisione sul denaro",
        lambda engine: decide(
            engine,
            asked("decisa"),
            "anna",
            DecideTransfer(f"{FUND}:1", 1, approved=False, reason="Non ora"),
            TODAY,
        ),
        _proposed,
    ),
    Writing("niente speso", _declared, _validated),
    Writing(
        "chiusura", lambda engine: close_year(engine, asked("chiusa"), "anna", FUND, AFTER), _ready
    ),
    Writing(
        "riapertura",
        lambda engine: reopen_year(engine, asked("riaperta"), "anna", FUND, AFTER),
        _closed,
    ),
    Writing(
        "caricamento",
        lambda engine: load(
            engine,
            Batch(
                E["district"],
                [(None, sound(E["district"], code=f"d{number}")) for number in range(50)],
            ),
        ),
    ),
    Writing("invito", lambda engine: invite(engine, "carlo", MOMENT)),
    Writing(
        "invito accolto",
        lambda engine: accept(engine, _SECRETS["invito"], PASSWORD, VISIT),
        _invited,
        transactions=2,
    ),
    Writing(
        "ingresso",
        lambda engine: sign_in(engine, "carlo", PASSWORD, VISIT),
        lambda engine: set_password(engine, "carlo", PASSWORD, asked()),
        transactions=2,
    ),
)


def kill(ground: Ground) -> str:
    """Every write, killed at each of its statements in turn, then let through."""
    points = 0
    for place, one in enumerate(WRITES):
        name = f"ucciso_{place}"
        engine = open_engine(ground.address(name))
        _desk(engine)
        one.before(engine)
        engine.dispose()
        points += _killed_everywhere(ground, name, one)
    return f"{len(WRITES)} scritture, {points} punti di morte"


def _desk(engine: Engine) -> None:
    migrate(engine)
    made_desk(engine)
    save(
        engine,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=20_000_00)),
    )
    budget = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
    save(engine, "anna", entry(1, 12_000, **budget), entry(1, 6_000, voce_id="A2", **budget))
    confirm_budget(engine)
    save(engine, "carlo", entry(1, 1000), entry(2, 1000))


def _killed_everywhere(ground: Ground, template: str, one: Writing) -> int:
    """How many deaths the write had.

    Killed at each of its statements, it left the archive as it was.

    Of a write in two transactions, as a try at the door, the first may be there: then it begins
    anew from a fresh copy.
    """
    address = ground.copy(template, f"{template}_0")
    before = _state(address)
    for deaths, number in enumerate(count(1, ground.size(7, 1))):
        survived = _in_a_child(address, one.write, number)
        after = _state(address)
        where = f"{one.name}, istruzione {number}"
        assert _wrong(address) == [], where
        if survived:
            assert after != before, f"{one.name}: non ha scritto niente"
            return deaths
        if after != before:
            assert one.transactions > 1, f"{where}: una parte è rimasta"
            address = ground.copy(template, f"{template}_{number}")
    raise AssertionError


def _in_a_child(address: str, write: Write, number: int) -> bool:
    """True where the write ended before its `number`-th statement."""
    child = multiprocessing.get_context("fork").Process(
        target=_die_at, args=(address, write, number)
    )
    child.start()
    child.join(PATIENCE_SECONDS)
    assert child.exitcode in {0, -signal.SIGKILL}, f"il processo è finito con {child.exitcode}"
    return child.exitcode == 0


def _die_at(address: str, write: Write, number: int) -> None:
    engine = open_engine(address)
    met = 0

    def counted(*_of_the_event: Any) -> None:
        nonlocal met
        met += 1
        if met == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", counted)
    event.listen(engine, "commit", counted)
    write(engine)
    engine.dispose()


def _state(address: str) -> str:
    engine = open_engine(address)
    found = f"{fingerprint(engine)} {_door(engine)}"
    engine.dispose()
    return found


def _door(engine: Engine) -> list[Any]:
    """What is kept of signing in, which is no part of history."""
    with reading(engine) as connection:
        return [
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in ("credential", "invitation", "signed_in", "attempt")
        ]


def _wrong(address: str) -> list[str]:
    engine = open_engine(address)
    found = sound_history(engine)
    engine.dispose()
    return found
