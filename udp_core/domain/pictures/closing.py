"""The end of a fund's year before it is closed.

What is missing, what goes on, how it differs from what was thought.
"""

from __future__ import annotations

from dataclasses import dataclass

from udp_core.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class MissingMonth:
    """A month of a voce programmed in a Comune (None: the whole district) of which nobody said
    anything.
    """

    municipality_id: str | None
    place: str
    voce_id: str
    voce: str
    source_id: str
    month: int


@dataclass(frozen=True, slots=True)
class ClosingPicture:
    """What closing would do.

    The residue of now, beside the forecast and what the year after holds already.

    `forecast` is None where none can be made; `held` is None where the year after says nothing yet.
    """

    fund_year_id: str
    year: int
    available: Money
    used: Money
    returned: Money
    forecast: Money | None
    held: Money | None
    missing: tuple[MissingMonth, ...]
    unvalidated: int

    @property
    def residue(self) -> Money:
        """Available less what was used and given back; a deficit is below zero."""
        return self.available - self.used - self.returned

    @property
    def carried(self) -> Money:
        """What goes to the year after: a deficit is not carried over."""
        return max(self.residue, ZERO)

    @property
    def beyond_forecast(self) -> Money | None:
        """By how much the residue is above what was forecast; None where nothing was."""
        return None if self.forecast is None else self.residue - self.forecast

    @property
    def beyond_held(self) -> Money | None:
        """By how much what would be carried is above what the year after holds."""
        return None if self.held is None else self.carried - self.held
