"""Files that go in and out are asked for by who may, at that moment.

And whom a provider vouches for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from pages.components.who import identity_of
from tests.http.served import client
from tests.made_desk import made_desk
from tests.made_rows import load
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.archive.sessions import IDLE
from udp_core.http.files import PROVIDER_COOKIE, vouch
from udp_core.http.sign_in import COOKIE
from udp_core.sign_in.sessions import Visit, accept, invite, sign_in, sign_out
from udp_core.writing.loading import Batch

PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test
HERE = Visit("192.0.2.7", datetime.now(UTC))
BRING, TAKE = "/_stcore/upload_file/s/f", "/media/a.csv"


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    return empty_engine


def carlo(engine: Engine, at: datetime) -> str:
    return accept(engine, invite(engine, "carlo", at), PASSWORD, Visit("", at))


def codes(door: TestClient) -> tuple[int, int]:
    """Of a file brought and of one taken."""
    return door.put(BRING, content=b"x").status_code, door.get(TAKE).status_code


@pytest.mark.parametrize(("setting", "taken"), [("accesso", 401), ("locale", 401), ("tutti", 200)])
def test_nobody_brings_a_file_and_who_may_not_read_takes_none(
    desk: Engine, monkeypatch: pytest.MonkeyPatch, setting: str, taken: int
) -> None:
    monkeypatch.setenv("UDP_READING", setting)
    with client(lambda: desk, judged=True) as door:
        assert codes(door) == (401, taken)
        assert door.put(BRING).text == "La sessione è finita: rientrare."
        door.cookies.set(COOKIE, carlo(desk, HERE.at))
        assert codes(door) == (200, 200)


def test_a_report_asked_for_as_a_picture_is_still_a_report(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The framework answers to the name of a file whatever its ending: the icon alone is a
    picture.
    """
    monkeypatch.setenv("UDP_READING", "accesso")
    with client(lambda: desk, judged=True) as door:
        answer = door.get("/media/a.png")
        assert (answer.status_code, answer.text) == (401, "La sessione è finita: rientrare.")
        assert "content-disposition" not in answer.headers
        assert (door.get("/media/icona.png").status_code, door.get("/").status_code) == (200, 200)
        door.cookies.set(COOKIE, carlo(desk, HERE.at))
        assert door.get("/media/a.png").text == "a;b"


def test_whose_session_has_ended_or_who_is_disabled_brings_and_takes_nothing(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_READING", "accesso")
    secret = carlo(desk, HERE.at)
    idle = sign_in(desk, "carlo", PASSWORD, Visit("", HERE.at - IDLE))
    with client(lambda: desk, judged=True) as door:
        for shown in (idle, "inventato"):
            door.cookies.set(COOKIE, shown)
            assert codes(door) == (401, 401)
        door.cookies.set(COOKIE, secret)
        assert codes(door) == (200, 200)
        sign_out(desk, secret, HERE)
        assert codes(door) == (401, 401)
        door.cookies.set(COOKIE, carlo(desk, HERE.at + timedelta(seconds=1)))
        assert codes(door) == (200, 200)
        image: Image = {"code": "carlo", "name": "Carlo", "active": 0}
        load(desk, Batch(BY_NAME["officer"], [(1, image)]))
        assert codes(door) == (401, 401)


def test_an_officer_without_a_mandate_takes_what_nobody_may_and_who_only_reads_brings_nothing(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_READING", "accesso")
    load(desk, Batch(BY_NAME["officer"], [(None, {"code": "gino", "name": "Gino", "active": 1})]))
    with client(lambda: desk, judged=True) as door:
        for name, expected in (("gino", (401, 401)), ("ugo", (401, 200)), ("carlo", (200, 200))):
            accepted = accept(desk, invite(desk, name, HERE.at), PASSWORD, HERE)
            door.cookies.set(COOKIE, accepted)
            assert codes(door) == expected, name


@pytest.mark.parametrize("header", ["", "X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_what_comes_through_a_proxy_is_not_of_this_machine(
    desk: Engine, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    """Whatever name it calls.

    Only a connection from here, brought by nobody, is shown figures without signing in.
    """
    monkeypatch.setenv("UDP_READING", "locale")
    headers = {"Host": "localhost:8501", **({header: "127.0.0.1"} if header else {})}
    with client(lambda: desk, judged=True, address="127.0.0.1") as door:
        assert door.get(TAKE, headers=headers).status_code == (401 if header else 200)
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
        assert door.get(TAKE, headers=headers).status_code == 401
    with client(lambda: desk, judged=True, address="192.0.2.7") as door:
        assert door.get(TAKE, headers=headers).status_code == 401


def test_who_came_in_with_a_provider_is_known_by_its_word(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_READING", "accesso")
    secret = carlo(desk, HERE.at)
    vouch("la parola", secret)
    with client(lambda: desk, judged=True) as door:
        door.cookies.set(PROVIDER_COOKIE, "un'altra")
        assert codes(door) == (401, 401)
        door.cookies.set(PROVIDER_COOKIE, "la parola")
        assert codes(door) == (200, 200)
        sign_out(desk, secret, HERE)
        assert codes(door) == (401, 401)


def test_of_too_many_words_the_oldest_is_forgotten(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_READING", "accesso")
    monkeypatch.setattr("udp_core.http.files.MOST_WORDS", 2)
    secret = carlo(desk, HERE.at)
    for word in ("prima", "seconda", "terza"):
        vouch(word, secret)
    with client(lambda: desk, judged=True) as door:
        for word, code in (("prima", 401), ("seconda", 200), ("terza", 200)):
            door.cookies.set(PROVIDER_COOKIE, word)
            assert codes(door) == (code, code)


@pytest.mark.parametrize(
    ("claims", "identity"),
    [
        ({"email": " Ufficio@Comune.test ", "email_verified": True}, "ufficio@comune.test"),
        *(
            ({"email": "ufficio@comune.test", "email_verified": word}, "")
            for word in (False, "false", "true", "0", 1, "", None)
        ),
        ({"email": "ufficio@comune.test"}, ""),
        ({"email": "u\ufb03cio@comune.test", "email_verified": True}, ""),
        ({"email": "ufficio@comune.te\u017ft", "email_verified": True}, ""),
        ({"email_verified": True}, ""),
    ],
)
def test_only_a_verified_address_in_plain_letters_is_an_identity(
    claims: dict[str, object], identity: str
) -> None:
    assert identity_of(claims) == identity
