"""DOMAIN.md 12.4, items 5 and 6.

A project of another Region's sheet, and the minimum staff of an office.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StaffCategory
from udp_core.people.rules import OfficePosition, coverage, required_by_category
from udp_core.programme.rules.project import Annuality, funded, outlasts, phase_problems

PHASES = (Annuality(1, 1), Annuality(2, 3), Annuality(4, 4))
OFFICE = (
    OfficePosition("coordinatore", StaffCategory.COORDINATOR, Decimal(1), Decimal(1)),
    OfficePosition("programmazione e monitoraggio", StaffCategory.D, Decimal(1), Decimal(1)),
    OfficePosition("gestione tecnica e amministrativa", StaffCategory.D, Decimal(2), Decimal(1)),
    OfficePosition("gestione contabile", StaffCategory.C, Decimal(1), Decimal(1)),
    OfficePosition("segreteria", StaffCategory.C, Decimal(1), Decimal("0.5")),
)


def test_the_project_has_three_phases_over_four_years() -> None:
    assert phase_problems(PHASES) == ()
    assert [phase.year_to - phase.year_from + 1 for phase in PHASES] == [1, 2, 1]


def test_the_project_outlasts_its_plan() -> None:
    assert outlasts(date(2006, 1, 1), date(2010, 12, 31), range(2006, 2009))
    assert not outlasts(date(2006, 1, 1), date(2008, 12, 31), range(2006, 2009))


def test_three_funders_add_up_only_when_all_have_said_how_much() -> None:
    assert funded((Money(100_00), Money(50_00), Money(25_00))) == Money(175_00)
    assert funded((Money(100_00), None, Money(25_00))) is None


def test_phases_that_overlap_or_leave_a_gap_are_told() -> None:
    assert [problem.code for problem in phase_problems((Annuality(1, 2), Annuality(2, 3)))] == [
        "P01"
    ]
    assert [problem.code for problem in phase_problems((Annuality(1, 1), Annuality(3, 3)))] == [
        "P01"
    ]
    assert [problem.code for problem in phase_problems((Annuality(2, 2),))] == ["P01"]


def test_the_office_needs_six_people() -> None:
    assert required_by_category(OFFICE) == {
        StaffCategory.COORDINATOR: 1,
        StaffCategory.D: 3,
        StaffCategory.C: 2,
    }
    assert sum(position.required for position in OFFICE) == 6
    assert [position.vacant for position in OFFICE] == [0, 0, 1, 0, Decimal("0.5")]
    assert coverage(OFFICE) == Fraction(9, 12)
    assert coverage(()) is None
