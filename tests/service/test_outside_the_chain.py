"""What the chain of history does not cover is looked at too.

Bans, sessions, passwords, requests, prints kept elsewhere.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import E, entry, made_desk, save
from tests.made_rows import asked, load, sound_history
from udp_core.archive.engine import freeze, frozen, reading, writing
from udp_core.archive.guards import APPEND_ONLY, guards_amiss
from udp_core.archive.writer import head
from udp_core.checking import check_database
from udp_core.checking.outside import outside_the_chain
from udp_core.running.backups import trouble
from udp_core.running.daily_copies import copies
from udp_core.running.maintenance import copies_folder, copy_of_the_day, examine, stem_of
from udp_core.sign_in.sessions import Visit, accept, change_password, invite, sign_in
from udp_core.writing.loading import Batch

PASSWORDS = ("una frase che nessuno indovina", "un’altra frase che nessuno indovina")
NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
COMPARE = "Confrontare con l’ultima copia verificata."
REWRITTEN = (
    "la storia è stata riscritta o accorciata. Se fu ripristinata una copia di prima, spostare da"
    " quella cartella le copie venute dopo."
)


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    save(engine, "carlo", entry(1, 100))
    return engine


def amiss(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(outside_the_chain(engine, connection))


def touch(engine: Engine, *statements: str) -> None:
    """As somebody who has the file, or the server, in their hands."""
    with writing(engine) as connection:
        for one in statements:
            connection.exec_driver_sql(one)


def without_ban(engine: Engine, name: str, table: str) -> None:
    touch(
        engine, f"DROP TRIGGER {name}" + ("" if engine.dialect.name == "sqlite" else f" ON {table}")
    )


def test_an_archive_as_it_was_made_has_all_its_bans_and_nothing_else(desk: Engine) -> None:
    with reading(desk) as connection:
        assert list(guards_amiss(connection)) == []
    assert amiss(desk) == []
    assert trouble(desk) == ()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_ban_taken_away_is_named_by_check_and_by_the_start(desk: Engine, table: str) -> None:
    without_ban(desk, f"{table}_no_update", table)
    [said] = amiss(desk)
    assert f"manca il divieto «{table}_no_update»" in said
    [problem] = trouble(desk)
    assert problem.code == "D17"
    assert said in check_database(desk).outside
    assert any("[H2]" in words for words in check_database(desk).breaches)


def test_from_the_start_such_an_archive_is_only_read(desk: Engine) -> None:
    without_ban(desk, "history_no_delete", "history")
    try:
        assert [one.code for one in examine(desk)] == ["D17"]
        assert frozen(desk)
    finally:
        freeze(desk, ())


def test_an_order_that_nobody_gave_is_named(empty_engine: Engine) -> None:
    made_desk(empty_engine)
    touch(
        empty_engine,
        "CREATE TRIGGER porta AFTER INSERT ON attempt BEGIN UPDATE credential SET password_hash ="
        " 'x'; END",
        "CREATE TRIGGER botola AFTER INSERT ON attempt BEGIN SELECT 1; END",
        "DROP TRIGGER request_no_delete",
        "CREATE TRIGGER request_no_delete BEFORE DELETE ON request BEGIN SELECT 1; END",
    )
    said = " ".join(amiss(empty_engine))
    places = [
        said.index(f"un automatismo che il programma non ha messo, «{name}»")
        for name in ("botola", "porta")
    ]
    assert places == sorted(places)
    assert "il divieto «request_no_delete» è stato cambiato" in said


@pytest.mark.postgresql
def test_a_ban_that_is_only_asleep_is_named_too(postgresql_address: str) -> None:
    from udp_core.archive.engine import open_engine

    engine = open_engine(postgresql_address)
    touch(engine, "ALTER TABLE history DISABLE TRIGGER history_no_update")
    assert ["cambiato" in said for said in amiss(engine)] == [True]
    touch(
        engine,
        "ALTER TABLE history ENABLE TRIGGER history_no_update",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$"
        " LANGUAGE plpgsql",
    )
    assert len(amiss(engine)) == 3 * len(APPEND_ONLY)
    engine.dispose()


def test_a_step_that_is_not_of_this_release_is_named(desk: Engine) -> None:
    touch(desk, "UPDATE alembic_version SET version_num = '0007'")
    [said] = amiss(desk)
    assert "il passo che dichiara («0007») no" in said
    assert said.endswith(f" {COMPARE}")
    touch(desk, "DELETE FROM alembic_version")
    assert ["(nessuno) no" in said for said in amiss(desk)] == [True]


def test_a_request_that_changed_nothing_is_named(desk: Engine) -> None:
    touch(desk, "INSERT INTO request VALUES ('finta', '2026-11-10', 'carlo', '', 'save', 'x')")
    assert amiss(desk) == [
        f"La richiesta finta non ha cambiato niente: la storia non ne ha righe. {COMPARE}"
    ]
    assert sound_history(desk) == []


def test_sessions_begun_at_the_door_are_right_and_one_put_in_is_named(desk: Engine) -> None:
    begun = accept(desk, invite(desk, "carlo", NOW), PASSWORDS[0], Visit("127.0.0.1", NOW))
    sign_in(desk, "carlo", PASSWORDS[0], Visit("127.0.0.1", NOW + timedelta(minutes=1)))
    assert amiss(desk) == []
    change_password(desk, begun, *PASSWORDS, Visit("127.0.0.1", NOW + timedelta(minutes=2)))
    assert amiss(desk) == []
    touch(
        desk,
        "INSERT INTO signed_in VALUES ('h', 'anna', '2026-11-10T10:00:00', '2026-11-10T10:00:00',"
        " '2026-11-11')",
    )
    [said] = amiss(desk)
    assert said == (
        "La sessione di anna dal 2026-11-10T10:00:00 non comincia da nessun ingresso. Dare a anna"
        " una password nuova («udp password»): le sue sessioni finiscono."
    )


def test_a_password_of_nobody_is_named(desk: Engine) -> None:
    touch(desk, "INSERT INTO credential VALUES ('intruso', 'x', NULL, '2026-11-10')")
    assert amiss(desk) == [f"C’è una password di intruso, che non è un utente. {COMPARE}"]


def dossier(engine: Engine, printed: str) -> None:
    image: dict[str, int | str | None] = {
        "code": "K7M2QX",
        "district_id": "a",
        "sitting_id": None,
        "year": 2026,
        "revision": 1,
        "known_on": "2026-11-10",
        "made_at": NOW.isoformat(),
        "head": printed,
        "pdf": "p",
        "pptx": "p",
        "xlsx": "x",
    }
    load(engine, Batch(E["dossier"], [(None, image)]))


def test_the_print_of_a_dossier_is_one_of_this_history(desk: Engine) -> None:
    with reading(desk) as connection:
        printed = head(connection).hash
    dossier(desk, printed)
    assert amiss(desk) == []


def test_a_dossier_of_another_history_is_named(desk: Engine) -> None:
    dossier(desk, "ab" * 32)
    [said] = amiss(desk)
    assert said == (
        "Il fascicolo K7M2QX porta un’impronta che non è di questa storia. Confrontarlo con quello"
        " stampato."
    )


@pytest.fixture
def copied(empty_engine: Engine) -> Engine:
    """An archive with a copy of the day, to which something is added afterwards."""
    made_desk(empty_engine)
    save(empty_engine, "carlo", entry(1, 100))
    assert copy_of_the_day(empty_engine, date(2026, 11, 10))
    save(empty_engine, "carlo", entry(2, 100))
    return empty_engine


def test_a_copy_of_before_ends_at_a_link_that_is_here(copied: Engine) -> None:
    [path] = list(copies_folder(copied).glob("*.sqlite"))
    content = path.read_bytes()
    assert amiss(copied) == []
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_tail_that_was_cut_off_is_told_by_the_copy(copied: Engine) -> None:
    copy_of_the_day(copied, date(2026, 11, 11))
    with reading(copied) as connection:
        kept = head(connection).sequence
    without_ban(copied, "history_no_delete", "history")
    touch(copied, "DELETE FROM history WHERE sequence = (SELECT max(sequence) FROM history)")
    _ban, _request, told = amiss(copied)
    assert told == (
        f"La copia del 11/11/2026 arriva alla riga {kept} della storia, con un’impronta che qui"
        f" non c’è (l’archivio arriva alla {kept - 1}): {REWRITTEN}"
    )


def test_a_history_written_anew_from_its_first_line_is_told_by_the_copy(copied: Engine) -> None:
    without_ban(copied, "history_no_update", "history")
    touch(copied, "UPDATE history SET hash = substr(hash, 2) || '0'")
    [told] = amiss(copied)[1:]
    assert told.startswith("La copia del 10/11/2026 arriva alla riga ")
    assert told.endswith(f" della storia, con un’impronta che qui non c’è: {REWRITTEN}")


def test_a_file_that_is_no_copy_is_no_accusation(copied: Engine) -> None:
    folder, stem = copies_folder(copied), stem_of(copied)
    folder.joinpath(f"{stem}-2026-11-09.sqlite").write_bytes(b"x" * 5000)
    with sqlite3.connect(folder / f"{stem}-2026-11-08.sqlite") as other:
        other.execute("CREATE TABLE music (title)")
    assert len(copies(folder, stem)) == 3
    assert amiss(copied) == []


def test_the_first_signs_of_a_print_are_enough_and_fewer_are_not(desk: Engine) -> None:
    from udp_core.checking.printed import proven
    from udp_core.kernel.problem import RefusedError

    with reading(desk) as connection:
        reached = head(connection)
    assert proven(desk, reached.hash[:16]) == reached == proven(desk, reached.hash)
    for wrong in (reached.hash[:15], "%" * 16, "0" * 16):
        with pytest.raises(RefusedError):
            proven(desk, wrong)


def test_what_signs_in_leaves_a_request_of_its_own(desk: Engine) -> None:
    invite(desk, "carlo", NOW, asked("invito", "Primo ingresso"))
    with reading(desk) as connection:
        assert (
            connection.execute(
                text("SELECT count(*) FROM history WHERE request_id = 'invito'")
            ).scalar_one()
            == 1
        )
    assert amiss(desk) == []
