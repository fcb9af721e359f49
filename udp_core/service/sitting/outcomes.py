"""A decision a year later: what was expected beside what is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.money import Money
from udp_core.service.pictures.fund import fund_picture
from udp_core.service.sitting.expectation import Expectation


@dataclass(frozen=True, slots=True)
class Outcome:
    """A voce: what the year was to cost by the decision, what is spent and what is forecast (None: not known)."""

    label: str
    expected: Money
    spent: Money | None
    forecast: Money | None


def outcomes(connection: Connection, expected: Expectation, district: str, today: date) -> tuple[Outcome, ...]:
    """Every voce that the decision changed; of a scenario of the programme, which has no voci of the fund, none is known."""
    picture = fund_picture(connection, district, expected.year, today)
    known = {voce.code: voce for voce in picture.voci} if picture else {}
    found = []
    for one in expected.voci:
        voce = known.get(one.voce)
        found.append(Outcome(one.label, Money(one.expected_cents), voce.used if voce else None, voce.year_total if voce else None))
    return tuple(found)
