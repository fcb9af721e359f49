"""What is told at the door, word for word; each limit of time and number, and one beyond it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.made_desk import E
from tests.made_districts import rows
from tests.made_rows import asked, load
from tests.service.test_people import ELSEWHERE, HERE, NOW, OTHER, PASSWORD, count, desk, visit
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.archive.sessions import IDLE, session
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.sign_in import tries
from udp_core.sign_in.accounts import first_invitation, identify_by, invite_by
from udp_core.sign_in.passwords import weak
from udp_core.sign_in.sessions import (
    INVITED_FOR,
    LASTING,
    Visit,
    accept,
    begin_for_identity,
    change_password,
    invite,
    invited,
    set_password,
    sign_in,
    sign_out_everywhere,
    signed_in,
)
from udp_core.sign_in.tries import (
    LINKS,
    MOST_ANSWERS,
    MOST_WRONG,
    MOST_WRONG_FROM,
    WINDOW,
    count_answer,
    digest,
    keep_browser,
    unknown_link,
)
from udp_core.writing.loading import Batch

__all__ = ["desk"]
SECOND = timedelta(seconds=1)
NEW_INVITATION = "Riprovare, o chiedere un nuovo invito a chi amministra il cruscotto."
WRONG = Problem("A22", "Nome utente o password non corretti.", NEW_INVITATION)


def told(work: Callable[[], object]) -> Problem:
    with pytest.raises(RefusedError) as caught:
        work()
    [problem] = caught.value.problems
    return problem


def wait(minutes: str) -> Problem:
    remedy = f"Aspettare {minutes} e riprovare, o entrare da un altro dispositivo già usato."
    return Problem("A24", "Troppi tentativi sbagliati da qui.", remedy)


def off(engine: Engine, officer: str) -> None:
    row: Image = {"code": officer, "name": f"Ufficio di {officer}", "active": 0}
    load(engine, Batch(E["officer"], [(None, row)]))


def at(when: datetime, address: str = HERE) -> Visit:
    return Visit(address, when)


def test_who_waits_is_told_how_long(desk: Engine) -> None:
    """Five minutes from the last wrong one: told in whole minutes, at least one."""
    for _ in range(MOST_WRONG):
        assert told(lambda: sign_in(desk, "carlo", "sbagliata", at(NOW))) == WRONG
    for after, minutes in ((0, "5 minuti"), (60, "4 minuti"), (61, "4 minuti"), (299, "1 minuto")):
        moment = NOW + timedelta(seconds=after)
        assert told(lambda: sign_in(desk, "carlo", PASSWORD, at(moment))) == wait(minutes)  # noqa: B023 - called at once
    assert sign_in(desk, "carlo", PASSWORD, at(NOW + timedelta(minutes=5)))


def test_a_place_waits_after_twenty_wrong_ones_of_anybody(desk: Engine) -> None:
    for number in range(MOST_WRONG_FROM - 1):
        told(lambda: sign_in(desk, f"n{number}", "sbagliata", at(NOW)))  # noqa: B023 - called at once
    assert told(lambda: sign_in(desk, "ultimo", "sbagliata", at(NOW))) == WRONG
    assert told(lambda: sign_in(desk, "carlo", PASSWORD, at(NOW))) == wait("15 minuti")
    assert sign_in(desk, "carlo", PASSWORD, at(NOW, ELSEWHERE))
    assert told(lambda: sign_in(desk, "carlo", PASSWORD, at(NOW + WINDOW))) == wait("15 minuti")
    assert sign_in(desk, "carlo", PASSWORD, at(NOW + WINDOW + SECOND))


@pytest.mark.parametrize(
    ("outcome", "days", "work"),
    [
        ("wrong", 30, lambda desk: told(lambda: sign_in(desk, "dina", "sbagliata", at(NOW)))),
        ("out", 365, lambda desk: sign_out_everywhere(desk, "dina", at(NOW))),
        ("known", 365, lambda desk: keep_browser(desk, "dina", "", at(NOW))),
    ],
)
def test_what_was_tried_is_forgotten_after_its_time(
    desk: Engine, outcome: str, days: int, work: Callable[[Engine], object]
) -> None:
    """Wrong passwords after a month, the others after a year: when somebody else comes in."""
    work(desk)
    for after, left in ((timedelta(days), 1), (timedelta(days) + SECOND, 0)):
        sign_in(desk, "anna", PASSWORD, at(NOW + after, ELSEWHERE))
        assert count(desk, f"outcome = '{outcome}'") == left


def test_links_that_open_nothing_are_counted_as_wrong_passwords_are(desk: Engine) -> None:
    for _ in range(MOST_WRONG):
        unknown_link(desk, visit())
    assert told(lambda: unknown_link(desk, visit())) == wait("5 minuti")
    assert told(lambda: sign_in(desk, LINKS, "x", visit(ELSEWHERE))) == WRONG


def test_by_a_link_one_answers_sixty_times_in_a_quarter_of_an_hour(desk: Engine) -> None:
    many = Problem(
        "A40",
        "Troppi invii da questo collegamento.",
        "Aspettare un quarto d’ora e mandarle di nuovo: ciò che è scritto resta qui.",
    )
    for _ in range(MOST_ANSWERS):
        count_answer(desk, "uno", at(NOW))
    assert told(lambda: count_answer(desk, "uno", at(NOW, ELSEWHERE))) == many
    assert told(lambda: count_answer(desk, "uno", at(NOW + WINDOW))) == many
    count_answer(desk, "altro", at(NOW))
    count_answer(desk, "uno", at(NOW + WINDOW + SECOND))


def test_a_session_holds_until_the_last_second_and_is_noted_every_five_minutes(
    desk: Engine,
) -> None:
    secret = sign_in(desk, "carlo", PASSWORD, at(NOW))

    def seen() -> str:
        with reading(desk) as connection:
            found = session(connection, digest(secret))
        assert found is not None
        return found.last_seen

    last = NOW
    for after in (timedelta(minutes=5) - SECOND, timedelta(minutes=5), IDLE - SECOND):
        assert signed_in(desk, secret, at(NOW + after)) == "carlo"
        last = NOW + after if after >= timedelta(minutes=5) else last
        assert seen() == last.isoformat()
    assert signed_in(desk, secret, at(last + IDLE)) is None
    assert signed_in(desk, secret, at(last)) is None, "over is over"


def test_an_invitation_is_good_until_the_last_second_of_three_days(desk: Engine) -> None:
    used = Problem(
        "A26",
        "Il collegamento è scaduto o è già stato usato.",
        "Chiederne un altro a chi amministra il cruscotto.",
    )
    link = invite(desk, "dina", NOW)
    assert invited(desk, link, NOW + INVITED_FOR) is None
    assert told(lambda: accept(desk, link, PASSWORD, at(NOW + INVITED_FOR))) == used
    assert invited(desk, link, NOW + INVITED_FOR - SECOND) == "dina"
    assert accept(desk, link, PASSWORD, at(NOW + INVITED_FOR - SECOND))
    assert told(lambda: accept(desk, link, PASSWORD, at(NOW))) == used


def test_who_is_not_there_or_not_active_is_not_invited(desk: Engine) -> None:
    off(desk, "dina")
    nobody = Problem(
        "A25", "L’utente «eva» non esiste.", "Aggiungerlo prima agli utenti.", value="eva"
    )
    idle = Problem(
        "A32", "L’utente «dina» non è attivo.", "Riattivarlo prima tra gli utenti.", value="dina"
    )
    assert told(lambda: invite(desk, "eva", NOW)) == nobody
    assert told(lambda: invite(desk, "dina", NOW)) == idle
    assert told(lambda: set_password(desk, "eva", PASSWORD, asked())) == nobody
    assert told(lambda: set_password(desk, "carlo", "corta", asked())).code == "A20"
    assert set_password(desk, "CARLO", OTHER, asked()) == "carlo"
    assert sign_in(desk, "carlo", OTHER, visit())
    again = Problem(
        "A39",
        "Questo invito è già stato preparato, e il suo collegamento non si può rivedere.",
        "Prepararne un altro: il primo non varrà più.",
    )
    once = asked("invito")
    assert invite(desk, "carlo", NOW, once)
    assert told(lambda: invite(desk, "carlo", NOW, once)) == again


def test_who_administers_elsewhere_invites_nobody_of_another_district(desk: Engine) -> None:
    only = "Solo chi amministra può farlo: {}."
    elsewhere = Problem(
        "A11",
        "L’utente «carlo» ha incarichi in un altro distretto.",
        "Chiederlo a chi amministra quel distretto.",
        value="carlo",
    )
    assert told(lambda: invite_by(desk, "dina", "carlo", NOW)) == Problem(
        "A11", only.format("Invito"), "Chiederlo a un amministratore.", value="dina"
    )
    assert told(lambda: identify_by(desk, "dina", "carlo", "c@x.it", NOW)) == Problem(
        "A11",
        only.format("Identità dell’ente collegata"),
        "Chiederlo a un amministratore.",
        value="dina",
    )
    assert told(lambda: invite_by(desk, "bea", "carlo", NOW)) == elsewhere
    assert told(lambda: identify_by(desk, "bea", "carlo", "c@x.it", NOW)) == elsewhere


def test_an_identity_is_of_one_officer_and_written_in_plain_letters(desk: Engine) -> None:
    identify_by(desk, "anna", "carlo", " Carlo@Comune.test ", NOW)
    assert told(lambda: identify_by(desk, "anna", "dina", "carlo@comune.test", NOW)) == Problem(
        "A27",
        "L’identità è già dell’utente «carlo».",
        "Usarne un’altra, o toglierla prima a quell’utente.",
        value="carlo@comune.test",
    )
    assert told(lambda: identify_by(desk, "anna", "dina", "cаrlo@x.it", NOW)) == Problem(
        "A35",
        "L’indirizzo contiene lettere che non sono quelle semplici.",
        "Riscriverlo a mano, senza copiarlo.",
        value="cаrlo@x.it",
    )
    identify_by(desk, "anna", "carlo", "", NOW)
    unknown = Problem(
        "A23",
        "L’identità è riconosciuta dall’ente ma qui non ha un utente.",
        "Chiedere l’accesso a chi amministra il cruscotto.",
    )

    def comes_in() -> str | None:
        return begin_for_identity(desk, "carlo@comune.test", NOW, visit())

    assert told(comes_in) == unknown
    identify_by(desk, "anna", "dina", "carlo@comune.test", NOW)
    assert comes_in() is not None
    off(desk, "dina")
    assert told(comes_in) == unknown


def test_the_word_of_a_provider_is_good_for_twelve_hours_and_until_one_leaves(
    desk: Engine,
) -> None:
    identify_by(desk, "anna", "carlo", "c@x.it", NOW)

    def comes_in(vouched: datetime, now: datetime) -> bool:
        return begin_for_identity(desk, "c@x.it", vouched, at(now)) is not None

    assert not comes_in(NOW - LASTING, NOW)
    assert comes_in(NOW - LASTING + SECOND, NOW)
    sign_out_everywhere(desk, "carlo", at(NOW))
    assert not comes_in(NOW, NOW + SECOND)
    assert comes_in(NOW + SECOND, NOW + SECOND)


def test_a_password_is_changed_by_who_says_the_old_one(desk: Engine) -> None:
    secret = sign_in(desk, "carlo", PASSWORD, visit())

    def changed(old: str, new: str) -> str:
        return change_password(desk, secret, old, new, visit())

    assert told(lambda: changed("sbagliata", OTHER)) == Problem(
        "A33", "La password di prima non è corretta.", NEW_INVITATION
    )
    assert told(lambda: changed(PASSWORD, PASSWORD)) == Problem(
        "A34", "La password nuova è quella di prima.", "Sceglierne un’altra."
    )
    assert told(lambda: changed(PASSWORD, "corta")).code == "A20"
    fresh = changed(PASSWORD, OTHER)
    assert signed_in(desk, secret, visit()) is None
    assert signed_in(desk, fresh, visit()) == "carlo"


def long(many: int) -> Problem:
    sentence, remedy = f"La password ha {many} caratteri.", "Usarne da 12 a 200: "
    return Problem("A20", sentence, f"{remedy}anche una frase, con gli spazi.")


POOR = Problem(
    "A21",
    "La password contiene il nome utente o ripete pochi caratteri.",
    "Sceglierne una che non si indovina.",
)


@pytest.mark.parametrize(
    ("password", "officer", "found"),
    [
        ("vkzpqxwmtrg", "carlo", long(11)),
        ("vkzpqxwmtrgj", "carlo", None),
        ("vkzpqxwmtrgj" * 16 + "vkzpqxwm", "carlo", None),
        ("vkzpqxwmtrgj" * 16 + "vkzpqxwmt", "carlo", long(201)),
        ("vkzpqCArlowmtrgj", "carlo", POOR),
        ("vkzpqxwmtrgjab", "ab", None),
        ("vkzpqxwmtrgabc", "abc", POOR),
        ("vkvkzvzkvkzv", "carlo", POOR),
    ],
)
def test_a_password_is_long_and_not_of_few_signs(
    password: str, officer: str, found: Problem | None
) -> None:
    assert weak(password, officer) == found


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 minuto"), (60, "1 minuto"), (61, "2 minuti"), (3600, "60 minuti")],
)
def test_a_wait_is_said_in_whole_minutes_and_never_short(seconds: int, words: str) -> None:
    assert tries._told(timedelta(seconds=seconds)).remedy == (
        f"Aspettare {words} e riprovare, o entrare da un altro dispositivo già usato."
    )


@pytest.mark.parametrize("district", ["ravena", "faensa"])
def test_a_code_that_is_nearly_that_of_a_district_is_a_slip(
    empty_engine: Engine, district: str
) -> None:
    for code in ("ravenna", "faenza"):
        rows("district", {"code": code}, engine=empty_engine)
    right = {"ravena": "ravenna", "faensa": "faenza"}[district]
    assert told(lambda: first_invitation(empty_engine, district, NOW)) == Problem(
        "S01",
        f"«{district}» non è il codice di un distretto, e somiglia a quello di: {right}.",
        "Correggere UDP_DISTRICT e riavviare; per un distretto nuovo, scegliere un codice che non"
        " si confonda.",
        value=district,
    )
    assert first_invitation(empty_engine, "imola", NOW) is not None
