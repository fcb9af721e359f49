"""Who is late, as it is shown.

Comuni, ambiti, and the officers who have to give what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from udp_core.domain.lateness import Expected, Lateness


@dataclass(frozen=True, slots=True)
class OfficerLateness:
    """What an officer has to give: the figures missing in all the mandates.

    Without an `officer_id` it is a Comune, or an ambito, that nobody has a mandate for: the letter
    goes to it.
    `address` is the mail address, where one is known.
    """

    officer_id: str
    office: str
    parts: tuple[Lateness, ...]
    address: str = ""

    @property
    def code(self) -> str:
        """What tells this one from the others."""
        return self.officer_id or self.office

    @property
    def missing(self) -> tuple[Expected, ...]:
        """Everything missing, the oldest first."""
        return tuple(
            sorted(
                (one for part in self.parts for one in part.missing),
                key=lambda one: (one.due, one.what),
            )
        )


@dataclass(frozen=True, slots=True)
class LatenessPicture:
    """How everybody stands on a day."""

    year: int
    today: date
    municipalities: tuple[Lateness, ...]
    areas: tuple[Lateness, ...]
    officers: tuple[OfficerLateness, ...]
