"""Need beside spending, on numbers a person can check: 1.000, 300 and 200 residents of 75 and more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.domain.identities import i18_district_total
from udp_core.domain.sharing import (
    AttributedLine,
    MunicipalityShare,
    Sharing,
    attribution,
    per_resident,
    sharing,
)
from udp_core.money import Money, total
from udp_core.vocabulary import AgeBand

BAND = AgeBand.AGE_75_PLUS
RAVENNA = MunicipalityShare("039014", "Ravenna", 1_000, Money(600_000_00))
CERVIA = MunicipalityShare("039007", "Cervia", 300, Money(240_000_00))
RUSSI = MunicipalityShare("039016", "Russi", 200, Money(160_000_00))
WHOLE = Money(250_000_00)
DISTRICT = sharing(BAND, (RAVENNA, CERVIA, RUSSI), WHOLE)


def of(*municipalities: MunicipalityShare, whole: Money | None = None) -> Sharing:
    return sharing(BAND, municipalities, whole)


def comune(code: str, residents: int | None, cents: int | None) -> MunicipalityShare:
    return MunicipalityShare(code, code.upper(), residents, None if cents is None else Money(cents))


def test_need_beside_spending() -> None:
    assert [line.need_share for line in DISTRICT.lines] == [Fraction(2, 3), Fraction(1, 5), Fraction(2, 15)]
    assert [line.spending_share for line in DISTRICT.lines] == [Fraction(6, 10), Fraction(24, 100), Fraction(16, 100)]


def test_the_difference_is_in_points() -> None:
    assert [line.points for line in DISTRICT.lines] == [Fraction(-20, 3), Fraction(4), Fraction(8, 3)]


def test_per_target_resident() -> None:
    assert [line.per_resident for line in DISTRICT.lines] == [Money(600_00), Money(800_00), Money(800_00)]
    assert DISTRICT.per_resident_of_comuni == Money(666_67)
    assert DISTRICT.per_resident == Money(833_33)


def test_the_money_of_the_whole_district_is_a_line_of_its_own() -> None:
    assert (DISTRICT.of_comuni, DISTRICT.whole_district, DISTRICT.district) == (Money(1_000_000_00), WHOLE, Money(1_250_000_00))
    assert DISTRICT.whole_district_share == Fraction(1, 5)
    assert sum(line.spending_share or 0 for line in DISTRICT.lines) == 1


def test_no_money_of_the_whole_district() -> None:
    assert of(RAVENNA).district == RAVENNA.spent
    assert of(RAVENNA).whole_district_share == 0


def test_who_is_furthest_from_the_need() -> None:
    assert DISTRICT.furthest is DISTRICT.lines[0]
    assert of().furthest is None


def test_residents_of_the_district() -> None:
    assert DISTRICT.target_residents == 1_500


# Missing is not zero


def test_spending_of_a_comune_not_known_leaves_the_shares_of_money_undefined() -> None:
    found = of(RAVENNA, comune("russi", 200, None), whole=WHOLE)
    assert (found.of_comuni, found.district, found.whole_district_share, found.per_resident) == (None, None, None, None)
    assert [line.spending_share for line in found.lines] == [None, None]
    assert [line.need_share for line in found.lines] == [Fraction(5, 6), Fraction(1, 6)]
    assert [line.per_resident for line in found.lines] == [Money(600_00), None]
    assert [line.points for line in found.lines] == [None, None]
    assert found.missing == ("RUSSI",)


def test_residents_of_a_comune_not_known_leave_the_need_undefined() -> None:
    found = of(RAVENNA, comune("russi", None, 160_000_00))
    assert found.target_residents is None
    assert [line.need_share for line in found.lines] == [None, None]
    assert [line.spending_share for line in found.lines] == [Fraction(60, 76), Fraction(16, 76)]
    assert [line.per_resident for line in found.lines] == [Money(600_00), None]
    assert found.missing == ("RUSSI",)


def test_no_residents_is_no_figure_per_resident() -> None:
    found = of(comune("a", 0, 100_00), comune("b", 0, 50_00), whole=WHOLE)
    assert [(line.need_share, line.per_resident) for line in found.lines] == [(None, None), (None, None)]
    assert per_resident(Money(100_00), 0) is None
    assert per_resident(None, 10) is None
    assert attribution(found) is None


def test_no_money_is_no_share_of_it() -> None:
    found = of(comune("a", 10, 0), comune("b", 20, 0))
    assert [line.spending_share for line in found.lines] == [None, None]
    assert [line.per_resident for line in found.lines] == [Money(0), Money(0)]
    assert found.whole_district_share is None


def test_a_district_without_comuni() -> None:
    found = of(whole=WHOLE)
    assert (found.of_comuni, found.district, found.target_residents, found.missing) == (None, None, None, ())
    assert attribution(found) is None


@pytest.mark.parametrize(
    ("municipalities", "why"),
    [((RAVENNA, RAVENNA), "given twice"), ((comune("a", -1, 0),), "not negative")],
)
def test_what_is_refused(municipalities: tuple[MunicipalityShare, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        of(*municipalities)


# The attribution


def test_the_attribution_follows_the_residents() -> None:
    found = attribution(of(RAVENNA, CERVIA, RUSSI, whole=Money(100_01)))
    assert found is not None
    assert found.lines == (
        AttributedLine("039014", "Ravenna", Money(600_000_00), Money(66_67)),
        AttributedLine("039007", "Cervia", Money(240_000_00), Money(20_00)),
        AttributedLine("039016", "Russi", Money(160_000_00), Money(13_34)),
    )
    assert found.lines[2].amount == Money(160_013_34)


def test_the_attribution_says_what_it_is() -> None:
    found = attribution(DISTRICT)
    assert found is not None
    assert found.words == (
        "Attribuzione convenzionale: 250.000,00 € dell’intero distretto sono ripartiti secondo i residenti di 75 anni e più; "
        "non è spesa registrata per Comune."
    )


@pytest.mark.parametrize(
    "found", [of(RAVENNA), of(RAVENNA, whole=Money(0)), of(RAVENNA, comune("a", None, 0), whole=WHOLE), of(comune("a", 1, None), whole=WHOLE)]
)
def test_nothing_to_attribute(found: Sharing) -> None:
    assert attribution(found) is None


# Laws


shares = st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 10**12)), min_size=1, max_size=12)


@given(shares, st.integers(-(10**12), 10**12))
def test_i18_the_parts_are_the_district(given_shares: list[tuple[int, int]], whole: int) -> None:
    found = of(*(comune(f"c{index}", *one) for index, one in enumerate(given_shares)), whole=Money(whole))
    parts = {line.code: line.spent or Money(0) for line in found.lines} | {"": Money(whole)}
    assert found.district is not None
    assert i18_district_total("distretto", parts, found.district) == ()


@given(shares)
def test_shares_add_up_to_one_and_points_to_zero(given_shares: list[tuple[int, int]]) -> None:
    lines = of(*(comune(f"c{index}", *one) for index, one in enumerate(given_shares))).lines
    needs, spendings = [line.need_share for line in lines], [line.spending_share for line in lines]
    if sum(residents for residents, _ in given_shares):
        assert sum(share or 0 for share in needs) == 1
    if sum(cents for _, cents in given_shares):
        assert sum(share or 0 for share in spendings) == 1
    points = [line.points for line in lines if line.points is not None]
    assert sum(points) == 0


@given(shares, st.integers(-(10**12), 10**12))
def test_the_attribution_reproduces_the_district(given_shares: list[tuple[int, int]], whole: int) -> None:
    found = of(*(comune(f"c{index}", *one) for index, one in enumerate(given_shares)), whole=Money(whole))
    spread = attribution(found)
    if spread is None:
        assert not whole or not found.target_residents
    else:
        assert total(line.amount for line in spread.lines) == found.district
        assert all(line.part == Money(0) for line, one in zip(spread.lines, found.lines, strict=True) if one.target_residents == 0)
