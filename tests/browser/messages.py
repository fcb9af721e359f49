"""A client without a browser.

It speaks the dashboard's own messages, and may lie in any of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import Server
from udp_core.http.sign_in import COOKIE

PATIENCE = 60
GOODBYE = 0.2
"""Seconds to part from a server that is still talking: who closes a tab does not wait."""
BIGGEST = 64 << 20


@dataclass(frozen=True)
class Widget:
    """The whole identifier, and what it is («Button», «TextInput», «Dataframe»)."""

    id: str
    kind: str


@dataclass
class Client:
    """A conversation.

    What was drawn in the last run, and the widgets seen in all of them by their key.
    """

    wire: ClientConnection
    widgets: dict[str, Widget] = field(default_factory=dict)
    drawn: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    """The parts that run again alone, by the identifier of each, in the order in which they were
    drawn."""

    def open(self, page: str, **chosen: str) -> str:
        """Open a screen and choose there, by key; the words drawn."""
        drawn = self.send({}, page)
        for key, value in chosen.items():
            drawn = self.send(
                {
                    self.widgets[name].id: word
                    for name, word in chosen.items()
                    if name in self.widgets
                },
                page,
            )
            assert key in self.widgets, value
        return drawn

    def send(self, values: Mapping[str, Any], page: str = "", fragment: str = "") -> str:
        """Say that widgets have these values, by their whole identifier, whether they were drawn or
        not; the words drawn.

        With a `fragment` only that part runs again, as when a cell in it is left.
        """
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.fragment_id = fragment
        for widget, value in values.items():
            _fill(message.rerun_script.widget_states.widgets.add(), widget, value)
        self.wire.send(message.SerializeToString())
        return self._listen()

    def _listen(self) -> str:
        self.drawn = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.wire.recv(timeout=PATIENCE, decode=False))
            if message.HasField("delta"):
                if message.delta.fragment_id and message.delta.fragment_id not in self.fragments:
                    self.fragments.append(message.delta.fragment_id)
                self._see(message.delta)
            if message.HasField("script_finished"):
                return "\n".join(self.drawn)

    def _see(self, part: Message) -> None:
        for description, value in part.ListFields():
            values = value if description.is_repeated else [value]
            for one in values:
                if isinstance(one, Message):
                    self._see(one)
                elif isinstance(one, str):
                    self.drawn.append(one)
                    if description.name == "id" and one.startswith("$$ID-"):
                        key = one.split("-", 2)[2]
                        self.widgets[one if key == "None" else key] = Widget(
                            one, part.DESCRIPTOR.name
                        )


def _fill(state: WidgetState, widget: str, value: Any) -> None:
    state.id = widget
    if isinstance(value, bool):
        state.trigger_value = value
    elif isinstance(value, str):
        state.string_value = value
    else:
        state.string_value = json.dumps(value)


@contextmanager
def talking(server: Server, secret: str = "") -> Iterator[Client]:
    """A connection, with the cookie of a session where one is given."""
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    headers = {"Cookie": f"{COOKIE}={secret}"} if secret else {}
    with connect(
        address,
        additional_headers=headers,
        subprotocols=["streamlit"],  # type: ignore[list-item]  # any word is a subprotocol
        max_size=BIGGEST,
        close_timeout=GOODBYE,
    ) as wire:
        yield Client(wire)
