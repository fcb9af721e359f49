"""Projects of several years: their phases, one after the other, fill the duration.

Funders add up (DOMAIN.md 12.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from udp_core.kernel.money import Money, total
from udp_core.kernel.problem import Problem


@dataclass(frozen=True, slots=True)
class Annuality:
    """Years of a project, counted from 1, both included."""

    year_from: int
    year_to: int


def phase_problems(phases: Iterable[Annuality]) -> tuple[Problem, ...]:
    """Phases begin with year 1 and follow each other without gap or overlap."""
    found = []
    expected = 1
    for phase in sorted(phases, key=lambda one: one.year_from):
        if phase.year_from != expected:
            what = "si sovrappone" if phase.year_from < expected else "lascia un vuoto"
            found.append(
                Problem(
                    "P01",
                    f"L’annualità {phase.year_from}-{phase.year_to} {what}: era attesa dalla"
                    f" {expected}.",
                    "Correggere le annualità perché si seguano.",
                )
            )
        expected = max(expected, phase.year_to + 1)
    return tuple(found)


def outlasts(start: date, end: date, plan_years: Sequence[int]) -> bool:
    """True where the project goes beyond its plan, as it may."""
    return start.year < min(plan_years) or end.year > max(plan_years)


def funded(amounts: Iterable[Money | None]) -> Money | None:
    """What the funders give in all; None where one has not said how much."""
    known = list(amounts)
    stated = [amount for amount in known if amount is not None]
    return total(stated) if len(stated) == len(known) else None
