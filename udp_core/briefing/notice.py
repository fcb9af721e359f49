"""What a room must know whatever is on its wall."""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.sittings.commands.conducting import room_of
from udp_core.sittings.queries.sittings import agenda, moments, rule_of
from udp_core.sittings.rules import quorum, suspended_since
from udp_core.sittings.terms import SittingState

EVERYWHERE = ""
"""Said whatever point is shown."""


def notices_of(connection: Connection, code: str) -> dict[str, str]:
    """By point, that the body may not decide on it; or, everywhere, that the sitting is suspended.

    Nothing of a sitting that is not open.
    """
    room = room_of(connection, code)
    if room is None or room.sitting.state is not SittingState.OPEN:
        return {}
    if since := suspended_since(moments(connection, code)):
        return {EVERYWHERE: f"Seduta sospesa dalle {since}."}
    rule = rule_of(connection, room.sitting)
    if rule is None:
        return {}
    found = {
        one.number: quorum(rule.quorum, room.seats, one.number) for one in agenda(connection, code)
    }
    return {str(number): one.words for number, one in found.items() if not one.holds}
