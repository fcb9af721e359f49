"""A new year as it is proposed, and what was written in its place, to the cent."""

from __future__ import annotations

from udp_core.kernel.money import Money
from udp_core.years.report.new_year import BudgetLine, NewYearReport, SchedaLine
from udp_core.years.rules import BY_HAND
from udp_core.years.view.new_year import budget_table, by_hand_table, proposal, schede_table

REPORT = NewYearReport(
    2027,
    (),
    (
        BudgetLine("FRNA 2026", "A1 Case", Money(100_00), Money(80_00), BY_HAND, "frna|A1"),
        BudgetLine("FRNA 2026", "A2 Domicilio", Money(50_00), Money(50_00), "come quest’anno", "b"),
    ),
    (
        SchedaLine(
            "S26-01 Affido",
            "S27-01 Affido",
            "2027-01-01",
            "2027-12-31",
            Money(10_00),
            Money(12_50),
            BY_HAND,
            "s",
        ),
    ),
)


def test_a_proposal_says_nothing_that_a_correction_would_make_false() -> None:
    """The difference is not in the grid, and the why is that of what is proposed."""
    shown = proposal(budget_table(REPORT))
    assert [one.label for one in shown.columns] == [
        "Fondo",
        "Voce",
        "Preventivo 2026",
        "Bozza 2027",
        "Perché la proposta",
    ]
    assert shown.words[1] == ("FRNA 2026", "A2 Domicilio", "50,00 €", "50,00 €", "come quest’anno")
    assert [one.name for one in proposal(schede_table(REPORT)).columns][-1] == "why"


def test_what_was_written_by_hand_is_told_with_its_difference() -> None:
    assert by_hand_table(REPORT).words == (
        ("FRNA 2026: A1 Case", "100,00 €", "80,00 €", "−20,00 €"),
        ("S27-01 Affido", "10,00 €", "12,50 €", "2,50 €"),
    )
