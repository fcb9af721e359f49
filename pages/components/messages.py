"""Which of the framework's messages a browser may send: gestures, not orders to the server."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

GESTURES = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
WORKS = frozenset({"deferred_file", "dataframe_chunk"})
"""What may be asked of the server beside running the screen: a file, the rest of a long table."""


def is_gesture(content: bytes) -> bool:
    """True for what the screens themselves send; what cannot be read is none."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return False
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in WORKS
    return kind in GESTURES
