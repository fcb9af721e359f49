"""What a room must know whatever is on its wall."""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.sittings.commands.conducting import room_of
from udp_core.sittings.queries.showing import shown
from udp_core.sittings.queries.sittings import agenda, moments
from udp_core.sittings.rules import suspended_since
from udp_core.sittings.terms import SittingState


def notice_of(connection: Connection, code: str) -> str:
    """That the sitting is suspended, or may not decide on the point shown; empty where it goes on.

    Nothing is said of a sitting that is not open.
    """
    room = room_of(connection, code)
    if room is None or room.sitting.state is not SittingState.OPEN:
        return ""
    if since := suspended_since(moments(connection, code)):
        return f"Seduta sospesa dalle {since}."
    wall, items = shown(connection, code), agenda(connection, code)
    point = (wall.item if wall else 0) or (items[0].number if items else 1)
    here = room.quorum(connection, point)
    return "" if here is None or here.holds else here.words
