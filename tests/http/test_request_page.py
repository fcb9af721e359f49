"""The page of a link over HTTP: what was asked and nothing else; forged fields, other sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from tests.http.served import client
from tests.made_desk import TODAY, entry, save
from tests.made_districts import asks
from tests.made_requests import ask, figure, made_requests
from tests.made_rows import fingerprint
from udp_core.archive.engine import reading, writing
from udp_core.data_requests.entities import DataRequest
from udp_core.data_requests.terms import RequestState
from udp_core.sign_in.tries import MOST_WRONG, WINDOW
from udp_core.writing.moving import Move, MoveState, move_states

AMOUNT = "c{}-amount_cents"


@pytest.fixture
def desk(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The requests' desk, on its own day."""
    made_requests(empty_engine)
    monkeypatch.setenv("UDP_TODAY", TODAY.isoformat())
    with writing(empty_engine) as connection:  # links begin at the real moment
        connection.execute(text("UPDATE request_link SET expires_at = '2999-01-01T00:00:00+00:00'"))
    return empty_engine


@pytest.fixture
def secret(desk: Engine) -> str:
    """The link of a request of A1 and A2 of Cervia."""
    made = ask(desk)
    _until(desk, "2999-01-01T00:00:00+00:00")
    return made.secret


@pytest.fixture
def door(desk: Engine) -> Iterator[TestClient]:
    with client(lambda: desk) as opened:
        opened.follow_redirects = False
        yield opened


def _until(engine: Engine, moment: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE request_link SET expires_at = :at"), {"at": moment})


def hidden(page: str) -> dict[str, str]:
    """What a browser would send besides what is typed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def words(page: str) -> str:
    return " ".join(
        unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split()
    )


def opened(door: TestClient, secret: str) -> str:
    answer = door.get(f"/richiesta?codice={secret}")
    assert answer.status_code == 200
    return answer.text


def sent(door: TestClient, secret: str, cells: dict[str, str], **other: str) -> tuple[int, str]:
    """Fill in the page and send it: the status, and the page that comes back."""
    form = hidden(opened(door, secret)) | cells
    answer = door.post("/richiesta", data=form | other)
    return answer.status_code, answer.text


def test_the_page_says_who_asks_what_of_whom_by_when_and_shows_nothing_else(
    door: TestClient, desk: Engine, secret: str
) -> None:
    save(desk, "carlo", entry(9, 777))
    page = opened(door, secret)
    said = words(page)
    assert "Ufficio di anna, distretto di" in said
    assert "chiede a Cooperativa Alfa: Spesa di ottobre." in said
    assert "Mese: ottobre 2026. Entro il 20/11/2026." in said
    assert "Valore (€)" in said
    assert "1. Spesa FRNA del mese: A1 Attività (Attività · Cervia)" in said
    assert "2. Spesa FRNA del mese: A2 Attività" in said
    assert "Russi" not in said
    assert "777" not in said
    assert page.count("<fieldset>") == 2
    assert "Perché è giusto" not in said  # asked where a value is out of the usual


def test_it_leads_nowhere_keeps_nothing_and_runs_nothing(door: TestClient, secret: str) -> None:
    answer = door.get(f"/richiesta?codice={secret}")
    assert "<a " not in answer.text
    assert "<script" not in answer.text
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/password", "/registri", "/media/a.csv"])
def test_a_link_opens_no_other_address(desk: Engine, secret: str, path: str) -> None:
    """Even with the secret in the place of a session, nobody is signed in."""
    with client(lambda: desk, judged=True, address="192.0.2.1") as door:
        door.follow_redirects = False
        door.cookies.set("udp_session", secret)
        answer = door.get(path, params={"codice": secret})
        assert answer.status_code in {303, 401, 403, 404}


def test_what_is_sent_is_received_and_what_is_left_is_said(
    door: TestClient, desk: Engine, secret: str
) -> None:
    status, page = sent(door, secret, {AMOUNT.format(1): "1.234,50"})
    assert status == 200
    assert "1 cifra ricevuta. Ne mancano ancora: 1 cifra." in words(page)
    assert "Adesso: 1.234,50 €, bozza; data il 10/11/2026." in words(page)
    status, page = sent(door, secret, {AMOUNT.format(2): "0"})
    assert (status, "Non manca nulla: grazie." in words(page)) == (200, True)
    assert "<form" not in page
    with reading(desk) as connection:
        found = connection.execute(text("SELECT amount_cents FROM frna_entry WHERE phase='final'"))
        assert sorted(found.scalars()) == [0, 1_234_50]
    assert door.get(f"/richiesta?codice={secret}").status_code == 404


def test_a_form_left_as_it_is_gives_nothing_again(
    door: TestClient, desk: Engine, secret: str
) -> None:
    sent(door, secret, {AMOUNT.format(1): "10"})
    page = opened(door, secret)
    value = re.search(r'name="c1-amount_cents"[^>]*value="([^"]*)"', page)
    assert value is not None
    before = fingerprint(desk)
    status, answer = sent(door, secret, {AMOUNT.format(1): value[1]})
    assert (status, "Non c’è nulla di nuovo da mandare." in words(answer)) == (409, True)
    assert fingerprint(desk) == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"c3-amount_cents": "5"}, "La riga 3 non è tra le cifre chieste"),
        ({"c999-amount_cents": "5"}, "La riga 999 non è tra le cifre chieste"),
        ({"c1-state": "validated"}, "Non c’è nulla di nuovo da mandare."),
        ({"c1-municipality_id": "r"}, "Non c’è nulla di nuovo da mandare."),
        ({"v1": "'; DROP", "altro": "x"}, "Non c’è nulla di nuovo da mandare."),
    ],
)
def test_forged_fields_are_refused_in_words_and_change_nothing(
    door: TestClient, desk: Engine, secret: str, cells: dict[str, str], said: str
) -> None:
    before = fingerprint(desk)
    status, page = sent(door, secret, cells)
    assert (status, said in words(page)) == (409, True)
    assert fingerprint(desk) == before


def test_a_forged_field_beside_a_good_one_stays_out_of_what_is_written(
    door: TestClient, desk: Engine, secret: str
) -> None:
    """Amount, and by force a state, another Comune, another source: only the amount counts."""
    forged = {"c1-state": "validated", "c1-municipality_id": "r", "c1-source": "Altri"}
    sent(door, secret, {AMOUNT.format(1): "10", **forged})
    with reading(desk) as connection:
        found = text("SELECT state, municipality_id, source FROM frna_entry WHERE phase='final'")
        row = tuple(connection.execute(found).one())
    assert row == ("draft", "c", "Comunicato da Cooperativa Alfa")


def test_what_does_not_read_is_kept_with_why_beside_it(door: TestClient, secret: str) -> None:
    typed = '"><script>alert(1)</script>'
    status, page = sent(door, secret, {AMOUNT.format(1): "10", AMOUNT.format(2): typed})
    assert status == 409
    assert "<script" not in page
    assert 'value="10"' in page
    assert 'value="&quot;&gt;&lt;script&gt;' in page
    assert "non si legge come un numero italiano" in words(page)


def test_a_value_out_of_the_usual_says_nothing_of_the_others_and_takes_a_why(
    door: TestClient, desk: Engine, secret: str
) -> None:
    """Each month 1.003 €: the page that refuses 90.000 € does not say so."""
    for month in range(1, 10):
        save(desk, "carlo", entry(month, 1003))
    status, page = sent(door, secret, {AMOUNT.format(1): "90.000"})
    assert status == 409
    assert "Il valore è lontano da quelli soliti." in words(page)
    assert "1.003" not in page
    why = {AMOUNT.format(1): "90.000", "perche1": "Arretrati di due anni"}
    assert sent(door, secret, why)[0] == 200


def test_what_the_office_wrote_meanwhile_is_shown_and_the_text_kept(
    door: TestClient, desk: Engine, secret: str
) -> None:
    form = hidden(opened(door, secret)) | {AMOUNT.format(1): "10"}
    save(desk, "carlo", entry(10, 700))
    answer = door.post("/richiesta", data=form)
    said = words(answer.text)
    assert answer.status_code == 409
    assert "Intanto la cifra è stata cambiata da qualcun altro." in said
    assert "Adesso: 700,00 €, bozza; da dare." in said
    assert "carlo" not in said
    assert 'value="10"' in answer.text


def test_a_page_left_open_while_the_request_is_withdrawn_keeps_what_was_typed(
    door: TestClient, desk: Engine, secret: str
) -> None:
    form = hidden(opened(door, secret)) | {AMOUNT.format(1): "1.234,56"}
    move = Move(DataRequest, "a:2026-001", 1, RequestState.WITHDRAWN)
    move_states(desk, MoveState(asks("anna", "ritira"), "anna", [move], TODAY, explained=True))
    answer = door.post("/richiesta", data=form)
    said = words(answer.text)
    assert answer.status_code == 404
    assert "La richiesta è stata ritirata" in said
    assert "Era scritto: 1.234,56." in said
    assert "Spesa di ottobre" not in said


def test_an_expired_link_says_so(door: TestClient, desk: Engine, secret: str) -> None:
    _until(desk, "2020-01-01T00:00:00+00:00")
    answer = door.get(f"/richiesta?codice={secret}")
    assert (answer.status_code, "Il collegamento è scaduto." in words(answer.text)) == (404, True)


def test_wrong_links_wait_and_the_right_one_does_not(
    door: TestClient, desk: Engine, secret: str
) -> None:
    """Five that open nothing, then the place waits; who has a good link there is let in."""
    for number in range(MOST_WRONG):
        answer = door.get(f"/richiesta?codice=inventato{number}")
        assert (answer.status_code, "non è valido" in words(answer.text)) == (404, True)
    answer = door.get("/richiesta?codice=ancora")
    assert (answer.status_code, "Troppi tentativi" in words(answer.text)) == (429, True)
    assert timedelta(minutes=15) == WINDOW
    assert opened(door, secret)
    with reading(desk) as connection:
        many = connection.execute(text("SELECT count(*) FROM attempt")).scalar_one()
    assert many <= MOST_WRONG + 1


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.test"}, {"origin": "null"}],
)
def test_a_form_of_another_site_is_refused(
    door: TestClient, desk: Engine, secret: str, headers: dict[str, str]
) -> None:
    form = hidden(opened(door, secret)) | {AMOUNT.format(1): "10"}
    before = fingerprint(desk)
    answer = door.post("/richiesta", data=form, headers=headers)
    assert (answer.status_code, "da un altro sito" in words(answer.text)) == (403, True)
    assert fingerprint(desk) == before


def test_a_form_too_long_is_nothing(door: TestClient, desk: Engine, secret: str) -> None:
    form = hidden(opened(door, secret)) | {AMOUNT.format(1): "1" * 200_000}
    before = fingerprint(desk)
    assert door.post("/richiesta", data=form).status_code == 404
    assert fingerprint(desk) == before


def test_pressed_twice_is_written_once(door: TestClient, desk: Engine, secret: str) -> None:
    form = hidden(opened(door, secret)) | {AMOUNT.format(1): "10"}
    first, second = (door.post("/richiesta", data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    with reading(desk) as connection:
        found = text("SELECT version FROM frna_entry WHERE id = :id")
        assert connection.execute(found, {"id": figure("A1")[1]}).scalar_one() == 1
