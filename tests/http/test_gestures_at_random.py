"""Whatever people do while they type, the archive and their drafts end as what they typed.

Each browser here does what `unsaved.js` does (a shelf for what is not delivered yet, posted again
until it is); the door,
the drafts and the commands are the real ones. A clock that the test moves stands for theirs.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.http.served import client
from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.archive.images import read_by_id
from udp_core.archive.sessions import drop_sessions
from udp_core.drafts.commands.unsaved import LATE, place_of, settle, waiting_for
from udp_core.http import unsaved as door_of_drafts
from udp_core.http.sign_in import COOKIE
from udp_core.kernel.problem import RefusedError
from udp_core.sign_in.sessions import LASTING, Visit, accept, digest, invite, sign_in
from udp_core.writing.conflicts import ConflictsError
from udp_core.writing.saving import Edit, SaveRows, save_rows

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
PASSWORD = "La-quiete-del-mattino-7"  # noqa: S105 - of nobody
SCHEDA = "intervention"
CELLS = tuple(f"{FUND}:A1:a:c:final:month:{month}" for month in (9, 10))
OFFICERS = ("anna", "carlo", "dina")
MAY = {"anna": (0, 1, 2), "carlo": (0, 1), "dina": (2,)}
"""Who writes where: the cells of a Comune, the evaluation of a scheda."""
EXAMPLES = (
    dict.fromkeys(("sqlite", "postgresql"), 200)
    if os.environ.get("UDP_SLOW")
    else {"sqlite": 40, "postgresql": 10}
)
"""Two hundred of each with UDP_SLOW=1: they take minutes."""
GESTURES = ("type", "leave", "save", "reload", "expire", "enter", "cut", "mend", "throw", "take")
Gesture = tuple[str, str, int, int]


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 10, 8, tzinfo=UTC)

    def pass_by(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Browser:
    """What a person has before them.

    The fields, and the shelf of what the server does not have yet.
    """

    officer: str
    secret: str = ""
    mark: str = ""
    online: bool = True
    shown: dict[int, str] = field(default_factory=dict)
    found: dict[int, str] = field(default_factory=dict)
    """As the fields were when they were drawn."""
    seen: dict[int, int] = field(default_factory=dict)
    shelf: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    is_in: bool = False
    since: datetime = LONG_AGO

    def again(self, now: datetime) -> Browser:
        """For another play: signing in costs, so that a session in its first half is used again."""
        return Browser(
            self.officer,
            self.secret,
            is_in=self.is_in and now - self.since < LASTING / 2,
            since=self.since,
        )


@dataclass
class World:
    """The archive, who works on it, and what should be there.

    What was saved, and of each what was typed and was not.
    """

    engine: Engine
    http: TestClient
    clock: Clock
    rows: tuple[tuple[str, str, str], ...]
    browsers: dict[str, Browser]
    stored: dict[int, str]
    typed: dict[tuple[str, int], tuple[str, datetime]] = field(default_factory=dict)
    settled: dict[tuple[str, int], tuple[str, datetime]] = field(default_factory=dict)

    def do(self, gesture: Gesture) -> None:
        name, officer, where, words = gesture
        self.clock.pass_by(20)
        browser = self.browsers[officer]
        place = MAY[officer][where % len(MAY[officer])]
        getattr(self, f"_{name}")(browser, place, str(100 + words))

    def _type(self, browser: Browser, place: int, words: str) -> None:
        if place not in browser.shown:
            return
        browser.shown[place] = words
        browser.shelf[self._key(place)] = (words, self.clock.now)
        self.typed[browser.officer, place] = (words, self.clock.now)

    def _leave(self, browser: Browser, place: int, words: str) -> None:
        if place == 2:
            self._send(browser)  # a text waits for its button
        else:
            self._save(browser, place, words)

    def _save(self, browser: Browser, place: int, words: str) -> None:
        if (
            int(words) % 2
        ):  # else the post of the draft comes after what is saved with the same gesture
            self._send(browser)
        if browser.online and place in browser.shown:
            self._carry_out(browser, place)
        self.clock.pass_by(5)
        self._send(browser)

    def _carry_out(self, browser: Browser, place: int) -> None:
        words = browser.shown[place]
        if words == browser.found[place]:
            return  # a screen sends what was changed in it
        name, row_id, column = self.rows[place]
        value = words if place == 2 else int(words) * 100
        request = Asked(
            f"{browser.officer} {self.clock.now}",
            browser.officer,
            "",
            "Prova",
            self.clock.now,
            digest(browser.secret),
        )
        edit = Edit(E[name], {column: value}, row_id, browser.seen[place])
        try:
            done = save_rows(self.engine, SaveRows(request, browser.officer, [edit], TODAY))
        except ConflictsError as conflict:
            browser.seen[place] = conflict.conflicts[0].version
        except RefusedError as refused:
            # a session that ended, and nothing else
            assert [one.code for one in refused.problems] == ["A30"], refused  # noqa: PT017
            assert not browser.is_in
        else:
            assert browser.is_in
            browser.seen[place], browser.found[place] = done.rows[0].version, words
            settle(
                self.engine,
                browser.officer,
                [(place_of(self._key(place)), words)],
                self.clock.now,
            )
            self.stored[place] = words
            self._settled(browser, place, words)

    def _reload(self, browser: Browser, place: int = 0, words: str = "") -> None:
        """The page is drawn again, then brings what had stayed in the browser."""
        del place, words
        browser.shown, browser.seen = {}, {}
        if browser.online and self._mark(browser):
            assert browser.is_in
            self._send(browser)
            for place in MAY[browser.officer]:
                browser.seen[place], browser.found[place] = self.read(place)
                browser.shown[place] = browser.found[place]

    def _expire(self, browser: Browser, place: int, words: str) -> None:
        del place, words
        with writing(self.engine) as connection:
            drop_sessions(connection, browser.officer)
        browser.is_in = False

    def _enter(self, browser: Browser, place: int = 0, words: str = "") -> None:
        del place, words
        if not browser.online:
            return
        if not browser.is_in:
            browser.since = self.clock.now
            browser.secret = sign_in(
                self.engine, browser.officer, PASSWORD, Visit("", self.clock.now)
            )
        browser.is_in = True
        self._reload(browser)

    def _cut(self, browser: Browser, place: int, words: str) -> None:
        del place, words
        browser.online = False

    def _mend(self, browser: Browser, place: int = 0, words: str = "") -> None:
        del place, words
        browser.online = True
        self._send(browser)

    def _throw(self, browser: Browser, place: int, words: str) -> None:
        """«Butta» of what is offered, where nothing newer waits in the browser."""
        del words
        offered = self.waiting(browser.officer).get(place)
        if offered is None or not browser.online or place not in browser.shown or browser.shelf:
            return
        settle(
            self.engine,
            browser.officer,
            [(place_of(self._key(place)), offered)],
            self.clock.now,
        )
        self._settled(browser, place, offered)

    def _take(self, browser: Browser, place: int, words: str) -> None:
        """«Riprendi»: the field shows it again, unsaved as before."""
        del words
        offered = self.waiting(browser.officer).get(place)
        if offered is not None and browser.online and place in browser.shown:
            browser.shown[place] = offered

    def _settled(self, browser: Browser, place: int, words: str) -> None:
        self.typed.pop((browser.officer, place), None)
        self.settled[browser.officer, place] = (words, self.clock.now)

    def _key(self, place: int) -> str:
        name, row_id, column = self.rows[place]
        return f"{'scheda' if name == SCHEDA else 'cella'}-{row_id}-{column}"

    def _mark(self, browser: Browser) -> str:
        """Whom the page is of, as long as it is open."""
        self.http.cookies.set(COOKIE, browser.secret)
        found = str(self.http.get("/bozze").json()["chi"])
        browser.mark = found or browser.mark
        return found

    def _send(self, browser: Browser) -> None:
        if not (browser.online and browser.shelf and browser.mark):
            return
        now = self.clock.now
        drafts = [
            {"posto": key, "testo": words, "da": (now - at).total_seconds() * 1000}
            for key, (words, at) in browser.shelf.items()
        ]
        self.clock.pass_by(3)  # the way of a post
        self.http.cookies.set(COOKIE, browser.secret)
        answer = self.http.post(
            "/bozze", content=json.dumps({"chi": browser.mark, "bozze": drafts})
        )
        assert answer.json()["tenuto"] is browser.is_in
        if browser.is_in:
            browser.shelf = {}

    def read(self, place: int) -> tuple[int, str]:
        """Version and words of what is stored."""
        name, row_id, column = self.rows[place]
        with reading(self.engine) as connection:
            version, image = read_by_id(connection, E[name], [row_id])[row_id]
        value = image[column]
        return version, str(value or "") if place == 2 else str(int(str(value)) // 100)

    def waiting(self, officer: str) -> dict[int, str]:
        """What waits of an officer, by place."""
        keys = {place_of(self._key(place)): place for place in MAY[officer]}
        return {
            keys[key]: one.words
            for key, one in waiting_for(self.engine, officer, self.clock.now).items()
        }

    def end(self) -> None:
        """Everybody is there again, with a connection."""
        for browser in self.browsers.values():
            self.clock.pass_by(120)
            browser.online = True
            self._enter(browser)

    def judge(self) -> None:
        for place, words in self.stored.items():
            assert self.read(place)[1] == words
        for officer in OFFICERS:
            mine = {
                place: words
                for (whose, place), (words, _) in self.typed.items()
                if whose == officer
            }
            again = {place for place in mine if self._is_again(officer, place)}
            assert without(self.waiting(officer), again) == without(mine, again)

    def _is_again(self, officer: str, place: int) -> bool:
        """What was settled less than a minute before is no news."""
        (words, at), (before, then) = (
            self.typed[officer, place],
            self.settled.get((officer, place), ("", LONG_AGO)),
        )
        return words == before and at <= then + LATE


def without(found: dict[int, str], places: set[int]) -> dict[int, str]:
    return {place: words for place, words in found.items() if place not in places}


def gestures() -> st.SearchStrategy[list[Gesture]]:
    """Typing is half of what people do; few words, so that the same are typed again."""
    names = st.sampled_from((*GESTURES, *("type",) * len(GESTURES)))
    one = st.tuples(names, st.sampled_from(OFFICERS), st.integers(0, 2), st.integers(0, 5))
    return st.lists(one, min_size=4, max_size=16)


@pytest.fixture
def office(engine: Engine) -> Engine:
    """Two figures and a scheda, with passwords."""
    made_desk(engine)
    save(engine, "anna", entry(9, 100), entry(10, 100))
    start = Clock().now
    for officer in OFFICERS:
        accept(engine, invite(engine, officer, start), PASSWORD, Visit("", start))
    return engine


@contextmanager
def working(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[TestClient, Clock, tuple[tuple[str, str, str], ...]]]:
    clock = Clock()

    def visit(request: Request) -> Visit:
        del request
        return Visit("", clock.now)

    monkeypatch.setattr(door_of_drafts, "visit_of", visit)
    with reading(engine) as connection:
        scheda = str(connection.exec_driver_sql("SELECT id FROM intervention").scalar_one())
    rows = (
        ("frna_entry", CELLS[0], "amount_cents"),
        ("frna_entry", CELLS[1], "amount_cents"),
        (SCHEDA, scheda, "evaluation"),
    )
    with client(lambda: engine) as http:
        yield http, clock, rows


def test_what_people_type_is_stored_or_waits_for_them(
    office: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = re.sub(r"\W.*", "", office.url.drivername)
    with working(office, monkeypatch) as (http, clock, rows):
        people = {officer: Browser(officer) for officer in OFFICERS}

        @settings(
            max_examples=EXAMPLES[kind], deadline=None, suppress_health_check=[HealthCheck.too_slow]
        )
        @given(gestures())
        def played(made: list[Gesture]) -> None:
            clock.pass_by(600)  # nothing of the play before is late
            with writing(office) as connection:
                connection.exec_driver_sql("DELETE FROM unsaved")
            browsers = {one.officer: one.again(clock.now) for one in people.values()}
            people.update(browsers)
            world = World(office, http, clock, rows, browsers, {})
            world.stored = {place: world.read(place)[1] for place in range(3)}
            world.end()
            for gesture in made:
                world.do(gesture)
            world.end()
            world.judge()

        played()
