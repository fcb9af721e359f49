"""The catalogue of the identities, and how a breach is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.test_identities import HERE
from udp_core.fund.rules import identities
from udp_core.fund.rules.identities import IDENTITIES, Breach
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.vocabulary import FrnaArea


def test_the_catalogue_names_every_identity_and_each_has_its_function() -> None:
    assert list(IDENTITIES) == [f"I{number}" for number in range(1, 19)]
    assert all(
        each.code == code and each.title_it and each.description_it.endswith(".")
        for code, each in IDENTITIES.items()
    )
    functions = [name for name in identities.__all__ if name.startswith("i")]
    assert {name.partition("_")[0].upper() for name in functions} == set(IDENTITIES)


def test_a_breach_says_both_amounts_the_difference_and_the_remedy() -> None:
    (breach,) = identities.i17_programmed("FRNA 2026", Money(12_400_00), Money(12_000_00))
    assert (
        str(breach)
        == "[I17] FRNA 2026: Il programmato 12.400,00 € supera il disponibile 12.000,00 € di 400,00"
        " €. Ridurre le voci di 400,00 € o indicare chi finanzia la differenza."
    )
    (breach,) = identities.i1_appropriation("capitolo 10", Money(100), [Money(-30)], Money(60))
    assert (
        breach.sentence
        == "Lo stanziamento assestato è 0,60 €; lo stanziamento iniziale con le variazioni è 0,70"
        " €: differenza −0,10 €."
    )
    assert "per 0,10 € o" in breach.remedy


def test_a_difference_of_shares_is_said_in_points() -> None:
    halves = {FrnaArea.ELDERLY: Fraction(3, 4), FrnaArea.DISABLED: Fraction(1, 2)}
    (breach,) = identities.i11_cross_cutting(HERE, halves, {}, {})
    assert (
        breach.sentence
        == "La somma delle quote di attribuzione è 125,00 %; l’intero è 100,00 %: differenza +25,00"
        " punti percentuali."
    )


def test_a_count_is_a_figure_too() -> None:
    posts = identities.Breach("I99", HERE, 12, 1_340, "Sono 1.340.", "Contare.")
    assert posts.difference == 1_328
    assert identities.breach.written(posts.found) == "1.340"
    assert identities.Breach("I99", HERE, Money(1), 1, "Altro.", "Contare.").difference is None


def test_a_breach_without_a_remedy_is_a_bug() -> None:
    with pytest.raises(ValueError, match="what to do"):
        Breach("I1", HERE, ZERO, ZERO, "Non torna.", "")
