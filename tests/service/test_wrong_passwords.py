"""Wrong passwords: tries are few and slow, and shut nobody else out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from tests.service.test_people import ELSEWHERE, HERE, PASSWORD, code, count, desk, visit
from udp_core.sign_in import passwords, sessions
from udp_core.sign_in.sessions import Visit, sign_in
from udp_core.sign_in.tries import (
    LONGEST_WAIT,
    MOST_NOTED,
    MOST_WRONG,
    digest,
    keep_browser,
    network_of,
    note,
    wait_after,
)

__all__ = ["desk"]


def wrong(engine: Engine, at: Visit, times: int = 1, name: str = "carlo") -> list[str]:
    return [code(lambda: sign_in(engine, name, "sbagliata del tutto", at)) for _ in range(times)]


def test_somebody_elses_wrong_passwords_do_not_keep_the_owner_out(desk: Engine) -> None:
    assert wrong(desk, visit(ELSEWHERE), MOST_WRONG + 1) == [*["A22"] * MOST_WRONG, "A24"]
    assert sign_in(desk, "carlo", PASSWORD, visit(HERE))


def test_a_browser_that_signed_in_well_keeps_its_way_in_at_the_same_address(desk: Engine) -> None:
    token = keep_browser(desk, "carlo", "", visit())
    assert keep_browser(desk, "carlo", token, visit()) == token
    assert keep_browser(desk, "carlo", "inventato", visit()) not in {token, "inventato"}
    for name in ("carlo", *(f"n{number}" for number in range(4))):
        wrong(desk, visit(), MOST_WRONG, name)
    assert wrong(desk, visit()) == ["A24"]
    assert sign_in(desk, "carlo", PASSWORD, visit(browser=digest(token)))
    assert code(lambda: sign_in(desk, "anna", PASSWORD, visit(browser=digest(token)))) == "A24"
    assert wrong(desk, visit(browser=digest(token)), MOST_WRONG + 1)[-1] == "A24"


def test_of_forty_tries_at_once_no_more_than_five_are_compared(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    real = passwords.matches

    def counting(kept: str | None, password: str) -> bool:
        compared.append(password)
        return real(kept, password)

    monkeypatch.setattr(sessions, "matches", counting)
    with ThreadPoolExecutor(40) as pool:
        list(pool.map(lambda _: wrong(desk, visit()), range(40)))
    assert len(compared) == MOST_WRONG
    assert count(desk, "outcome IN ('wrong', 'trying')") == MOST_WRONG
    assert count(desk, "outcome = 'refused'") == MOST_NOTED


def test_the_wait_grows_and_ends(desk: Engine) -> None:
    waits = [wait_after(MOST_WRONG + more) for more in range(12)]
    assert waits == sorted(waits)
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == LONGEST_WAIT
    wrong(desk, visit(), MOST_WRONG)
    assert wrong(desk, visit(minutes=4)) == ["A24"]
    assert wrong(desk, visit(minutes=5)) == ["A22"]
    assert wrong(desk, visit(minutes=14)) == ["A24"]
    assert sign_in(desk, "carlo", PASSWORD, visit(minutes=15))
    assert wrong(desk, visit(minutes=16)) == ["A22"]


def test_a_network_of_ipv6_is_one_place() -> None:
    assert (
        network_of("2001:db8:1:2::5")
        == network_of("2001:db8:1:2:ffff::9")
        != network_of("2001:db8:1:3::5")
    )
    assert network_of("::ffff:192.0.2.7") == network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("non è un indirizzo") == "non è un indirizzo"


def test_whoever_is_refused_again_and_again_fills_nothing(desk: Engine) -> None:
    wrong(desk, visit(), MOST_WRONG)
    before = count(desk)
    wrong(desk, visit(), 30)
    for _ in range(30):
        note(desk, "", visit(), "forged")
    assert count(desk) == before + 2 * MOST_NOTED
    sign_in(desk, "anna", PASSWORD, visit(ELSEWHERE, days=31))
    assert count(desk, "outcome IN ('wrong', 'refused', 'forged')") == 0
    assert count(desk, "outcome = 'right'") > 0
