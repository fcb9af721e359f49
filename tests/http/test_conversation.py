"""Of what a browser says over the wire only gestures arrive."""

from __future__ import annotations

from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.components.messages import is_gesture
from udp_core.http.serving import middleware

ORDERS = (
    "clear_cache",
    "set_run_on_save",
    "load_git_info",
    "debug_disconnect_websocket",
    "debug_shutdown_runtime",
)
GESTURES = ("stop_script", "app_heartbeat")


def said(kind: str) -> bytes:
    message = BackMsg()
    setattr(message, kind, True)
    return bytes(message.SerializeToString())


def asked(work: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, work).SetInParent()
    return bytes(message.SerializeToString())


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = "anno=2025"
    return bytes(message.SerializeToString())


@pytest.mark.parametrize(
    "content", [*map(said, GESTURES), rerun(), asked("deferred_file"), asked("dataframe_chunk")]
)
def test_a_gesture_is_one(content: bytes) -> None:
    assert is_gesture(content)


@pytest.mark.parametrize(
    "content",
    [
        *map(said, ORDERS),
        asked("install_skills"),
        asked("dismiss_skills_nudge"),
        b"",
        b"\xff\xff",
        rerun() + said("clear_cache"),
    ],
)
def test_an_order_to_the_server_is_none(content: bytes) -> None:
    assert not is_gesture(content)


def test_every_message_of_this_release_is_judged() -> None:
    """A release that brings a message of a new kind is looked at by a person first."""
    known = {each.name for each in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert known == {
        *ORDERS,
        *GESTURES,
        "rerun_script",
        "file_urls_request",
        "backend_operation_request",
    }


async def _echo(wire: WebSocket) -> None:
    await wire.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await wire.send_bytes(await wire.receive_bytes())


def test_what_is_no_gesture_never_arrives_and_the_conversation_goes_on() -> None:
    app = Starlette(routes=[WebSocketRoute("/", _echo)], middleware=middleware("", is_gesture))
    with TestClient(app).websocket_connect("/") as wire:
        wire.send_bytes(said("clear_cache"))
        wire.send_text("clear_cache")
        wire.send_bytes(said("set_run_on_save"))
        wire.send_bytes(rerun())
        assert wire.receive_bytes() == rerun()
