"""Typed numbers: right, or refused with a remedy; never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.kernel.italian import (
    LONGEST_NUMBER,
    compact_number,
    euro,
    number,
    read_day,
    read_euro,
    read_number,
    read_plain_number,
    without_currency,
)
from udp_core.kernel.money import LARGEST_CENTS, Money
from udp_core.kernel.problem import Problem

RIGHT = {
    "0": 0,
    "1": 100,
    "12": 1200,
    "-5": -500,
    "+5": 500,
    "−5": -500,
    "0,5": 50,
    "0,05": 5,
    "3,75": 375,
    "1.234": 123400,
    "1234": 123400,
    "1.234,5": 123450,
    "1.234,56": 123456,
    "1234,56": 123456,
    "12.000": 1200000,
    "12.400,00 €": 1240000,
    "€ 12.400,00": 1240000,
    "€3,75": 375,
    "3,75€": 375,
    "3,75 EUR": 375,
    "EUR 3,75": 375,
    "-€ 3,75": -375,
    "€ -3,75": -375,
    "- 3,75": -375,
    "+ 3,75 €": 375,
    "  7  ": 700,
    "1 234,56": 123456,
    "1\u00a0234,56": 123456,
    "1\u202f234,56": 123456,
    "1 234 567": 123456700,
    "1.234.567,89": 123456789,
    "999.999.999,99": 99999999999,
    "0012": 1200,
    "000": 0,
    "-0": 0,
    "90.000.000.000.000,00": LARGEST_CENTS,
    "-90.000.000.000.000,00": -LARGEST_CENTS,
}
REFUSED = [
    "",
    " ",
    "\u00a0",
    "€",
    "EUR",
    "-",
    "+",
    ",",
    ".",
    ",5",
    "5,",
    "5.",
    ".5",
    "1.23",
    "1.2",
    "1.2345",
    "12.34",
    "1234.5",
    "1,234.56",
    "1.234.56",
    "1,234,567",
    "1.234.5678",
    "12.3456",
    "1..234",
    "1,,2",
    "1.,2",
    "1,.2",
    "0.123",
    "00.123",
    "012.345",
    "1.23,45",
    "1234.567",
    "12345.678",
    "1 2",
    "1 23",
    "12 34",
    "1 2345",
    "1 234.567",
    "1.234 567",
    "1  234",
    "3€50",
    "3 € 50",
    "1€2",
    "€ 5 €",
    "5 EUR EUR",
    "EUR",
    "5 $",
    "$5",
    "£ 5",
    "5 euro",
    "euro 5",
    "cinque",
    "5 mila",
    "5k",
    "1e3",
    "1E3",
    "1,5e2",
    "0x10",
    "1_000",
    "inf",
    "nan",
    "Infinity",
    "-inf",
    "NaN",
    "--5",
    "+-5",
    "-+5",
    "5-",
    "5+",
    "(5)",
    "5%",
    "5 %",
    "1/2",
    "½",
    "²",
    "①",
    "٣",
    "１２",
    "१२",
    "1\n2",
    "1\t234",
    "5\x00",
    "\x005",
    "5;",
    "5:",
    "'5",
    '"5"',
    "=5",
    "=1+1",
    "1,234",
    "1,555",
    "0,001",
    "1.234,567",
    "0,0000",
    "1,230",
    "90.000.000.000.000,01",
    "-90.000.000.000.000,01",
    "9" * 39,
    "9" * 41,
    "1" * 1000,
    "n.d.",
    "-,5",
    "1'234",
    "1’234",
    "1.234'56",
    "O",
    "l",
    "1O",
    "12.OOO",
    "<b>5</b>",
    "５",
    "5\u200b",
    "\ufeff5",
    "5\u2003€x",
    "5,1,1",
    "5/",
    "–5",
    "—5",
    "5 €/mese",
    "€5€",
    "1.000.00",
    "1.00.000",
    "1,000.00",
    "1.000,000",
]
FAMILY = [
    0,
    1,
    5,
    10,
    99,
    100,
    101,
    999,
    1000,
    9999,
    10000,
    99999,
    100000,
    123456,
    999999,
    1000000,
    1234567,
    12345678,
    123456789,
    100000000000,
]


def _writings(cents: int) -> list[str]:
    """The ways in which a person writes an amount."""
    grouped = f"{cents // 100:,}".replace(",", ".")
    fraction = f"{cents % 100:02d}"
    return [
        f"{grouped},{fraction}",
        f"{cents // 100},{fraction}",
        f"{grouped},{fraction} €",
        f"€ {grouped},{fraction}",
        f"+{grouped},{fraction}",
        f" {grouped},{fraction}\u00a0€ ",
        grouped.replace(".", " ") + f",{fraction}",
    ]


def _mangled(cents: int) -> list[str]:
    """Writings of the same amount that mean something else, or nothing."""
    plain = f"{cents // 100}"
    fraction = f"{cents % 100:02d}"
    return [
        f"{plain}.{fraction}",
        f"{plain},{fraction}0",
        f"{plain},,{fraction}",
        f"{plain}€{fraction}",
        f"{plain},{fraction},",
        f"{plain} , {fraction}",
        f"{plain},{fraction}x",
        f"{plain}, {fraction}",
        f".{plain},{fraction}",
        f"{plain},{fraction} € €",
    ]


CASES = [
    *RIGHT.items(),
    *((text, None) for text in REFUSED),
    *((text, cents) for cents in FAMILY for text in _writings(cents)),
    *((text, None) for cents in FAMILY for text in _mangled(cents)),
]


def test_there_are_500_strings() -> None:
    assert len(CASES) >= 500


@pytest.mark.parametrize(("text", "cents"), CASES)
def test_a_typed_amount_is_right_or_refused(text: str, cents: int | None) -> None:
    read = read_euro(text)
    if cents is None:
        assert isinstance(read, Problem), read
        assert read.remedy
    else:
        assert read == Money(cents)


@given(st.integers(-LARGEST_CENTS, LARGEST_CENTS))
def test_what_is_written_is_read_back(cents: int) -> None:
    assert read_euro(euro(Money(cents))) == Money(cents)


@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_written_number_is_read_back(value: Decimal) -> None:
    assert read_number(number(value, 3)) == value


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_euro(text), read_number(text), read_plain_number(text), read_day(text)):
        assert read is not None


@given(st.text(alphabet="0123456789.,-+ €\u00a0", max_size=14))
def test_what_is_read_has_the_digits_typed(text: str) -> None:
    """The digits of the amount are those of the text: none is dropped, none is invented."""
    read = read_euro(text)
    if isinstance(read, Money):
        digits = "".join(character for character in text if character.isdigit())
        whole, _, fraction = text.partition(",")
        decimals = sum(character.isdigit() for character in fraction)
        assert abs(read.cents) == int(digits or 0) * 10 ** (2 - decimals)
        assert whole


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "N01"), ("abc", "N02"), ("1.23", "N02"), ("1,234", "N03"), ("90.000.000.000.001", "N04")],
)
def test_the_code_says_what_is_wrong(text: str, code: str) -> None:
    read = read_euro(text)
    assert isinstance(read, Problem)
    assert read.code == code


def test_a_long_text_is_cut_in_the_message() -> None:
    for read in (
        read_euro("x" * 10_000),
        read_euro("1," + "0" * 36),
        read_day("x" * 10_000),
        read_euro("9" * 39),
    ):
        assert isinstance(read, Problem)
        assert len(read.sentence) < LONGEST_NUMBER + 60


def test_blanks_in_a_long_text_take_no_time() -> None:
    assert isinstance(read_euro("1" + " " * 130_000 + "2"), Problem)
    assert compact_number("1" + " " * 130_000 + "2").startswith("1 ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1234.56", Decimal("1234.56")),
        ("-5", -5),
        ("+5.125", Decimal("5.125")),
        (" 7 ", 7),
        ("−7", -7),
        ("1.500000", Decimal("1.5")),
        ("1234567", 1234567),
        ("1 234.5", Decimal("1234.5")),
    ],
)
def test_a_plain_number_is_read_exactly(text: str, value: int | Decimal) -> None:
    assert read_plain_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "1,5", "1.234,56", "1e3", ".5", "5.", "1.2345", "0.0001", "1.2.3", "٣", "nan", "9" * 41],
)
def test_a_plain_number_written_otherwise_is_refused(text: str) -> None:
    assert isinstance(read_plain_number(text), Problem)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("5 €", "5"),
        ("€5", "5"),
        ("EUR 5", "5"),
        ("5EUR", "5"),
        ("-€5", "-5"),
        ("- € 5", "-5"),
        ("3€50", "3€50"),
        ("5", "5"),
        ("", ""),
    ],
)
def test_one_currency_at_an_end_is_taken_off(text: str, bare: str) -> None:
    assert without_currency(text) == bare
