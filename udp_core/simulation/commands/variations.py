"""A variation of the programme: where it is, and what is decided of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.asking import Asked
from udp_core.archive.writer import Writer
from udp_core.fund.report.reading import FRNA
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Right
from udp_core.people.rights import refuse_unless, require
from udp_core.people.rules import Actor, RowSubject


@dataclass(frozen=True, slots=True)
class DecideVariation:
    """What becomes of a variation (its id and the version seen), on which act.

    `reason` says why it is refused.
    """

    variation_id: str
    seen: int
    approved: bool
    act_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The district and the year of the programme, and today."""

    district: str
    year: int
    today: date

    @property
    def fund_year(self) -> str:
        """The id of the fund year."""
        return f"{self.district}:{FRNA}:{self.year}"


def begin(
    connection: Connection, asked: Asked, officer_id: str, today: date, command: str
) -> tuple[Actor, Writer]:
    """Who asks, and the writer of what they ask."""
    actor = require(connection, officer_id, today)
    return actor, Writer(
        connection, replace(asked, author=actor.officer_id, role=actor.role_words).header(command)
    )


def not_allowed(actor: Actor, right: Right, district: str) -> list[Problem]:
    """Why somebody may not."""
    refused = refuse_unless(actor, right, RowSubject(district), "una variazione del programma")
    return [refused] if refused else []
