"""`/bozze`.

What is typed is kept only for who has signed in, and only when our own page sends it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.http.served import client
from tests.http.test_sign_in import join
from udp_core.drafts.commands.unsaved import LASTING, LONGEST_WORDS, waiting_for
from udp_core.http.sign_in import COOKIE
from udp_core.http.unsaved import MOST_AT_ONCE, MOST_BYTES
from udp_core.kernel.problem import RefusedError


def body(
    mark: str, words: str = "163.000", place: str = "cella-a:b-x", ago: object = 60_000
) -> str:
    return json.dumps({"chi": mark, "bozze": [{"posto": place, "testo": words, "da": ago}]})


def kept(desk: Engine, officer: str = "carlo") -> dict[str, str]:
    now = datetime.now(UTC)
    return {place: one.words for place, one in waiting_for(desk, officer, now).items()}


def test_who_has_signed_in_keeps_what_he_types_with_its_moment(
    door: TestClient, desk: Engine
) -> None:
    join(door, desk)
    mark = door.get("/bozze").json()["chi"]
    assert "carlo" not in mark
    answer = door.post("/bozze", content=body(mark))
    assert (answer.json(), answer.headers["cache-control"]) == (
        {"chi": mark, "tenuto": True},
        "no-store",
    )
    assert kept(desk) == {"cella-a-b-x": "163.000"}
    age = datetime.now(UTC) - waiting_for(desk, "carlo", datetime.now(UTC))["cella-a-b-x"].at
    assert 60 <= age.total_seconds() < 600


def test_nobody_and_somebody_else_keep_nothing(door: TestClient, desk: Engine) -> None:
    assert door.get("/bozze").json()["chi"] == ""
    assert door.post("/bozze", content=body("")).json() == {"chi": "", "tenuto": False}
    join(door, desk)
    assert door.post("/bozze", content=body("of-another")).json()["tenuto"] is False
    assert door.post("/bozze", content=body("")).json()["tenuto"] is False
    assert kept(desk) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://altrove.example"},
    ],
)
def test_another_site_keeps_nothing(
    door: TestClient, desk: Engine, headers: dict[str, str]
) -> None:
    join(door, desk)
    mark = door.get("/bozze").json()["chi"]
    assert door.post("/bozze", content=body(mark), headers=headers).status_code == 403
    assert kept(desk) == {}


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("{}", 400),
        ('{"chi": 1, "bozze": 2}', 400),
        ('{"chi": "%s", "bozze": [1]}', 400),
        (None, 413),
    ],
)
def test_what_is_no_draft_is_refused(
    door: TestClient, desk: Engine, content: str | None, status: int
) -> None:
    join(door, desk)
    mark = door.get("/bozze").json()["chi"]
    sent = "x" * (MOST_BYTES + 1) if content is None else content.replace("%s", mark)
    assert door.post("/bozze", content=sent).status_code == status
    assert door.post("/bozze", content=body(mark, place="")).status_code == 400
    assert door.post("/bozze", content=body(mark, ago="molto")).status_code == 400
    assert door.post("/bozze", content=body(mark, ago=float("inf"))).status_code == 400
    assert door.post("/bozze", content=body(mark, "x" * (LONGEST_WORDS + 1))).status_code == 413
    assert kept(desk) == {}


@pytest.mark.parametrize(("many", "status"), [(MOST_AT_ONCE, 200), (MOST_AT_ONCE + 1, 400)])
def test_as_many_places_at_once_as_a_page_has(
    door: TestClient, desk: Engine, many: int, status: int
) -> None:
    join(door, desk)
    mark = door.get("/bozze").json()["chi"]
    places = [{"posto": f"cella-{number}", "testo": "1", "da": 0} for number in range(many)]
    sent = json.dumps({"chi": mark, "bozze": places})
    assert door.post("/bozze", content=sent).status_code == status
    assert len(kept(desk)) == (many if status == 200 else 0)


@pytest.mark.parametrize(
    ("content", "status"), [('{"chi": "x", "bozze": []}', 503), ("x" * (MOST_BYTES + 1), 413)]
)
def test_an_archive_that_does_not_answer_keeps_nothing(content: str, status: int) -> None:
    with client(_closed) as door:
        door.cookies.set(COOKIE, "di prima")
        assert door.post("/bozze", content=content).status_code == status


def _closed() -> Engine:
    raise RefusedError([])


@pytest.mark.parametrize(("ago", "seconds"), [(-60_000, 0), (10**12, LASTING.total_seconds())])
def test_a_moment_to_come_is_now_and_one_too_long_ago_is_as_old_as_may_be(
    door: TestClient, desk: Engine, ago: int, seconds: float
) -> None:
    join(door, desk)
    mark = door.get("/bozze").json()["chi"]
    before = datetime.now(UTC)
    assert door.post("/bozze", content=body(mark, ago=ago)).json()["tenuto"] is True
    after = datetime.now(UTC)
    (found,) = waiting_for(desk, "carlo", before - timedelta(days=1)).values()
    assert before <= found.at + timedelta(seconds=seconds) <= after


def test_a_dashboard_under_a_path_keeps_it_there(desk: Engine) -> None:
    with client(lambda: desk, "cruscotto") as door:
        assert door.get("/cruscotto/bozze").status_code == 200
        assert door.get("/bozze").status_code == 404


def test_half_a_character_and_a_null_one_are_told_and_what_is_beside_them_is_kept(
    door: TestClient, desk: Engine
) -> None:
    """A paste cut in the middle of an emoji: the rest of it, and every other place, is safe."""
    join(door, desk)
    mark = door.get("/bozze").json()["chi"]
    written = {"cella-a": "tre \ud83d", "cella-b": "due\x00", "cella-c": "uno 😀"}
    places = [{"posto": place, "testo": words, "da": 0} for place, words in written.items()]
    answer = door.post("/bozze", content=json.dumps({"chi": mark, "bozze": places}))
    assert (answer.status_code, answer.json()["tenuto"]) == (200, True)
    assert kept(desk) == {"cella-a": "tre \ufffd", "cella-b": "due\ufffd", "cella-c": "uno 😀"}


@pytest.mark.parametrize("content", ["[" * 100_000, '{"chi":' * 30_000])
def test_what_is_nested_without_end_is_no_message(
    door: TestClient, desk: Engine, content: str
) -> None:
    join(door, desk)
    assert door.post("/bozze", content=content).status_code == 400
    assert kept(desk) == {}
