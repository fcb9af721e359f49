"""`/muro/<seduta>`: who moves the walls, what those who follow are told, and on which server."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.http.served import client
from tests.http.test_sign_in import join
from tests.made_districts import SITTING, made_districts
from udp_core.archive.asking import Asked
from udp_core.http import walls as served
from udp_core.http.walls import MOST_BYTES, Walls
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.showing import Posed, Show, on_the_walls, show
from udp_core.sittings.queries.showing import OnTheWall

NOW = datetime(2026, 11, 10, 20, 0, tzinfo=UTC)
TODAY = date(2026, 11, 10)


@pytest.fixture
def archive(empty_engine: Engine) -> Engine:
    """Two districts, a sitting of the first."""
    made_districts(empty_engine)
    return empty_engine


def asked(officer: str, minutes: int = 0, session: str = "") -> Asked:
    return Asked("muri", officer, "", "", NOW + timedelta(minutes=minutes), session)


def shows(engine: Engine, slide: str, minutes: int = 0, **how: int) -> OnTheWall:
    wanted = Show(
        SITTING, slide, how.get("item", 0), bool(how.get("dark")), bool(how.get("recall"))
    )
    return show(engine, asked("anna", minutes), wanted, TODAY)


def test_each_gesture_has_its_number_and_a_point_the_moment_it_began(archive: Engine) -> None:
    assert on_the_walls(archive, SITTING) is None
    shows(archive, "copertina")
    shows(archive, "3-punto", 5, item=3)
    shows(archive, "3-frna", 9, item=3, dark=True)
    now = on_the_walls(archive, SITTING)
    assert now is not None
    assert (now.slide, now.item, now.dark, now.number, now.recalled) == ("3-frna", 3, 1, 3, 0)
    assert datetime.fromisoformat(now.since) == NOW + timedelta(minutes=5)
    assert shows(archive, "3-frna", 10, item=3, recall=True).recalled == 1
    after = shows(archive, "4-punto", 12, item=4)
    assert (after.recalled, datetime.fromisoformat(after.since)) == (1, NOW + timedelta(minutes=12))


def test_the_question_is_on_the_wall_until_another_gesture(archive: Engine) -> None:
    posed = Posed("", (("posti_cra", 783.0, 6), ("sollievo", -500.0, 1)))
    made = show(archive, asked("anna"), Show(SITTING, "3-frna", 3, question=posed), TODAY)
    assert json.loads(made.question or "") == {
        "name": "",
        "levers": [["posti_cra", 783.0, 6], ["sollievo", -500.0, 1]],
    }
    assert on_the_walls(archive, SITTING) == made
    told_of = json.loads(served.said(made)[len("data: ") :])
    assert told_of["question"]["levers"][0] == ["posti_cra", 783.0, 6]
    after = shows(archive, "3-frna", 1, item=3)
    assert after.question is None
    assert json.loads(served.said(after)[len("data: ") :])["question"] is None


@pytest.mark.parametrize(
    "levers",
    [
        [("a", 1.0, 1)] * 4,
        [("a", 1.0, 0)],
        [("a", 1.0, 13)],
        [("a", float("nan"), 1)],
        [("a", float("inf"), 1)],
    ],
)
def test_a_question_is_of_three_levers_with_a_number_and_a_month(
    levers: list[tuple[str, float, int]],
) -> None:
    with pytest.raises(ValueError, match="a"):
        Posed("", tuple(levers))


@pytest.mark.parametrize("officer", ["carlo", "dina", "ugo", "bice", "adele", "gino", "nessuno"])
def test_only_who_runs_the_sitting_moves_its_walls(archive: Engine, officer: str) -> None:
    with pytest.raises(RefusedError):
        show(archive, asked(officer), Show(SITTING, "copertina"), TODAY)
    assert on_the_walls(archive, SITTING) is None


def test_a_sitting_that_is_not_there_has_no_walls(archive: Engine) -> None:
    with pytest.raises(RefusedError):
        show(archive, asked("anna"), Show("altra", "copertina"), TODAY)
    with pytest.raises(RefusedError):
        show(archive, asked("anna"), Show(SITTING, "x" * 201), TODAY)
    with pytest.raises(RefusedError, match="sessione"):
        show(archive, asked("anna", session="finita"), Show(SITTING, "copertina"), TODAY)


def told(walls: Walls, times: int) -> asyncio.Task[list[dict[str, object]]]:
    async def listen() -> list[dict[str, object]]:
        found = []
        async for event in walls.follow(SITTING):
            if event.startswith(b"data: "):
                found.append(json.loads(event[6:]))
            if len(found) == times:
                return found
        return found

    return asyncio.create_task(listen())


def test_who_joins_sees_what_is_there_and_another_server_follows(archive: Engine) -> None:
    shows(archive, "copertina")

    async def evening() -> list[list[dict[str, object]]]:
        here, there = Walls(lambda: archive), Walls(lambda: archive)
        near, far = told(here, 3), told(there, 3)
        await asyncio.sleep(0.3)
        here.publish(await asyncio.to_thread(shows, archive, "2-punto", 1, item=2))
        await asyncio.sleep(0.3)
        here.publish(await asyncio.to_thread(shows, archive, "2-punto", 2, item=2, recall=True))
        return list(await asyncio.wait_for(asyncio.gather(near, far), 10))

    near, far = asyncio.run(evening())
    assert [one["slide"] for one in near] == ["copertina", "2-punto", "2-punto"]
    assert near == far
    assert [one["recalled"] for one in far] == [0, 0, 1]


def test_a_stream_ends_by_itself_and_leaves_nothing_running(
    archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "LASTING_SECONDS", 0.3)

    async def evening() -> tuple[list[bytes], int]:
        walls = Walls(lambda: archive)
        events = [event async for event in walls.follow(SITTING)]
        return events, len(walls._walls)

    events, left = asyncio.run(evening())
    assert events[0].startswith(b"retry:")
    assert left == 0


def test_no_more_streams_than_a_server_can_follow(
    archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "MOST_STREAMS", 0)
    with client(lambda: archive) as door:
        assert door.get(f"/muro/{SITTING}").status_code == 503


def test_a_name_that_is_of_no_sitting_is_not_followed(archive: Engine) -> None:
    with client(lambda: archive) as door:
        assert door.get("/muro/inventata").status_code == 404


def asks(door: TestClient, body: object, **headers: str) -> int:
    content = body if isinstance(body, str) else json.dumps(body)
    return door.post(f"/muro/{SITTING}", content=content, headers=headers).status_code


def test_a_gesture_of_who_runs_the_sitting_is_on_the_wall_with_its_number(
    archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who follows is told of it as an event, which nothing on the way keeps back."""
    monkeypatch.setenv("UDP_TODAY", TODAY.isoformat())
    monkeypatch.setattr(served, "LASTING_SECONDS", 0.3)
    with client(lambda: archive) as door:
        door.follow_redirects = False
        join(door, archive, "anna")
        for number, slide in enumerate(("copertina", "2-punto"), 1):
            answer = door.post(f"/muro/{SITTING}", content=json.dumps({"slide": slide, "item": 2}))
            assert (answer.status_code, answer.json()) == (200, {"number": number})
            assert answer.headers["cache-control"] == "no-store"
        stream = door.get(f"/muro/{SITTING}")
    assert (stream.status_code, stream.headers["x-accel-buffering"]) == (200, "no")
    assert stream.headers["content-type"].startswith("text/event-stream")
    told_of = [json.loads(one[6:]) for one in stream.text.split("\n\n") if one[:5] == "data:"]
    assert told_of == [
        {"slide": "2-punto", "dark": False, "number": 2, "recalled": 0, "question": None}
    ]


def test_an_archive_that_does_not_answer_has_no_wall() -> None:
    with client(_closed) as door:
        assert door.get(f"/muro/{SITTING}").status_code == 404


def _closed() -> Engine:
    raise RefusedError([])


def test_the_door_asks_who_and_from_where(door: TestClient, desk: Engine) -> None:
    """The small desk has no such sitting: who may not move it is refused all the same."""
    sound = {"slide": "copertina", "item": 0}
    assert asks(door, sound) == 401
    join(door, desk)
    assert asks(door, sound) == 403
    assert asks(door, sound, **{"sec-fetch-site": "cross-site"}) == 403
    assert asks(door, "no") == asks(door, {}) == asks(door, {"slide": 3}) == 400
    assert asks(door, {"slide": "a", "item": "b"}) == 400
    for question in ("no", {}, {"name": 1, "levers": []}, {"name": "", "levers": [["a", 1]]}):
        assert asks(door, {**sound, "question": question}) == 400
    four = {"name": "", "levers": [["a", 1, 1]] * 4}
    assert asks(door, {**sound, "question": four}) == 400
    assert asks(door, {**sound, "question": {"name": "", "levers": [["a", 1, 1]]}}) == 403
    assert asks(door, "x" * (MOST_BYTES + 1)) == 413


def test_who_may_not_read_follows_nothing(archive: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UDP_READING", "")
    with client(lambda: archive, judged=True, address="203.0.113.9") as door:
        assert door.get(f"/muro/{SITTING}").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"slide": "a\ud83d"},
        {"slide": "a\x00"},
        {"slide": "a", "item": 10**40},
        {"slide": "a", "item": -1},
        {"slide": "a", "item": True},
        {"slide": "a", "question": {"name": "", "levers": [["posti", 10**400, 1]]}},
    ],
)
def test_what_no_screen_sends_is_no_gesture(
    archive: Engine, door: TestClient, body: dict[str, object]
) -> None:
    answer = door.post(f"/muro/{SITTING}", content=json.dumps(body))
    assert (answer.status_code, on_the_walls(archive, SITTING)) == (400, None)
    nested = door.post(f"/muro/{SITTING}", content="[" * (MOST_BYTES - 1))
    assert nested.status_code == 400


def test_asking_for_the_headers_of_a_wall_is_asking_for_the_wall(
    archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_READING", "accesso")
    with client(lambda: archive, judged=True) as door:
        assert door.head(f"/muro/{SITTING}").status_code == 401
