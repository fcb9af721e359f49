"""The door: passwords, invitations, sessions, and everything that is tried at it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import Type, extract_parameters
from sqlalchemy import Engine, text

from tests.made_desk import E, made_desk
from tests.made_rows import load, sound_history
from udp_core.archive.engine import reading
from udp_core.archive.sessions import IDLE
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import Reading, reading_setting, settings
from udp_core.kernel.vocabulary import Role
from udp_core.people.rights import actor_of
from udp_core.sign_in.accounts import (
    FIRST,
    first_invitation,
    identify_by,
    invite_by,
    is_from_here,
    listens_locally,
    may_read,
)
from udp_core.sign_in.passwords import _hasher, hashed, matches, weak
from udp_core.sign_in.sessions import (
    INVITED_FOR,
    LASTING,
    MOST_WRONG,
    MOST_WRONG_FROM,
    Visit,
    accept,
    begin_for_identity,
    end,
    invite,
    note_forged,
    sign_in,
    sign_out,
    sign_out_everywhere,
    signed_in,
)
from udp_core.writing.loading import Batch

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test


def visit(**later: int) -> Visit:
    return Visit("192.0.2.7", NOW + timedelta(**later))


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    return engine


@pytest.fixture
def carlo(desk: Engine) -> Engine:
    accept(desk, invite(desk, "carlo", NOW), PASSWORD, visit())
    return desk


def code(caught: pytest.ExceptionInfo[RefusedError]) -> str:
    return caught.value.problems[0].code


def attempts(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(
            connection.execute(text("SELECT outcome FROM attempt ORDER BY number")).scalars()
        )


def test_a_password_opens_a_session_of_its_officer(carlo: Engine) -> None:
    secret = sign_in(carlo, " carlo ", PASSWORD, visit())
    assert signed_in(carlo, secret, visit(minutes=1)) == "carlo"


def test_neither_password_nor_secret_is_kept_or_in_history(carlo: Engine) -> None:
    secret = sign_in(carlo, "carlo", PASSWORD, visit())
    with reading(carlo) as connection:
        tables = ("credential", "signed_in", "attempt", "request", "history")
        kept = " ".join(
            str(row) for name in tables for row in connection.execute(text(f"SELECT * FROM {name}"))
        )
    assert PASSWORD not in kept
    assert secret not in kept
    assert "argon2" in kept
    assert sound_history(carlo) == []


def test_a_password_costs_who_guesses_it() -> None:
    """OWASP: argon2id, at least 19 MiB and two passes.

    The other tests use a hash that costs nothing.
    """
    kept = extract_parameters(_hasher().hash(PASSWORD))
    assert kept.type is Type.ID
    assert kept.memory_cost >= 19 * 1024
    assert kept.time_cost >= 2


@pytest.mark.parametrize(
    ("officer", "password"),
    [("carlo", "sbagliata"), ("nessuno", PASSWORD), ("anna", PASSWORD), ("", "")],
)
def test_wrong_name_and_wrong_password_are_told_alike(
    carlo: Engine, officer: str, password: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        sign_in(carlo, officer, password, visit())
    assert caught.value.problems[0].sentence == "Nome utente o password non corretti."


def test_after_five_wrong_ones_even_the_right_one_waits(carlo: Engine) -> None:
    for minute in range(MOST_WRONG):
        with pytest.raises(RefusedError):
            sign_in(carlo, "carlo", "sbagliata", visit(minutes=minute))
    with pytest.raises(RefusedError) as caught:
        sign_in(carlo, "carlo", PASSWORD, visit(minutes=6))
    assert code(caught) == "A24"
    assert attempts(carlo) == ["right", *["wrong"] * MOST_WRONG, "refused"]
    assert sign_in(carlo, "carlo", PASSWORD, visit(minutes=25))


def test_an_address_that_tries_many_names_waits_too(carlo: Engine) -> None:
    for number in range(MOST_WRONG_FROM):
        with pytest.raises(RefusedError):
            sign_in(carlo, f"nome{number}", "sbagliata", visit())
    with pytest.raises(RefusedError) as caught:
        sign_in(carlo, "carlo", PASSWORD, visit())
    assert code(caught) == "A24"
    assert sign_in(carlo, "carlo", PASSWORD, Visit("192.0.2.8", NOW))


def test_a_session_ends_by_age_and_by_idleness(carlo: Engine) -> None:
    idle, old = (sign_in(carlo, "carlo", PASSWORD, visit()) for _ in range(2))
    assert signed_in(carlo, idle, Visit("", NOW + IDLE)) is None
    moment = NOW
    while moment + timedelta(hours=1) < NOW + LASTING:
        moment += timedelta(hours=1)
        assert signed_in(carlo, old, Visit("", moment)) == "carlo"
    assert signed_in(carlo, old, Visit("", NOW + LASTING)) is None


def test_signing_out_here_and_everywhere(carlo: Engine) -> None:
    first, second = (sign_in(carlo, "carlo", PASSWORD, visit()) for _ in range(2))
    sign_out(carlo, first, visit())
    assert (signed_in(carlo, first, visit()), signed_in(carlo, second, visit())) == (None, "carlo")
    assert sign_out_everywhere(carlo, "carlo", visit()) >= 1
    assert signed_in(carlo, second, visit()) is None


def test_a_forged_cookie_is_nobody_and_is_remembered(carlo: Engine) -> None:
    assert signed_in(carlo, "inventato", visit()) is None
    note_forged(carlo, visit())
    assert attempts(carlo)[-1] == "forged"


def test_who_is_no_longer_active_is_out_at_once(carlo: Engine) -> None:
    secret = sign_in(carlo, "carlo", PASSWORD, visit())
    load(
        carlo,
        Batch(E["officer"], [(None, {"code": "carlo", "name": "Ufficio di carlo", "active": 0})]),
    )
    with reading(carlo) as connection:
        assert actor_of(connection, str(signed_in(carlo, secret, visit())), NOW.date()) is None
    with pytest.raises(RefusedError):
        sign_in(carlo, "carlo", PASSWORD, visit())


def test_an_invitation_is_good_once_and_for_a_day(desk: Engine) -> None:
    old = invite(desk, "carlo", NOW)
    with pytest.raises(RefusedError) as caught:
        accept(desk, old, PASSWORD, Visit("", NOW + INVITED_FOR))
    assert code(caught) == "A26"
    first, second = invite(desk, "carlo", NOW), invite(desk, "carlo", NOW)
    with pytest.raises(RefusedError):
        accept(desk, first, PASSWORD, visit())
    accept(desk, second, PASSWORD, visit())
    with pytest.raises(RefusedError):
        accept(desk, second, PASSWORD, visit())


def test_a_new_password_ends_the_sessions_of_the_old(carlo: Engine) -> None:
    secret = sign_in(carlo, "carlo", PASSWORD, visit())
    accept(carlo, invite(carlo, "carlo", NOW), "tutta un'altra frase lunga", visit())
    assert signed_in(carlo, secret, visit()) is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("corta", "A20"),
        ("x" * 201, "A20"),
        ("carlo e la sua frase", "A21"),
        ("aaaaaaaaaaaaaaa", "A21"),
        (PASSWORD, None),
    ],
)
def test_weak_passwords_are_told(password: str, problem: str | None) -> None:
    found = weak(password, "carlo")
    assert (found.code if found else None) == problem


def test_hashes_are_salted_and_a_broken_one_matches_nothing() -> None:
    assert hashed(PASSWORD) != hashed(PASSWORD)
    assert matches(hashed(PASSWORD), PASSWORD)
    assert not matches(None, "nessuno ha questa parola")
    assert not matches("non è un'impronta", PASSWORD)


def test_the_first_officer_coordinates_and_administers_and_the_link_ends_with_use(
    desk: Engine,
) -> None:
    secret = first_invitation(desk, "a", NOW)
    assert secret
    assert first_invitation(desk, "a", NOW) not in {None, secret}
    accept(desk, str(first_invitation(desk, "a", NOW)), PASSWORD, visit())
    assert first_invitation(desk, "a", NOW) is None
    with reading(desk) as connection:
        actor = actor_of(connection, FIRST, NOW.date())
    assert actor is not None
    assert set(actor.roles) == {Role.COORDINATOR, Role.ADMINISTRATOR}
    assert sound_history(desk) == []


def test_only_who_administers_invites_and_identifies(desk: Engine) -> None:
    first_invitation(desk, "a", NOW)
    assert invite_by(desk, FIRST, "carlo", NOW)
    for right in (
        lambda: invite_by(desk, "anna", "carlo", NOW),
        lambda: identify_by(desk, "anna", "carlo", "c@comune.test", NOW),
    ):
        with pytest.raises(RefusedError) as caught:
            right()
        assert code(caught) == "A11"
    with pytest.raises(RefusedError) as caught:
        invite_by(desk, FIRST, "nessuno", NOW)
    assert code(caught) == "A25"


def test_an_identity_of_a_provider_opens_its_officer_and_no_other(desk: Engine) -> None:
    first_invitation(desk, "a", NOW)
    identify_by(desk, FIRST, "carlo", "Carlo@Comune.test", NOW)
    secret = begin_for_identity(desk, "carlo@comune.test", NOW, visit())
    assert secret is not None
    assert signed_in(desk, secret, visit()) == "carlo"
    with pytest.raises(RefusedError) as caught:
        begin_for_identity(desk, "altri@comune.test", NOW, visit())
    assert code(caught) == "A23"
    with pytest.raises(RefusedError) as caught:
        identify_by(desk, FIRST, "dina", "carlo@comune.test", NOW)
    assert code(caught) == "A27"


def test_the_word_of_a_provider_grows_old_and_ends_with_a_sign_out(desk: Engine) -> None:
    first_invitation(desk, "a", NOW)
    identify_by(desk, FIRST, "carlo", "carlo@comune.test", NOW)
    assert begin_for_identity(desk, "carlo@comune.test", NOW - LASTING, visit()) is None
    secret = begin_for_identity(desk, "carlo@comune.test", NOW, visit())
    assert secret is not None
    end(desk, secret, visit(minutes=5), everywhere=True)
    assert signed_in(desk, secret, visit(minutes=6)) is None
    assert begin_for_identity(desk, "carlo@comune.test", NOW, visit(minutes=6)) is None
    assert (
        begin_for_identity(desk, "carlo@comune.test", NOW + timedelta(minutes=7), visit(minutes=8))
        is not None
    )


@pytest.mark.parametrize(
    ("setting", "known", "local", "host", "allowed"),
    [
        (Reading.LOCAL, False, True, "localhost:8501", True),
        (Reading.LOCAL, False, True, "127.0.0.1:8501", True),
        (Reading.LOCAL, False, True, "[::1]:8501", True),
        (Reading.LOCAL, False, True, "cruscotto.example", False),
        (Reading.LOCAL, False, False, "localhost:8501", False),
        (Reading.LOCAL, True, False, "cruscotto.example", True),
        (Reading.EVERYBODY, False, False, "cruscotto.example", True),
        (Reading.SIGNED_IN, False, True, "localhost:8501", False),
        (Reading.SIGNED_IN, True, True, "localhost:8501", True),
    ],
)
def test_who_reads_without_signing_in(
    setting: Reading, known: bool, local: bool, host: str, allowed: bool
) -> None:
    assert may_read(setting, known=known, local=local, host=host) is allowed


@pytest.mark.parametrize(
    ("address", "headers", "proxies", "here"),
    [
        ("", (), (), True),
        ("127.0.0.1", ("Host", "Cookie"), (), True),
        ("::1", (), (), True),
        ("192.0.2.7", (), (), False),
        ("testclient", (), (), False),
        ("127.0.0.1", ("X-Forwarded-For",), (), False),
        ("", ("x-real-ip",), (), False),
        ("", ("Forwarded",), (), False),
        ("127.0.0.1", (), ("127.0.0.1",), False),
        ("", (), ("127.0.0.1",), False),
        ("", (), ("*",), False),
        ("127.0.0.1", (), ("192.0.2.1",), True),
    ],
)
def test_who_is_at_this_machine_is_told_by_the_connection(
    address: str, headers: tuple[str, ...], proxies: tuple[str, ...], here: bool
) -> None:
    """Never by the name that was called.

    A proxy of this machine brings everybody, and whoever is behind it writes names.
    """
    assert is_from_here(address, headers, proxies) is here


@pytest.mark.parametrize(
    ("address", "hosts", "local"),
    [
        ("localhost", ["localhost", "127.0.0.1", "::1"], True),
        ("127.0.0.1", None, True),
        ("localhost", ["localhost", "cruscotto.example"], False),
        ("0.0.0.0", ["localhost"], False),  # noqa: S104 - it is refused
        (None, ["localhost"], False),
    ],
)
def test_a_server_with_a_public_name_is_not_of_this_machine_alone(
    address: str | None, hosts: list[str] | None, local: bool
) -> None:
    assert listens_locally(address, hosts) is local


def test_the_proxies_are_those_that_the_server_is_told_of() -> None:
    assert settings({"FORWARDED_ALLOW_IPS": "10.0.0.5, 127.0.0.1"}).proxies == {
        "10.0.0.5",
        "127.0.0.1",
    }
    assert settings({}).proxies == frozenset()


def test_the_setting_is_one_of_three_words() -> None:
    assert (reading_setting(""), reading_setting("tutti")) == (Reading.LOCAL, Reading.EVERYBODY)
    with pytest.raises(RefusedError) as caught:
        reading_setting("chiunque")
    assert code(caught) == "S02"
