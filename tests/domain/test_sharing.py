"""Need beside spending.

Three Comuni of 800, 150 and 50 people share a thousand euro, and two hundred are of nobody.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from udp_core.fund.rules.identities import i18_district_total
from udp_core.kernel.money import Money
from udp_core.municipalities.rules import MunicipalityShare, Sharing

BIG = MunicipalityShare("1", "Ravenna", 800, Money(700_00))
MIDDLE = MunicipalityShare("2", "Cervia", 150, Money(200_00))
SMALL = MunicipalityShare("3", "Russi", 50, Money(100_00))
SHARING = Sharing((BIG, MIDDLE, SMALL), Money(200_00))


def test_shares_of_need_and_of_spending() -> None:
    assert [SHARING.need_share(one) for one in SHARING.municipalities] == [
        Fraction(80, 100),
        Fraction(15, 100),
        Fraction(5, 100),
    ]
    assert [SHARING.spending_share(one) for one in SHARING.municipalities] == [
        Fraction(70, 100),
        Fraction(20, 100),
        Fraction(10, 100),
    ]
    assert [SHARING.gap(one) for one in SHARING.municipalities] == [
        Fraction(-10, 100),
        Fraction(5, 100),
        Fraction(5, 100),
    ]


def test_money_of_the_whole_district_stays_apart_and_the_parts_add_up() -> None:
    assert SHARING.spent_in_municipalities == Money(1_000_00)
    assert SHARING.spent == Money(1_200_00)
    parts = {one.code: one.spent for one in SHARING.municipalities if one.spent is not None} | {
        "-": Money(200_00)
    }
    assert i18_district_total("distretto", parts, SHARING.spent) == ()


def test_money_for_each_resident_to_the_cent() -> None:
    assert [one.per_resident for one in SHARING.municipalities] == [
        Money(88),
        Money(133),
        Money(200),
    ]
    assert replace(BIG, residents=0).per_resident is None
    assert replace(BIG, residents=None).per_resident is None
    assert replace(BIG, spent=None).per_resident is None


def test_what_is_missing_is_missing() -> None:
    unknown = Sharing((replace(BIG, residents=None), replace(MIDDLE, spent=None)), None)
    assert unknown.residents is None
    assert [unknown.need_share(one) for one in unknown.municipalities] == [None, None]
    assert [unknown.spending_share(one) for one in unknown.municipalities] == [Fraction(1), None]
    assert [unknown.gap(one) for one in unknown.municipalities] == [None, None]
    assert unknown.spent == Money(700_00)
    nothing = Sharing((replace(BIG, spent=None, residents=0),), None)
    assert (nothing.spent, nothing.spent_in_municipalities, nothing.residents) == (None, None, 0)
    assert nothing.need_share(nothing.municipalities[0]) is None
    assert Sharing((), None).residents is None
