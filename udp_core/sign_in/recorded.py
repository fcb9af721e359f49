"""What is done about an account, in history.

Who invited whom, who linked which identity, who chose a password.
"""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.archive.asking import Asked
from udp_core.archive.writer import Change, Writer
from udp_core.people.entities import Officer


def record(connection: Connection, asked: Asked, command: str, officer_id: str) -> None:
    """A line of history of an officer, whose row stays as it was.

    Neither secrets nor addresses are kept in it.
    """
    writer = Writer(connection, asked.header(command))
    [(row_id, stored)] = writer.stored(Officer, [officer_id]).items()
    change = Change(Officer, row_id, stored.version + 1, stored.image, stored.image)
    writer.apply([change])
