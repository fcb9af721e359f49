"""Passwords that are not guessed, invitations that work once, identities that are one person's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from tests.made_desk import E, made_desk, mandate, save
from tests.made_rows import load, sound_history
from udp_core.__main__ import app
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.archive.migrate import migrate
from udp_core.kernel.problem import RefusedError
from udp_core.people.queries import grants, officer_named
from udp_core.sign_in.accounts import identify_by, invite_by
from udp_core.sign_in.passwords import weak
from udp_core.sign_in.sessions import Visit, accept, change_password, invite, sign_in, signed_in
from udp_core.sign_in.tries import MOST_WRONG
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
PASSWORD, OTHER = "quattro parole messe in fila", "tutta un'altra frase lunga"
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"
OFFICER, MANDATE = E["officer"], E["mandate"]


def visit(address: str = HERE, browser: str = "", **later: int) -> Visit:
    return Visit(address, NOW + timedelta(**later), browser)


@pytest.fixture
def desk(engine: Engine) -> Engine:
    """Of district a, anna coordinates and administers; carlo is of a Comune; both have a password.

    In b, bea administers.
    """
    made_desk(engine)
    load(
        engine, Batch(E["district"], [(None, {**_district(engine), "code": "b", "name": "Bassa"})])
    )
    officers: list[tuple[int | None, Image]] = [
        (None, {"code": "bea", "name": "Ufficio di bea", "active": 1})
    ]
    mandates: list[tuple[int | None, Image]] = [
        (None, mandate("anna", "administrator")),
        (None, {**mandate("bea", "administrator"), "district_id": "b"}),
    ]
    load(engine, Batch(OFFICER, officers), Batch(MANDATE, mandates))
    for name in ("anna", "carlo"):
        accept(engine, invite(engine, name, NOW), PASSWORD, visit())
    return engine


def _district(engine: Engine) -> Image:
    with reading(engine) as connection:
        return dict(read_by_id(connection, E["district"], ["a"])["a"][1])


def code(right: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as caught:
        right()
    return caught.value.problems[0].code


def history(engine: Engine) -> list[tuple[str, str, str]]:
    """Of the rows of officers: who, what was done, why."""
    found = (
        "SELECT r.author, r.command, r.reason FROM history h JOIN request r ON r.id = h.request_id"
        " WHERE h.entity = 'officer' ORDER BY h.sequence"
    )
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(text(found))]


def count(engine: Engine, where: str = "1 = 1") -> int:
    with reading(engine) as connection:
        return int(
            connection.execute(text(f"SELECT count(*) FROM attempt WHERE {where}")).scalar_one()
        )


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "passwordpassword",
        "123456789012",
        "qwertyuiopas",
        "P@ssw0rd2026!",
        "Cruscotto-Ravenna-2026",
        "ravennaravenna",
        "Benvenuto2026!",
        "aabbccddeeff",
        "1qaz2wsx3edc4rfv",
        "abcdefghijkl",
        "lkjhgfdsapoi",
        "qwerty qwerty",
        "novembre2026novembre",
        "dragon-monkey-2024",
        "drowssapdrowssap",
        "123412341234",
        "PasswordPassword1",
    ],
)
def test_a_password_that_is_guessed_first_is_refused_in_words(password: str) -> None:
    found = weak(password, "anna")
    assert found is not None
    assert (found.code, "La password si indovina presto: è fatta di " in found.sentence) == (
        "A31",
        True,
    )
    assert password not in f"{found.sentence} {found.remedy}"


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        OTHER,
        "cavallo graffetta corretto",
        "kT9$vLq2#xWm",
        "Zanzara78?bolla",
        "scrivania lampada rosso",
    ],
)
def test_a_password_with_enough_to_guess_is_taken(password: str) -> None:
    assert weak(password, "anna") is None


def test_a_long_password_is_judged_at_once() -> None:
    assert weak("qwertyuiop" * 20, "anna") is not None


def test_of_two_that_accept_one_invitation_together_one_is_refused(desk: Engine) -> None:
    secret = invite(desk, "carlo", NOW)

    def right(number: int) -> str:
        try:
            return accept(desk, secret, f"{PASSWORD} {number}", visit())
        except RefusedError as refused:
            return refused.problems[0].code

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(right, range(8)))
    assert sorted(one for one in found if len(one) < 5) == ["A26"] * 7
    [begun] = [one for one in found if len(one) > 5]
    assert signed_in(desk, begun, visit()) == "carlo"


def test_an_invitation_of_friday_is_good_on_monday_and_not_on_tuesday(desk: Engine) -> None:
    accept(desk, invite(desk, "carlo", NOW), PASSWORD, visit(hours=71))
    assert (
        code(lambda: accept(desk, invite(desk, "carlo", NOW), PASSWORD, visit(hours=72))) == "A26"
    )


def test_history_says_who_invited_whom_who_linked_and_who_chose(desk: Engine) -> None:
    secret = invite_by(desk, "anna", "carlo", NOW)
    accept(desk, secret, OTHER, visit())
    identify_by(desk, "anna", "carlo", "Carlo@Comune.test", NOW)
    assert history(desk)[-3:] == [
        ("anna", "invite", "Invito: utente carlo"),
        ("carlo", "password", "Password scelta con un invito"),
        ("anna", "identify", "Identità dell’ente collegata: utente carlo"),
    ]
    assert sound_history(desk) == []
    with reading(desk) as connection:
        told = " ".join(str(row) for row in connection.execute(text("SELECT * FROM request")))
    assert secret not in told
    assert OTHER not in told


@pytest.mark.parametrize(("day", "in_force"), [(9, False), (10, True), (12, True), (13, False)])
def test_a_mandate_holds_from_its_first_day_to_its_last(
    desk: Engine, day: int, in_force: bool
) -> None:
    """«dora» from 10 to 12 November; a mandate without a last day goes on."""
    given = {**mandate("dora", "coordinator"), "valid_from": "2026-11-10", "valid_to": "2026-11-12"}
    load(
        desk,
        Batch(OFFICER, [(None, {"code": "dora", "name": "Dora", "active": 1})]),
        Batch(MANDATE, [(None, given)]),
    )
    with reading(desk) as connection:
        assert bool(grants(connection, "dora", date(2026, 11, day))) == in_force
        assert len(grants(connection, "anna", date(2026, 11, day))) == 2


@pytest.mark.parametrize("officer", ["anna", "carlo"])
def test_who_administers_one_district_reaches_nobody_of_another(desk: Engine, officer: str) -> None:
    assert code(lambda: invite_by(desk, "bea", officer, NOW)) == "A11"
    assert code(lambda: identify_by(desk, "bea", officer, "x@y.test", NOW)) == "A11"
    assert invite_by(desk, "bea", "bea", NOW)


def test_letters_that_only_look_alike_are_another_identity(desk: Engine) -> None:
    assert code(lambda: identify_by(desk, "anna", "carlo", "u\ufb03cio@comune.test", NOW)) == "A35"
    assert code(lambda: identify_by(desk, "anna", "carlo", "carlo@comune.te\u017ft", NOW)) == "A35"
    with reading(desk) as connection:
        assert officer_named(connection, "CARLO") == officer_named(connection, "carlo")
        assert officer_named(connection, "an\u017fa") is None


def test_names_are_one_whatever_their_capitals(desk: Engine) -> None:
    assert signed_in(desk, sign_in(desk, "Carlo", PASSWORD, visit()), visit()) == "carlo"
    assert signed_in(desk, sign_in(desk, "CARLO", PASSWORD, visit()), visit()) == "carlo"
    second: Image = {"code": "CARLO", "name": "Un altro", "active": 1}
    assert code(lambda: save(desk, "anna", Edit(OFFICER, second))) == "A37"
    assert code(lambda: load(desk, Batch(OFFICER, [(None, second)]))) == "A37"
    two: list[tuple[int | None, Image]] = [
        (None, {"code": name, "name": "Due", "active": 1}) for name in ("Nuova", "nuova")
    ]
    assert code(lambda: load(desk, Batch(OFFICER, two))) == "A37"
    save(
        desk, "ANNA", Edit(OFFICER, {"name": "Sociali"}, "carlo", version(desk, "officer", "carlo"))
    )
    assert history(desk)[-1][0] == "anna"


def version(engine: Engine, table: str, row_id: str) -> int:
    with reading(engine) as connection:
        return int(
            connection.execute(
                text(f"SELECT version FROM {table} WHERE id = :id"), {"id": row_id}
            ).scalar_one()
        )


def test_ones_own_password_is_changed_with_the_old_one_and_the_other_sessions_end(
    desk: Engine,
) -> None:
    here, there = (sign_in(desk, "carlo", PASSWORD, visit()) for _ in range(2))
    assert code(lambda: change_password(desk, here, "sbagliata del tutto", OTHER, visit())) == "A33"
    assert code(lambda: change_password(desk, here, PASSWORD, "password1234", visit())) == "A31"
    assert code(lambda: change_password(desk, here, PASSWORD, PASSWORD, visit())) == "A34"
    assert code(lambda: change_password(desk, "inventato", PASSWORD, OTHER, visit())) == "A30"
    begun = change_password(desk, here, PASSWORD, OTHER, visit())
    assert [signed_in(desk, one, visit()) for one in (here, there, begun)] == [None, None, "carlo"]
    assert sign_in(desk, "carlo", OTHER, visit())
    assert code(lambda: sign_in(desk, "carlo", PASSWORD, visit())) == "A22"
    assert ("carlo", "password", "Password cambiata") in history(desk)


def test_the_old_password_is_not_guessed_at_leisure_in_a_browser_left_open(desk: Engine) -> None:
    secret = sign_in(desk, "carlo", PASSWORD, visit())
    tried = [
        code(lambda: change_password(desk, secret, "sbagliata del tutto", OTHER, visit()))
        for _ in range(MOST_WRONG + 1)
    ]
    assert tried == [*["A33"] * MOST_WRONG, "A24"]


def test_who_is_locked_out_is_helped_from_the_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite:///{tmp_path / 'a.sqlite'}"
    monkeypatch.setenv("UDP_DATABASE_URL", address)
    engine = open_engine(address)
    migrate(engine)
    made_desk(engine)
    run = CliRunner().invoke
    link = run(app, ["invite", "CARLO", "--address", "https://ente.test/cruscotto/"])
    assert link.exit_code == 0
    start, _, secret = link.output.strip().partition("?codice=")
    assert start == "https://ente.test/cruscotto/invito"
    session = accept(engine, secret, PASSWORD, Visit(HERE, datetime.now(UTC)))
    assert run(app, ["password", "Carlo"], input="password1234\npassword1234\n").exit_code == 2
    assert run(app, ["password", "Carlo"], input=f"{OTHER}\n{PASSWORD}\n").exit_code == 2
    done = run(app, ["password", "Carlo"], input=f"{OTHER}\n{OTHER}\n")
    assert (done.exit_code, "La password di carlo è cambiata." in done.output) == (0, True)
    assert OTHER not in done.output
    assert signed_in(engine, session, Visit(HERE, datetime.now(UTC))) is None
    assert sign_in(engine, "carlo", OTHER, Visit(HERE, datetime.now(UTC)))
    assert "[A25] L’utente «nessuno» non esiste." in run(app, ["invite", "nessuno"]).output


def test_who_is_removed_leaves_no_password_for_another_of_the_same_name(desk: Engine) -> None:
    """Somebody else is given the name a month later.

    The old password, and the old session, open nothing.
    """
    load(desk, Batch(E["officer"], [(None, {"code": "zeno", "name": "Tirocinio", "active": 1})]))
    begun = accept(desk, invite(desk, "zeno", NOW), PASSWORD, visit())
    assert signed_in(desk, begun, visit()) == "zeno"
    with reading(desk) as connection:
        version = read_by_id(connection, E["officer"], ["zeno"])["zeno"][0]
    save(desk, "anna", Edit(E["officer"], {}, "zeno", version, remove=True))
    save(desk, "anna", Edit(E["officer"], {"code": "zeno", "name": "Un altro", "active": 1}))
    assert signed_in(desk, begun, visit()) is None
    with pytest.raises(RefusedError):
        sign_in(desk, "zeno", PASSWORD, visit())
