"""The door over HTTP: cookie, forms, other sites."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.http.served import client
from udp_core.archive.engine import reading
from udp_core.http.sign_in import BROWSER, COOKIE, same_site, visit_of
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.sign_in.sessions import invite
from udp_core.sign_in.tries import digest

PASSWORD = "quattro parole messe in fila"  # noqa: S105 - of a test
ELSEWHERE = (
    "//evil.test",
    "///evil.test",
    "/\\evil.test",
    "\\evil.test",
    "\\\\evil.test",
    "https://evil.test",
    "https:evil.test",
    "http:/evil.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%2f%2fevil.test"[:1] + "/evil.test",
    "frna//evil.test",
    "frna/../..//evil.test",
    "../evil",
    ".",
    "..",
    "@evil.test",
    "evil.test",
    "frna\r\nLocation: //evil.test",
    "\tfrna",
    " frna",
    "frna#//evil.test",
    "frna?a=b c",
    "frna?a=\\b",
    "FRNA",
    "è",
    "a" * 2001,
    "%2f%2fevil.test",
    "/%5cevil.test",
    "frna\x00",
)
"""What may not be gone to: other hosts by every spelling, folders, what is no screen."""


def join(door: TestClient, desk: Engine, who: str = "carlo") -> str:
    """Accept an invitation; the secret of the cookie."""
    secret = invite(desk, who, datetime.now(UTC))
    page = door.get(f"/invito?codice={secret}")
    assert f"Utente: {who}." in page.text
    answer = door.post("/invito", data={"codice": secret, "password": PASSWORD, "ancora": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    return str(answer.cookies[COOKIE])


def test_the_door_asks_for_name_and_password_by_their_names(door: TestClient) -> None:
    page = door.get("/entra").text
    for name, label in (("utente", "Nome utente"), ("password", "Password")):
        assert f'<label for="{name}">{label}</label><input id="{name}" name="{name}"' in page


def test_the_cookie_is_for_no_script_no_other_site_and_not_for_ever(
    door: TestClient, desk: Engine
) -> None:
    join(door, desk)
    flags = door.post("/entra", data={"utente": "carlo", "password": PASSWORD}).headers[
        "set-cookie"
    ]
    assert all(flag in flags for flag in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"))
    assert "Secure" not in flags
    behind_proxy = door.post(
        "/entra",
        data={"utente": "carlo", "password": PASSWORD},
        headers={"x-forwarded-proto": "https"},
    )
    assert "Secure" in behind_proxy.headers["set-cookie"]


@pytest.mark.parametrize("path", ["/esci", "/esci-ovunque"])
def test_who_has_no_session_leaves_without_asking_the_archive(path: str) -> None:
    with client(_closed) as door:
        door.follow_redirects = False
        answer = door.post(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    ("cookie", "browser"), [("", ""), (f"{BROWSER}=questo", digest("questo")), ("altro=1", "")]
)
def test_a_visit_is_known_by_what_its_browser_keeps(cookie: str, browser: str) -> None:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    scope = {"type": "http", "headers": headers, "client": ("192.0.2.7", 50000)}
    visit = visit_of(Request(scope))
    assert (visit.address, visit.browser) == ("192.0.2.7", browser)
    assert visit_of(Request({"type": "http", "headers": [], "client": None})).address == ""


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"origin": "https://piano.test"}, True),
        ({"origin": "https://altrove.test"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://piano.test", "sec-fetch-site": "same-site"}, False),
    ],
)
def test_a_form_is_ours_by_the_browser_s_word_else_by_its_origin(
    headers: dict[str, str], ours: bool
) -> None:
    told = [(name.encode(), words.encode()) for name, words in headers.items()]
    request = Request({"type": "http", "headers": [(b"host", b"piano.test"), *told]})
    assert same_site(request) is ours


def _closed() -> Engine:
    raise RefusedError([Problem("S01", "L’archivio non risponde.", "Riprovare.")])


def test_an_archive_that_does_not_answer_is_said_in_words() -> None:
    with client(_closed) as door:
        page = door.get("/password")
    assert page.status_code == 503
    assert "Non è possibile entrare" in page.text
    assert "<strong>L’archivio non risponde.</strong> Riprovare." in unescape(page.text)


def test_a_wrong_password_is_told_and_sets_nothing(door: TestClient, desk: Engine) -> None:
    join(door, desk)
    door.cookies.clear()
    answer = door.post("/entra", data={"utente": "carlo", "password": "sbagliata"})
    assert (answer.status_code, COOKIE in answer.cookies) == (401, False)
    assert "Nome utente o password non corretti." in answer.text
    assert "sbagliata" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://altrove.example"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/entra", "/invito", "/password", "/esci", "/esci-ovunque"])
def test_a_form_of_another_site_is_refused(
    door: TestClient, path: str, headers: dict[str, str]
) -> None:
    assert (
        door.post(path, data={"utente": "carlo", "password": PASSWORD}, headers=headers).status_code
        == 403
    )


def test_a_form_of_our_own_is_known_by_the_browser_even_without_an_origin(
    door: TestClient, desk: Engine
) -> None:
    join(door, desk)
    headers = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert (
        door.post(
            "/entra", data={"utente": "carlo", "password": PASSWORD}, headers=headers
        ).status_code
        == 303
    )


def test_signing_out_ends_the_session_and_takes_the_cookie_back(
    door: TestClient, desk: Engine
) -> None:
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


def code_of_a_form(page: str) -> str:
    """The screen that the form of the door will send back, as the page holds it."""
    found = re.search(r'name="vai" type="hidden" autocomplete="off" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("", "/"),
        ("aggiornamenti?mese=novembre", "/aggiornamenti?mese=novembre"),
        ("/aggiornamenti?mese=novembre", "/aggiornamenti?mese=novembre"),
        ("frna?anno=2025&voce=A1.1&nota=et%C3%A0+e", "/frna?anno=2025&voce=A1.1&nota=et%C3%A0+e"),
        ("?anno=2025", "/?anno=2025"),
        *((payload, "/") for payload in ELSEWHERE),
    ],
)
def test_after_signing_in_one_is_where_one_wanted_to_be_and_never_elsewhere(
    door: TestClient, desk: Engine, wanted: str, reached: str
) -> None:
    join(door, desk)
    page = door.get("/entra", params={"vai": wanted})
    form = {"utente": "carlo", "password": PASSWORD}
    kept = code_of_a_form(page.text)
    assert door.post("/entra", data=form | {"vai": kept}).headers["location"] == reached
    assert door.post("/entra", data=form | {"vai": wanted}).headers["location"] == reached
    wrong = door.post("/entra", data={"utente": "carlo", "password": "no", "vai": wanted})
    assert code_of_a_form(wrong.text) == kept


@pytest.mark.parametrize("base", ["cruscotto", "/cruscotto/", "a/b"])
def test_under_a_path_the_door_is_all_under_it(desk: Engine, base: str) -> None:
    place = f"/{base.strip('/')}"
    with client(lambda: desk, base) as door:
        door.follow_redirects = False
        secret = invite(desk, "carlo", datetime.now(UTC))
        form = {"codice": secret, "password": PASSWORD, "ancora": PASSWORD}
        pages = [
            door.get(f"{place}/{name}") for name in ("entra", "invito", "esci", "esci-ovunque")
        ]
        answers = [door.post(f"{place}/invito", data=form)]
        form = {"utente": "carlo", "password": PASSWORD, "vai": "frna?anno=2025"}
        answers.append(door.post(f"{place}/entra", data=form))
        answers.append(door.post(f"{place}/esci"))
        assert [answer.headers["location"] for answer in answers] == [
            f"{place}/",
            f"{place}/frna?anno=2025",
            f"{place}/",
        ]
        assert all(f"Path={place};" in f"{answer.headers['set-cookie']};" for answer in answers)
        assert not any(re.search(r'(href|src|action)="/|url\("?/', page.text) for page in pages)
        assert door.get(f"{place}/health").json()["ok"]
        assert door.get(f"{place}/assets/keys.js").status_code == 200
        assert [
            door.get(path).status_code for path in ("/entra", "/health", "/assets/keys.js")
        ] == [404] * 3


def test_asking_for_the_head_of_the_door_tries_no_password(door: TestClient, desk: Engine) -> None:
    """A page of any site can ask it: it counted as a wrong password of the visitor."""
    for path in ("/entra", "/esci", "/esci-ovunque", "/invito"):
        door.head(path, headers={"sec-fetch-site": "cross-site"})
    with reading(desk) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attempt").scalar_one() == 0


def test_what_is_written_in_the_address_is_never_markup(door: TestClient) -> None:
    page = door.get('/invito?codice="><script>alert(1)</script>').text
    assert "<script>" not in page


def test_pages_of_the_door_are_not_kept_and_a_long_form_is_nothing(door: TestClient) -> None:
    assert door.get("/entra").headers["cache-control"] == "no-store"
    assert door.post("/entra", content="x" * 5000).status_code == 401


def test_a_browser_keeps_its_way_in_when_others_try_its_name(
    door: TestClient, desk: Engine
) -> None:
    """All from one address, as behind a proxy: another browser waits, the owner's own does not."""
    join(door, desk)
    kept = door.cookies[BROWSER]
    door.cookies.clear()
    tried = [
        door.post("/entra", data={"utente": "carlo", "password": "sbagliata"}) for _ in range(6)
    ]
    assert "Troppi tentativi sbagliati da qui." in tried[-1].text
    form = {"utente": "Carlo", "password": PASSWORD}
    assert door.post("/entra", data=form).status_code == 401
    door.cookies.set(BROWSER, kept)
    answer = door.post("/entra", data=form)
    assert answer.status_code == 303
    flags = [word for word in answer.headers.get_list("set-cookie") if word.startswith(BROWSER)]
    assert all(
        flag in flags[0] for flag in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=31536000")
    )


def test_ones_own_password_is_changed_at_the_door(door: TestClient, desk: Engine) -> None:
    assert door.get("/password").headers["location"] == "/entra?vai=accesso"
    before = join(door, desk)
    assert "Password di adesso" in door.get("/password").text
    new = "tutta un'altra frase lunga"
    form = {"prima": PASSWORD, "password": "password1234", "ancora": "password1234"}
    assert "La password si indovina presto" in door.post("/password", data=form).text
    form |= {"password": new, "ancora": "diversa"}
    assert "Le due password non sono uguali." in door.post("/password", data=form).text
    answer = door.post("/password", data=form | {"ancora": new})
    assert (answer.status_code, answer.headers["location"]) == (303, "/accesso")
    assert answer.cookies[COOKIE] != before
    door.cookies.clear()
    assert [
        door.post("/entra", data={"utente": "carlo", "password": word}).status_code
        for word in (PASSWORD, new)
    ] == [401, 303]


def test_an_invitation_says_whom_it_is_for(door: TestClient, desk: Engine) -> None:
    page = door.get(f"/invito?codice={invite(desk, 'carlo', datetime.now(UTC))}").text
    assert "Utente: carlo. Ufficio: Ufficio di carlo." in page


def test_the_code_of_an_invitation_stays_with_whom_it_was_given_to(
    door: TestClient, desk: Engine
) -> None:
    """It is in the address: kept by no cache, told to no other site, worth nothing once used, and
    nowhere in the page but in its form."""
    secret = invite(desk, "carlo", datetime.now(UTC))
    page = door.get(f"/invito?codice={secret}")
    told = (page.headers["cache-control"], page.headers["referrer-policy"])
    assert told == ("no-store", "no-referrer")
    assert page.text.count(secret) == 1
    form = {"codice": secret, "password": PASSWORD, "ancora": PASSWORD}
    assert secret not in str(door.post("/invito", data=form).headers)
    assert "scaduto o è già stato usato" in door.get(f"/invito?codice={secret}").text
    with reading(desk) as connection:
        assert secret not in str([*connection.exec_driver_sql("SELECT * FROM invitation")])
