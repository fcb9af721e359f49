"""The only place that writes and reads Italian numbers and dates. Reading does not guess: it answers or asks back."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from udp_core.money import LARGEST_CENTS, Money
from udp_core.problem import Problem

MINUS = "−"
NO_VALUE = "n.d."
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
LONGEST_NUMBER = 40
MILLION_CENTS = 100_000_000
THOUSAND_CENTS = 100_000

_ITALIAN = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_ITALIAN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


# Writing


def number(value: int | Decimal | Fraction | None, decimals: int = 0) -> str:
    """`1234.5` with one decimal is «1.234,5»; a true minus sign; None is «n.d.»."""
    if value is None:
        return NO_VALUE
    rounded = _round(value, decimals)
    digits = f"{abs(rounded):,.{decimals}f}"
    return (MINUS if rounded < 0 else "") + digits.translate(str.maketrans(",.", ".,"))


def _round(value: int | Decimal | Fraction, decimals: int) -> Decimal:
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(value)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def euro(amount: Money | None) -> str:
    """«12.400,00 €», to the cent."""
    return NO_VALUE if amount is None else f"{number(amount.euro, 2)} €"


def euro_short(amount: Money | None) -> str:
    """For the room: «24,31 M€», «638 mila €», «412 €»; the exact figure is always one step away."""
    if amount is None:
        return NO_VALUE
    if abs(amount.cents) >= MILLION_CENTS:
        return f"{number(Fraction(amount.cents, MILLION_CENTS), 2)} M€"
    if abs(amount.cents) >= THOUSAND_CENTS:
        return f"{number(Fraction(amount.cents, THOUSAND_CENTS))} mila €"
    return f"{number(amount.euro)} €"


def signed(text: str) -> str:
    """A difference wears its sign: «+1.234», «−5»; zero has none."""
    return text if text.startswith((MINUS, NO_VALUE)) or not re.search(r"[1-9]", text) else f"+{text}"


def percent(share: Fraction | Decimal | None, decimals: int = 1) -> str:
    """`0.6134` is «61,3 %»."""
    return NO_VALUE if share is None else f"{number(share * 100, decimals)} %"


def day(value: date | None) -> str:
    """«07/11/2026»."""
    return NO_VALUE if value is None else f"{value:%d/%m/%Y}"


def month(month_number: int) -> str:
    """1 is «gennaio»."""
    return MONTHS[month_number - 1]


def month_short(month_number: int) -> str:
    """1 is «gen»."""
    return month(month_number)[:3]


def plural(count: int, one: str, many: str) -> str:
    """«1 scheda», «3 schede»."""
    return f"{number(count)} {one if count == 1 else many}"


def listing(words: list[str]) -> str:
    """«Ravenna, Cervia e Russi»."""
    return " e ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


# Reading


def read_euro(text: str) -> Money | Problem:
    """What a hand typed, as cents: «1.234,56», «1234,56», «1.234», «€ 3,75», «-5».

    A dot is a thousands dot only before groups of three digits; «1.23» and «1,234.56» are asked back.
    """
    value = read_number(text.replace("€", "").replace("EUR", ""), decimals=2)
    if isinstance(value, Problem):
        return value
    return _bounded(Money.from_euro(value), text)


def _bounded(amount: Money, text: str) -> Money | Problem:
    if abs(amount.cents) <= LARGEST_CENTS:
        return amount
    return Problem("N04", f"L'importo «{text.strip()}» è oltre ogni bilancio.", "Controllare le cifre digitate.", value=text)


def read_number(text: str, decimals: int = 3) -> Decimal | Problem:
    """A number in Italian writing, exact. At most `decimals` digits after the comma."""
    compact = _compact(text)
    if not compact:
        return Problem("N01", "Manca il numero.", "Scrivere una cifra, per esempio 1.234,56.", value=text)
    if len(compact) > LONGEST_NUMBER or not _ITALIAN.fullmatch(compact):
        return _not_a_number(text)
    whole, _, cents = compact.partition(",")
    if len(cents) > decimals:
        return _too_fine(text, decimals)
    return Decimal(f"{whole.replace('.', '')}.{cents or 0}")


def read_plain_number(text: str, decimals: int = 3) -> Decimal | Problem:
    """A number as programs write it: `1234.56`, no thousands separator, exact."""
    compact = _compact(text)
    if len(compact) > LONGEST_NUMBER or not _PLAIN.fullmatch(compact):
        return _not_a_number(text)
    _, _, fraction = compact.partition(".")
    if len(fraction.rstrip("0")) > decimals:
        return _too_fine(text, decimals)
    return Decimal(compact)


def _compact(text: str) -> str:
    return text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(MINUS, "-")


def _not_a_number(text: str) -> Problem:
    return Problem(
        "N02",
        f"«{text.strip()[:LONGEST_NUMBER]}» non si legge come un numero italiano.",
        "Usare il punto per le migliaia e la virgola per i decimali, per esempio 1.234,56.",
        value=text,
    )


def _too_fine(text: str, decimals: int) -> Problem:
    return Problem(
        "N03",
        f"«{text.strip()}» ha più di {decimals} cifre decimali.",
        f"Arrotondare a {decimals} cifre dopo la virgola.",
        value=text,
    )


def read_day(text: str) -> date | Problem:
    """«7/11/2026», «07.11.2026» or «2026-11-07»."""
    compact = text.strip()
    if match := _ITALIAN_DATE.fullmatch(compact):
        parts = (int(match[3]), int(match[2]), int(match[1]))
    elif match := _ISO_DATE.fullmatch(compact):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    else:
        return _not_a_day(text)
    try:
        return date(*parts)
    except ValueError:
        return _not_a_day(text)


def _not_a_day(text: str) -> Problem:
    return Problem("N05", f"«{text.strip()[:LONGEST_NUMBER]}» non è una data.", "Scrivere gg/mm/aaaa, per esempio 07/11/2026.", value=text)
