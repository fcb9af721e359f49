"""What a position asks of the activity programmed for the year.

Posts as they end it, days and hours as they add up.
"""

from __future__ import annotations

from fractions import Fraction

from udp_core.kernel.vocabulary import ActivityUnit
from udp_core.simulation.rules.model import MONTHS, ZERO, Model, Position

IN_PLACE = frozenset({ActivityUnit.POSTS, ActivityUnit.BENEFICIARIES, ActivityUnit.PROJECTS})
"""Counted as they stand; the other units add up over the months."""


def year_change(model: Model, position: Position, place: int, unit: ActivityUnit) -> Fraction:
    """By how much a lever moves the activity of the year.

    Ten posts more are ten more at the end of the year; 2.000 days a year fewer from June are the
    part of the days that
    remain (214 of 365), as their money is reckoned.
    """
    lever = model.levers[place]
    change = position.values[place] - lever.start
    if unit in IN_PLACE or not lever.monthly:
        return change
    for term in model.terms:
        if place in term.levers:
            weights = model.calendars[term.calendar]
            whole = sum(weights, ZERO)
            return (
                change * sum(weights[position.months[place] - 1 :], ZERO) / whole if whole else ZERO
            )
    return change * Fraction(MONTHS + 1 - position.months[place], MONTHS)
