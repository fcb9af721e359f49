"""How a year is carried into the next: days, codes and titles moved on, amounts from a choice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.money import round_half_up, split_whole
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Term

MONTHS = 12
BY_HAND = "scritto a mano"
"""Why a line has the amount that somebody wrote in its place."""
_NUMBER = re.compile(r"\d{2,4}")


class YearPart(Term):
    """What may be prepared, in the order in which it is made."""

    FUNDS = "funds", "Anni dei fondi, di ogni fonte"
    AVAILABLE = "available", "Assegnazioni presunte e cofinanziamenti, come quest’anno"
    BUDGET = "budget", "Preventivo per voce, fonte e Comune"
    ACTIVITY = "activity", "Attività prevista"
    PROGRAMME = "programme", "Programma attuativo e schede"
    TARGETS = "targets", "Valori attesi degli indicatori"
    BODIES = "bodies", "Regole e componenti degli organi"
    MANDATES = "mandates", "Incarichi degli utenti che finiscono"


class Basis(Term):
    """From which amounts the budget begins."""

    BUDGET = "budget", "il preventivo di quest’anno"
    FORECAST = "forecast", "la previsione al 31/12"
    RUN_RATE = "run_rate", "il ritmo dei mesi comunicati"


def written_amounts(cells: Mapping[str, str]) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Cents by key of what was typed, and what does not read; an empty cell is none of them."""
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for key, text in cells.items():
        value = italian.read_euro(text) if text else None
        if isinstance(value, Problem):
            problems.append(value)
        elif value is not None and value.cents < 0:
            sentence = f"«{text}» è meno di zero: un preventivo non lo è."
            problems.append(Problem("N06", sentence, "Scrivere da 0 in su.", value=text))
        elif value is not None:
            found[key] = value.cents
    return found, tuple(problems)


def written_days(cells: Mapping[str, str], year: int) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Days (ISO) by key of what was typed, empty where a line is left out; what does not read, or
    is of another year.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for key, text in cells.items():
        value = italian.read_day(text) if text else None
        if isinstance(value, Problem):
            problems.append(value)
        elif value is not None and value.year != year:
            sentence = f"Il giorno {italian.day(value)} non è del {year}."
            remedy = f"Scrivere un giorno del {year}, o lasciare vuoto per non prepararlo."
            problems.append(Problem("N07", sentence, remedy, value=text))
        else:
            found[key] = value.isoformat() if value else ""
    return found, tuple(problems)


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
