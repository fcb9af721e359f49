"""The door over HTTP: cookie, forms, other sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.http.served import client
from tests.made_desk import made_desk
from udp_core.http.sign_in import COOKIE
from udp_core.service.sign_in.sessions import invite

PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    return empty_engine


@pytest.fixture
def door(desk: Engine) -> Iterator[TestClient]:
    with client(lambda: desk) as opened:
        opened.follow_redirects = False
        yield opened


def join(door: TestClient, desk: Engine) -> str:
    """Accept an invitation; the secret of the cookie."""
    secret = invite(desk, "carlo", datetime.now(UTC))
    page = door.get(f"/invito?codice={secret}")
    assert "Utente: carlo." in page.text
    answer = door.post("/invito", data={"codice": secret, "password": PASSWORD, "ancora": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    return str(answer.cookies[COOKIE])


def test_the_cookie_is_for_no_script_no_other_site_and_not_for_ever(door: TestClient, desk: Engine) -> None:
    join(door, desk)
    flags = door.post("/entra", data={"utente": "carlo", "password": PASSWORD}).headers["set-cookie"]
    assert all(flag in flags for flag in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"))
    assert "Secure" not in flags
    behind_proxy = door.post("/entra", data={"utente": "carlo", "password": PASSWORD}, headers={"x-forwarded-proto": "https"})
    assert "Secure" in behind_proxy.headers["set-cookie"]


def test_a_wrong_password_is_told_and_sets_nothing(door: TestClient, desk: Engine) -> None:
    join(door, desk)
    door.cookies.clear()
    answer = door.post("/entra", data={"utente": "carlo", "password": "sbagliata"})
    assert (answer.status_code, COOKIE in answer.cookies) == (401, False)
    assert "Nome utente o password non corretti." in answer.text
    assert "sbagliata" not in answer.text


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://altrove.example"}, {"origin": "null"}])
@pytest.mark.parametrize("path", ["/entra", "/invito", "/esci", "/esci-ovunque"])
def test_a_form_of_another_site_is_refused(door: TestClient, path: str, headers: dict[str, str]) -> None:
    assert door.post(path, data={"utente": "carlo", "password": PASSWORD}, headers=headers).status_code == 403


def test_a_form_of_our_own_is_known_by_the_browser_even_without_an_origin(door: TestClient, desk: Engine) -> None:
    join(door, desk)
    headers = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert door.post("/entra", data={"utente": "carlo", "password": PASSWORD}, headers=headers).status_code == 303


def test_signing_out_ends_the_session_and_takes_the_cookie_back(door: TestClient, desk: Engine) -> None:
    join(door, desk)
    for path in ("/esci", "/esci-ovunque"):
        assert "<h1>" in door.get(path).text
        answer = door.post(path)
        assert answer.status_code == 303
        assert f'{COOKIE}=""' in answer.headers["set-cookie"]


def test_an_old_link_and_different_passwords_are_told(door: TestClient, desk: Engine) -> None:
    assert "scaduto o è già stato usato" in door.get("/invito?codice=inventato").text
    secret = invite(desk, "carlo", datetime.now(UTC))
    answer = door.post("/invito", data={"codice": secret, "password": PASSWORD, "ancora": "altra"})
    assert "Le due password non sono uguali." in answer.text
    weak = door.post("/invito", data={"codice": secret, "password": "corta", "ancora": "corta"})
    assert "La password ha 5 caratteri." in weak.text


def test_what_is_written_in_the_address_is_never_markup(door: TestClient) -> None:
    page = door.get('/invito?codice="><script>alert(1)</script>').text
    assert "<script>" not in page


def test_pages_of_the_door_are_not_kept_and_a_long_form_is_nothing(door: TestClient) -> None:
    assert door.get("/entra").headers["cache-control"] == "no-store"
    assert door.post("/entra", content="x" * 5000).status_code == 401
