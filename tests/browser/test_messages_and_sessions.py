"""Messages of who is nobody, or no more.

A session that ended under an open tab, a forged cookie, the page of another site.
"""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from pages.components.screens import DESK, HOME, SCREENS
from tests.browser.conftest import Server, running
from tests.browser.door import PASSWORD
from tests.browser.messages import talking
from tests.browser.test_messages import ENDED, Archive, archive, desk
from tests.made_rows import load
from udp_core.archive.engine import reading, writing
from udp_core.archive.registry import BY_NAME
from udp_core.http.sign_in import COOKIE
from udp_core.sign_in.sessions import Visit, digest, sign_in
from udp_core.writing.loading import Batch

__all__ = ["archive", "desk"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("secret", ["x" * 43, "'; DROP TABLE officer; --", "../../etc/passwd"])
def test_a_forged_cookie_is_nobody_and_is_recorded(
    archive: Archive, desk: Server, secret: str
) -> None:
    with writing(archive.engine) as connection:  # of one address only the first are recorded
        connection.exec_driver_sql("DELETE FROM attempt WHERE outcome = 'forged'")
    with talking(desk, secret) as client:
        assert "bisogna entrare" in client.open("aggiornamenti")
    with reading(archive.engine) as connection:
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM attempt WHERE outcome = 'forged'"
            ).scalar_one()
            == 1
        )


def test_who_is_disabled_in_the_middle_of_a_visit_is_out_at_the_next_gesture(
    archive: Archive, desk: Server
) -> None:
    with talking(desk, archive.secrets["dina"]) as client:
        assert "bisogna entrare" not in client.open("aggiornamenti")
        load(
            archive.engine,
            Batch(
                BY_NAME["officer"], [(1, {"code": "dina", "name": "Ufficio di dina", "active": 0})]
            ),
        )
        assert "bisogna entrare" in client.open("aggiornamenti")


@pytest.mark.parametrize("order", ["clear_cache", "set_run_on_save"])
def test_nobody_gives_orders_to_the_server(desk: Server, order: str) -> None:
    """An emptied cache forgot that an altered archive is only read, and the jobs of everybody."""
    message = BackMsg()
    setattr(message, order, True)
    before = desk.log.read_text(errors="replace").count("non è un gesto")
    with talking(desk) as client:
        client.wire.send(message.SerializeToString())
        assert "Panorama" in client.open("")
    assert desk.log.read_text(errors="replace").count("non è un gesto") == before + 1


T4 = "cella-ravenna:frna:2026:T4:frna:-:final:month:11-amount_cents"


@pytest.mark.parametrize("how", ENDED)
def test_an_open_tab_writes_nothing_once_its_session_has_ended(
    archive: Archive, desk: Server, how: str
) -> None:
    """Only the fragment of the cells runs again, as when a cell is left: the shell is not asked."""
    secret = sign_in(archive.engine, "anna", PASSWORD, Visit("", datetime.now(UTC)))
    with talking(desk, secret) as client:
        client.open("aggiornamenti", mese="novembre")
        cell = client.widgets[T4].id
        before = archive.written()
        with writing(archive.engine) as connection:
            connection.execute(text(ENDED[how]), {"secret": digest(secret)})
        drawn = client.send({cell: "14.586,00"}, "aggiornamenti", client.fragments[-1])
    assert "La sessione è finita: rientrare." in drawn
    assert cell in drawn
    assert archive.written() == before
    archive.secrets["anna"] = sign_in(
        archive.engine, "anna", PASSWORD, Visit("", datetime.now(UTC))
    )


def test_a_cell_left_keeps_the_session_awake(archive: Archive, desk: Server) -> None:
    """An officer who types for two hours runs only fragments, and is not thrown out."""
    secret = sign_in(archive.engine, "anna", PASSWORD, Visit("", datetime.now(UTC)))
    with talking(desk, secret) as client:
        client.open("aggiornamenti", mese="novembre")
        an_hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
        with writing(archive.engine) as connection:
            connection.execute(
                text("UPDATE signed_in SET last_seen = :seen"), {"seen": an_hour_ago}
            )
        before = archive.written()
        client.send({client.widgets[T4].id: "14.586,00"}, "aggiornamenti", client.fragments[-1])
    assert [entity for entity, _ in archive.written()[len(before) :]] == ["frna_entry"]
    with reading(archive.engine) as connection:
        seen = connection.execute(
            text("SELECT last_seen FROM signed_in WHERE secret_hash = :secret"),
            {"secret": digest(secret)},
        ).scalar_one()
    assert seen > an_hour_ago


def test_a_page_of_another_site_cannot_open_a_conversation(desk: Server) -> None:
    with pytest.raises(InvalidStatus) as caught:
        connect(
            desk.address.replace("http", "ws") + "/_stcore/stream",
            origin=Origin("https://altrove.test"),
        )
    assert caught.value.response.status_code == 403


def test_who_may_not_read_receives_no_figure(archive: Archive, tmp_path: Path) -> None:
    address = f"sqlite:///{archive.engine.url.database}"
    with (
        running(address, tmp_path / "log.txt", UDP_READING="accesso") as server,
        talking(server) as client,
    ):
        for path in ("", *(Path(one).stem for one in (*SCREENS, *DESK) if one != HOME)):
            drawn = client.open(path)
            assert "€" not in drawn.split("</style>")[-1], path
            assert "per vedere le cifre bisogna entrare" in drawn
        assert answered(f"{server.address}/media/x.csv", "GET") == 401
        assert answered(f"{server.address}/_stcore/upload_file/x/y", "PUT") == 401
        assert answered(f"{server.address}/media/x.csv", "GET", archive.secrets["carlo"]) == 404


def answered(address: str, method: str, secret: str = "") -> int:
    """The status of an answer."""
    request = urllib.request.Request(
        address, method=method, data=b"x" * 100 if method == "PUT" else None
    )
    request.add_header("Cookie", f"{COOKIE}={secret}")
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_sockets_left_half_open_by_nobody_keep_nobody_out(desk: Server) -> None:
    """Two hundred that begin a request and never end it, and as many that say nothing."""
    host, port = urlsplit(desk.address).hostname or "", urlsplit(desk.address).port or 0
    begun = [b"POST /entra HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nu", b"GET / HT"]
    with ExitStack() as left:
        for number in range(400):
            half = left.enter_context(socket.create_connection((host, port), timeout=5))
            half.sendall((*begun, b"")[number % 3])
        with urllib.request.urlopen(f"{desk.address}/entra", timeout=5) as answer:
            assert answer.status == 200
        with talking(desk, "") as client:
            assert "bisogna entrare" in client.open("aggiornamenti")
