"""Numbers, amounts and days as an Italian reader expects them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from udp_core.kernel import italian
from udp_core.kernel.italian import (
    MINUS,
    MONTHS,
    day,
    euro,
    euro_short,
    listing,
    month,
    month_short,
    number,
    others,
    percent,
    plural,
    signed,
    the_percent,
)
from udp_core.kernel.money import Money


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (1234, 0, "1.234"),
        (12345678, 0, "12.345.678"),
        (-1234, 0, "−1.234"),
        (Decimal("1234.5"), 1, "1.234,5"),
        (Decimal("0.05"), 2, "0,05"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("-0.5"), 0, "−1"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("1.005"), 2, "1,01"),
        (Decimal("2.675"), 2, "2,68"),
        (Fraction(2, 3), 2, "0,67"),
        (Fraction(-2, 3), 3, "−0,667"),
        (Fraction(1, 2), 0, "1"),
        (7, 2, "7,00"),
        (Decimal("99.995"), 2, "100,00"),
        (10**40, 0, "1" + "0" + "".join([".000"] * 13)),
        (None, 2, "n.d."),
    ],
)
def test_a_number(value: int | Decimal | Fraction | None, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


def test_a_fraction_just_under_a_half_is_not_rounded_up() -> None:
    assert number(Fraction(5 * 10**40 - 1, 10**41)) == "0"


def test_the_minus_is_a_true_one() -> None:
    assert MINUS == "\u2212"
    assert number(-1) == "\u22121"


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (1240000, "12.400,00 €"),
        (0, "0,00 €"),
        (5, "0,05 €"),
        (-5, "−0,05 €"),
        (123456, "1.234,56 €"),
        (99999999999, "999.999.999,99 €"),
    ],
)
def test_an_amount(cents: int, text: str) -> None:
    assert euro(Money(cents)) == text


def test_a_missing_amount_is_not_zero() -> None:
    assert euro(None) == euro_short(None) == percent(None) == day(None) == number(None) == "n.d."


@pytest.mark.parametrize(
    ("euros", "text"),
    [
        (24_310_000, "24,31 M€"),
        (638_000, "638 mila €"),
        (412, "412 €"),
        (0, "0 €"),
        (-412, "−412 €"),
        (1_000, "1 mila €"),
        (999_499, "999 mila €"),
        (999_500, "1,00 M€"),
        (999_999, "1,00 M€"),
        (1_000_000, "1,00 M€"),
        (-638_400, "−638 mila €"),
        (-999_999, "−1,00 M€"),
        (1_234_567_890, "1.234,57 M€"),
    ],
)
def test_an_amount_for_the_room(euros: int, text: str) -> None:
    assert euro_short(Money(euros * 100)) == text


@pytest.mark.parametrize(
    ("text", "worn"),
    [
        ("1.234", "+1.234"),
        ("−5", "−5"),
        ("0", "0"),
        ("0,00 €", "0,00 €"),
        ("0,05 €", "+0,05 €"),
        ("n.d.", "n.d."),
    ],
)
def test_a_difference_wears_its_sign(text: str, worn: str) -> None:
    assert signed(text) == worn


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (Fraction(6134, 10000), 1, "61,3 %"),
        (Decimal("0.005"), 0, "1 %"),
        (Fraction(1, 3), 2, "33,33 %"),
        (Decimal(0), 1, "0,0 %"),
    ],
)
def test_a_share(share: Fraction | Decimal, decimals: int, text: str) -> None:
    assert percent(share, decimals) == text


def test_days_and_months() -> None:
    assert day(date(2026, 11, 7)) == "07/11/2026"
    assert [month(index) for index in range(1, 13)] == list(MONTHS)
    assert month_short(9) == "set"


@pytest.mark.parametrize("wrong", [0, 13, -1])
def test_a_month_that_does_not_exist_is_a_bug(wrong: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        month(wrong)


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 schede"), (1, "1 scheda"), (2, "2 schede"), (1234, "1.234 schede")]
)
def test_one_or_many(count: int, text: str) -> None:
    assert plural(count, "scheda", "schede") == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["Ravenna"], "Ravenna"),
        (["Ravenna", "Cervia"], "Ravenna e Cervia"),
        (["Ravenna", "Cervia", "Russi"], "Ravenna, Cervia e Russi"),
    ],
)
def test_a_listing(words: list[str], text: str) -> None:
    assert listing(words) == text


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0.62", "il 62 %"),
        ("0.8", "l’80 %"),
        ("0.08", "l’8 %"),
        ("0.11", "l’11 %"),
        ("0.01", "l’1 %"),
        ("0", "lo 0 %"),
        ("1", "il 100 %"),
        ("0.18", "il 18 %"),
    ],
)
def test_a_percentage_with_its_article(share: str, words: str) -> None:
    assert the_percent(Decimal(share)) == words
    assert the_percent(None) == "il n.d."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ravenna", "Distretto di Ravenna"),
        ("Cesena - Valle del Savio", "Distretto di Cesena - Valle del Savio"),
        ("Ambito sociale Potenza", "Ambito sociale Potenza"),
        ("Unione della Romagna Faentina", "Unione della Romagna Faentina"),
        ("Zonamonte", "Distretto di Zonamonte"),
    ],
)
def test_a_district_that_says_what_it_is_is_not_called_so_twice(name: str, said: str) -> None:
    assert italian.district(name) == said


def test_one_more_is_said_in_the_singular() -> None:
    assert [others(count) for count in (1, 2, 1234)] == ["un’altra", "altre 2", "altre 1.234"]
    assert [others(count, "un altro", "altri") for count in (1, 3)] == ["un altro", "altri 3"]
