"""I10, I11, I18: the same money by voce, by area and by Comune."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from udp_core.fund.rules.identities.breach import Amount, Breach, Said, must_equal
from udp_core.kernel.money import Money, total
from udp_core.kernel.vocabulary import FrnaArea

WHOLE = Fraction(1)


def i10_voci_and_areas(
    place: str, by_voce: Mapping[str, Money], by_area: Mapping[FrnaArea, Money], stated: Money
) -> tuple[Breach, ...]:
    """I10: the leaves add up to the total, and so do the areas with the cross-cutting activities.

    To be asked of each phase and each source, said in `place`.
    """
    whole = Amount("il totale", stated)
    voci = Amount("la somma delle voci", total(by_voce.values()))
    areas = Amount("la somma delle aree e delle attività trasversali", total(by_area.values()))
    remedy = "Cercare la voce che manca o è contata due volte, per {amount}."
    return (
        *must_equal("I10", place, voci, whole, remedy),
        *must_equal("I10", place, areas, whole, remedy),
    )


def i11_cross_cutting(
    place: str,
    shares: Mapping[FrnaArea, Fraction],
    by_area: Mapping[FrnaArea, Money],
    attributed: Mapping[FrnaArea, Money],
) -> tuple[Breach, ...]:
    """I11: the shares add up to 1.

    Once attributed, nothing stays cross-cutting and the total is the same.
    """
    shared = Said("la somma delle quote di attribuzione", sum(shares.values(), Fraction(0)))
    areas = total(amount for area, amount in attributed.items() if area is not FrnaArea.CROSS)
    return (
        *must_equal(
            "I11",
            place,
            shared,
            Said("l’intero", WHOLE),
            "Portare al 100 % la somma delle quote, che se ne scosta di {amount}.",
        ),
        *must_equal(
            "I11",
            place,
            Amount("il totale delle aree dopo l’attribuzione", areas),
            Amount("il totale prima", total(by_area.values())),
            "Rifare l’attribuzione delle attività trasversali, che si scosta di {amount}.",
        ),
    )


def i18_district_total(
    place: str, by_municipality: Mapping[str, Money], district: Money
) -> tuple[Breach, ...]:
    """I18: where amounts are by Comune (some are given), they add up to the district's."""
    if not by_municipality:
        return ()
    return must_equal(
        "I18",
        place,
        Amount("la somma dei Comuni", total(by_municipality.values())),
        Amount("il totale del distretto", district),
        "Cercare il Comune che manca o è contato due volte, per {amount}.",
    )
