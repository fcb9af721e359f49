"""Which indicators the archive counts by itself, and how.

A value that can be counted is never typed.

The codes are those of `data/rules/indicator.csv`, whose texts say the same formulas. What a
district typed for a year
that can be counted is kept in the archive and not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from udp_core.kernel.money import Money


class CountedIndicator(StrEnum):
    """The indicators that are counted, by their code."""

    USED_OF_ASSIGNED = "FRNA-01"
    USED_OF_AVAILABLE = "FRNA-02"
    DOMICILIARY = "FRNA-03"
    ELDERLY_PER_RESIDENT = "FRNA-04"
    RESIDUES = "FRNA-05"
    AREA_GAP = "FRNA-06"
    STARTED = "SY-01"
    PROGRESS = "SY-02"
    FRESH = "SY-03"
    ONE_RULE = "SY-04"
    STAFF = "SY-11"


COUNTED = frozenset(one.value for one in CountedIndicator)
SO_FAR = "Cumulato dal 1º gennaio"
"""Note of a figure that grows inside its year: it is compared with what is expected by its day."""
GROWING = frozenset(
    {
        CountedIndicator.USED_OF_ASSIGNED,
        CountedIndicator.USED_OF_AVAILABLE,
        CountedIndicator.ELDERLY_PER_RESIDENT,
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """A numerator and its denominator, of a Comune or (None) of the whole district, on a day.

    `quarter` is None of the whole year, or of the year so far.
    """

    indicator: CountedIndicator
    day: date
    numerator: Fraction
    denominator: Fraction
    quarter: int | None = None
    municipality: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FundCount:
    """What a fund says at the end of a period of a year; amounts are of the year so far.

    `allotted_share` is the part of the year gone, of which the allotment of the area is compared.
    """

    day: date
    quarter: int | None
    used: Money
    domiciliary: Money
    disabled: Money
    allotted: Money
    allotted_share: Fraction
    assigned: Money
    available: Money
    residue: Money
    is_whole_year: bool


def fund_counts(found: FundCount) -> tuple[Count, ...]:
    """The indicators of a fund at the end of a period; the one on residues of a whole year only."""
    used, part = _euro(found.used), _euro(found.allotted) * found.allotted_share
    note = None if found.is_whole_year else SO_FAR

    def count(
        indicator: CountedIndicator,
        numerator: Fraction,
        denominator: Fraction,
        note: str | None = note,
    ) -> Count:
        return Count(indicator, found.day, numerator, denominator, found.quarter, note=note)

    counts = [
        count(CountedIndicator.USED_OF_ASSIGNED, used, _euro(found.assigned)),
        count(CountedIndicator.USED_OF_AVAILABLE, used, _euro(found.available)),
        count(CountedIndicator.DOMICILIARY, _euro(found.domiciliary), used, None),
        count(
            CountedIndicator.AREA_GAP,
            abs(_euro(found.disabled) - part),
            part,
            "Area disabili, con la sua parte delle attività trasversali",
        ),
    ]
    if found.is_whole_year:
        beyond = max(Fraction(0), used - _euro(found.assigned))
        undefined = None if beyond else "Non definito: l’utilizzato non supera l’assegnato"
        counts.append(count(CountedIndicator.RESIDUES, _euro(found.residue), beyond, undefined))
    return tuple(counts)


def per_resident(
    day: date, spent: Sequence[tuple[str, Money]], residents: dict[str, int], *, whole: bool
) -> tuple[Count, ...]:
    """What was spent for each resident of 75 years and more, by Comune (its code).

    Comuni without residents are left out.
    """
    note = None if whole else SO_FAR
    return tuple(
        Count(
            CountedIndicator.ELDERLY_PER_RESIDENT,
            day,
            _euro(amount),
            Fraction(residents[place]),
            None,
            place,
            note,
        )
        for place, amount in spent
        if place in residents
    )


def _euro(amount: Money) -> Fraction:
    return Fraction(amount.cents, 100)
