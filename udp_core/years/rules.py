"""How a year is carried into the next: days, codes and titles moved on, amounts from a choice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from udp_core.kernel.money import round_half_up, split_whole
from udp_core.kernel.vocabulary import Term

MONTHS = 12
_NUMBER = re.compile(r"\d{2,4}")


class YearPart(Term):
    """What may be prepared, in the order in which it is made."""

    FUNDS = "funds", "Anni dei fondi, di ogni fonte"
    AVAILABLE = "available", "Assegnazioni presunte e cofinanziamenti, come quest’anno"
    BUDGET = "budget", "Preventivo per voce, fonte e Comune"
    ACTIVITY = "activity", "Attività prevista"
    PROGRAMME = "programme", "Programma attuativo e schede"
    TARGETS = "targets", "Valori attesi degli indicatori"


class Basis(Term):
    """From which amounts the budget begins."""

    BUDGET = "budget", "il preventivo di quest’anno"
    FORECAST = "forecast", "la previsione al 31/12"
    RUN_RATE = "run_rate", "il ritmo dei mesi comunicati"


def next_day(day: date) -> date:
    """The same day a year later; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def next_words(words: str, year: int) -> str:
    """A code or a title with the year moved on: «S26-01» -> «S27-01», «… 2026» -> «… 2027».

    Only numbers that are that year, in four figures or in two, are moved.
    """
    moved = {str(year): str(year + 1), f"{year % 100:02}": f"{(year + 1) % 100:02}"}
    return _NUMBER.sub(lambda found: moved.get(found[0], found[0]), words, count=1)


def next_span(years: tuple[int, int]) -> tuple[int, int]:
    """The years of the plan after one, of as many years."""
    first, last = years
    return last + 1, last + 1 + last - first


def run_rate(months: Mapping[int, int]) -> int | None:
    """A year at the pace of the months known, in whole cents; None where none is."""
    if not months:
        return None
    return round_half_up(Fraction(sum(months.values()) * MONTHS, len(months)))


def shared(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A voce's amount over its lines as the budget had them; evenly where it had nothing."""
    if not weights:
        return ()
    return split_whole(whole, list(weights) if any(weights) else [1] * len(weights))
