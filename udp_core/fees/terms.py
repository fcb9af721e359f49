"""Words of the fees: what is paid each time."""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class FeeUnit(Term):
    """What a fee is paid for, once each."""

    DAY = "day", "giorno"
    MONTH = "month", "mese"
    HOUR = "hour", "ora"
    MEAL = "meal", "pasto"
    RIDE = "ride", "corsa"
