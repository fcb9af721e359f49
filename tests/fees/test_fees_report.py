"""S0-14, S3-23, SY-04: the rules in force on a day, of one district, and what is only proposed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlalchemy import Engine

from tests.made_fees import bands, load_fees, service
from tests.made_once import made_once
from tests.made_programme import CERVIA, RAVENNA
from udp_core.archive.engine import open_engine, reading
from udp_core.fees.report import FeesReport, ServiceFees, fees_report, homogeneity
from udp_core.fees.rules.single import HIGHEST, LOWEST, MEAN, PROPOSED
from udp_core.indicators.report.reading import indicators_report
from udp_core.kernel.money import Money
from udp_core.kernel.small_numbers import ShownCount

TODAY = date(2026, 11, 10)


def euro(amount: int) -> Money:
    return Money(amount * 100)


@made_once
def made(engine: Engine) -> None:
    load_fees(engine)


def report(engine: Engine, district: str = "ravenna", year: int = 2026) -> FeesReport:
    with reading(engine) as connection:
        return fees_report(connection, district, year, TODAY)


def care(engine: Engine, year: int = 2026) -> ServiceFees:
    found = report(engine, year=year).of("sad")
    assert found is not None
    return found


def test_s0_14_each_comune_pays_by_its_rule_in_force(empty_engine: Engine) -> None:
    """At 12,000: half of 20.00 is 100.00 a month, at most 80.00; 12.00 x 120; 10.00 x 120."""
    made(empty_engine)
    found = care(empty_engine)
    assert found.paid(euro(12_000)) == {
        "Ravenna": euro(960),
        "Cervia": euro(1_440),
        "Russi": euro(1_200),
    }
    assert found.paid(euro(10_000_000)) == found.paid(euro(12_000))
    assert not found.is_one_rule
    assert found.crossed == ("Ravenna", "Cervia", "Russi")


def test_what_is_over_to_come_repealed_proposed_or_elsewhere_does_not_count(
    empty_engine: Engine,
) -> None:
    made(empty_engine)
    paid = [amount for one in (0, 50_000) for amount in care(empty_engine).paid(euro(one)).values()]
    assert max(amount for amount in paid if amount) == euro(1_440)
    far = report(empty_engine, "lontano").of("sad")
    assert far is not None
    assert far.paid(euro(0)) == {"Lontano": euro(11_880)}


def test_a_rule_of_the_past_holds_in_its_years(empty_engine: Engine) -> None:
    """In 2023 Cervia asked 99.00 and the regulation of Ravenna, repealed since, bound as well."""
    made(empty_engine)
    assert care(empty_engine, 2023).paid(euro(0)) == {
        "Ravenna": euro(11_880),
        "Cervia": euro(11_880),
        "Russi": None,
    }


def test_s3_23_a_proposed_rule_is_simulated_and_is_in_force_nowhere(empty_engine: Engine) -> None:
    """6.00 x 120 = 720 for everybody: the users of Ravenna pay 21,600 and not 19,200."""
    made(empty_engine)
    found = care(empty_engine)
    assert found.choices[0] == PROPOSED
    assert [one.cost for one in found.changes(PROPOSED)] == [euro(-2_400), euro(5_760), euro(600)]
    meals = report(empty_engine).of("pasti")
    assert meals is not None
    assert PROPOSED not in meals.choices


def test_the_rule_of_a_comune_comes_before_that_of_the_district(empty_engine: Engine) -> None:
    load_fees(empty_engine, *bands("ravenna:pasti", CERVIA, (0, None, 7_00), unit="meal"))
    found = report(empty_engine).of("pasti")
    assert found is not None
    assert found.paid(euro(0)) == {"Ravenna": euro(600), "Cervia": euro(840), "Russi": euro(600)}


def test_the_rule_that_a_comune_has_not_is_not_offered_to_the_others(
    empty_engine: Engine,
) -> None:
    """Only Ravenna has a rule for the rides: the lowest, the mean, the highest, and its own."""
    only = bands("ravenna:corse", RAVENNA, (0, None, 1_00), unit="ride")
    load_fees(empty_engine, service("corse", unit="ride"), *only)
    found = report(empty_engine).of("corse")
    assert found is not None
    assert found.choices == (LOWEST, MEAN, HIGHEST, RAVENNA)


def test_sy_04_is_counted_on_the_rules_of_each_day(empty_engine: Engine) -> None:
    """One service of two has one rule; of 2023 only home care had rules, and they differed."""
    made(empty_engine)
    with reading(empty_engine) as connection:
        now = homogeneity(connection, "ravenna", TODAY)
        before = homogeneity(connection, "ravenna", date(2023, 12, 31))
        none = homogeneity(connection, "ravenna", date(2019, 12, 31))
    assert (now.one_rule, now.services) == (1, 2)
    assert (before.one_rule, before.services) == (0, 1)
    assert (none.share, none.services) == (None, 0)


def test_sy_04_a_service_that_lacks_the_rule_of_a_comune_is_not_homogeneous(
    empty_engine: Engine,
) -> None:
    more = [
        service("corse", unit="ride"),
        *bands("ravenna:corse", RAVENNA, (0, None, 1), unit="ride"),
    ]
    load_fees(empty_engine, *more)
    found = report(empty_engine).homogeneity
    assert (found.one_rule, found.services) == (1, 3)


def test_sy_04_the_indicator_of_the_demonstration_is_counted(demo_address: str) -> None:
    """3 services of 8: CRA, telesoccorso and, since 2025, the meals of the day centre."""
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = indicators_report(connection, "ravenna", 2026, date(2026, 10, 31))
        index = homogeneity(connection, "ravenna", date(2026, 10, 31))
    engine.dispose()
    [one] = [each for each in found.followed if each.text.code == "SY-04"]
    assert (index.one_rule, index.services) == (3, 8)
    shown = [point.value for point in one.points]
    assert shown == [ShownCount(Fraction(one, 8)) for one in (200, 300, 300)]
