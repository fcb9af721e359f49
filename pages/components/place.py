"""Whose figures are given.

One's own, or for a coordinator those of any Comune or of the whole district.
"""

from __future__ import annotations

from pages.components.context import context, read
from pages.components.filters import choose
from udp_core.desk.report.desk import OWN, WHOLE
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.vocabulary import Role
from udp_core.people.rules import Actor
from udp_core.territory.queries import municipality_names


def places(actor: Actor) -> dict[str, str]:
    """The places among which an officer chooses, with their names.

    None where only one's own are given.
    """
    if Role.COORDINATOR not in actor.roles:
        return {}
    return {WHOLE: OF_WHOLE_DISTRICT.capitalize(), **read(municipality_names, context().district)}


def choose_place(actor: Actor) -> str:
    """The code of the place: `OWN` for who has no choice."""
    found = places(actor)
    return choose("Comune", found, "comune", default=WHOLE) if found else OWN
