"""What a fund says of itself at the end of a period, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from udp_core.indicators.rules.counted import (
    SO_FAR,
    Count,
    CountedIndicator,
    FundCount,
    fund_counts,
)
from udp_core.kernel.money import Money


def euro(amount: int) -> Money:
    return Money(amount * 100)


WHOLE = FundCount(
    date(2025, 12, 31),
    None,
    used=euro(1_100),
    domiciliary=euro(330),
    disabled=euro(400),
    allotted=euro(500),
    allotted_share=Fraction(1),
    assigned=euro(1_000),
    available=euro(1_200),
    residue=euro(100),
    is_whole_year=True,
)


def of(found: FundCount, indicator: CountedIndicator) -> Count:
    return next(one for one in fund_counts(found) if one.indicator is indicator)


def test_residues_are_compared_with_what_was_used_beyond_the_assignment() -> None:
    found = of(WHOLE, CountedIndicator.RESIDUES)
    assert (found.numerator, found.denominator, found.note) == (100, 100, None)


def test_where_nothing_was_used_beyond_it_is_said_why_there_is_no_share() -> None:
    found = of(replace(WHOLE, used=euro(1_000)), CountedIndicator.RESIDUES)
    assert (found.denominator, found.note) == (
        0,
        "Non definito: l’utilizzato non supera l’assegnato",
    )


def test_of_a_part_of_a_year_residues_are_not_counted_and_the_rest_says_so_far() -> None:
    part = replace(WHOLE, quarter=3, is_whole_year=False, allotted_share=Fraction(3, 4))
    assert {one.indicator for one in fund_counts(part)} == {
        CountedIndicator.USED_OF_ASSIGNED,
        CountedIndicator.USED_OF_AVAILABLE,
        CountedIndicator.DOMICILIARY,
        CountedIndicator.AREA_GAP,
    }
    assert of(part, CountedIndicator.USED_OF_ASSIGNED).note == SO_FAR
    gap = of(part, CountedIndicator.AREA_GAP)
    assert (gap.numerator, gap.denominator) == (25, 375)
