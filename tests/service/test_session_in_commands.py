"""A command asked from a browser asks the session again, inside the transaction that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.made_desk import made_desk
from udp_core.archive.asking import Asked
from udp_core.archive.engine import writing
from udp_core.archive.sessions import IDLE
from udp_core.archive.writer import RequestHeader, Writer
from udp_core.kernel.problem import RefusedError
from udp_core.sign_in.accounts import FIRST, first_invitation, identify_by, invite_by
from udp_core.sign_in.sessions import (
    LASTING,
    Visit,
    accept,
    digest,
    invite,
    sign_in,
    sign_out,
    sign_out_everywhere,
)

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
HERE = Visit("192.0.2.7", NOW)
PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test
ANOTHER = "cinque parole messe in fila"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    return empty_engine


@pytest.fixture
def carlo(desk: Engine) -> Engine:
    """Who has a password."""
    accept(desk, invite(desk, "carlo", NOW), PASSWORD, HERE)
    return desk


def asked(secret: str, at: datetime = NOW, author: str = "carlo") -> RequestHeader:
    request = Asked("una richiesta", author, "", "Prova", at, digest(secret) if secret else "")
    return request.header("prova")


def begins(engine: Engine, header: RequestHeader) -> bool:
    """True where a writer begins; False where the session is refused, in words."""
    try:
        with writing(engine) as connection:
            Writer(connection, header)
    except RefusedError as refused:
        told = [one.sentence for one in refused.problems]
    else:
        told = []
    assert told in ([], ["La sessione è finita: rientrare."])
    return not told


def password_changed(engine: Engine, _secret: str) -> None:
    accept(engine, invite(engine, "carlo", NOW), ANOTHER, HERE)


@pytest.mark.parametrize(
    "end",
    [
        lambda engine, secret: sign_out(engine, secret, HERE),
        lambda engine, _: sign_out_everywhere(engine, "carlo", HERE),
        password_changed,
    ],
    ids=["uscito qui", "uscito ovunque", "password cambiata"],
)
def test_a_session_ended_writes_nothing(
    carlo: Engine, end: Callable[[Engine, str], object]
) -> None:
    secret = sign_in(carlo, "carlo", PASSWORD, HERE)
    assert begins(carlo, asked(secret))
    end(carlo, secret)
    assert not begins(carlo, asked(secret))


@pytest.mark.parametrize(
    ("after", "holds"),
    [
        (IDLE - timedelta(seconds=1), True),
        (IDLE, False),
        (IDLE + timedelta(seconds=1), False),
        (LASTING, False),
    ],
)
def test_a_session_idle_for_two_hours_writes_nothing(
    carlo: Engine, after: timedelta, *, holds: bool
) -> None:
    secret = sign_in(carlo, "carlo", PASSWORD, HERE)
    assert begins(carlo, asked(secret, NOW + after)) is holds


def test_a_session_never_writes_in_the_name_of_another(carlo: Engine) -> None:
    secret = sign_in(carlo, "carlo", PASSWORD, HERE)
    assert not begins(carlo, asked(secret, author=FIRST))
    assert not begins(carlo, asked("inventato"))


def test_the_program_and_the_command_line_have_no_session(carlo: Engine) -> None:
    assert begins(carlo, asked(""))


def test_the_session_is_no_part_of_history() -> None:
    header = asked("un segreto")
    assert header.session
    assert header.digest == replace(header, session="").digest
    assert "session" not in header.kept
    assert header.session not in repr(header)


def test_who_administers_invites_from_a_session_that_holds(desk: Engine) -> None:
    first = first_invitation(desk, "a", NOW)
    accept(desk, str(first), PASSWORD, HERE)
    secret = sign_in(desk, FIRST, PASSWORD, HERE)
    assert invite_by(desk, FIRST, "carlo", NOW, session=digest(secret))
    sign_out(desk, secret, HERE)
    for right in (
        lambda: invite_by(desk, FIRST, "carlo", NOW, session=digest(secret)),
        lambda: identify_by(desk, FIRST, "carlo", "c@comune.test", NOW, session=digest(secret)),
    ):
        with pytest.raises(RefusedError) as caught:
            right()
        assert [one.code for one in caught.value.problems] == ["A30"]
