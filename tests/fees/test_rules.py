"""S0-14: what a family pays, how far apart the Comuni are, what one rule costs: by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from udp_core.fees.rules.bands import FeeBand, band_at, gaps, is_one_rule
from udp_core.fees.rules.paying import Use, distance, read_isee, use_of, yearly
from udp_core.fees.rules.rows import band_ends
from udp_core.fees.rules.single import (
    HIGHEST,
    LOWEST,
    MEAN,
    PROPOSED,
    UserGroup,
    changes,
    single,
)
from udp_core.fees.terms import FeeUnit
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem

CARE = Use(FeeUnit.HOUR, Decimal(10), 12)


def euro(amount: str | int) -> Money:
    return Money.from_euro(Decimal(amount))


def flat(fee: str, start: str = "0", end: str | None = None) -> FeeBand:
    return FeeBand(euro(start), None if end is None else euro(end), FeeUnit.HOUR, euro(fee))


STEPS = (flat("5", "0", "10000"), flat("12", "10000.01"))
SHARE = (
    flat("0", "0", "10000"),
    FeeBand(
        euro("10000.01"),
        None,
        FeeUnit.HOUR,
        share=Decimal("0.5"),
        unit_cost=euro(20),
        month_cap=euro(80),
    ),
)
GROWING = (
    flat("4", "0", "4000"),
    FeeBand(euro("4000.01"), euro(10000), FeeUnit.HOUR, euro(4), euro(10)),
    flat("10", "10000.01"),
)
PLACES = {"R": SHARE, "C": STEPS, "U": GROWING}


@pytest.mark.parametrize(
    ("bands", "isee", "paid"),
    [
        (STEPS, "0", "600"),  # 5.00 x 10 hours x 12 months
        (STEPS, "10000", "600"),  # the end of a band belongs to it
        (STEPS, "10000.01", "1440"),  # 12.00 x 10 x 12
        (STEPS, "10000000", "1440"),
        (SHARE, "10000", "0"),
        (SHARE, "20000", "960"),  # half of 20.00 is 10.00, x 10 = 100.00, at most 80.00, x 12
        (GROWING, "4000", "480"),
        (GROWING, "4000.01", "480"),  # it grows from 4.00
        (GROWING, "7000", "840"),  # half way: 7.00 x 10 x 12
        (GROWING, "10000", "1200"),  # to 10.00
        (GROWING, "30000", "1200"),
    ],
)
def test_s0_14_what_a_family_pays_in_a_year(
    bands: tuple[FeeBand, ...], isee: str, paid: str
) -> None:
    assert yearly(bands, euro(isee), CARE) == euro(paid)


def test_s0_14_caps_months_and_fees_by_the_month() -> None:
    """45 a month is paid once, however many the hours; a year's cap comes last."""
    month = (FeeBand(euro(0), None, FeeUnit.MONTH, euro(45), year_cap=euro(400)),)
    assert yearly(month, euro(9000), replace(CARE, months=8)) == euro(360)
    assert yearly(month, euro(9000), CARE) == euro(400)
    assert yearly(month, euro(9000), replace(CARE, units=Decimal(0))) == euro(0)
    meals = replace(CARE, unit=FeeUnit.MEAL)
    assert yearly(STEPS, euro(9000), meals) is None  # by the hour nobody pays for meals


def test_a_third_of_a_cent_is_rounded_on_the_unit_before_it_is_multiplied() -> None:
    """30 % of 55.19 is 16.557: 16.56 a unit, 165.60 a month, 1,987.20 a year."""
    one = (FeeBand(euro(0), None, FeeUnit.HOUR, share=Decimal("0.3"), unit_cost=euro("55.19")),)
    assert yearly(one, euro(0), CARE) == euro("1987.20")


def test_bands_that_leave_a_hole_or_overlap_say_nothing_there() -> None:
    hole = (flat("5", "0", "10000"), flat("9", "15000.01"))
    assert [one.words for one in gaps(hole)] == ["tra 10.000,01 € e 15.000,00 €"]
    assert yearly(hole, euro(12000), CARE) is None
    assert yearly(hole, euro(16000), CARE) == euro(1080)
    twice = (flat("5", "0", "10000"), flat("9", "9000"))
    assert [(one.words, one.twice) for one in gaps(twice)] == [
        ("tra 9.000,00 € e 10.000,00 €", True)
    ]
    assert yearly(twice, euro(9500), CARE) is None
    assert band_at(twice, euro(8999)) is not None
    top = (flat("5", "0", "10000"),)
    assert [one.words for one in gaps(top)] == ["oltre 10.000,00 €"]
    bottom = (flat("5", "1000"),)
    assert [one.words for one in gaps(bottom)] == ["tra 0,00 € e 999,99 €"]
    assert list(gaps(STEPS)) == list(gaps(SHARE)) == list(gaps(GROWING)) == list(gaps(())) == []


def test_a_cent_that_two_bands_share_is_an_overlap() -> None:
    [found] = gaps((flat("5", "0", "10000"), flat("9", "10000")))
    assert (found.twice, found.start, found.to) == (True, euro(10000), euro(10000))


def test_the_distance_is_between_the_dearest_and_the_cheapest_known() -> None:
    found = distance({"R": euro(960), "C": euro(1440), "U": None})
    assert found is not None
    assert (found.cheapest, found.dearest, found.euro) == ("R", "C", euro(480))
    assert distance({"R": euro(960), "U": None}) is None


def test_s0_14_one_rule_is_the_same_for_every_isee_however_it_is_written() -> None:
    halves = (flat("5", "0", "3000"), flat("5", "3000.01", "10000"), flat("12", "10000.01"))
    assert is_one_rule([STEPS, halves, STEPS])
    assert not is_one_rule([STEPS, (flat("5", "0", "9999.99"), flat("12", "10000"))])
    assert not is_one_rule([STEPS, ()])
    assert not is_one_rule([])
    capped = (replace(STEPS[0], year_cap=euro(9999)), STEPS[1])
    assert not is_one_rule([STEPS, capped])
    grows = (FeeBand(euro(0), euro(10000), FeeUnit.HOUR, euro(5), euro(5)), STEPS[1])
    assert is_one_rule([STEPS, grows])


GROUPS = (
    UserGroup("R", euro(6000), 10, CARE),
    UserGroup("R", euro(20000), 20, CARE),
    UserGroup("C", euro(12000), 8, CARE),
    UserGroup("U", euro(7000), 5, CARE),
)


@pytest.mark.parametrize(
    ("choice", "costs"),
    [
        # Now: R 10 x 0 + 20 x 960 = 19,200; C 8 x 1,440 = 11,520; U 5 x 840 = 4,200
        # Lowest at 6,000: 0; at 20,000: 960; at 12,000: 960; at 7,000: 0
        (LOWEST, ("0", "3840", "4200")),
        # Highest at 6,000: 720 (U, 6.00 an hour); at 20,000 and 12,000: 1,440; at 7,000: 840
        (HIGHEST, ("-16800", "0", "0")),
        # Mean at 6,000: (0 + 600 + 720) / 3 = 440; at 20,000: (960 + 1,440 + 1,200) / 3 = 1,200;
        # at 12,000 the same; at 7,000: (0 + 600 + 840) / 3 = 480
        (MEAN, ("-9200", "1920", "1800")),
        # Of Cervia: R 10 x 600 + 20 x 1,440 = 34,800; U 5 x 600 = 3,000
        ("C", ("-15600", "0", "1200")),
        # 6.00 x 10 x 12 = 720: R 30 x 720 = 21,600; C 8 x 720 = 5,760; U 5 x 720 = 3,600
        (PROPOSED, ("-2400", "5760", "600")),
    ],
)
def test_s3_23_what_one_rule_costs_each_comune(choice: str, costs: tuple[str, ...]) -> None:
    found = changes(PLACES, choice, GROUPS, (flat("6"),))
    assert [one.cost for one in found] == [euro(one) for one in costs]
    assert [one.users for one in found] == [30, 8, 5]


def test_what_is_not_known_is_not_zero() -> None:
    without = changes({**PLACES, "N": ()}, LOWEST, GROUPS)
    assert [one.cost for one in without] == [euro(0), euro(3840), euro(4200), None]
    broken = {**PLACES, "U": (flat("4", "0", "5000"),)}
    assert single(broken, LOWEST, euro(7000), CARE, ()) is None
    assert [one.cost for one in changes(broken, LOWEST, GROUPS)][2] is None
    assert single(PLACES, PROPOSED, euro(7000), CARE, ()) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [("0", "0"), ("12.000", "12000"), ("6.543,21 €", "6543.21"), ("10.000.000", "10000000")],
)
def test_an_isee_is_read_as_it_is_typed(typed: str, found: str) -> None:
    assert read_isee(typed) == euro(found)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("-5", "Q01", "Un ISEE non è negativo: è scritto −5,00 €."),
        ("999.999.999.999", "Q02", "supera ogni ISEE"),
    ],
)
def test_an_isee_that_cannot_be_is_told_where(typed: str, code: str, said: str) -> None:
    found = read_isee(typed)
    assert isinstance(found, Problem)
    assert (found.code, found.place.column) == (code, "ISEE")
    assert said in found.sentence
    assert isinstance(read_isee("dodicimila"), Problem)
    assert isinstance(use_of(CARE, Decimal(-1)), Problem)


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [(100, 99, False), (100, 100, True), (100, None, True), (None, 0, True)],
)
def test_a_band_ends_where_it_begins_or_after(
    start: int | None, end: int | None, holds: bool
) -> None:
    """A band of one cent is a band; one cent less is none."""
    problem = band_ends({"isee_from_cents": start, "isee_to_cents": end})
    assert (problem is None) == holds
